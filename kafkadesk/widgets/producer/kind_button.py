"""The small button that says how a value, key or header is meant, with a menu to mean it otherwise."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kafkadesk.core.compose.fields import Kind
from kafkadesk.widgets.base import theme


class KindButton(QPushButton):
    """Signals:
    chosen: the user chose this Kind.
    """

    chosen = Signal(object)

    def __init__(self, kinds: Iterable[Kind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = next(iter(kinds), Kind.TEXT)
        self._own_name = ""
        theme.mark(self, "flat")
        self.menu_of_kinds = QMenu(self)
        group = QActionGroup(self.menu_of_kinds)
        self._actions = {kind: group.addAction(QAction(self.menu_of_kinds, checkable=True)) for kind in kinds}
        for kind, action in self._actions.items():
            action.triggered.connect(lambda _=False, kind=kind: self._choose(kind))
        self.menu_of_kinds.addActions(group.actions())
        self.setMenu(self.menu_of_kinds)
        self.set_kind(self._kind)
        self.retranslate()

    def kind(self) -> Kind:
        """Return how it is meant now."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Mean it so, without a signal."""
        self._kind = kind
        self._actions[kind].setChecked(True)
        self.show_name("")

    def show_name(self, name: str) -> None:
        """Show another name than the kind's; an empty one: the kind's."""
        self._own_name = name
        self.setText(f"{name or self.name(self._kind)} ▾")

    def name(self, kind: Kind) -> str:
        """Return what a kind is called, in a word."""
        return {
            Kind.JSON: "JSON",
            Kind.TEXT: self.tr("text"),
            Kind.HEX: "hex",
            Kind.BASE64: "base64",
            Kind.EMPTY: self.tr("empty"),
            Kind.NULL: "null",
        }[kind]

    def retranslate(self) -> None:
        """Show all texts in the language of now."""
        long = {
            Kind.JSON: self.tr("JSON, checked"),
            Kind.TEXT: self.tr("Text, as typed"),
            Kind.HEX: self.tr("Bytes in hexadecimal"),
            Kind.BASE64: self.tr("Bytes in base64"),
            Kind.EMPTY: self.tr("Empty: 0 bytes"),
            Kind.NULL: self.tr("null: no bytes at all"),
        }
        for kind, action in self._actions.items():
            action.setText(long[kind])
        self.show_name(self._own_name)

    def _choose(self, kind: Kind) -> None:
        self.set_kind(kind)
        self.chosen.emit(kind)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
