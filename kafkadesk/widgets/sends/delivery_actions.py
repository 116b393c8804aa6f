"""What one can do with a row of the delivery table: copy it, ask why, look it up, send it again."""

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QTableView

from kafkadesk.core.delivery import Delivery
from kafkadesk.core.sends.advice import can_look_up
from kafkadesk.models.delivery_table import Column, DeliveryTable
from kafkadesk.widgets.sends.why_panel import WhyPanel


class DeliveryActions(QObject):
    """Belongs to the delivery table: its menu on a right click, and Ctrl+C. why: does the rest, as its buttons do."""

    def __init__(self, table: QTableView, model: DeliveryTable, why: WhyPanel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._why = why
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._pop_up)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy_line)

    def copy_line(self) -> None:
        """Put the chosen row on the clipboard, all its columns, with tabs between them as a spreadsheet takes them."""
        delivery = self._current()
        if delivery is not None:
            QGuiApplication.clipboard().setText("\t".join(self._model.text(delivery, column).replace("\n", " ") for column in Column))

    def menu(self) -> QMenu | None:
        """Return the menu for the chosen row; None if there is none."""
        delivery = self._current()
        if delivery is None:
            return None
        menu = QMenu(self._table)
        menu.addAction(self.tr("Copy as line"), self.copy_line).setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        menu.addSeparator()
        menu.addAction(self.tr("Why? Ask the doctor"), self._why.call_doctor).setEnabled(self._why.has_case())
        menu.addAction(self.tr("Look it up"), lambda: self._why.look_up_requested.emit(delivery.number)).setEnabled(can_look_up(delivery))
        again = menu.addAction(self.tr("Send again"), lambda: self._why.again_requested.emit(delivery.number))
        again.setEnabled(delivery.verdict.final)
        again.setToolTip(self.tr("The same bytes once more, as a new record. It may be there twice then."))
        menu.setToolTipsVisible(True)
        return menu

    def _current(self) -> Delivery | None:
        return self._model.delivery(self._table.currentIndex().row())

    def _pop_up(self, at: QPoint) -> None:
        index = self._table.indexAt(at)
        if not index.isValid():
            return
        self._table.setCurrentIndex(index)
        menu = self.menu()
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self._table.viewport().mapToGlobal(at))
