"""What a lesson is made of, once its file was read and checked: frozen steps, one verb each. The format: resources/lessons/README.md."""

from dataclasses import dataclass

from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.read_plan import Assignor, CommitMode
from kafkadesk.core.start_position import Start

RUN = "{run}"  # in a topic's name: a short id, new each run


@dataclass(frozen=True, slots=True)
class LessonText:
    """A text in English and, if the file has it, in Chinese. Plain text; an empty line begins a paragraph."""

    en: str
    zh: str | None = None

    def pick(self, language: str | None) -> str:
        """Return the text for a language such as "zh_CN"; English where there is no other."""
        return self.zh if self.zh is not None and (language or "").startswith("zh") else self.en

    def __str__(self) -> str:
        return self.en


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that is answered before the step plays. answer: index in choices, from 0."""

    question: LessonText
    choices: tuple[LessonText, ...]
    answer: int


@dataclass(frozen=True, slots=True)
class JoinPart:
    """One pane of a join or switch. group: as the lesson names it, without the run's suffix."""

    pane: str
    group: str
    start: Start
    commit: CommitMode
    assignor: Assignor


@dataclass(frozen=True, slots=True)
class ObservePart:
    """One pane of an observe."""

    pane: str
    start: Start


@dataclass(frozen=True, slots=True)
class SayStep:
    """Nothing but the step's text."""


@dataclass(frozen=True, slots=True)
class JoinStep:
    """Done when every pane is a member and every partition has a living owner whose start position is committed."""

    members: tuple[JoinPart, ...]


@dataclass(frozen=True, slots=True)
class ObserveStep:
    """Done when every partition of every pane has a resolved position."""

    panes: tuple[ObservePart, ...]


@dataclass(frozen=True, slots=True)
class LeaveStep:
    """Done when LeaveGroup was answered; if members remain, as Join."""

    panes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KillStep:
    """Done when the processes are dead, having told nobody."""

    panes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SwitchStep:
    """Leave, then join."""

    member: JoinPart


@dataclass(frozen=True, slots=True)
class SendStep:
    """Done when every send has its verdict; in the background at once.

    plan.topic is the lesson's topic as the file names it: whoever plays puts the run's name there.
    """

    plan: SendPlan
    background: bool = False


@dataclass(frozen=True, slots=True)
class StopSendStep:
    """Done when the send of this name starts no more and all it started have their verdict."""

    name: str


@dataclass(frozen=True, slots=True)
class WaitReceivedStep:
    """Done when each of these panes received at least so many records: (pane, n)."""

    at_least: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class WaitStableStep:
    """Done as Join is, with no dead member left in the group."""

    group: str


@dataclass(frozen=True, slots=True)
class WaitSentStep:
    """Done when the send of this name is over."""

    name: str


@dataclass(frozen=True, slots=True)
class WaitSecondsStep:
    """Done after so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class ThrottleStep:
    """Show at most so many records a second in a pane; 0: no limit."""

    pane: str
    per_second: int


@dataclass(frozen=True, slots=True)
class CommitStep:
    """Done when the pane's commit of what it showed is acknowledged."""

    pane: str


@dataclass(frozen=True, slots=True)
class SeekStep:
    """Done when positions are resolved. partition None: all of the pane's."""

    pane: str
    to: Start
    partition: int | None = None


@dataclass(frozen=True, slots=True)
class RestartKafkaStep:
    """Local Kafka only. Done when the broker answers and every pane is back."""


@dataclass(frozen=True, slots=True)
class ConnectStep:
    """Local Kafka only. Done when connected, or in trouble. advertised: by the listener that advertises the lesson's other name."""

    advertised: bool


@dataclass(frozen=True, slots=True)
class DoctorStep:
    """Done when the doctor has a verdict on the present connection."""


@dataclass(frozen=True, slots=True)
class MapNamesStep:
    """Local Kafka only. Done when the doctor's proposal is in the name map of the connection's profile, and that is connected anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One thing that must hold over the messages since the last mark.

    name: as in the file. of: a pane, group or send; for `doctor` a class. minimum, maximum: bounds of a count, None for none.
    other: the send it is compared with. wanted: for `connected`.
    """

    name: str
    of: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    other: str | None = None
    wanted: bool | None = None

    @property
    def negative(self) -> bool:
        """Whether a record still to come could make it false: judged after one second without a new one."""
        return self.name in NEGATIVE


NEGATIVE = frozenset(["each_once", "received", "none", "confirmed", "rejected", "unknown", "lost", "redelivered", "lag"])


@dataclass(frozen=True, slots=True)
class ExpectStep:
    """Done when all hold; a false one fails the lesson, which still plays to its end."""

    expectations: tuple[Expectation, ...]


Verb = (
    SayStep | JoinStep | ObserveStep | LeaveStep | KillStep | SwitchStep | SendStep | StopSendStep | WaitReceivedStep | WaitStableStep | WaitSentStep | WaitSecondsStep | ThrottleStep | CommitStep
    | SeekStep | RestartKafkaStep | ConnectStep | DoctorStep | MapNamesStep | ExpectStep
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonStep:
    """One step. number counts every [[step]] from 1; verb: its name in the file, "say" for one without.

    timeout_s: how long it may take. mark: expectations look at messages from here on. point: what to highlight.
    """

    number: int
    verb: str
    action: Verb
    say: LessonText | None = None
    ask: Ask | None = None
    point: tuple[str, ...] = ()
    mark: bool = False
    timeout_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A lesson that can be played. topic: its name, which may hold RUN; panes: names, opened in this order.

    exact_groups: the real group IDs are those of the steps; else each gets the run's suffix.
    advertise: the name that a second listener of Local Kafka advertises; None: there is no such listener.
    """

    title: LessonText
    minutes: float | None
    topic: str
    partitions: int
    exact_groups: bool
    advertise: str | None = None
    panes: tuple[str, ...]
    steps: tuple[LessonStep, ...]
