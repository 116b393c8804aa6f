"""The verbs of a lesson: from their tables in the file to frozen actions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from kafkadesk.core.cluster.topics import check_group_id
from kafkadesk.core.compose.template import Template
from kafkadesk.core.delivery import Mode, Partitioning, SendPlan
from kafkadesk.core.doctor.words import WORDS
from kafkadesk.core.errors import InputError
from kafkadesk.core.lessons.steps import (
    CommitStep,
    ConnectStep,
    DoctorStep,
    Expectation,
    ExpectStep,
    JoinPart,
    JoinStep,
    KillStep,
    LeaveStep,
    MapNamesStep,
    ObservePart,
    ObserveStep,
    RestartKafkaStep,
    SeekStep,
    SendStep,
    StopSendStep,
    SwitchStep,
    ThrottleStep,
    Verb,
    WaitReceivedStep,
    WaitSecondsStep,
    WaitSentStep,
    WaitStableStep,
)
from kafkadesk.core.lessons.table import Table
from kafkadesk.core.read_plan import Assignor, CommitMode
from kafkadesk.core.start_position import PLAIN, Start, StartKind
from kafkadesk.core.text import QT_TRANSLATE_NOOP

MAX_COUNT = 2**53

Check = Callable[[Table, str], str]

_LISTS = {"each_once": "group", "all": "pane", "none": "pane", "balanced": "group", "ordered_by_key": "pane"}
_COUNTS = {"received": "pane", "at_least": "pane", "idle": "group", "lag": "group"}
_TOTALS = ("confirmed", "rejected", "unknown")
_COMPARED = ("fewer_requests", "faster")


def read_expect(table: Table, *, pane: Check, group: Check, send: Check) -> ExpectStep:
    """Return the expectations of a step, one for each pane, group or pair of sends that it names. Raises LessonError.

    pane, group, send: return the name they are given, or fail when the lesson has no such thing.
    """
    checks = {"pane": pane, "group": group}
    found: list[Expectation] = []
    for name in table.data:
        if name in _LISTS:
            found += [Expectation(name=name, of=checks[_LISTS[name]](table, of)) for of in _some(table, name)]
        elif name in _COUNTS:
            found += _counts(table, name, checks[_COUNTS[name]])
        elif name in _TOTALS:
            n = table.number(name, 0, 0, MAX_COUNT)
            found.append(Expectation(name=name, minimum=n, maximum=n))
        elif name == "lost":
            found.append(_between(table.table(name), name, None))
        elif name == "redelivered":
            groups = table.table(name)
            found += [_between(groups.table(of), name, group(groups, of)) for of in groups.data]
        elif name in _COMPARED:
            sends = table.texts(name)
            if len(sends) != 2 or sends[0] == sends[1]:
                table.bad(QT_TRANSLATE_NOOP("core", "“{key}” compares two sends."), key=name)
            found.append(Expectation(name=name, of=send(table, sends[0]), other=send(table, sends[1])))
        elif name == "connected":
            found.append(Expectation(name=name, wanted=table.required(name, bool)))
        elif name == "doctor":
            kind = table.required(name, str)
            if kind not in WORDS:
                table.bad(QT_TRANSLATE_NOOP("core", "the doctor has no verdict “{name}”."), name=kind)
            found.append(Expectation(name=name, of=kind))
    table.done()
    if not found:
        table.bad(QT_TRANSLATE_NOOP("core", "nothing is expected."))
    return ExpectStep(tuple(found))


def _some(table: Table, name: str) -> tuple[str, ...]:
    texts = table.texts(name)
    if not texts:
        table.bad(QT_TRANSLATE_NOOP("core", "“{key}” is an empty list."), key=name)
    return texts


def _counts(table: Table, name: str, check: Check) -> list[Expectation]:
    counts = table.table(name)
    found = []
    for of in counts.data:
        n = counts.number(of, 0, 0, MAX_COUNT)
        found.append(Expectation(name=name, of=check(counts, of), minimum=n, maximum=None if name == "at_least" else n))
    return found


def _between(table: Table, name: str, of: str | None) -> Expectation:
    """Return an expectation of a count between min and max, of which one may be absent."""
    low, high = table.optional("min", int), table.optional("max", int)
    for key, bound in (("min", low), ("max", high)):
        if bound is not None:
            table.bounded(key, bound, 0, MAX_COUNT)
    table.done()
    if low is None and high is None:
        table.bad(QT_TRANSLATE_NOOP("core", "“min” or “max” is missing."))
    if low is not None and high is not None and low > high:
        table.bad(QT_TRANSLATE_NOOP("core", "“min” is more than “max”."))
    return Expectation(name=name, of=of, minimum=low, maximum=high)


MAX_MESSAGES = 100_000  # of one send
MAX_EVERY_MS = 3_600_000
MAX_WAIT_S = 3_600
ADVERTISE_LINE = 'local = { advertise = "kafka-node-1" }'
LOCAL_ONLY = ("restart_kafka", "connect", "map_names")


@dataclass(slots=True)
class Known:
    """What the steps of a lesson may refer to: panes and partitions from its head, all groups, and the sends named so far.

    advertises: there is a listener that advertises another name. examined: a step before has the doctor.
    """

    topic: str
    partitions: int
    panes: tuple[str, ...]
    groups: frozenset[str]
    advertises: bool = False
    examined: bool = False
    sends: set[str] = field(default_factory=set)

    def pane(self, table: Table, name: str) -> str:
        """Return a pane's name, or fail when there is no such pane."""
        if name not in self.panes:
            table.fail(QT_TRANSLATE_NOOP("core", "there is no pane “{name}”."), name=name)
        return name

    def group(self, table: Table, name: str) -> str:
        """Return a group's name, or fail when no step of the lesson joins it."""
        if name not in self.groups:
            table.fail(QT_TRANSLATE_NOOP("core", "no pane of this lesson joins a group “{name}”."), name=name)
        return name

    def send(self, table: Table, name: str) -> str:
        """Return a send's name, or fail when no send before has it."""
        if name not in self.sends:
            table.fail(QT_TRANSLATE_NOOP("core", "there is no send named “{name}” before this step."), name=name)
        return name


