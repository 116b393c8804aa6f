"""What can be done with the text in the value editor: find, format, minify."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kafkadesk.core.compose.layout import formatted, minified
from kafkadesk.core.errors import InputError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.editor.find_bar import FindBar
from kafkadesk.widgets.editor.json_editor import JsonEditor


class EditorTools(Responsive, QPushButton):
    """The ⋯ button beside the editor; its actions work by their keys too, wherever in `area` the focus is.

    Signals:
        refused: the InputError of what could not be laid out.
        preview_requested: show what will be sent.
    """

    refused = Signal(object)
    preview_requested = Signal()

    def __init__(self, editor: JsonEditor, find: FindBar, area: QWidget, *, templates: Callable[[], bool]) -> None:
        super().__init__("⋯", area)
        theme.set_role(self, "flat")
        self._editor = editor
        self._templates = templates
        menu = QMenu(self)
        self._preview = self._action(menu, area, "Ctrl+P", self.preview_requested.emit)
        menu.addSeparator()
        self.format_action = self._action(menu, area, "Ctrl+Shift+F", lambda: self._lay_out(formatted))
        self.minify_action = self._action(menu, area, "Ctrl+Shift+M", lambda: self._lay_out(minified))
        self._find = self._action(menu, area, "Ctrl+F", lambda: find.open(editor.selected_line()))
        self.setMenu(menu)
        menu.aboutToShow.connect(lambda: self._find.setEnabled(editor.isVisible()))
        editor.set_more_actions(menu.actions())
        self.retranslate()

    def retranslate(self) -> None:
        self.setToolTip(self.tr("Preview, format, find"))
        self.setAccessibleName(self.toolTip())
        self._preview.setText(self.tr("Preview what will be sent"))
        self.format_action.setText(self.tr("Format JSON"))
        self.minify_action.setText(self.tr("Minify JSON"))
        self._find.setText(self.tr("Find"))

    @staticmethod
    def _action(menu: QMenu, area: QWidget, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(menu)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: act())
        area.addAction(action)
        menu.addAction(action)
        return action

    def _lay_out(self, how: Callable[..., str]) -> None:
        if not self._editor.isVisible():
            return
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
