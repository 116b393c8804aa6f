"""Shows a kafka-python script that does the same as the pane does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from kafkadesk.widgets.base import theme


class PythonDialog(QDialog):
    """Read-only; Copy puts the script on the clipboard."""

    def __init__(self, script: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("The same as a Python script"))
        self._text = QPlainTextEdit(script)
        self._text.setReadOnly(True)
        self._text.setFont(theme.mono_font(self.font()))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._copy = QPushButton(self.tr("Copy"))
        theme.set_role(self._copy, "primary")
        self._copy.clicked.connect(self._copied)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._text, 1)
        layout.addWidget(buttons)
        metrics = self._text.fontMetrics()
        self.resize(metrics.averageCharWidth() * 100, metrics.height() * 32)

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
        self._copy.setText(self.tr("Copied"))
