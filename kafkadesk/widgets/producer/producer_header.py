"""The head of the producer pane: its name, the templates, and what is seldom needed."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from kafkadesk.core.actions import producer as actions
from kafkadesk.core.compose.template import TEMPLATES
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.action_map import ActionMap, Entry
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.producer.saved_messages import SavedMessages


class ProducerHeader(Responsive, QFrame):
    """saved: the user's own messages; state: what would be saved; commands: the pane's actions, for the buttons.

    Signals:
        template_chosen: the text of a built-in template.
        saved_chosen: the name of one of the user's own.
    """

    template_chosen = Signal(str)
    saved_chosen = Signal(str)

    def __init__(
        self,
        saved: SavedMessages,
        state: Callable[[], Mapping[str, object]],
        commands: ActionMap[actions.Composing],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme.set_role(self, "bar")
        self._saved = saved
        self._title = PlainLabel(role="title")
        self._templates = QPushButton()
        of_menu = ActionMap(self, lambda: actions.Composing(saved=bool(saved.names())), {actions.SAVE: lambda: saved.ask_name(state())})
        of_menu.bind_slot(
            actions.TEMPLATES, lambda: [Entry(text=render(t.name), act=partial(self.template_chosen.emit, t.text)) for t in TEMPLATES]
        )
        of_menu.bind_slot(actions.SAVED, lambda: self._entries(self.saved_chosen.emit))
        of_menu.bind_slot(actions.SAVED_TO_DELETE, lambda: self._entries(saved.delete))
        self.menu = of_menu.menu(actions.TEMPLATE_MENU, self)
        self._templates.setMenu(self.menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addStretch(1)
        layout.addWidget(self._templates)
        for action in (actions.PREVIEW, actions.PYTHON, actions.COLLAPSE):
            button = QPushButton()
            theme.set_role(button, "flat")
            commands.attach(button, action)
            layout.addWidget(button)
        self.retranslate()

    def _entries(self, act: Callable[[str], object]) -> list[Entry]:
        return [Entry(text=name, act=partial(act, name)) for name in self._saved.names()]

    def retranslate(self) -> None:
        self._title.setText(self.tr("Producer"))
        self._templates.setText(self.tr("Template") + " ▾")
        self._templates.setToolTip(self.tr("Put a template into the editor; Ctrl+Z there brings back what you had"))
