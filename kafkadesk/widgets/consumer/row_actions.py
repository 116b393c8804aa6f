"""What one can do with the selected rows of a consumer pane: copy, look at, send again, filter by, export."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QToolTip

from kafkadesk.core.actions import rows
from kafkadesk.core.records import Record
from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.core.text_tools.visible import copy_warning, hidden_in
from kafkadesk.models.record_table import RecordTable
from kafkadesk.widgets.base.action_map import ActionMap
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.consumer.record_view import RecordView

COPY_ROWS = 5_000  # above that a clipboard is the wrong tool, and the window would stand still
COPY_BYTES = 8 * 1024 * 1024


class RowActions(QObject):
    """Belongs to a record view; has its menu and does what concerns nobody else. rows.EXPORT is bound in app/panes.

    Signals:
        send_again_requested(Record): into the producer pane, to be sent from there.
        filter_requested(text): show rows like this one.
    """

    send_again_requested = Signal(Record)
    filter_requested = Signal(str)

    def __init__(self, view: RecordView, model: RecordTable) -> None:
        super().__init__(view)
        self.view = view
        self.model = model
        self.commands = ActionMap(
            view,
            self._selected,
            {
                rows.COPY: self.copy_lines,
                rows.COPY_VALUE: self.copy_value,
                rows.SHOW: lambda: view.opened.emit(view.currentIndex().row()),
                rows.SEND_AGAIN: self._send_again,
                rows.ONLY_KEY: lambda: self.filter_requested.emit(self._selected().key_filter),
                rows.ONLY_PARTITION: self._filter_partition,
            },
        )
        self.commands.add_keys(view, [rows.COPY], Qt.ShortcutContext.WidgetShortcut)
        self.menu = self.commands.menu(rows.ROW_MENU, view)
        view.menu_requested.connect(self.menu.popup)

    def copy_lines(self) -> None:
        """Put the selected rows on the clipboard as they are shown, each as kafka-python's example prints it."""
        chosen = self.view.selected_rows()
        lines, size = [], 0
        for row in chosen if len(chosen) <= COPY_ROWS else ():
            lines.append(self.model.line(row))
            size += len(lines[-1])
            if size > COPY_BYTES:
                break
        if len(chosen) > COPY_ROWS or size > COPY_BYTES:
            self._show_tip(self.tr("Too much for the clipboard: {n} rows. Export them to a file instead.").format(n=f"{len(chosen):,}"))
        elif lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def copy_value(self) -> None:
        """Put the value of the current row on the clipboard, every character of it; say so where some of them are not seen."""
        text = self._selected().value
        if text is None:
            return
        QGuiApplication.clipboard().setText(text)
        warning = copy_warning(hidden_in(text))
        if warning is not None:
            self._show_tip(render(warning) + " " + self.tr("“Copy as line” writes them as \\x1b."))

    # helpers

    def _send_again(self) -> None:
        record = self._current()
        if record is not None:
            self.send_again_requested.emit(record)

    def _filter_partition(self) -> None:
        record = self._current()
        if record is not None:
            self.filter_requested.emit(f"p:{record.partition}")

    def _selected(self) -> rows.Selected:
        return rows.Selected(count=len(self.view.selected_rows()), record=self._current(), decoder=self.model.decoder)

    def _current(self) -> Record | None:
        index = self.view.currentIndex()
        return self.model.record(index.row()) if index.isValid() and index.row() < self.model.rowCount() else None

    def _show_tip(self, text: str) -> None:
        QToolTip.showText(QCursor.pos(), tip(text), self.view)
