"""The line above a pane's rows in which one types what to look for."""

from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from kafkadesk.core.errors import InputError
from kafkadesk.core.rows.filter import LONGEST, parse_filter
from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.models.row_finder import RowFinder
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import ElidedLabel, PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.base.saved_filters import SavedFilterButton

TYPED_MS = 40  # between two keys of a quick typist: a filter is begun when they rest for that long

# What can be typed, for the tooltip: an example, and what it finds. The examples are no language.
EXAMPLES = (
    "alice", '"two words"', "/seq\\W+4\\d/  /error/i", "key:order  value:alice", "key=order-17", "header:trace  header:trace=abc",
    "p:3  p:0-2  p:0,2", "offset:100-200  offset:100-", "$.producer.name=alice", "$.items[0].price>=9.5", "$.list[*].id!=3  $..host~10.0",
    "is:tombstone  is:empty  is:binary  is:gap", "-alice  -p:3",
)  # fmt: skip


class FilterBar(Responsive, QFrame):
    """What to look for, whether the rest is hidden, and how much was found.

    Signals:
        changed(RowFilter | None, bool): look for this; whether rows that do not match are hidden.
        stepped(int): to the next match down (1) or up (-1).
        closed(): no longer.
    """

    changed = Signal(object, bool)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "bar")
        self.edit = QLineEdit()
        self.edit.setClearButtonEnabled(True)
        self.edit.setMaxLength(LONGEST)
        self.saved = SavedFilterButton(self.edit)
        self.only = QCheckBox()
        self.only.setChecked(True)
        self.count = ElidedLabel(role="muted")
        self.up, self.down, self.close_button = QToolButton(), QToolButton(), QToolButton()
        for tool, sign in ((self.up, "▲"), (self.down, "▼"), (self.close_button, "✕")):
            theme.set_role(tool, "flat")
            tool.setText(sign)
        self.trouble = PlainLabel(role="bad", wrap=True)
        self.trouble.hide()
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPED_MS)
        self._lay_out()
        self._connect()
        self.retranslate()

    def apply(self) -> None:
        """Look for what the line says now."""
        self._typed.stop()
        try:
            wanted = parse_filter(self.edit.text())
        except InputError as error:
            self._say(error)  # what was looked for before goes on: half a condition is typed all the time
            return
        self._say(None)
        self.changed.emit(wanted, self.only.isChecked())

    def set_finder(self, finder: RowFinder, place: int | None) -> None:
        """Say how much was found. place: which of the matches the current row is."""
        if finder.trouble is not None:
            self._say(finder.trouble)
        matching, total, left = finder.matching, finder.total, finder.left
        if finder.filter is None or finder.trouble is not None:
            text = ""
        elif place is not None and not finder.hides:
            text = self.tr("{i} of {n} matches").format(i=f"{place:,}", n=f"{matching:,}")
        else:
            text = self.tr("{n} of {m} rows match").format(n=f"{matching:,}", m=f"{total - left:,}")
        if text and left:
            text += self.tr(" · {n} to go").format(n=f"{left:,}")
        if text and finder.too_large:
            text += self.tr(" · {n} too large for a JSON path (over 1 MiB)").format(n=f"{finder.too_large:,}")
        self.count.set_variants(text, f"{matching:,} / {total - left:,}" if text else "")
        for tool in (self.up, self.down):
            tool.setEnabled(matching > 0)

    # helpers

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.edit, 3)
        line.addWidget(self.saved)
        line.addWidget(self.only)
        line.addWidget(self.count, 2)
        for tool in (self.up, self.down, self.close_button):
            line.addWidget(tool)
        layout = QVBoxLayout(self)
        layout.addLayout(line)
        layout.addWidget(self.trouble)
        unit = self.fontMetrics().height()
        layout.setContentsMargins(unit // 2, unit // 5, unit // 4, unit // 5)
        layout.setSpacing(unit // 5)
        line.setSpacing(unit // 3)

    def _connect(self) -> None:
        self.edit.textChanged.connect(lambda _: self._typed.start())
        self._typed.timeout.connect(self.apply)
        self.only.toggled.connect(lambda _: self.apply())
        self.up.clicked.connect(lambda: self._step(-1))
        self.down.clicked.connect(lambda: self._step(1))
        self.close_button.clicked.connect(self.closed)

    def _step(self, step: int) -> None:
        if self._typed.isActive():
            self.apply()
        self.stepped.emit(step)

    def _say(self, error: InputError | None) -> None:
        """Show what is wrong, under the place where it is wrong."""
        text = ""
        if error is not None:
            text = render(error.title) if error.hint is None else f"{render(error.title)} {render(error.hint)}"
            if error.column is not None:
                text = self.tr("At character {n}: {what}").format(n=error.column, what=text)
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        theme.set_role(self.edit, "bad" if text else "")

    def _help(self) -> str:
        meanings = (
            self.tr("in key, value or headers; upper or lower case"),
            self.tr("with the blank between them"),
            self.tr("regular expression; i: upper or lower case"),
            self.tr("in the key, in the value only"),
            self.tr("the whole key is exactly this"),
            self.tr("in a header; in the header of this name"),
            self.tr("partitions"),
            self.tr("offsets"),
            self.tr("JSON path, compared with a text or a number"),
            self.tr("by place in a list; also > < <="),
            self.tr("anywhere in a list or at any depth; ~: contains"),
            self.tr("null value, empty value, value that is not UTF-8, offsets without a record"),
            self.tr("rows that do not match"),
        )
        cell = "<td style='white-space:nowrap'>"
        rows = "".join(
            f"<tr>{cell}<code>{escape(example).replace('  ', '&nbsp; ')}</code></td>{cell}&nbsp; {escape(meaning)}</td></tr>"
            for example, meaning in zip(EXAMPLES, meanings, strict=True)
        )
        several = escape(self.tr("Several conditions, with blanks between them, must all hold."))
        keys = escape(self.tr("Enter: next match · Shift+Enter: the one before · Esc: close"))
        return f"<qt><table>{rows}</table><p>{several}<br/>{keys}</p></qt>"

    def retranslate(self) -> None:
        self.edit.setPlaceholderText(self.tr("text   /regex/   key:…   p:3   offset:9-   $.path=…"))
        self.edit.setAccessibleName(self.tr("Filter"))
        self.edit.setToolTip(self._help())
        self.only.setText(self.tr("hide others"))
        self.only.setToolTip(self.tr("Off: all rows stay, and ▲ ▼ go from match to match"))
        for tool, text in (
            (self.up, self.tr("Match before (Shift+Enter)")),
            (self.down, self.tr("Next match (Enter)")),
            (self.close_button, self.tr("Close the filter: all rows are shown (Esc)")),
        ):
            tool.setToolTip(tip(text))
            tool.setAccessibleName(text)

    # Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            case _:
                super().keyPressEvent(event)
