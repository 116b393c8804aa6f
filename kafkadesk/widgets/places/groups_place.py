"""The place *Groups*: all groups of the cluster, and one of them: its members and what it has committed."""

from PySide6.QtWidgets import QWidget

from kafkadesk.core.actions.places import EXPORT, GROUP_ACTIONS, GROUP_MENU, JOIN, REFRESH, RESET
from kafkadesk.core.cluster.survey import NO_STATE, GroupKind, total_words
from kafkadesk.core.state import GroupInfo
from kafkadesk.models.column_table import ColumnTable
from kafkadesk.models.survey_columns import (
    MEMBER_COLUMNS,
    OFFSET_COLUMNS,
    Sight,
    group_columns,
    offset_rows,
)
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.places.place_frame import PlaceFrame
from kafkadesk.widgets.places.place_table import PlaceTable


class GroupsPlace(PlaceFrame[GroupInfo]):
    """Shows what is known of each group, and says what cannot be seen from outside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._sight = Sight()
        super().__init__(ColumnTable(group_columns(self._sight), lambda group: group.group, render), parent)
        self.members = PlaceTable(ColumnTable(MEMBER_COLUMNS, lambda row: row.member_id, render))
        self.offsets = PlaceTable(ColumnTable(OFFSET_COLUMNS, lambda row: f"{row.topic}:{row.number}", render))
        for view in (self.members, self.offsets):
            self.detail.addTab(view, "")
        self.add_tools(REFRESH, EXPORT)
        self.add_acts(JOIN, RESET)
        self.set_actions(GROUP_MENU, GROUP_ACTIONS)
        self.retranslate()

    def show_items(self) -> None:
        model, groups = self.table.table, self.survey.groups
        self._sight.survey = self.survey
        model.set_items(groups.values(), self.filter.text())
        foot = self.tr("{shown} of {total} groups").format(shown=f"{model.rowCount():,}", total=f"{len(groups):,}")
        note = self.tr(
            "lag: records from the commit to the log end; behind: since when the next of them waits; ?: unknown of some partitions"
        )
        self.show_list(self.error_text() or f"{foot}   {note}", self._why_none(len(groups)))

    def show_detail(self) -> None:
        name = self.table.name()
        group = None if name is None else self.survey.groups.get(name)
        if name is None or group is None:
            self.show_head(None, "", self.tr("Select a group to see its members and its offsets."))
            return
        kind, lag = GroupKind.of(group), self.survey.lag_in_all(name)
        parts = [render(kind.text), group.state or self.tr("state unknown")]
        if lag is not None:
            parts.append(self.tr("lag {n}").format(n=total_words(lag)))
            parts.append(self.tr("behind {time}").format(time=render(self.survey.behind_in_all(name).words())))
        if group.other_kind is not None:
            parts.append(self.tr("its members and offsets are not told to other programs"))
        self.show_head(name, " · ".join(parts), "")
        told = group.state != NO_STATE and group.other_kind is None
        self.members.set_none(self.tr("No program is a member now.") if told else self.tr("Its members are not known."))
        self.offsets.set_none(self.tr("Nothing is committed.") if told else self.tr("Its offsets are not known."))
        self.members.table.set_items(group.members)
        self.offsets.table.set_items(offset_rows(self.survey, group))
        count = f" ({len(group.members)})" if group.members else ""
        self.detail.setTabText(self.detail.indexOf(self.members), self.tr("Members") + count)
        for view in (self.members, self.offsets):
            view.fit_columns()

    def export_name(self) -> str:
        return "groups.csv"

    def retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter groups"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        for view, text in ((self.members, self.tr("Members")), (self.offsets, self.tr("Offsets"))):
            self.detail.setTabText(self.detail.indexOf(view), text)
            view.setAccessibleName(text)
        self.table.setAccessibleName(self.tr("Groups"))
        self.more.setAccessibleName(self.tr("More to do with this group"))
        self.show_items()
        self.show_detail()

    def _why_none(self, total: int) -> str:
        if not self.state.usable:
            return self.tr("Not connected: connect to a cluster to see its groups.")
        if total:
            return self.tr("No group matches.")
        if self.survey.errors:
            return self.error_text()
        return (
            self.tr("No group has committed anything yet, and none has members.")
            if self.survey.complete
            else self.tr("Asking the cluster…")
        )
