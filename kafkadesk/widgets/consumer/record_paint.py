"""How a row of a consumer pane is painted: where something is looked for, what was found is marked and in sight."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from kafkadesk.core.groups.revoked_rows import RowState
from kafkadesk.core.records import GapKind
from kafkadesk.core.serde.decoder import DecodedAs
from kafkadesk.core.text_tools.one_line import ShownText, sequence_span, size_text
from kafkadesk.models.record_row import Row, row_time, shown_text
from kafkadesk.models.record_table import RecordColumn, RecordTable
from kafkadesk.models.row_finder import NO_MARKS, Marks, Spans
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.theme_colors import ThemeColors

VALUE_CHARS = 16  # the value's least width; before it gets less, time goes
BEFORE = 12  # characters before a match that are kept in sight


class RowPainter:
    """Paints rows in one font."""

    def __init__(self, table: RecordTable, font: QFont) -> None:
        self._table = table
        self._mono = font
        self._bold = QFont(font)
        self._bold.setBold(True)
        self._metrics = QFontMetrics(font)
        self._char = self._metrics.horizontalAdvance("0" * 20) / 20

    def paint(
        self, painter: QPainter, row: Row, cells: Mapping[RecordColumn, QRect], marks: Marks = NO_MARKS, state: RowState | None = None
    ) -> None:
        """Paint a row into its cells; columns that have none are hidden. marks: in the key and in the value, what was found."""
        c = theme.colors()
        place = {None: c.text, RowState.REVOKED: c.disabled, RowState.REDELIVERED: c.warn}[state]
        number = self._table.number(row)
        texts = (
            (RecordColumn.NUMBER, "" if number is None else str(number), self._bold, c.strong),
            self._time(row, cells.get(RecordColumn.TIME), c),
            (RecordColumn.PARTITION, str(row.partition) + ("↻" if state is RowState.REDELIVERED else ""), self._mono, place),
            (RecordColumn.OFFSET, str(row.offset), self._mono, place),
        )
        for column, text, font, color in texts:
            if column in cells:
                painter.setFont(font)
                painter.setPen(QColor(color))
                painter.drawText(cells[column], Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(self._mono)
        if RecordColumn.KEY in cells and row.reason is None:
            painter.setPen(QColor(c.text if row.key.kind is DecodedAs.TEXT else c.muted))
            text, spans = self._around(shown_text(row.key), marks[0], cells[RecordColumn.KEY].width())
            self._draw_cut(painter, text, cells[RecordColumn.KEY], marks=spans)
        self._paint_value(painter, row, cells[RecordColumn.VALUE], marks[1], c)

    def _time(self, row: Row, cell: QRect | None, c: ThemeColors) -> tuple[RecordColumn, str, QFont, str]:
        shown = row_time(row)
        fits = cell is not None and self._metrics.horizontalAdvance(shown.text) <= cell.width()
        return RecordColumn.TIME, shown.text if fits else shown.short, self._mono, c.warn if shown.doubtful else c.muted

    def _paint_value(self, painter: QPainter, row: Row, cell: QRect, marks: Spans, c: ThemeColors) -> None:
        """Draw the value and its size. Where it is too long, what was found is shown, or else its number in a series."""
        if row.reason is not None:
            painter.setPen(QColor(_gap_color(row.kind, c)))
            self._draw_cut(painter, self._table.text(row, RecordColumn.VALUE), cell)
            return
        if row.value.kind is not DecodedAs.TEXT:
            painter.setPen(QColor(c.warn if row.value.kind is DecodedAs.BINARY else c.muted))
            self._draw_cut(painter, self._words(row.value), cell)
            return
        size = size_text(row.value.size)
        size_width = round((len(size) + 1) * self._char)
        if cell.width() < 2 * VALUE_CHARS * self._char:  # a narrow column is for the value alone
            size, size_width = "", 0
        room = max(0, cell.width() - size_width)
        painter.setPen(QColor(c.text))
        if marks:
            text, marks = self._around(row.value.text, marks, room)
            x = cell.left()
        else:
            text, x = self._draw_series(painter, row.value.text, QRect(cell.left(), cell.top(), room, cell.height()))
        left = QRect(x, cell.top(), cell.left() + room - x, cell.height())
        x += self._draw_cut(painter, text, left, cut=row.value.cut, marks=marks)
        painter.setPen(QColor(c.muted))
        painter.drawText(QRect(x, cell.top(), size_width, cell.height()), Qt.AlignmentFlag.AlignVCenter, " " + size)

    def _draw_series(self, painter: QPainter, text: str, cell: QRect) -> tuple[str, int]:
        """Where a value is too long and is one of a series, draw it up to its number. Return what is left to draw, and from where."""
        fits, span, x = int(cell.width() / self._char), sequence_span(text), cell.left()
        if len(text) <= fits or span is None:
            return text, x
        if span[0] > 2:
            start = min(span[0], len(text) - fits + 2)  # as much before it as there is room for
            text, span = "… " + text[start:], (span[0] - start + 2, span[1] - start + 2)
        if span[1] > fits:
            return text, x
        x += self._draw_piece(painter, text[: span[0]], x, cell)
        painter.setFont(self._bold)
        x += self._draw_piece(painter, text[span[0] : span[1]], x, cell)
        painter.setFont(self._mono)
        return text[span[1] :], x

    def _around(self, text: str, marks: Spans, width: int) -> tuple[str, Spans]:
        """Return a text from a little before its first mark on, where that would be out of sight, and the marks in it."""
        fits = int(width / self._char)
        if not marks or marks[0][1] <= fits or len(text) <= fits:
            return text, marks
        start = max(0, min(marks[0][0] - min(BEFORE, fits // 4), len(text) - fits + 2))
        return "… " + text[start:], [(begin - start + 2, end - start + 2) for begin, end in marks]

    def _words(self, shown: ShownText) -> str:
        if shown.kind is DecodedAs.NULL:
            return QCoreApplication.translate("RecordView", "null (tombstone)")
        words = shown_text(shown)
        return words if shown.kind is DecodedAs.EMPTY else f"{words} {size_text(shown.size)}"

    def _draw_piece(self, painter: QPainter, text: str, x: int, cell: QRect) -> int:
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(QRect(x, cell.top(), width, cell.height()), Qt.AlignmentFlag.AlignVCenter, text)
        return width

    def _draw_cut(self, painter: QPainter, text: str, cell: QRect, *, cut: bool = False, marks: Spans = ()) -> int:
        """Draw what fits, with "…" where something does not; return its width in pixels."""
        if cell.width() <= 0:
            return 0
        some = text[: int(cell.width() / self._char) + 2]  # shaping all of 4 KiB for every row would be slow
        if cut or len(some) < len(text):
            some += "…"
        some = self._metrics.elidedText(some, Qt.TextElideMode.ElideRight, cell.width())
        self._draw_marks(painter, some, cell, marks)
        painter.drawText(cell, Qt.AlignmentFlag.AlignVCenter, some)
        return self._metrics.horizontalAdvance(some)

    def _draw_marks(self, painter: QPainter, text: str, cell: QRect, marks: Spans) -> None:
        for begin, end in marks:
            if begin >= len(text):
                break
            left = self._metrics.horizontalAdvance(text[:begin])
            width = self._metrics.horizontalAdvance(text[:end]) - left
            painter.fillRect(QRect(cell.left() + left, cell.top() + 2, width, cell.height() - 5), QColor(theme.colors().found))


def _gap_color(kind: GapKind | None, c: ThemeColors) -> str:
    match kind:
        case GapKind.UNREADABLE:
            return c.bad
        case GapKind.DELETED | GapKind.TRUNCATED | GapKind.RECREATED:
            return c.warn
        case GapKind.ABORTED | GapKind.MARKER | GapKind.COMPACTED | None:
            return c.muted
