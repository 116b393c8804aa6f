"""Ctrl+K: type a part of a profile's name, press Enter, and be there."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kafkadesk.core.cluster.profiles import Profile
from kafkadesk.widgets.profiles.profile_colors import color_icon

ICON_PX = 14
ROWS = 9


class QuickSwitch(QDialog):
    """A list of profiles that gets shorter while one types.

    Signals:
        chosen(str): the id of a profile.
    """

    chosen = Signal(str)

    def __init__(self, profiles: Sequence[Profile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Switch profile"))
        self.setModal(True)
        self.edit, self.list = QLineEdit(), QListWidget()
        self.edit.setPlaceholderText(self.tr("Type a part of its name or address; Enter connects"))
        self.edit.setAccessibleName(self.windowTitle())
        for profile in profiles:
            notes = [self.tr("read-only")] * profile.read_only + [profile.bootstrap] * bool(profile.bootstrap)
            text = "   ".join([profile.name, " · ".join(notes)]).rstrip()
            item = QListWidgetItem(color_icon(profile.color, ICON_PX, self.devicePixelRatioF()), text, self.list)
            item.setData(Qt.ItemDataRole.UserRole, profile.id)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # long rows end in "…"
        layout = QVBoxLayout(self)
        layout.addWidget(self.edit)
        layout.addWidget(self.list)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 70, metrics.lineSpacing() * (ROWS + 4))
        self.edit.textChanged.connect(self._filter)
        self.edit.returnPressed.connect(self._choose)
        self.edit.installEventFilter(self)
        self.list.itemActivated.connect(lambda _: self._choose())
        self._filter("")
        self.edit.setFocus()

    def offered(self) -> list[str]:
        """Return the rows that fit what was typed."""
        return [item.text() for item in self._items() if not item.isHidden()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
            return True
        return super().eventFilter(watched, event)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        for item in self._items():
            item.setHidden(not all(word in item.text().casefold() for word in words))
        self.list.setCurrentRow(next((row for row, item in enumerate(self._items()) if not item.isHidden()), -1))

    def _move(self, by: int) -> None:
        shown = [item for item in self._items() if not item.isHidden()]
        if shown:
            at = shown.index(self.list.currentItem()) if self.list.currentItem() in shown else 0
            self.list.setCurrentItem(shown[(at + by) % len(shown)])

    def _choose(self) -> None:
        row = self.list.currentRow()
        if row >= 0 and not (item := self.list.item(row)).isHidden():
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()
