"""What one can do with a row of the delivery table: copy it, ask why, look it up, send it again."""

from PySide6.QtCore import QObject, QPoint, Qt, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from kafkadesk.core.actions import deliveries as actions
from kafkadesk.core.delivery import Delivery
from kafkadesk.models.delivery_table import DeliveryColumn, DeliveryTable
from kafkadesk.widgets.base.action_map import ActionMap
from kafkadesk.widgets.sends.why_panel import WhyPanel


class DeliveryActions(QObject):
    """Belongs to the delivery table: its menu on a right click, and Ctrl+C. why: does the rest, as its buttons do."""

    def __init__(self, table: QTableView, model: DeliveryTable, why: WhyPanel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._pop_up)
        self.commands = ActionMap(
            table,
            lambda: actions.Chosen(delivery=self._current(), case=why.has_case()),
            {
                actions.COPY: self.copy_line,
                actions.WHY: why.call_doctor,
                actions.LOOK_UP: lambda: self._ask(why.look_up_requested),
                actions.SEND_AGAIN: lambda: self._ask(why.again_requested),
            },
        )
        self.commands.add_keys(table, [actions.COPY], Qt.ShortcutContext.WidgetShortcut)
        self.menu = self.commands.menu(actions.DELIVERY_MENU, table)

    def copy_line(self) -> None:
        """Put the chosen row on the clipboard, all its columns, with tabs between them as a spreadsheet takes them."""
        delivery = self._current()
        if delivery is not None:
            QGuiApplication.clipboard().setText(
                "\t".join(self._model.text(delivery, column).replace("\n", " ") for column in DeliveryColumn)
            )

    def _ask(self, signal: SignalInstance) -> None:
        delivery = self._current()
        if delivery is not None:
            signal.emit(delivery.number)

    def _current(self) -> Delivery | None:
        return self._model.delivery(self._table.currentIndex().row())

    def _pop_up(self, at: QPoint) -> None:
        index = self._table.indexAt(at)
        if not index.isValid():
            return
        self._table.setCurrentIndex(index)
        self.menu.popup(self._table.viewport().mapToGlobal(at))
