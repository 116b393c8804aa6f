"""A difference of two hosts files, or one file, as read-only text: what is added green, what goes red."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from kafkadesk.core.hosts.diff import DiffLine
from kafkadesk.core.text_tools.visible import visible
from kafkadesk.widgets.base import theme

SHOWN_LINES = 2_000  # of a difference: each has its colour, and the window waits for them all
SHOWN_CHARS = 200_000  # of a file: a block list of 100,000 lines is no reading matter
TINT = 0.16  # how much of a line's colour its background takes


class HostsPreview(QPlainTextEdit):
    """Takes bytes; plain text, nothing of it is interpreted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(theme.mono_font(self.font()))
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 7)

    def show_difference(self, difference: Sequence[DiffLine]) -> None:
        """Show what would change; nothing where nothing does. Of a very large difference the beginning and how much more there is."""
        found = [line for line in difference if line.sign != "@"]
        lines = found[:SHOWN_LINES]
        more = [self.tr("… and {n} more lines").format(n=len(found) - SHOWN_LINES)] if len(found) > SHOWN_LINES else []
        self.setPlainText("\n".join([*(f"{line.sign} {line.text}" for line in lines), *more]))
        colors = theme.colors()
        marks = [(n, colors.good if line.sign == "+" else colors.bad) for n, line in enumerate(lines) if line.sign in "+-"]
        self.setExtraSelections([self._mark(n, QColor(color)) for n, color in marks])

    def show_nothing(self) -> None:
        self.setExtraSelections([])
        self.setPlainText("")

    def show_file(self, data: bytes) -> None:
        """Show a file, of a large one the beginning."""
        self.setExtraSelections([])
        text = visible(data[:SHOWN_CHARS].decode("utf-8", "surrogateescape").replace("\r\n", "\n"))
        self.setPlainText(text + ("\n…" if len(data) > SHOWN_CHARS else ""))

    def sizeHint(self) -> QSize:
        """Return the least: it takes what there is beside."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def _mark(self, number: int, color: QColor) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setForeground(color)
        tint = QColor(color)
        tint.setAlphaF(TINT)
        form.setBackground(tint)
        form.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
        selection.format = form
        selection.cursor = QTextCursor(self.document().findBlockByNumber(number))
        return selection
