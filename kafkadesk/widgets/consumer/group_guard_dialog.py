"""Stands before joining a group that has members or commits of others: names them, and asks."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.state import GroupInfo, GroupMember
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel

NAMED = 6  # members and topics listed; more are counted


class GroupChoice(Enum):
    """What the user wants instead, or all the same."""

    OBSERVE = "observe"
    NEW_GROUP = "new group"
    JOIN = "join"
    CANCEL = "cancel"


class GroupGuardDialog(QDialog):
    """Modal; `choice` holds the answer. others: the members that are not panes of this window."""

    def __init__(self, info: GroupInfo, others: Sequence[GroupMember], *, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = GroupChoice.CANCEL
        self.setWindowTitle(self.tr("This group is in use"))
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(
            PlainLabel(self.tr("Group “{group}” belongs to someone else as well.").format(group=info.group), role="title", wrap=True)
        )
        for line in (*self._member_lines(others), *self._commit_lines(info)):
            layout.addWidget(PlainLabel(line, wrap=True))
        layout.addWidget(PlainLabel(self._consequence(bool(others)), role="warn", wrap=True))
        if info.protocol == "consumer":
            layout.addWidget(PlainLabel(self._new_protocol(), role="warn", wrap=True))
        buttons = QDialogButtonBox()
        for choice, text in (
            (GroupChoice.OBSERVE, self.tr("Observe instead")),
            (GroupChoice.NEW_GROUP, self.tr("New group ID")),
            (GroupChoice.JOIN, action or self.tr("Join anyway")),
            (GroupChoice.CANCEL, self.tr("Cancel")),
        ):
            button = QPushButton(text)
            button.setAutoDefault(choice is GroupChoice.OBSERVE)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(lambda _=False, c=choice: self._chosen(c))
            if choice is GroupChoice.OBSERVE:
                button.setDefault(True)
                theme.set_role(button, "primary")
                button.setFocus()
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)

    def _member_lines(self, others: Sequence[GroupMember]) -> list[str]:
        lines = [self.tr("Member {client} on {host}").format(client=m.client_id, host=m.host.lstrip("/")) for m in others[:NAMED]]
        if len(others) > NAMED:
            lines.append(self.tr("and {n} more members").format(n=len(others) - NAMED))
        return lines or [self.tr("It has no members now, as a job between two runs.")]

    def _commit_lines(self, info: GroupInfo) -> list[str]:
        lines = []
        for topic, offsets in list(info.committed.items())[:NAMED]:
            places = ", ".join(f"P{p}: {offset}" for p, offset in sorted(offsets.items())[:NAMED])
            more = " …" if len(offsets) > NAMED else ""
            lines.append(self.tr("Committed offsets in {topic}: {places}").format(topic=topic, places=places + more))
        return lines

    def _consequence(self, has_members: bool) -> str:
        if has_members:
            return self.tr("Joining takes partitions away from these members, and moves the group's committed offsets.")
        return self.tr("Joining moves the group's committed offsets: its own program would go on after what is read here.")

    def _new_protocol(self) -> str:
        return self.tr(
            "The group uses Kafka's new consumer protocol (KIP-848). This pane is a classic member: the broker lets it in all the same, "
            "and hands it partitions of the others when they have given them up: within 10 s, as brokers are usually set. They get them "
            "back when it leaves."
        )

    def _chosen(self, choice: GroupChoice) -> None:
        self.choice = choice
        self.done(QDialog.DialogCode.Rejected if choice is GroupChoice.CANCEL else QDialog.DialogCode.Accepted)