def read_verb(step: Table, verb: str, known: Known) -> Verb:
    """Return the action of a step's verb; raises LessonError."""
    return VERBS[verb](step, known)


def _join(step: Table, known: Known) -> JoinStep:
    members = tuple(_joining(table, known) for table in step.tables("join"))
    _distinct(step, "join", [member.pane for member in members])
    return JoinStep(members)


def _switch(step: Table, known: Known) -> SwitchStep:
    return SwitchStep(_joining(step.table("switch"), known))


def _joining(table: Table, known: Known) -> JoinPart:
    joining = JoinPart(
        pane=known.pane(table, table.required("pane", str)),
        group=table.required("group", str),
        start=_start(table),
        commit=CommitMode(table.one_of("commit", CommitMode.SHOWN, tuple(CommitMode))),
        assignor=Assignor(table.one_of("assignor", Assignor.RANGE, tuple(Assignor))),
    )
    try:
        check_group_id(joining.group)
    except InputError as error:
        table.wrong(error)
    table.done()
    return joining


def _start(table: Table) -> Start:
    return Start(StartKind(table.one_of("from", StartKind.LATEST, PLAIN)))


def _observe(step: Table, known: Known) -> ObserveStep:
    panes = []
    for table in step.tables("observe"):
        panes.append(ObservePart(known.pane(table, table.required("pane", str)), _start(table)))
        table.done()
    _distinct(step, "observe", [observing.pane for observing in panes])
    return ObserveStep(tuple(panes))


def _leave(step: Table, known: Known) -> LeaveStep:
    return LeaveStep(_panes(step, "leave", known))


def _kill(step: Table, known: Known) -> KillStep:
    return KillStep(_panes(step, "kill", known))


def _panes(step: Table, verb: str, known: Known) -> tuple[str, ...]:
    panes = tuple(known.pane(step, name) for name in step.texts(verb))
    if not panes:
        step.bad(QT_TRANSLATE_NOOP("core", "“{key}” is an empty list."), key=verb)
    _distinct(step, verb, list(panes))
    return panes


def _distinct(step: Table, verb: str, panes: list[str]) -> None:
    for pane in panes:
        if panes.count(pane) > 1:
            step.fail(QT_TRANSLATE_NOOP("core", "“{verb}” names the pane “{name}” twice."), verb=verb, name=pane)


def _send(step: Table, known: Known) -> SendStep:
    table = step.table("send")
    name = table.optional("name", str)
    if name is not None:
        if name in known.sends:
            table.fail(QT_TRANSLATE_NOOP("core", "there is already a send named “{name}”."), name=name)
        known.sends.add(name)
    value, key = table.optional("value", str), table.optional("key", str)
    if value is None and key is None:
        table.bad(QT_TRANSLATE_NOOP("core", "a value is missing. (With a key and no value, a null is sent: a tombstone.)"))
    headers = Table(table.optional("headers", dict) or {}, "headers", table.step)
    plan = SendPlan(
        topic=known.topic,
        name=name,
        value=_template(table, value),
        key=_template(table, key),
        headers=tuple((header, _template(headers, headers.required(header, str))) for header in headers.data),
        partition=_partition(table, known),
        count=table.number("count", 1, 1, MAX_MESSAGES),
        every_ms=table.number("every_ms", 0, 0, MAX_EVERY_MS),
        mode=Mode(table.one_of("mode", "confirm", tuple(mode.value for mode in Mode))),
    )
    background = table.optional("background", bool) or False
    table.done()
    return SendStep(plan, background)


def _template(table: Table, text: str | None) -> str | None:
    if text is not None:
        try:
            Template(text)
        except InputError as error:
            table.wrong(error)
    return text


