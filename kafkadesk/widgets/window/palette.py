"""Ctrl+Shift+P: type a few letters of what you want to do or see, press Enter."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kafkadesk.core.palette.search import MOST_TYPED, Found, Index
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel

WIDTH_CHARACTERS, ROWS = 96, 12
MARGIN = 10
ROW_HEIGHT = 1.6  # lines of text
KIND_SHARE, REASON_SHARE = 0.13, 0.45  # of a row's width
FOUND = Qt.ItemDataRole.UserRole
MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -ROWS, Qt.Key.Key_PageDown: ROWS}


class Palette(QDialog):
    """One line to type in, and what fits below it.

    Signals:
        chosen(id): do this; the palette is closed already.
    """

    chosen = Signal(str)

    def __init__(self, index: Index, used: list[str], parent: QWidget) -> None:
        """used: ids of what was done last."""
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(self.tr("Find anything"))
        self._index, self._used = index, used
        self.edit, self.list = QLineEdit(), QListWidget()
        self.edit.setMaxLength(MOST_TYPED)
        self.edit.setPlaceholderText(self.tr("A command, topic, group, profile, pane, lesson or error; words in any order"))
        self.edit.setAccessibleName(self.windowTitle())
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setItemDelegate(_RowDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows work from the line
        self.why = PlainLabel(role="note", wrap=True)
        self.why.hide()
        self._lay_out(parent)
        self.edit.textChanged.connect(self._search)
        self.edit.returnPressed.connect(self._choose)
        self.edit.installEventFilter(self)
        self.list.currentRowChanged.connect(self._announce)
        self.list.itemClicked.connect(self._choose)
        self._search("")
        self.edit.setFocus()

    def rows(self) -> list[Found]:
        """Return what is listed."""
        return [self.list.item(row).data(FOUND) for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and (by := MOVES.get(Qt.Key(event.key()))) is not None:
            last = self.list.count() - 1
            row = self.list.currentRow() + by
            wraps = abs(by) == 1 and not 0 <= row <= last
            self.list.setCurrentRow((last if by < 0 else 0) if wraps else max(0, min(row, last)))
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self, window: QWidget) -> None:
        card, line = theme.card(), QHBoxLayout()
        line.addWidget(self.edit, 1)
        line.addWidget(PlainLabel("Esc", role="muted"))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        inside.addLayout(line)
        inside.addWidget(self.list)
        inside.addWidget(self.why)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)
        metrics = self.fontMetrics()
        self.list.setFixedHeight(round(metrics.lineSpacing() * ROW_HEIGHT) * ROWS + 2 * self.list.frameWidth())
        width = min(metrics.averageCharWidth() * WIDTH_CHARACTERS, window.width() - 4 * MARGIN)
        self.setFixedWidth(width)
        self.adjustSize()
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + max(MARGIN, (window.height() - self.height()) // 3))

    def _search(self, typed: str) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for found in self._index.search(typed, self._used):
            item = QListWidgetItem(found.thing.text, self.list)
            item.setData(FOUND, found)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(found))
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._announce()

    def _choose(self, *_: object) -> None:
        if not self.list.count():
            return
        thing = self.list.currentItem().data(FOUND).thing
        if thing.obstacle:
            self._show_reason(thing.obstacle)
        else:
            self.finished.connect(lambda _: self.chosen.emit(thing.id))
            self.accept()

    def _announce(self, *_: object) -> None:
        """Have a screen reader say what Enter would do: the cursor stays in the line."""
        if not self.list.count():
            self._show_reason(self.tr("Nothing of this name is known here."))
            return
        self.why.hide()
        self.adjustSize()
        said = self.list.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
        self.edit.setAccessibleDescription(said)
        _say(self.list, said)

    def _show_reason(self, text: str) -> None:
        self.why.setText(text)
        self.why.show()
        self.adjustSize()
        self.edit.setAccessibleDescription(text)
        _say(self.why, text)


def _say(about: QWidget, text: str) -> None:
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, text))


def _keys(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _spoken(found: Found) -> str:
    thing = found.thing
    return ", ".join(filter(None, (render(thing.kind.text), thing.text, found.by, thing.obstacle, _keys(thing.keys))))


class _RowDelegate(QStyledItemDelegate):
    """What it is, its text with what was typed in bold, and its keys or why it cannot be done."""

    def sizeHint(self, option: QStyleOptionViewItem, _: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, round(option.fontMetrics.lineSpacing() * ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        found: Found = index.data(FOUND)
        thing, c, row = found.thing, theme.colors(), option.rect
        painter.save()
        view = self.parent()
        if isinstance(view, QAbstractItemView) and view.currentIndex() == index:
            painter.fillRect(row, QColor(c.accent_soft))
        row = row.adjusted(MARGIN, 0, -MARGIN, 0)
        kind = QRect(row.left(), row.top(), round(row.width() * KIND_SHARE), row.height())
        metrics = QFontMetrics(option.font)
        right = _elided(metrics, thing.obstacle or _keys(thing.keys), round(row.width() * REASON_SHARE))
        painter.setFont(option.font)
        painter.setPen(QColor(c.muted))
        painter.drawText(kind, Qt.AlignmentFlag.AlignVCenter, _elided(metrics, render(thing.kind.text), kind.width()))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, right)
        middle = row.adjusted(kind.width() + MARGIN, 0, -metrics.horizontalAdvance(right) - MARGIN, 0)
        painter.setPen(QColor(c.muted if thing.obstacle else c.text))
        self._draw_text(painter, middle, found, option.font)
        painter.restore()

    def _draw_text(self, painter: QPainter, room: QRect, found: Found, font: QFont) -> None:
        bold = QFont(font)
        bold.setBold(True)
        shown = found.thing.text
        at, pieces = 0, []
        for start, end in found.spans:
            if start >= at:
                pieces += [(shown[at:start], font), (shown[start:end], bold)]
                at = end
        pieces += [(shown[at:], font), (f" · {found.by}" if found.by else "", font)]
        for text, used in pieces:
            if text and room.width() > 0:
                metrics = QFontMetrics(used)
                painter.setFont(used)
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, _elided(metrics, text, room.width()))
                room = room.adjusted(metrics.horizontalAdvance(text), 0, 0, 0)


def _elided(metrics: QFontMetrics, text: str, width: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
