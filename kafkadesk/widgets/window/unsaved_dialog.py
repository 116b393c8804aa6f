"""Stands before closing while what was typed is not on disk: closing would lose it."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel


class UnsavedDialog(QDialog):
    """Modal; accepted: close all the same. error: why it could not be written."""

    def __init__(self, error: OSError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Not everything is saved"))
        title, explain = PlainLabel(role="title", wrap=True), PlainLabel(role="muted", wrap=True)
        title.setText(self.tr("What you typed or set is not on disk: {why}.").format(why=error.strerror or str(error)))
        explain.setText(
            self.tr(
                "KafkaDesk tries again every 2 s, as long as it is open; a message says when it is saved. Closed now, it loses what was"
                " changed since the last time it could be saved."
            )
        )
        stay, close = QPushButton(self.tr("Do not close")), QPushButton(self.tr("Close and lose it"))
        theme.set_role(stay, "primary")
        stay.setDefault(True)
        close.setAutoDefault(False)
        stay.clicked.connect(self.reject)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(stay)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addWidget(explain)
        layout.addStretch(1)
        layout.addLayout(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 80, self.sizeHint().height())
