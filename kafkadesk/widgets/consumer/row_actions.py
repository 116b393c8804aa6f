"""What one can do with the selected rows of a consumer pane: copy, look at, send again, filter by, export."""

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QToolTip

from kafkadesk.core.records import Record
from kafkadesk.core.rows.filter import quoted
from kafkadesk.core.text_tools.one_line import UNSAFE, tip
from kafkadesk.core.text_tools.visible import copy_warning, hidden_in
from kafkadesk.models.record_table import RecordTable
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.consumer.record_view import RecordView

COPY_ROWS = 5_000  # above that a clipboard is the wrong tool, and the window would stand still
COPY_BYTES = 8 * 1024 * 1024
LONGEST_KEY = 200  # characters of a key that goes into a filter


class RowActions(QObject):
    """Belongs to a record view; builds its menu and does what concerns nobody else.

    Signals:
        send_again_wanted(Record): into the producer pane, to be sent from there.
        filter_wanted(text): show rows like this one.
        export_wanted(): rows to a file.
    """

    send_again_wanted = Signal(Record)
    filter_wanted = Signal(str)
    export_wanted = Signal()

    def __init__(self, view: RecordView, model: RecordTable) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        view.menu_wanted.connect(self._pop_up)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), view)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy_lines)

    def copy_lines(self) -> None:
        """Put the selected rows on the clipboard as they are shown, each as kafka-python's example prints it."""
        rows = self._view.selected_rows()
        lines, size = [], 0
        for row in rows if len(rows) <= COPY_ROWS else ():
            lines.append(self._model.line(row))
            size += len(lines[-1])
            if size > COPY_BYTES:
                break
        if len(rows) > COPY_ROWS or size > COPY_BYTES:
            self._tell(self.tr("Too much for the clipboard: {n} rows. Export them to a file instead.").format(n=f"{len(rows):,}"))
        elif lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def copy_value(self) -> None:
        """Put the value of the current row on the clipboard, every character of it; say so where some of them are not seen."""
        record = self._current()
        text = _text(record.value) if record is not None else None
        if text is None:
            return
        QGuiApplication.clipboard().setText(text)
        warning = copy_warning(hidden_in(text))
        if warning is not None:
            self._tell(render(warning) + " " + self.tr("“Copy as line” writes them as \\x1b."))

    def menu(self) -> QMenu:
        """Return the menu for the rows that are selected."""
        menu = QMenu(self._view)
        count, record = len(self._view.selected_rows()), self._current()
        one = count == 1 and record is not None
        lines = self.tr("Copy as line") if count <= 1 else self.tr("Copy {n} rows as lines").format(n=f"{count:,}")
        menu.addAction(lines, self.copy_lines).setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        menu.addAction(self.tr("Copy value"), self.copy_value).setEnabled(one and record is not None and _text(record.value) is not None)
        menu.addAction(self.tr("Show record…"), self._open).setEnabled(one)
        again = menu.addAction(self.tr("Send again…"), self._send_again)
        again.setEnabled(one)
        again.setToolTip(self.tr("Puts it into the producer pane, byte for byte. Nothing is sent until you press Send there."))
        menu.addSeparator()
        if record is not None:
            key = _text(record.key)
            if key and len(key) <= LONGEST_KEY and not UNSAFE.search(key):
                menu.addAction(self.tr("Filter: only this key"), lambda: self.filter_wanted.emit(f"key={quoted(key)}"))
            menu.addAction(self.tr("Filter: only this partition"), lambda: self.filter_wanted.emit(f"p:{record.partition}"))
            menu.addSeparator()
        menu.addAction(self.tr("Export rows…"), self.export_wanted.emit)
        menu.setToolTipsVisible(True)
        return menu

    # helpers

    def _pop_up(self, at: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _open(self) -> None:
        self._view.opened.emit(self._view.currentIndex().row())

    def _send_again(self) -> None:
        record = self._current()
        if record is not None:
            self.send_again_wanted.emit(record)

    def _current(self) -> Record | None:
        index = self._view.currentIndex()
        return self._model.record(index.row()) if index.isValid() and index.row() < self._model.rowCount() else None

    def _tell(self, text: str) -> None:
        QToolTip.showText(QCursor.pos(), tip(text), self._view)


def _text(data: bytes | None) -> str | None:
    try:
        return None if data is None else data.decode()
    except UnicodeDecodeError:
        return None
