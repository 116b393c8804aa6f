"""Asks before all data of Local Kafka is deleted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget


class ResetDialog(QMessageBox):
    """size: of the data, in words. reset: the button that deletes it."""

    def __init__(self, size: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(self.tr("Reset Local Kafka"))
        self.setText(self.tr("All topics, records and committed offsets of Local Kafka are deleted ({size}).").format(size=size))
        self.reset: QPushButton = self.addButton(self.tr("Delete it all"), QMessageBox.ButtonRole.DestructiveRole)
        self.setDefaultButton(self.addButton(QMessageBox.StandardButton.Cancel))
