"""What will be sent: the value as JSON, text or null, its headers, and one line that says whether it is usable and how large."""

import time

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.compose.fields import ValueKind, in_header
from kafkadesk.core.compose.sizes import Limits, batch_size, spaced
from kafkadesk.core.delivery import Encoding
from kafkadesk.core.errors import InputError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import fault_text, place_text
from kafkadesk.widgets.base.labels import ElidedLabel, PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.editor.editor_tools import EditorTools
from kafkadesk.widgets.editor.find_bar import FindBar
from kafkadesk.widgets.editor.json_editor import JsonEditor
from kafkadesk.widgets.editor.large_text import EXCERPT
from kafkadesk.widgets.producer.field_check import PATIENCE_S, FieldCheck, Typed
from kafkadesk.widgets.producer.headers_editor import HeadersEditor
from kafkadesk.widgets.producer.kind_button import KindButton

LEAST_LINES = 3  # of the value, always visible


class PayloadEditor(Responsive, QWidget):
    """Signals:
    changed: value, headers or format are other ones, and have been checked.
    limit_met: the record is larger than the topic takes, as far as its limit is known.
    """

    changed = Signal()
    limit_met = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ascii = False
        self._templates = True
        self._limits = Limits()
        self._key_size: int | None = None
        self._fault = ""
        self.editor = JsonEditor(self)
        self.editor.setFrameShape(QFrame.Shape.NoFrame)
        self._field_check = FieldCheck(self)
        self._large = PlainLabel(role="note", wrap=True)
        self._take_out = QPushButton(self)
        theme.set_role(self._take_out, "link")
        self._nothing = PlainLabel(role="note", wrap=True)
        self._status = ElidedLabel()
        self._kind = KindButton(ValueKind, self)
        self.find_bar = FindBar(self)
        self.find_bar.set_view(self.editor, selection=self.editor.selection)
        self.tools = EditorTools(self.editor, self.find_bar, self, templates=self.templates)
        self._headers_button = QPushButton(self)
        self._headers_button.setCheckable(True)
        theme.set_role(self._headers_button, "flat")
        self.headers = HeadersEditor(self)
        self.headers.hide()
        self._build_menu()
        status = QHBoxLayout()
        status.setContentsMargins(8, 2, 4, 2)
        status.setSpacing(2)
        status.addWidget(self._status, 1)
        status.addWidget(self._kind)
        status.addWidget(self._headers_button)
        status.addWidget(self.tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self._nothing)
        layout.addLayout(self._large_row())
        layout.addWidget(self.find_bar)
        layout.addLayout(status)
        layout.addWidget(self.headers)
        self.editor.edited.connect(self.check)
        self.editor.held_changed.connect(self._say_large)
        self.editor.textChanged.connect(self.find_bar.note_edit)
        self.find_bar.closed.connect(self.editor.setFocus)
        self._take_out.clicked.connect(self.editor.take_out)
        self._field_check.ready.connect(self.check)
        self.headers.edited.connect(self.check)
        self._headers_button.toggled.connect(self.headers.setVisible)
        self.restyle()
        self.retranslate()

    def value(self) -> str | None:
        """Return the value as a plan says it; None is a null value."""
        return self.kind().of_plan(self.editor.text())

    def kind(self) -> ValueKind:
        return self._kind.kind()

    def ascii_escaped(self) -> bool:
        """Return whether characters beyond ASCII go out as JSON escapes."""
        return self._ascii and self.kind() is ValueKind.JSON

    def is_ascii(self) -> bool:
        """Return whether ASCII-escaped is chosen, even while the value is not JSON."""
        return self._ascii

    def templates(self) -> bool:
        """Return whether {{ … }} is filled in, in value, key and headers."""
        return self._templates

    def fault(self) -> str:
        """Return why the value or a header cannot be sent as it is, or an empty text."""
        return self._fault

    def status(self) -> str:
        """Return the line below the editor, as it reads where there is room."""
        return self._status.text()

    def sendable_as_text(self) -> bool:
        """Return whether what is wrong would go away if the value were text."""
        if self.kind() is not ValueKind.JSON or not self._fault:
            return False
        typed = Typed(self.editor.text(), Encoding.TEXT, ascii_escaped=False, templates=self._templates)
        found = self._field_check.check("text", typed, until=time.monotonic())
        try:
            return found is not None and found.fault is None and self._header_sizes(time.monotonic()) is not None
        except InputError:
            return False

    def set_text(self, text: str) -> None:
        """Put another text into the editor; Ctrl+Z brings back what was there."""
        self.editor.put(text)
        self.editor.moveCursor(QTextCursor.MoveOperation.Start)
        self.check()

    def set_kind(self, kind: ValueKind) -> None:
        """Mean the value as JSON, text or bytes, or send an empty or a null one."""
        self._kind.set_kind(kind)
        self.check()

    def set_templates(self, templates: bool) -> None:
        """Fill {{ … }} in, or send value, key and headers exactly as they are typed."""
        self._templates = templates
        self._literal.setChecked(not templates)
        self.check()

    def set_limits(self, limits: Limits) -> None:
        """Take how large a batch may be."""
        if limits != self._limits:
            self._limits = limits
            self.check()

    def set_key_size(self, size: int | None) -> None:
        """Take how many bytes the key has; None: no key."""
        if size != self._key_size:
            self._key_size = size
            self.check()

    def set_ascii_escaped(self, escaped: bool) -> None:
        """Send characters beyond ASCII as JSON escapes, as json.dumps does, or as UTF-8."""
        self._ascii = escaped
        (self._escaped if escaped else self._utf8).setChecked(True)
        self.check()

    def check(self, *, now: bool = False) -> None:
        """Look at value and headers as they are now, and say what was found; of a large value a moment later, unless asked for now."""
        kind = self.kind()
        self.editor.clear_error()
        self.editor.setVisible(kind.typed)
        self._nothing.setVisible(not kind.typed)
        self._nothing.setText(self._why_nothing(kind))
        self._utf8.setEnabled(kind is ValueKind.JSON)
        self._escaped.setEnabled(kind is ValueKind.JSON)
        self._fault = ""
        try:
            found = self._checked(now=now)
            if found is None:
                theme.set_role(self._status, "muted")
                self._status.set_variants(self.tr("checking {n} characters…").format(n=spaced(len(self.editor.text()))), "…")
            else:
                self._say_good(*found)
        except InputError as error:
            self._say_bad(error)
        encoding = {ValueKind.JSON: self.tr("ASCII") if self._ascii else "UTF-8", ValueKind.TEXT: self.tr("text · UTF-8")}
        self._kind.show_name(encoding.get(kind, ""))
        self._headers_button.setText(self.tr("Headers ({n})").format(n=len(self.headers.rows())))
        self.changed.emit()

    def retranslate(self) -> None:
        self.editor.setAccessibleName(self.tr("Value"))
        self._kind.setToolTip(self.tr("How the value is sent"))
        self._headers_button.setToolTip(self.tr("Headers travel with the record, beside key and value"))
        self._literal.setText(self.tr("No templates: send {{ and }} as typed"))
        self._utf8.setText(self.tr("UTF-8"))
        self._escaped.setText(self.tr("ASCII-escaped, as json.dumps does"))
        self._say_large()
        self.check()

    def _large_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._large, 1)
        row.addWidget(self._take_out)
        return row

    def _say_large(self) -> None:
        """Say of a text that is too large to be edited what becomes of it."""
        for widget in (self._large, self._take_out):
            widget.setVisible(self.editor.held())
        self._large.setText(
            self.tr("Too large to be edited here: all {n} characters are sent as they are. Above are the first {shown}.").format(
                n=spaced(len(self.editor.text())), shown=spaced(EXCERPT)
            )
            if self.editor.held()
            else ""
        )
        self._take_out.setText(self.tr("Take it out"))

    def _build_menu(self) -> None:
        menu = self._kind.menu_of_kinds
        how = QActionGroup(menu)
        menu.addSeparator()
        self._utf8 = how.addAction(QAction(menu, checkable=True, checked=True))
        self._escaped = how.addAction(QAction(menu, checkable=True))
        self._utf8.triggered.connect(lambda: self.set_ascii_escaped(False))
        self._escaped.triggered.connect(lambda: self.set_ascii_escaped(True))
        menu.addActions(how.actions())
        menu.addSeparator()
        self._literal = QAction(menu, checkable=True)
        self._literal.triggered.connect(lambda checked: self.set_templates(not checked))
        menu.addAction(self._literal)
        self._kind.chosen.connect(lambda _: self.check())

    def _why_nothing(self, kind: ValueKind) -> str:
        if kind is ValueKind.EMPTY:
            return self.tr("The value is empty: 0 bytes, which is not null. What you typed is kept.")
        return self.tr("The value is null: a tombstone, which says “forget this key”. What you typed is kept.")

    def _header_sizes(self, until: float | None) -> list[tuple[int, int]] | None:
        """Return the sizes of the headers' names and values in bytes; None: not known yet. Raises InputError."""
        sizes = []
        for at, row in enumerate(self.headers.rows()):
            if row.kind is ValueKind.NULL:
                title = QT_TRANSLATE_NOOP("core", "The header {name} is null: the Kafka client can only send headers with a value.")
                raise InputError(Text(title, {"name": row.name}))
            typed = Typed(row.text, row.kind.encoding, ascii_escaped=False, templates=self._templates)
            found = self._field_check.check(f"header {at}", typed, until=until)
            if found is None:
                return None
            sizes.append((len(row.name.encode("utf-8", "surrogatepass")), in_header(row.name, found.sendable)))
        return sizes

    def _checked(self, *, now: bool) -> tuple[int, int, bool] | None:
        """Return the sizes of value and batch in bytes and whether the value is a template; None: not known yet. Raises InputError."""
        text, size, fixed = self.value(), None, True
        until = None if now else time.monotonic() + PATIENCE_S
        if text is not None:
            typed = Typed(text, self.kind().encoding, self.ascii_escaped(), self._templates)
            found = self._field_check.check("value", typed, until=until)
            if found is None:
                return None
            if found.fault is not None:
                if found.fault.line is not None and text.strip() and not self.editor.held():
                    self.editor.mark_error(found.fault.line, found.fault.column)
                raise found.fault
            size, fixed = found.size, found.fixed
        headers = self._header_sizes(until)
        if headers is None:
            return None
        batch = batch_size(self._key_size, size, headers)
        if too_large := self._limits.fault(batch):
            self.limit_met.emit()
            raise InputError(too_large)
        return size or 0, batch, not fixed

    def _say_good(self, size: int, batch: int, filled: bool) -> None:
        theme.set_role(self._status, "good")
        least = self._limits.least()
        sizes, short = [self.tr("{n} bytes").format(n=spaced(size))], ""
        if least is not None:
            short = "✓ " + self.tr("{n} of {limit} bytes").format(n=spaced(size), limit=spaced(least))
            sizes.insert(0, self.tr("{n} bytes, batch {batch} of {limit}").format(n=spaced(size), batch=spaced(batch), limit=spaced(least)))
        kind = self.kind()
        verdicts: tuple[str, ...]
        match kind, filled:
            case ValueKind.JSON, True:
                verdicts = (self.tr("✓ valid JSON once filled in"), self.tr("✓ valid once filled in"), self.tr("✓ valid"))
            case ValueKind.JSON, False:
                verdicts = (self.tr("✓ valid JSON"), self.tr("✓ valid"))
            case ValueKind.NULL, _:
                self._status.set_variants(self.tr("✓ null value"))
                return
            case ValueKind.EMPTY, _:
                self._status.set_variants(self.tr("✓ empty value"))
                return
            case _:
                verdicts = (f"✓ {self._kind.name(kind)}",)
        long = [f"{verdict} · {sizes[0]}" for verdict in verdicts]
        self._status.set_variants(*long, *([short] if short else []), *(f"{verdict} · {sizes[-1]}" for verdict in verdicts))

    def _say_bad(self, error: InputError) -> None:
        place = place_text(error)
        self._fault = fault_text(error)
        if self.kind() is ValueKind.JSON and not self.editor.text().strip():  # nothing typed yet is no mistake
            theme.set_role(self._status, "muted")
            self._status.set_variants(self._fault.removeprefix(place), "")
            return
        theme.set_role(self._status, "bad")
        short = f"✗ {place.rstrip(': ')}" if place else "✗"  # the whole of it also stands below Send
        self._status.set_variants(f"✗ {self._fault}", short)

    def restyle(self) -> None:
        line = QFontMetrics(theme.mono_font(QApplication.font())).lineSpacing()
        self.editor.setMinimumHeight(line * LEAST_LINES + 12)
