"""What can be done with the text in the value editor: find, format, minify."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from kafkadesk.core.actions import producer as actions
from kafkadesk.core.actions.action import actions_in
from kafkadesk.core.compose.layout import formatted, minified
from kafkadesk.core.errors import InputError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.action_map import ActionMap
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.editor.find_bar import FindBar
from kafkadesk.widgets.editor.json_editor import JsonEditor


class EditorTools(Responsive, QPushButton):
    """The ⋯ button beside the editor; its actions work by their keys too, wherever in `area` the focus is.

    Signals:
        refused: the InputError of what could not be laid out.
    """

    refused = Signal(object)

    def __init__(self, editor: JsonEditor, find: FindBar, area: QWidget, *, templates: Callable[[], bool]) -> None:
        super().__init__("⋯", area)
        theme.set_role(self, "flat")
        self._editor = editor
        self._templates = templates
        self.commands = ActionMap(
            self,
            lambda: actions.Composing(editable=editor.isVisible()),
            {
                actions.FORMAT: lambda: self._lay_out(formatted),
                actions.MINIFY: lambda: self._lay_out(minified),
                actions.FIND: lambda: find.open(editor.selected_line()),
            },
        )
        self.commands.add_keys(area, actions_in(actions.EDITOR_MENU))
        self.setMenu(self.commands.menu(actions.EDITOR_MENU, self))
        editor.set_more_items(partial(self.commands.append, items=actions.EDITOR_MENU))
        self.retranslate()

    def retranslate(self) -> None:
        self.setToolTip(self.tr("Preview, format, find"))
        self.setAccessibleName(self.toolTip())

    def _lay_out(self, how: Callable[..., str]) -> None:
        before = self._editor.text()
        if self._editor.held():
            self.refused.emit(InputError(Text(QT_TRANSLATE_NOOP("core", "This text is too large to be laid out here."))))
            return
        try:
            made = how(before, templates=self._templates())
        except InputError as error:
            self.refused.emit(error)
            return
        if made != before:
            self._editor.replace_text(made)
