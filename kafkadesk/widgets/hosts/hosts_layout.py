"""Where things stand in the dialog of the hosts file."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.scroll_body import ScrollBody

if TYPE_CHECKING:
    from kafkadesk.widgets.hosts.hosts_dialog import HostsDialog

TYPED_LINES = 5
LEAST_LINES = 3


def lay_out(dialog: "HostsDialog") -> None:
    """Put the parts in: what is typed and what is ours on the left, what comes of it on the right, buttons below."""
    dialog.typed.setFont(theme.mono_font(dialog.font()))
    dialog.typed.setMinimumHeight(dialog.typed.fontMetrics().lineSpacing() * TYPED_LINES)
    dialog.ours.setFont(theme.mono_font(dialog.font()))
    dialog.ours.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    theme.mark(dialog.write, "primary")
    for entries in (dialog.ours, dialog.backups.list):
        theme.mark(entries, "card")
        entries.setMinimumHeight(entries.fontMetrics().lineSpacing() * LEAST_LINES)
        entries.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # of it the least counts, in ScrollBody
    in_ours = QVBoxLayout(dialog.ours.viewport())
    in_ours.addWidget(dialog.none_ours)
    in_ours.addStretch(1)
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
    body = ScrollBody()
    body.add(middle, 1)
    layout.addWidget(body, 1)
    for widget in (dialog.note, dialog.turn_off, dialog.read_only, dialog.outcome):
        layout.addWidget(widget)
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
