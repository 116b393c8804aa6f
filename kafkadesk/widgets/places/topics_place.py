"""The place *Topics*: all topics of the cluster, and one of them: its partitions, its settings and who reads it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from kafkadesk.core.actions.places import (
    CHANGE_SETTING,
    EXPORT,
    FIND_IN,
    MARK,
    NEW_TOPIC,
    OBSERVE,
    REFRESH,
    SEND_TO,
    TOPIC_ACTIONS,
    TOPIC_MENU,
)
from kafkadesk.core.cluster.survey import SettingFacts, TopicFacts, bytes_words, total_words
from kafkadesk.core.errors import UserError
from kafkadesk.models.column_table import ColumnTable
from kafkadesk.models.survey_columns import (
    PARTITION_COLUMNS,
    SETTING_COLUMNS,
    PartitionRow,
    Sight,
    group_columns,
    topic_columns,
)
from kafkadesk.widgets.base.i18n import error_words, render
from kafkadesk.widgets.places.place_frame import PlaceFrame
from kafkadesk.widgets.places.place_table import PlaceTable


class TopicsPlace(PlaceFrame[TopicFacts]):
    """Signals:
    selected(name): another topic, or setting of it, is looked at.
    settings_requested(name): its settings are to be seen.
    group_requested(id): show this group in its place.
    """

    selected = Signal(str)
    settings_requested = Signal(str)
    group_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._sight, self._readers = Sight(), Sight(topic="")
        super().__init__(ColumnTable(topic_columns(self._sight), lambda topic: topic.name, render), parent)
        self._shown: str | None = None
        self._settings_of: tuple[str, float | None] | None = None
        self._no_settings = ""
        self.only_marked, self.internal = QPushButton(), QPushButton()
        for button in (self.only_marked, self.internal):
            button.setCheckable(True)
            button.toggled.connect(lambda _: self.show_items())
        self.partitions = PlaceTable(ColumnTable(PARTITION_COLUMNS, lambda row: str(row.number), render))
        self.settings = PlaceTable(ColumnTable(SETTING_COLUMNS, lambda row: row.name, render))
        self.groups = PlaceTable(ColumnTable(group_columns(self._readers), lambda group: group.group, render))
        for view in (self.partitions, self.settings, self.groups):
            self.detail.addTab(view, "")
        self.groups.doubleClicked.connect(lambda _: self.group_requested.emit(self.groups.name() or ""))
        self.detail.currentChanged.connect(lambda _: self._ask_settings())
        self.add_tools(NEW_TOPIC, REFRESH, EXPORT, widgets=(self.only_marked, self.internal))
        self.add_acts(MARK, OBSERVE, FIND_IN, SEND_TO)
        self.settings.chosen.connect(lambda _: self.selected.emit(self.table.name() or ""))
        self.settings.doubleClicked.connect(lambda _: self.commands.trigger(CHANGE_SETTING))
        self.set_actions(TOPIC_MENU, TOPIC_ACTIONS)
        self.retranslate()

    def set_marked(self, marked: frozenset[str]) -> None:
        """Show which topics are favourites."""
        self._sight.marked = marked
        self.show_items()
        self.show_detail()

    def marked(self) -> frozenset[str]:
        return self._sight.marked

    def set_settings(self, topic: str, settings: Sequence[SettingFacts]) -> None:
        """Show the settings of a topic, unless another one is looked at meanwhile."""
        if topic == self.table.name():
            self._show_settings(settings, "")

    def set_settings_error(self, topic: str, error: UserError) -> None:
        """Say why the settings of a topic are not known."""
        if topic == self.table.name():
            self._show_settings((), error_words(error))

    def show_items(self) -> None:
        model, topics, marks = self.table.table, self.survey.topics.values(), self.marked()
        marked, internal = self.only_marked.isChecked(), self.internal.isChecked()
        self._sight.survey = self.survey
        model.set_items(topics, self.filter.text(), lambda topic: (internal or not topic.internal) and (not marked or topic.name in marks))
        shown, total = model.rowCount(), sum(internal or not topic.internal for topic in topics)
        foot = self.tr("{shown} of {total} topics").format(shown=f"{shown:,}", total=f"{total:,}")
        note = self.tr("records: log end − log begin; ~: compacted, so fewer")
        self.show_list(self.error_text() or f"{foot}   {note}", self._why_none(total))

    def show_detail(self) -> None:
        name = self.table.name()
        facts = None if name is None else self.survey.topics.get(name)
        if name is None or facts is None:
            self.show_head(None, "", self.tr("Select a topic to see its partitions, its settings and who reads it."))
            return
        parts = [
            self.tr("partitions: {n}").format(n=len(facts.partitions)), self.tr("records: {n}").format(n=total_words(facts.records)),
        ]  # fmt: skip
        if not facts.size.unknown:
            parts.append(bytes_words(facts.size.known))
        self.show_head(name, " · ".join(parts), "")
        self.partitions.table.set_items([PartitionRow(number=n, facts=p) for n, p in enumerate(facts.partitions)])
        self._readers.survey, self._readers.topic = self.survey, name
        readers = [self.survey.groups[group] for group in self.survey.readers_of(name)]
        self.groups.table.set_items(readers)
        self.groups.set_none(self.tr("No group reads it.") if self.survey.complete else self.tr("Asking the cluster…"))
        self.settings.set_none(self._no_settings or self.tr("Asking the cluster…"))
        count = f" ({len(readers)})" if readers else ""
        self.detail.setTabText(self.detail.indexOf(self.groups), self.tr("Groups") + count)
        for view in (self.partitions, self.groups):
            view.fit_columns()
        if self._shown != name:
            self._shown = name
            self._show_settings((), "")
            self.selected.emit(name)
        self._ask_settings()

    def export_name(self) -> str:
        return "topics.csv"

    def retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter topics"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        self.only_marked.setText(self.tr("★ Favourites"))
        self.internal.setText(self.tr("Internal"))
        self.internal.setToolTip(self.tr("Show Kafka's own topics too"))
        for view, text in (
            (self.partitions, self.tr("Partitions")),
            (self.settings, self.tr("Settings")),
            (self.groups, self.tr("Groups")),
        ):
            self.detail.setTabText(self.detail.indexOf(view), text)
            view.setAccessibleName(text)
        self.table.setAccessibleName(self.tr("Topics"))
        self.more.setAccessibleName(self.tr("More to do with this topic"))
        self.show_items()
        self.show_detail()

    def _show_settings(self, settings: Sequence[SettingFacts], error: str) -> None:
        self._no_settings = error
        self.settings.set_none(error or self.tr("Asking the cluster…"))
        self.settings.table.set_items(settings)
        self.settings.fit_columns()

    def _ask_settings(self) -> None:
        """Ask for the settings that are looked at, and again with each look at the topic: somebody may have changed one."""
        facts = self.survey.topics.get(self.table.name() or "")
        if facts is None or self.detail.currentWidget() is not self.settings or self._settings_of == (facts.name, facts.asked_at):
            return
        self._settings_of = (facts.name, facts.asked_at)
        self.settings_requested.emit(facts.name)

    def _why_none(self, total: int) -> str:
        if not self.state.usable:
            return self.tr("Not connected: connect to a cluster to see its topics.")
        if total:
            return self.tr("No topic matches.")
        if self.survey.errors:
            return self.error_text()
        return self.tr("The cluster has no topics yet.") if self.survey.complete else self.tr("Asking the cluster…")
