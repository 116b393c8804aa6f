"""The head of the producer pane: its name, the templates, and what is seldom needed."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QWidget

from kafkadesk.core.payload import TEMPLATES
from kafkadesk.widgets import theme
from kafkadesk.widgets.i18n import render
from kafkadesk.widgets.labels import PlainLabel


class ProducerHeader(QFrame):
    """Signals:
    template_chosen: the text of a built-in template.
    python_requested: show the same as a Python script.
    collapse_requested: make the pane narrow.
    """

    template_chosen = Signal(str)
    python_requested = Signal()
    collapse_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, "bar")
        self._title = PlainLabel(role="title")
        self._templates = QPushButton()
        self._menu = QMenu(self)
        self._templates.setMenu(self._menu)
        self._python = QPushButton()
        self._collapse = QPushButton()
        self._collapse.setText("«")
        for button in (self._python, self._collapse):
            theme.mark(button, "flat")
        self._python.clicked.connect(self.python_requested)
        self._collapse.clicked.connect(self.collapse_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addStretch(1)
        layout.addWidget(self._templates)
        layout.addWidget(self._python)
        layout.addWidget(self._collapse)
        self.retranslate()

    def retranslate(self) -> None:
        """Show all texts in the language of now."""
        self._title.setText(self.tr("Producer"))
        self._templates.setText(self.tr("Template") + " ▾")
        self._templates.setToolTip(self.tr("Put a template into the editor; Ctrl+Z there brings back what you had"))
        self._menu.clear()
        for template in TEMPLATES:
            action = self._menu.addAction(render(template.name))
            action.triggered.connect(lambda _=False, text=template.text: self.template_chosen.emit(text))
        self._python.setText(self.tr("Python"))
        self._python.setToolTip(self.tr("Show as Python: the same as a kafka-python script"))
        self._collapse.setToolTip(self.tr("Show only Send and the last verdict"))
        self._collapse.setAccessibleName(self._collapse.toolTip())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
