"""A plan: what a change would do, computed from what the cluster said just before."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kafkadesk.core.cluster.survey import SettingFacts, TopicFacts
from kafkadesk.core.errors import UserError
from kafkadesk.core.plans.changes import Change
from kafkadesk.core.state import GroupInfo
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

NO_UNDO = Text(QT_TRANSLATE_NOOP("core", "This cannot be undone."))
BEFORE_AFTER = (
    Text(QT_TRANSLATE_NOOP("core", "what")), Text(QT_TRANSLATE_NOOP("core", "now")), Text(QT_TRANSLATE_NOOP("core", "after")),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What was asked for a plan. topic: None where there is none; group: that of the change; readers: all groups of the topic.

    wanted: offsets that a target named, by partition, before they are fitted into the log. settings: of the topic.
    moved: how many of so many keys would go to another partition; None: no keys were seen.
    creatable: partitions and replicas of a new topic, as the cluster says without creating it, or why it would not.
    """

    topic: TopicFacts | None = None
    group: GroupInfo | None = None
    readers: tuple[GroupInfo, ...] = ()
    wanted: Mapping[int, int] = field(default_factory=dict)
    settings: tuple[SettingFacts, ...] = ()
    moved: tuple[int, int] | None = None
    creatable: tuple[int, int] | UserError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePlan:
    """What is shown before anything happens. name: of the object. titles, rows: before and after, as a table; numbers: columns of numbers.

    effects: what comes of it. command: empty where Kafka's tools have none. obstacle: why it cannot be done now. typed: the name must be typed first.
    essence: what must still be so when the button is pressed. after: of a reset, the offsets to set. before: those there are, for the undo.
    """

    change: Change
    title: Text
    name: str
    titles: tuple[Text, ...]
    rows: tuple[tuple[Text | str, ...], ...]
    effects: tuple[Text, ...]
    command: str
    undo: Text
    button: Text
    numbers: frozenset[int] = frozenset()
    obstacle: Text | None = None
    typed: bool = False
    essence: tuple[object, ...] = ()
    after: Mapping[int, int] = field(default_factory=dict)
    before: Mapping[int, int] = field(default_factory=dict)
