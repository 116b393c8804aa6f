"""What will be sent: the value as JSON, text or null, its headers, and one line that says whether it is usable and how large."""

from enum import Enum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.errors import InputError
from kafkadesk.core.jsoncheck import check_template
from kafkadesk.core.payload import Template, encode
from kafkadesk.widgets import theme
from kafkadesk.widgets.headers_editor import HeadersEditor
from kafkadesk.widgets.i18n import render
from kafkadesk.widgets.json_editor import JsonEditor
from kafkadesk.widgets.labels import ElidedLabel, PlainLabel

LEAST_LINES = 3  # of the value, always visible


class ValueFormat(Enum):
    """How the typed value becomes the record's value."""

    JSON = "json"
    TEXT = "text"
    NULL = "null"


class PayloadEditor(QWidget):
    """Signals:
    changed: value, headers or format are other ones, and have been checked.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._format = ValueFormat.JSON
        self._ascii = False
        self._fault = ""
        self.editor = JsonEditor(self)
        self.editor.setFrameShape(QFrame.Shape.NoFrame)
        self._null = PlainLabel(role="note", wrap=True)
        self._status = ElidedLabel()
        self._format_button = _menu_button(self)
        self._headers_button = QPushButton(self)
        self._headers_button.setCheckable(True)
        theme.mark(self._headers_button, "flat")
        self.headers = HeadersEditor(self)
        self.headers.hide()
        self._build_menu()
        status = QHBoxLayout()
        status.setContentsMargins(8, 2, 4, 2)
        status.setSpacing(2)
        status.addWidget(self._status, 1)
        status.addWidget(self._format_button)
        status.addWidget(self._headers_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self._null)
        layout.addLayout(status)
        layout.addWidget(self.headers)
        self.editor.edited.connect(self.check)
        self.headers.edited.connect(self.check)
        self._headers_button.toggled.connect(self.headers.setVisible)
        self._fit_editor()
        self.retranslate()

    def value(self) -> str | None:
        """Return the template of the value; None is a null value."""
        return None if self._format is ValueFormat.NULL else self.editor.toPlainText()

    def format(self) -> ValueFormat:
        """Return how the value is meant."""
        return self._format

    def ascii_escaped(self) -> bool:
        """Return whether characters beyond ASCII go out as JSON escapes."""
        return self._ascii and self._format is ValueFormat.JSON

    def is_ascii(self) -> bool:
        """Return whether ASCII-escaped is chosen, even while the value is not JSON."""
        return self._ascii

    def fault(self) -> str:
        """Return why the value cannot be sent as it is, or an empty text."""
        return self._fault

    def template_broken(self) -> bool:
        """Return whether the fault is in a template, so that the value cannot be sent as text either."""
        try:
            for text in (self.editor.toPlainText(), *(value for _, value in self.headers.headers() if value is not None)):
                encode(Template(text).render(1), False)
        except InputError:
            return True
        return False

    def set_text(self, text: str) -> None:
        """Put another text into the editor; Ctrl+Z brings back what was there."""
        cursor = self.editor.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(0)
        self.editor.setTextCursor(cursor)
        self.check()

    def set_format(self, value_format: ValueFormat) -> None:
        """Mean the value as JSON, as text, or send null."""
        self._format = value_format
        self._formats[value_format].setChecked(True)
        self.check()

    def set_ascii_escaped(self, escaped: bool) -> None:
        """Send characters beyond ASCII as JSON escapes, as json.dumps does, or as UTF-8."""
        self._ascii = escaped
        (self._escaped if escaped else self._utf8).setChecked(True)
        self.check()

    def check(self) -> None:
        """Look at the value as it is now, and say what was found."""
        self.editor.clear_error()
        self.editor.setVisible(self._format is not ValueFormat.NULL)
        self._null.setVisible(self._format is ValueFormat.NULL)
        self._utf8.setEnabled(self._format is ValueFormat.JSON)
        self._escaped.setEnabled(self._format is ValueFormat.JSON)
        self._fault = ""
        try:
            self._say_good(self._checked())
        except InputError as error:
            self._say_bad(error)
        encoding = self.tr("ASCII") if self.ascii_escaped() else "UTF-8"
        names = {ValueFormat.JSON: encoding, ValueFormat.TEXT: self.tr("text · UTF-8"), ValueFormat.NULL: "null"}
        self._format_button.setText(f"{names[self._format]} ▾")
        self._headers_button.setText(self.tr("Headers ({n})").format(n=len(self.headers.headers())))
        self.changed.emit()

    def retranslate(self) -> None:
        """Show all texts in the language of now."""
        self.editor.setAccessibleName(self.tr("Value"))
        self._null.setText(self.tr("The value is null: a tombstone, which says “forget this key”. What you typed is kept."))
        self._format_button.setToolTip(self.tr("How the value is sent"))
        self._headers_button.setToolTip(self.tr("Headers travel with the record, beside key and value"))
        for value_format, text in (
            (ValueFormat.JSON, self.tr("JSON, checked")),
            (ValueFormat.TEXT, self.tr("Text, as typed")),
            (ValueFormat.NULL, self.tr("null (tombstone)")),
        ):
            self._formats[value_format].setText(text)
        self._utf8.setText(self.tr("UTF-8"))
        self._escaped.setText(self.tr("ASCII-escaped, as json.dumps does"))
        self.check()

    def _build_menu(self) -> None:
        menu = QMenu(self)
        what, how = QActionGroup(menu), QActionGroup(menu)
        self._formats = {value_format: what.addAction(QAction(menu, checkable=True)) for value_format in ValueFormat}
        self._formats[ValueFormat.JSON].setChecked(True)
        for value_format, action in self._formats.items():
            action.triggered.connect(lambda _=False, f=value_format: self.set_format(f))
        menu.addActions(what.actions())
        menu.addSeparator()
        self._utf8 = how.addAction(QAction(menu, checkable=True, checked=True))
        self._escaped = how.addAction(QAction(menu, checkable=True))
        self._utf8.triggered.connect(lambda: self.set_ascii_escaped(False))
        self._escaped.triggered.connect(lambda: self.set_ascii_escaped(True))
        menu.addActions(how.actions())
        self._format_button.setMenu(menu)

    def _checked(self) -> tuple[int, bool]:
        """Return the size of the value in bytes and whether it is a template; raises InputError."""
        for _, header in self.headers.headers():
            if header is not None:
                Template(header)
        text = self.value()
        if text is None:
            return 0, False
        if self._format is ValueFormat.JSON:
            check_template(text)
        sample = Template(text).render(1)
        return len(encode(sample, self.ascii_escaped())), sample != text

    def _say_good(self, found: tuple[int, bool]) -> None:
        size, filled = found
        theme.mark(self._status, "good")
        bytes_text = self.tr("{n} bytes").format(n=f"{size:,}".replace(",", " "))
        verdicts: tuple[str, ...]
        match self._format, filled:
            case ValueFormat.JSON, True:
                verdicts = (self.tr("✓ valid JSON once filled in"), self.tr("✓ valid once filled in"), self.tr("✓ valid"))
            case ValueFormat.JSON, False:
                verdicts = (self.tr("✓ valid JSON"), self.tr("✓ valid"))
            case ValueFormat.TEXT, _:
                verdicts = (self.tr("✓ text"),)
            case _:
                self._status.set_variants(self.tr("✓ null value"))
                return
        self._status.set_variants(*(f"{verdict} · {bytes_text}" for verdict in verdicts))

    def _say_bad(self, error: InputError) -> None:
        theme.mark(self._status, "bad")
        place = ""
        if error.line is not None:
            self.editor.mark_error(error.line, error.column)
            at = self.tr("line {line}") if error.column is None else self.tr("line {line}, column {column}")
            place = at.format(line=error.line, column=error.column) + ": "
        self._fault = place + render(error.title)
        short = f"✗ {place.rstrip(': ')}" if place else "✗"  # the whole of it also stands below Send
        self._status.set_variants(f"✗ {self._fault}", short)

    def _fit_editor(self) -> None:
        line = QFontMetrics(theme.mono_font(QApplication.font())).lineSpacing()
        self.editor.setMinimumHeight(line * LEAST_LINES + 12)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.StyleChange:
            self._fit_editor()


def _menu_button(parent: QWidget) -> QPushButton:
    button = QPushButton(parent)
    theme.mark(button, "flat")
    return button
