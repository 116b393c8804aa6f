"""Where things stand in the dialog of the hosts file."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from kafkadesk.widgets import theme

if TYPE_CHECKING:
    from kafkadesk.widgets.hosts_dialog import HostsDialog

TYPED_LINES = 5


def lay_out(dialog: "HostsDialog") -> None:
    """Put the parts in: what is typed and what is ours on the left, what comes of it on the right, buttons below."""
    dialog.typed.setFont(theme.mono_font(dialog.font()))
    dialog.typed.setMinimumHeight(dialog.typed.fontMetrics().lineSpacing() * TYPED_LINES)
    dialog.ours.setFont(theme.mono_font(dialog.font()))
    dialog.ours.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    theme.mark(dialog.write, "primary")
    for entries in (dialog.ours, dialog.backups.list):
        theme.mark(entries, "card")
    head = QHBoxLayout()
    head.addWidget(dialog.title)
    head.addWidget(dialog.subtitle, 1)
    middle = QHBoxLayout()
    middle.setSpacing(16)
    middle.addLayout(_left(dialog), 2)
    middle.addLayout(_right(dialog), 3)
    buttons = QHBoxLayout()
    for button in (dialog.write, dialog.copy, dialog.by_hand, dialog.command):
        buttons.addWidget(button)
    buttons.addStretch(1)
    buttons.addWidget(dialog.shut)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.setSpacing(10)
    layout.addLayout(head)
    layout.addLayout(middle, 1)
    layout.addWidget(dialog.note)
    layout.addWidget(dialog.turn_off)
    layout.addWidget(dialog.read_only)
    layout.addWidget(dialog.outcome)
    layout.addLayout(buttons)
    metrics = dialog.fontMetrics()
    dialog.resize(metrics.averageCharWidth() * 150, metrics.lineSpacing() * 32)


def _left(dialog: "HostsDialog") -> QVBoxLayout:
    left = QVBoxLayout()
    left.addWidget(dialog.typed_title)
    left.addWidget(dialog.typed, 2)
    left.addWidget(dialog.fault)
    left.addWidget(dialog.ours_title)
    left.addWidget(dialog.ours, 2)
    row = QHBoxLayout()
    for button in (dialog.edit_line, dialog.remove_line, dialog.undo):
        row.addWidget(button)
    row.addStretch(1)
    left.addLayout(row)
    return left


def _right(dialog: "HostsDialog") -> QVBoxLayout:
    page = QWidget()
    changes = QVBoxLayout(page)
    changes.addWidget(dialog.said)
    changes.addWidget(dialog.preview, 1)
    changes.addWidget(dialog.checks)
    for widget in (page, dialog.file, dialog.backups):
        dialog.tabs.addTab(widget, "")
    right = QVBoxLayout()
    right.addWidget(dialog.tabs, 1)
    return right