def _partition(table: Table, known: Known) -> int | Partitioning:
    if isinstance(table.data.get("partition"), str):
        return Partitioning(table.one_of("partition", "spread", tuple(choice.value for choice in Partitioning)))
    if not table.has("partition"):
        return Partitioning.SPREAD
    return table.bounded("partition", table.required("partition", int), 0, known.partitions - 1)


def _stop_send(step: Table, known: Known) -> StopSendStep:
    return StopSendStep(known.send(step, step.required("stop_send", str)))


def _wait(step: Table, known: Known) -> Verb:
    table = step.table("wait")
    if len(table.data) != 1:
        table.bad(QT_TRANSLATE_NOOP("core", "it waits for exactly one of: {choices}."), choices="received, stable, sent, seconds")
    if table.has("received"):
        received = table.table("received")
        if not received.data:
            table.bad(QT_TRANSLATE_NOOP("core", "“{key}” names no pane."), key="received")
        return WaitReceivedStep(tuple((known.pane(received, pane), received.number(pane, 1, 0, 10_000_000)) for pane in received.data))
    if table.has("stable"):
        return WaitStableStep(known.group(table, table.required("stable", str)))
    if table.has("sent"):
        return WaitSentStep(known.send(table, table.required("sent", str)))
    seconds = table.bounded("seconds", table.optional("seconds", float) or 0.0, 0, MAX_WAIT_S)
    table.done()
    return WaitSecondsStep(seconds)


def _throttle(step: Table, known: Known) -> ThrottleStep:
    table = step.table("throttle")
    table.required("per_second", int)
    throttle = ThrottleStep(known.pane(table, table.required("pane", str)), table.number("per_second", 0, 0, 1_000_000))
    table.done()
    return throttle


def _commit(step: Table, known: Known) -> CommitStep:
    table = step.table("commit")
    commit = CommitStep(known.pane(table, table.required("pane", str)))
    table.done()
    return commit


def _seek(step: Table, known: Known) -> SeekStep:
    table = step.table("seek")
    pane = known.pane(table, table.required("pane", str))
    if isinstance(table.data.get("to"), dict):
        to = table.table("to")
        partition = to.optional("partition", int)
        if partition is not None:
            to.bounded("partition", partition, 0, known.partitions - 1)
        if to.has("offset") == to.has("time"):
            to.bad(QT_TRANSLATE_NOOP("core", "it holds either an offset or a time."))
        start = Start(StartKind.OFFSET, to.bounded("offset", to.required("offset", int), 0, 2**63 - 1)) if to.has("offset") else _time(to)
        to.done()
        seek = SeekStep(pane, start, partition)
    else:
        table.required("to", str)
        seek = SeekStep(pane, Start(StartKind(table.one_of("to", StartKind.LATEST, PLAIN))))
    table.done()
    return seek


def _time(to: Table) -> Start:
    """Return a start at a moment: a TOML date and time, or a text of it; without a zone it is UTC."""
    value = to.data["time"]
    if isinstance(value, datetime):
        to.optional("time", date)  # mark as asked for
        moment = value
    else:
        try:
            moment = datetime.fromisoformat(to.required("time", str))
        except ValueError:
            to.bad(QT_TRANSLATE_NOOP("core", "“{value}” is not a time such as 2026-05-01T10:00:00Z."), value=value)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return Start(StartKind.TIME, int(moment.timestamp() * 1000))


def _restart_kafka(step: Table, _: Known) -> RestartKafkaStep:
    step.table("restart_kafka").done()
    return RestartKafkaStep()


def _connect(step: Table, known: Known) -> ConnectStep:
    step.required("connect", str)
    advertised = step.one_of("connect", "local", ("local", "advertised")) == "advertised"
    if advertised and not known.advertises:
        step.fail(QT_TRANSLATE_NOOP("core", "to connect to “advertised”, the lesson needs a line such as: {line}"), line=ADVERTISE_LINE)
    return ConnectStep(advertised)


def _doctor(step: Table, known: Known) -> DoctorStep:
    step.table("doctor").done()
    known.examined = True
    return DoctorStep()


def _map_names(step: Table, known: Known) -> MapNamesStep:
    step.table("map_names").done()
    if not known.examined:
        step.fail(QT_TRANSLATE_NOOP("core", "there is no “doctor” before it, whose proposal could be mapped."))
    return MapNamesStep()


VERBS: dict[str, Callable[[Table, Known], Verb]] = {
    "join": _join,
    "observe": _observe,
    "leave": _leave,
    "kill": _kill,
    "switch": _switch,
    "send": _send,
    "stop_send": _stop_send,
    "wait": _wait,
    "throttle": _throttle,
    "commit": _commit,
    "seek": _seek,
    "restart_kafka": _restart_kafka,
    "connect": _connect,
    "doctor": _doctor,
    "map_names": _map_names,
    "expect": lambda step, known: read_expect(step.table("expect"), pane=known.pane, group=known.group, send=known.send),
}
