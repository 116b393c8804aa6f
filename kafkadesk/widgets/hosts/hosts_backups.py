"""The backups of the hosts file: each can be looked at, as the difference to the file of now, and restored by a button of its own."""

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.hosts.diff import DiffLine
from kafkadesk.core.hosts.facts import Backup
from kafkadesk.core.text_tools.one_line import size_text
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.hosts.hosts_entries import give_way
from kafkadesk.widgets.hosts.hosts_preview import HostsPreview


class HostsBackups(Responsive, QWidget):
    """Signals: wanted(str): the content of a backup, by its SHA-256. restore_requested(str): put it in the file's place."""

    requested = Signal(str)
    restore_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list, self.preview, self.restore = QListWidget(), HostsPreview(), QPushButton()
        self.said = PlainLabel(role="muted", wrap=True)
        self._shown = ""
        self._busy = self._differs = False
        self._backups: tuple[Backup, ...] = ()
        layout = QVBoxLayout(self)
        give_way(self.list)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.said)
        layout.addWidget(self.preview, 2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.restore)
        layout.addLayout(row)
        self.list.itemSelectionChanged.connect(self._on_chosen)
        self.restore.clicked.connect(lambda: self.restore_requested.emit(self._shown))
        self.retranslate()

    def set_backups(self, backups: Sequence[Backup]) -> None:
        """Take the backups there are, the newest first."""
        self._backups = tuple(backups)
        self.list.clear()
        for backup in backups:
            item = QListWidgetItem(self._name(backup), self.list)
            item.setData(Qt.ItemDataRole.UserRole, backup.sha256)
        self._shown = ""
        self._differs = False
        self.preview.show_nothing()
        self.said.setText(
            self.tr("Choose a backup to see what restoring it would change.")
            if backups
            else self.tr("No backup yet: one is made before each change.")
        )
        self._enable()

    def retranslate(self) -> None:
        self.restore.setText(self.tr("Restore this file…"))
        self.set_backups(self._backups)

    def set_content(self, sha256: str, difference: Sequence[DiffLine]) -> None:
        """Take how the backup that was asked for differs from the file: what restoring it would change."""
        self._shown = sha256
        self.preview.show_difference(difference)
        self._differs = bool(difference)
        self.said.setText(
            self.tr("Restoring replaces the whole file. Changes that others made since are undone too:")
            if self._differs
            else self.tr("The hosts file is identical to this backup.")
        )
        self._enable()

    def set_fault(self, text: str) -> None:
        """Say why a backup cannot be shown."""
        self._shown, self._differs = "", False
        self.preview.show_nothing()
        self.said.setText(text)
        self._enable()

    def set_busy(self, busy: bool) -> None:
        """Allow no second change while one is made."""
        self._busy = busy
        self._enable()

    def _name(self, backup: Backup) -> str:
        when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(backup.taken.timestamp())), QLocale.FormatType.ShortFormat)
        name = f"{when}  ·  {size_text(backup.size)}"
        return self.tr("{name}  ·  the very first").format(name=name) if backup.first else name

    def _on_chosen(self) -> None:
        if chosen := self.list.selectedItems():
            self.requested.emit(chosen[0].data(Qt.ItemDataRole.UserRole))

    def _enable(self) -> None:
        self.restore.setEnabled(bool(self._shown) and self._differs and not self._busy)
