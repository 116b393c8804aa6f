"""What can be done with a topic or a group in the places *Topics* and *Groups*."""

from dataclasses import dataclass

from kafkadesk.core.actions.action import Action, Items, actions_in, literal
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceState:
    """What these actions depend on. name: of the topic or group that is selected; topics: that a group reads; marked: a favourite.
    setting: that is selected of the topic.

    member: that is selected of the group. usable: connected; read_only: the profile forbids changes; consumers: the group is one of consumers.
    """

    name: str | None = None
    topics: tuple[str, ...] = ()
    marked: bool = False
    setting: str | None = None
    member: str | None = None
    usable: bool = False
    read_only: bool = False
    consumers: bool = True


PlaceAction = Action[PlaceState]


def _not_connected(state: PlaceState) -> Text | None:
    return None if state.usable else Text(QT_TRANSLATE_NOOP("core", "Not connected."))


def _no_topic(state: PlaceState) -> Text | None:
    return _not_connected(state) or (None if state.name else Text(QT_TRANSLATE_NOOP("core", "Select a topic first.")))


def _no_changes(state: PlaceState) -> Text | None:
    return Text(QT_TRANSLATE_NOOP("core", "The profile is read-only.")) if state.read_only else None


def _unchangeable(state: PlaceState) -> Text | None:
    return _no_topic(state) or _no_changes(state)


def _no_group(state: PlaceState) -> Text | None:
    return None if state.name else Text(QT_TRANSLATE_NOOP("core", "Select a group first."))


def _group_unchangeable(state: PlaceState) -> Text | None:
    return _no_group(state) or _not_connected(state) or _no_changes(state)


def _no_offsets(state: PlaceState) -> Text | None:
    if obstacle := _no_group(state):
        return obstacle
    if not state.consumers:
        return Text(QT_TRANSLATE_NOOP("core", "It is no group of consumers: its offsets are not told to other programs."))
    if not state.topics:
        return Text(QT_TRANSLATE_NOOP("core", "It has no offsets of a topic that is still there."))
    return _not_connected(state) or _no_changes(state)


def _no_member(state: PlaceState) -> Text | None:
    if obstacle := _no_group(state):
        return obstacle
    if not state.consumers:
        return Text(QT_TRANSLATE_NOOP("core", "It is no group of consumers: its members are not told to other programs."))
    if state.member is None:
        return Text(QT_TRANSLATE_NOOP("core", "Select a member in the tab Members first."))
    return _not_connected(state) or _no_changes(state)


def _not_joinable(state: PlaceState) -> Text | None:
    if obstacle := _no_group(state):
        return obstacle
    if not state.consumers:
        return Text(QT_TRANSLATE_NOOP("core", "It is no group of consumers: panes cannot join it."))
    if not state.topics:
        return Text(QT_TRANSLATE_NOOP("core", "It reads no topic: join it from a pane of the topic that you mean."))
    return _not_connected(state) or _no_changes(state)


OBSERVE = PlaceAction(
    "topics.observe",
    Text(QT_TRANSLATE_NOOP("core", "Observe in a pane")),
    label=Text(QT_TRANSLATE_NOOP("core", "Observe")),
    tip=Text(QT_TRANSLATE_NOOP("core", "Read the newest records of each partition and go on, without a group")),
    keys=("Return",),
    obstacle=_no_topic,
)
SEND_TO = PlaceAction(
    "topics.send",
    Text(QT_TRANSLATE_NOOP("core", "Send to it")),
    tip=Text(QT_TRANSLATE_NOOP("core", "Choose it in the producer pane")),
    obstacle=_unchangeable,
)
FIND_IN = PlaceAction(
    "topics.find",
    Text(QT_TRANSLATE_NOOP("core", "Find in topic…")),
    label=Text(QT_TRANSLATE_NOOP("core", "Find…")),
    tip=Text(QT_TRANSLATE_NOOP("core", "Read a range of it, and show only the records that fit a filter")),
    obstacle=_no_topic,
)
MARK = PlaceAction(
    "topics.mark",
    Text(QT_TRANSLATE_NOOP("core", "Favourite")),
    label=literal("★"),
    tip=Text(QT_TRANSLATE_NOOP("core", "Favourites stand first")),
    obstacle=_no_topic,
    checked=lambda state: state.marked,
)
COPY_TOPIC = PlaceAction("topics.copy", Text(QT_TRANSLATE_NOOP("core", "Copy its name")), keys=("Ctrl+C",), obstacle=_no_topic)
NEW_TOPIC = PlaceAction(
    "topics.new",
    Text(QT_TRANSLATE_NOOP("core", "New topic…")),
    label=Text(QT_TRANSLATE_NOOP("core", "+ New topic")),
    keys=("Ctrl+N",),
    obstacle=lambda state: _not_connected(state) or _no_changes(state),
)
JOIN = PlaceAction(
    "groups.join",
    Text(QT_TRANSLATE_NOOP("core", "Join with a pane")),
    tip=Text(
        QT_TRANSLATE_NOOP(
            "core", "A pane becomes a member and takes its share of the partitions; where others are in the group, you are asked first"
        )
    ),
    obstacle=_not_joinable,
)
COPY_GROUP = PlaceAction(
    "groups.copy",
    Text(QT_TRANSLATE_NOOP("core", "Copy its ID")),
    keys=("Ctrl+C",),
    obstacle=_no_group,
)


