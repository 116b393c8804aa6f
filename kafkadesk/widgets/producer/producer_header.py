"""The head of the producer pane: its name, the templates, and what is seldom needed."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QWidget

from kafkadesk.core.compose.template import TEMPLATES
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.producer.saved_messages import SavedMessages


class ProducerHeader(Responsive, QFrame):
    """Signals:
    template_chosen: the text of a built-in template.
    saved_chosen: the name of one of the user's own.
    preview_requested: show what will be sent.
    python_requested: show the same as a Python script.
    collapse_requested: make the pane narrow.
    """

    template_chosen = Signal(str)
    saved_chosen = Signal(str)
    preview_requested = Signal()
    python_requested = Signal()
    collapse_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "bar")
        self._title = PlainLabel(role="title")
        self._templates = QPushButton()
        self._menu = QMenu(self)
        self._templates.setMenu(self._menu)
        self._menu.aboutToShow.connect(self.fill_menu)
        self._saved: SavedMessages | None = None
        self._state: Callable[[], Mapping[str, object]] | None = None
        self._preview = QPushButton()
        self._python = QPushButton()
        self._collapse = QPushButton()
        self._collapse.setText("«")
        self._preview.clicked.connect(self.preview_requested)
        for button in (self._preview, self._python, self._collapse):
            theme.set_role(button, "flat")
        self._python.clicked.connect(self.python_requested)
        self._collapse.clicked.connect(self.collapse_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addStretch(1)
        layout.addWidget(self._templates)
        layout.addWidget(self._preview)
        layout.addWidget(self._python)
        layout.addWidget(self._collapse)
        self.retranslate()

    def listens_to(self, saved: SavedMessages, state: Callable[[], Mapping[str, object]]) -> None:
        """Offer the user's own messages too, and to save what `state` returns or to forget one."""
        self._saved, self._state = saved, state

    def fill_menu(self) -> None:
        self._menu.clear()
        for template in TEMPLATES:
            action = self._menu.addAction(render(template.name))
            action.triggered.connect(lambda _=False, text=template.text: self.template_chosen.emit(text))
        if self._saved is None or self._state is None:
            return
        saved, state, names = self._saved, self._state, self._saved.names()
        self._menu.addSeparator()
        for name in names:
            action = self._menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, name=name: self.saved_chosen.emit(name))
        if names:
            self._menu.addSeparator()
        self._menu.addAction(self.tr("Save this message…")).triggered.connect(lambda: saved.ask_name(state()))
        if names:
            forget = self._menu.addMenu(self.tr("Delete"))
            for name in names:
                forget.addAction(name.replace("&", "&&")).triggered.connect(lambda _=False, name=name: saved.delete(name))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Producer"))
        self._templates.setText(self.tr("Template") + " ▾")
        self._templates.setToolTip(self.tr("Put a template into the editor; Ctrl+Z there brings back what you had"))
        self._preview.setText(self.tr("Preview"))
        self._preview.setToolTip(self.tr("What will be sent next, with the templates filled in (Ctrl+P)"))
        self._python.setText(self.tr("Python"))
        self._python.setToolTip(self.tr("Show as Python: the same as a kafka-python script"))
        self._collapse.setToolTip(self.tr("Show only Send and the last verdict"))
        self._collapse.setAccessibleName(self._collapse.toolTip())
