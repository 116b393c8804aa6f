"""Who hears whom, for the rail and the places beside the desk: each is built, and the cluster asked for it, when it is looked at."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from kafkadesk.app.intents import Intents
from kafkadesk.app.panes.consumer import PaneWiring
from kafkadesk.app.places.plans import PlanWiring
from kafkadesk.app.window import WindowParts
from kafkadesk.core import settings
from kafkadesk.core.actions.places import (
    ADD_PARTITIONS,
    CHANGE_SETTING,
    CLONE_TOPIC,
    COPY_GROUP,
    COPY_TOPIC,
    DELETE_GROUP,
    DELETE_OFFSETS,
    DELETE_RECORDS,
    DELETE_TOPIC,
    FIND_IN,
    JOIN,
    MARK,
    NEW_TOPIC,
    OBSERVE,
    REFRESH,
    REMOVE_MEMBER,
    RESET,
    SEND_TO,
    PlaceState,
)
from kafkadesk.core.actions.window import PLACES
from kafkadesk.core.cluster.survey import own_settings, topics_of
from kafkadesk.core.errors import UserError
from kafkadesk.core.events import ConnectionChanged, DeskEvent, SurveyChanged
from kafkadesk.core.focus import WindowPlace
from kafkadesk.core.plans.changes import (
    AddPartitions,
    ChangeSetting,
    DeleteGroup,
    DeleteOffsets,
    DeleteRecords,
    DeleteTopic,
    NewTopic,
    RemoveMember,
    ResetOffsets,
    Target,
    TargetKind,
)
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.text_tools.safe_export import csv_line
from kafkadesk.desk.desk import Desk
from kafkadesk.models.record_table import RecordTable
from kafkadesk.system.files.export import export
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base.i18n import render

if TYPE_CHECKING:
    from kafkadesk.widgets.places.groups_place import GroupsPlace
    from kafkadesk.widgets.places.topics_place import TopicsPlace

AnyPlace: TypeAlias = "TopicsPlace | GroupsPlace"
NEW_PARTITIONS = 4
CLONED, THROTTLED = "-copy", ".throttled.replicas"  # settings of that ending name the brokers of one topic's own partitions
OBSERVED = Start(StartKind.LAST, 20)  # so that something is to be seen at once


class PlaceWiring(QObject):
    """Brings places into the window, and keeps what was chosen in each, a profile at a time.

    Signals:
        filter_line_made(SavedFilterButton): a search was opened, with this menu of saved filters.
    """

    filter_line_made = Signal(object)

    def __init__(self, desk: Desk, parts: WindowParts, intents: Intents, panes: PaneWiring, store: Store) -> None:
        super().__init__(parts.window)
        self._desk = desk
        self._parts = parts
        self._intents = intents
        self._panes = panes
        self._store = store
        self._plans = PlanWiring(desk, parts, intents)
        self._topics: TopicsPlace | None = None
        self._groups: GroupsPlace | None = None
        self._profile: str | None = None
        parts.rail.in_use = True
        parts.rail.place_requested.connect(self.show)
        for place, action in PLACES.items():
            parts.bar.commands.bind(action, partial(self._show_when_connected, place))
        self._stop = desk.listen(self._on_event)

    def close(self) -> None:
        self._stop()
        self._keep()

    def show(self, place: WindowPlace) -> None:
        """Show a place."""
        match place:
            case WindowPlace.DESK:
                self._parts.window.show_desk()
            case WindowPlace.TOPICS:
                self._parts.window.show_place(place, self._topics or self._build_topics())
            case WindowPlace.GROUPS:
                self._parts.window.show_place(place, self._groups or self._build_groups())

    def _show_when_connected(self, place: WindowPlace) -> None:
        if self._parts.window.desk_is_shown():  # else the first page is there, and no rail
            self.show(place)

    # topics

    def _build_topics(self) -> "TopicsPlace":
        from kafkadesk.widgets.places.topics_place import TopicsPlace  # not before somebody looks

        place = self._topics = TopicsPlace()
        place.selected.connect(lambda _: self._update_states())
        place.settings_requested.connect(lambda topic: self._intents.start(self._bring_settings(topic), "settings of a topic"))
        place.group_requested.connect(self.show_group)
        place.export_requested.connect(lambda file: self._export(place, file))
        self._bind(
            place,
            {
                OBSERVE: partial(self._with_name, place, self._observe),
                FIND_IN: partial(self._with_name, place, self._find_in),
                SEND_TO: partial(self._with_name, place, self._send_to),
                MARK: partial(self._with_name, place, self._mark),
                COPY_TOPIC: partial(self._with_name, place, self._copy),
                ADD_PARTITIONS: partial(self._with_name, place, self._add_partitions),
                CHANGE_SETTING: partial(self._with_name, place, self._change_setting),
                DELETE_RECORDS: partial(self._with_name, place, self._delete_records),
                DELETE_TOPIC: partial(self._with_name, place, lambda name: self._plans.open(DeleteTopic(topic=name))),
                NEW_TOPIC: self._new_topic,
                CLONE_TOPIC: partial(self._with_name, place, lambda name: self._intents.start(self._clone(name), "clone settings")),
            },
        )
        self._take_up(place, WindowPlace.TOPICS)
        return place

    async def _bring_settings(self, topic: str) -> None:
        if self._topics is None:
            return
        try:
            self._topics.set_settings(topic, await self._desk.surveyor.settings(topic))
        except UserError as error:
            self._topics.set_settings_error(topic, error)

    def _observe(self, topic: str) -> None:
        """Read a topic in an idle pane, or a new one, and go where that is seen."""
        if self._intents.attempt(self._desk.observe, self._desk.idle_pane(), topic, OBSERVED):
            self.show(WindowPlace.DESK)

    def _find_in(self, topic: str) -> None:
        """Open a window in which the topic is searched."""
        from kafkadesk.app.places.find import FindWiring  # not before somebody searches
        from kafkadesk.widgets.find.search_window import SearchWindow

        window = SearchWindow(topic, RecordTable(self._desk.ledger.number_of), self._parts.window)
        FindWiring(window, self._desk, self._intents, self._panes.rows)
        self.filter_line_made.emit(window.saved)
        window.show()

    def _send_to(self, topic: str) -> None:
        self._parts.producer.set_topic(topic)
        self.show(WindowPlace.DESK)

    def _mark(self, topic: str) -> None:
        if self._topics is not None:
            self._topics.set_marked(self._topics.marked() ^ {topic})
            self._update_states()
            self._keep()

    # groups

    def _build_groups(self) -> "GroupsPlace":
        from kafkadesk.widgets.places.groups_place import GroupsPlace  # not before somebody looks

        place = self._groups = GroupsPlace()
        for table in (place.table, place.members):
            table.chosen.connect(lambda _: self._update_states())
        place.export_requested.connect(lambda file: self._export(place, file))
        self._bind(
            place,
            {
                JOIN: partial(self._with_name, place, self._join),
                COPY_GROUP: partial(self._with_name, place, self._copy),
                RESET: partial(self._with_name, place, self._reset),
                DELETE_OFFSETS: partial(self._with_name, place, self._delete_offsets),
                REMOVE_MEMBER: partial(self._with_name, place, self._remove_member),
                DELETE_GROUP: partial(self._with_name, place, lambda name: self._plans.open(DeleteGroup(group=name))),
            },
        )
        self._take_up(place, WindowPlace.GROUPS)
        return place

    def show_topic(self, topic: str) -> None:
        """Go to where a topic is shown."""
        self.show(WindowPlace.TOPICS)
        _choose(self._topics, topic)

    def show_group(self, group: str) -> None:
        """Go to where a group is shown."""
        self.show(WindowPlace.GROUPS)
        _choose(self._groups, group)

    def _join(self, group: str) -> None:
        """Join a group with an idle pane, or a new one; others in it are asked about as always."""
        desk, info = self._desk, self._desk.surveyor.survey.groups.get(group)
        topic = next((topic for topic in topics_of(info) if topic in desk.topics), None) if info is not None else None
        if topic is None:
            return
        self.show(WindowPlace.DESK)
        self._panes.join(desk.idle_pane(), ReadPlan(topic=topic, group=group))

    # plans

    def _new_topic(self) -> None:
        from kafkadesk.widgets.plans.plan_options import CreateOptions

        change = NewTopic(topic="", partitions=NEW_PARTITIONS)
        self._plans.open(change, CreateOptions(change))

    async def _clone(self, topic: str) -> None:
        """Plan a topic with as many partitions and replicas as another one, and the settings that it has of its own."""
        from kafkadesk.widgets.plans.plan_options import CreateOptions

        found = own_settings(await self._desk.surveyor.settings(topic))
        settings = {name: value for name, value in found.items() if value and not name.endswith(THROTTLED)}
        facts = self._desk.surveyor.survey.topics.get(topic)
        change = NewTopic(
            topic=f"{topic}{CLONED}", partitions=None if facts is None else len(facts.partitions), replicas=None if facts is None else facts.replicas[1],
            settings=settings, like=topic,
        )  # fmt: skip
        self._plans.open(change, CreateOptions(change))

    def _add_partitions(self, topic: str) -> None:
        from kafkadesk.widgets.plans.plan_options import CountOptions

        facts = self._desk.surveyor.survey.topics[topic]
        change = AddPartitions(topic=topic, count=len(facts.partitions) + 1)
        self._plans.open(change, CountOptions(change))

    def _change_setting(self, topic: str) -> None:
        from kafkadesk.widgets.plans.plan_options import ValueOptions

        setting = None if self._topics is None else self._topics.settings.item()
        if setting is not None:
            change = ChangeSetting(topic=topic, name=setting.name, value=setting.value)
            self._plans.open(change, ValueOptions(change))

    def _delete_records(self, topic: str) -> None:
        from kafkadesk.widgets.plans.plan_options import RecordsOptions

        change = DeleteRecords(topic=topic)
        self._plans.open(change, RecordsOptions(change, len(self._desk.surveyor.survey.topics[topic].partitions)))

    def _reset(self, group: str) -> None:
        from kafkadesk.widgets.plans.plan_options import ResetOptions

        topics, chosen = self._topics_of(group)
        change = ResetOffsets(group=group, topic=chosen, to=Target(kind=TargetKind.EARLIEST))
        self._plans.open(change, ResetOptions(change, sorted(self._desk.surveyor.survey.groups), topics))

    def _delete_offsets(self, group: str) -> None:
        _, chosen = self._topics_of(group)
        self._plans.open(DeleteOffsets(group=group, topic=chosen))

    def _remove_member(self, group: str) -> None:
        member = None if self._groups is None else self._groups.members.item()
        if member is not None:
            self._plans.open(RemoveMember(group=group, member_id=member.member_id, instance_id=member.instance_id))

    def _topics_of(self, group: str) -> tuple[dict[str, int], str]:
        """Return the topics of a group that there are, with their partitions, and the one that is selected among its offsets."""
        survey = self._desk.surveyor.survey
        topics = {topic: len(survey.topics[topic].partitions) for topic in topics_of(survey.groups[group]) if topic in survey.topics}
        row = None if self._groups is None else self._groups.offsets.item()
        return topics, row.topic if row is not None and row.topic in topics else next(iter(topics))

    # both

    def _bind(self, place: AnyPlace, acts: dict[Any, Callable[[], object]]) -> None:
        for action, act in (acts | {REFRESH: self._desk.surveyor.watch}).items():
            place.commands.bind(action, act)

    def _take_up(self, place: AnyPlace, which: WindowPlace) -> None:
        place.looked_at.connect(self._on_looked_at)
        place.set_survey(self._desk.surveyor.survey)
        self._restore(place, which)
        self._update_states()

    def _with_name(self, place: AnyPlace, act: Callable[[str], object]) -> None:
        if (name := place.table.name()) is not None:
            act(name)

    def _copy(self, name: str) -> None:
        QApplication.clipboard().setText(name)

    def _export(self, place: AnyPlace, file: str) -> None:
        model = place.table.table
        columns = range(model.columnCount())
        titles = [render(column.title) for column in model.columns]
        rows = [[str(model.data(model.index(row, i))) for i in columns] for row in range(model.rowCount())]
        work = export(Path(file), (csv_line(*cells) for cells in (titles, *rows)), newline="\r\n")
        self._intents.start(work, "export")

    def _places(self) -> dict[WindowPlace, AnyPlace]:
        both = {WindowPlace.TOPICS: self._topics, WindowPlace.GROUPS: self._groups}
        return {which: place for which, place in both.items() if place is not None}

    def _on_looked_at(self, _: bool) -> None:
        if any(place.isVisible() for place in self._places().values()):
            self._desk.surveyor.watch()
        else:
            self._desk.surveyor.stop()

    def _on_event(self, event: DeskEvent) -> None:
        if isinstance(event, ConnectionChanged):
            if self._key() != self._profile:
                self._keep()
                for which, place in self._places().items():
                    self._restore(place, which)
            self._update_states()
        elif isinstance(event, SurveyChanged):
            for place in self._places().values():
                place.set_survey(self._desk.surveyor.survey)
            self._update_states()

    def _update_states(self) -> None:
        connection, survey = self._desk.connection, self._desk.surveyor.survey
        for which, place in self._places().items():
            name = place.table.name()
            group = survey.groups.get(name or "") if which is WindowPlace.GROUPS else None
            known = name in (survey.groups if which is WindowPlace.GROUPS else survey.topics)
            place.set_state(
                PlaceState(
                    name=name if known else None,
                    topics=() if group is None else tuple(topic for topic in topics_of(group) if topic in self._desk.topics),
                    setting=self._topics.settings.name() if which is WindowPlace.TOPICS and self._topics is not None else None,
                    member=self._member() if which is WindowPlace.GROUPS else None,
                    marked=self._topics is not None and name in self._topics.marked(),
                    usable=connection.phase.usable,
                    read_only=connection.read_only,
                    consumers=group is None or group.other_kind is None,
                )
            )

    def _member(self) -> str | None:
        member = None if self._groups is None else self._groups.members.item()
        return None if member is None else member.member_id

    # what is kept

    def _key(self) -> str:
        """Return what choices are kept by: the profile, else the address."""
        state = self._desk.connection
        return "local" if state.local else state.profile.id if state.profile is not None else state.bootstrap

    def _keep(self) -> None:
        places = self._places()
        if self._profile is None or not places:
            return
        kept: dict[str, Any] = {which.value: place.choice() for which, place in places.items()}
        if self._topics is not None:
            kept["marked"] = sorted(self._topics.marked())
        profile = self._profile
        settings.PLACES.change(self._store, lambda now: {**now, profile: {**(now.get(profile) or {}), **kept}})

    def _restore(self, place: AnyPlace, which: WindowPlace) -> None:
        self._profile = self._key()
        kept = settings.PLACES.get(self._store).get(self._profile)
        found = kept if isinstance(kept, dict) else {}
        place.restore(found.get(which.value))
        if place is self._topics:
            marked = found.get("marked")
            self._topics.set_marked(
                frozenset(name for name in marked if isinstance(name, str)) if isinstance(marked, list) else frozenset()
            )


def _choose(place: "TopicsPlace | GroupsPlace | None", name: str) -> None:
    if place is not None:
        place.filter.clear()
        place.table.choose(name)
        place.show_items()
        place.show_detail()
