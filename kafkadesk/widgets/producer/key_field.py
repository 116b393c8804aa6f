"""The key of the next record: one line, and how it is meant."""

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from kafkadesk.core.compose.fields import ValueKind, in_key
from kafkadesk.core.errors import InputError
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import fault_text
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.producer.field_check import PATIENCE_S, FieldCheck, Typed
from kafkadesk.widgets.producer.kind_button import KindButton

KINDS = (ValueKind.TEXT, ValueKind.JSON, ValueKind.HEX, ValueKind.BASE64, ValueKind.EMPTY, ValueKind.NULL)


class KeyField(Responsive, QWidget):
    """An empty field is no key (null), whatever its kind; an empty key of 0 bytes has a kind of its own.

    Signals:
        changed: text or kind are other ones.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setMinimumWidth(0)
        self.edit.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._kind = KindButton(KINDS, self)
        self._field_check = FieldCheck(self)
        self._fault: InputError | None = None
        self._size: int | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self._kind)
        self.edit.textChanged.connect(self.changed)
        self._kind.chosen.connect(self._chosen)
        self._field_check.ready.connect(self.changed)
        self.retranslate()

    def key(self) -> str | None:
        """Return the key as a plan says it: None is no key."""
        kind, text = self._kind.kind(), self.edit.text()
        return None if kind.typed and not text else kind.of_plan(text)

    def text(self) -> str:
        """Return what is typed, whether it counts or not."""
        return self.edit.text()

    def kind(self) -> ValueKind:
        return self._kind.kind()

    def set_key(self, text: str, kind: ValueKind = ValueKind.TEXT) -> None:
        self._kind.set_kind(kind)
        self.edit.setText(text)
        self._show_kind()
        self.changed.emit()

    def check(self, *, templates: bool) -> None:
        """Look at the key as it is now; templates: whether {{ … }} is filled in."""
        text, found = self.key(), None
        if text is not None:
            typed = Typed(text, self.kind().encoding, ascii_escaped=False, templates=templates)
            found = self._field_check.check("", typed, until=time.monotonic() + PATIENCE_S)
            if found is None:
                return  # until `changed`
        self._fault, self._size = None, None
        try:
            self._size = None if found is None else in_key(found.sendable)
        except InputError as error:
            self._fault = error
        theme.set_role(self.edit, "bad" if self._fault else "")

    def fault(self) -> str:
        """Return why the key cannot be sent, as check() found, or an empty text."""
        return "" if self._fault is None else fault_text(self._fault)

    def byte_count(self) -> int | None:
        """Return how many bytes the key has, as check() found; None: no key."""
        return self._size

    def retranslate(self) -> None:
        self.edit.setAccessibleName(self.tr("Key"))
        self._kind.setToolTip(self.tr("How the key is sent"))
        self._kind.setAccessibleName(self._kind.toolTip())
        self._show_kind()

    def _chosen(self) -> None:
        self._show_kind()
        self.changed.emit()

    def _show_kind(self) -> None:
        kind = self._kind.kind()
        self.edit.setEnabled(kind.typed)
        self.edit.setPlaceholderText(self.tr("empty, 0 bytes") if kind is ValueKind.EMPTY else self.tr("none"))