def _no_setting(state: PlaceState) -> Text | None:
    return _unchangeable(state) or (
        None if state.setting else Text(QT_TRANSLATE_NOOP("core", "Select a setting in the tab Settings first."))
    )


CLONE_TOPIC = PlaceAction("topics.clone", Text(QT_TRANSLATE_NOOP("core", "New topic with its settings…")), obstacle=_unchangeable)
ADD_PARTITIONS = PlaceAction("topics.partitions", Text(QT_TRANSLATE_NOOP("core", "Add partitions…")), obstacle=_unchangeable)
CHANGE_SETTING = PlaceAction("topics.setting", Text(QT_TRANSLATE_NOOP("core", "Change the setting…")), obstacle=_no_setting)
DELETE_RECORDS = PlaceAction("topics.records", Text(QT_TRANSLATE_NOOP("core", "Delete records…")), obstacle=_unchangeable)
DELETE_TOPIC = PlaceAction("topics.delete", Text(QT_TRANSLATE_NOOP("core", "Delete the topic…")), obstacle=_unchangeable)
RESET = PlaceAction(
    "groups.reset",
    Text(QT_TRANSLATE_NOOP("core", "Reset offsets…")),
    tip=Text(QT_TRANSLATE_NOOP("core", "A plan: what is read again and what is skipped is shown before anything is changed")),
    obstacle=_no_offsets,
)
DELETE_OFFSETS = PlaceAction("groups.offsets", Text(QT_TRANSLATE_NOOP("core", "Delete offsets of a topic…")), obstacle=_no_offsets)
REMOVE_MEMBER = PlaceAction("groups.member", Text(QT_TRANSLATE_NOOP("core", "Take the member out…")), obstacle=_no_member)
DELETE_GROUP = PlaceAction("groups.delete", Text(QT_TRANSLATE_NOOP("core", "Delete the group…")), obstacle=_group_unchangeable)
REFRESH = PlaceAction(
    "places.refresh",
    Text(QT_TRANSLATE_NOOP("core", "Refresh")),
    label=literal("⟳"),
    tip=Text(QT_TRANSLATE_NOOP("core", "Ask again now; it is asked every 5 seconds while you look")),
    keys=("F5",),
    obstacle=_not_connected,
)
EXPORT = PlaceAction(
    "places.export", Text(QT_TRANSLATE_NOOP("core", "Export…")), tip=Text(QT_TRANSLATE_NOOP("core", "The rows that are shown, as CSV"))
)

_TOPIC_PLANS = (CLONE_TOPIC, ADD_PARTITIONS, CHANGE_SETTING, DELETE_RECORDS, DELETE_TOPIC)
_GROUP_PLANS = (RESET, DELETE_OFFSETS, REMOVE_MEMBER, DELETE_GROUP)
TOPIC_MENU: Items[PlaceState] = (OBSERVE, FIND_IN, SEND_TO, None, MARK, COPY_TOPIC, None, *_TOPIC_PLANS)
GROUP_MENU: Items[PlaceState] = (JOIN, None, COPY_GROUP, None, *_GROUP_PLANS)
TOPIC_ACTIONS: tuple[PlaceAction, ...] = (*actions_in(TOPIC_MENU), NEW_TOPIC)
GROUP_ACTIONS: tuple[PlaceAction, ...] = actions_in(GROUP_MENU)
SHARED_ACTIONS: tuple[PlaceAction, ...] = (REFRESH, EXPORT)
