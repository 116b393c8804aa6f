"""The small button that says how a value, key or header is meant, with a menu to mean it otherwise."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kafkadesk.core.compose.fields import ValueKind
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.responsive import Responsive


class KindButton(Responsive, QPushButton):
    """Signals:
    chosen: the user chose this Kind.
    """

    chosen = Signal(object)

    def __init__(self, kinds: Iterable[ValueKind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = next(iter(kinds), ValueKind.TEXT)
        self._own_name = ""
        theme.set_role(self, "flat")
        self.menu_of_kinds = QMenu(self)
        group = QActionGroup(self.menu_of_kinds)
        self._actions = {kind: group.addAction(QAction(self.menu_of_kinds, checkable=True)) for kind in kinds}
        for kind, action in self._actions.items():
            action.triggered.connect(lambda _=False, kind=kind: self._choose(kind))
        self.menu_of_kinds.addActions(group.actions())
        self.setMenu(self.menu_of_kinds)
        self.set_kind(self._kind)
        self.retranslate()

    def kind(self) -> ValueKind:
        return self._kind

    def set_kind(self, kind: ValueKind) -> None:
        """Mean it so, without a signal."""
        self._kind = kind
        self._actions[kind].setChecked(True)
        self.show_name("")

    def show_name(self, name: str) -> None:
        """Show another name than the kind's; an empty one: the kind's."""
        self._own_name = name
        self.setText(f"{name or self.name(self._kind)} ▾")

    def name(self, kind: ValueKind) -> str:
        """Return what a kind is called, in a word."""
        return {
            ValueKind.JSON: "JSON",
            ValueKind.TEXT: self.tr("text"),
            ValueKind.HEX: "hex",
            ValueKind.BASE64: "base64",
            ValueKind.EMPTY: self.tr("empty"),
            ValueKind.NULL: "null",
        }[kind]

    def retranslate(self) -> None:
        long = {
            ValueKind.JSON: self.tr("JSON, checked"),
            ValueKind.TEXT: self.tr("Text, as typed"),
            ValueKind.HEX: self.tr("Bytes in hexadecimal"),
            ValueKind.BASE64: self.tr("Bytes in base64"),
            ValueKind.EMPTY: self.tr("Empty: 0 bytes"),
            ValueKind.NULL: self.tr("null: no bytes at all"),
        }
        for kind, action in self._actions.items():
            action.setText(long[kind])
        self.show_name(self._own_name)

    def _choose(self, kind: ValueKind) -> None:
        self.set_kind(kind)
        self.chosen.emit(kind)
