"""The keys of all actions, by where in the window they work; each can have others."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QKeySequenceEdit, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kafkadesk.core.actions.action import Action
from kafkadesk.core.actions.every import SCOPES
from kafkadesk.core.actions.keys import KEYS, fault_in
from kafkadesk.widgets.base.action_map import NEWS, native
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive

WIDTH_CHARACTERS, HEIGHT_LINES = 70, 28
NO_LETTERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class KeyboardDialog(Responsive, QDialog):
    """Made from the actions.

    Signals:
        chosen(Mapping): all keys that differ from the declared ones, by an action's id: let them work, and keep them.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setRootIsDecorated(False)
        self.tree.setHeaderHidden(True)
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.set_button, self.remove, self.reset, self.reset_all = (QPushButton() for _ in range(4))
        self.fault = PlainLabel(role="bad", wrap=True)
        self.fault.hide()
        self._lines: dict[str, QTreeWidgetItem] = {}
        self._actions: dict[str, Action[Any]] = {action.id: action for _, actions in SCOPES for action in actions}
        self._lay_out()
        self.tree.currentItemChanged.connect(lambda *_: self._on_current())
        self.edit.keySequenceChanged.connect(lambda _: self._check())
        self.set_button.clicked.connect(lambda: self._choose((self._typed(),)))
        self.remove.clicked.connect(lambda: self._choose(()))
        self.reset.clicked.connect(lambda: self._choose(None))
        self.reset_all.clicked.connect(lambda: self.chosen.emit({}))
        NEWS.changed.connect(self._show_keys)
        self.retranslate()

    def action(self) -> Action[Any] | None:
        """Return the action that is selected."""
        item = self.tree.currentItem()
        return None if item is None else self._actions.get(item.data(0, Qt.ItemDataRole.UserRole) or "")

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keyboard"))
        self.tree.setAccessibleName(self.windowTitle())
        self.edit.setAccessibleName(self.tr("New keys"))
        for button, text in (
            (self.set_button, self.tr("Set")), (self.remove, self.tr("Remove")), (self.reset, self.tr("Reset")), (self.reset_all, self.tr("Reset all")),
        ):  # fmt: skip
            button.setText(text)
        self.tree.clear()
        self._lines.clear()
        for title, actions in SCOPES:
            scope = QTreeWidgetItem(self.tree, [render(title)])
            scope.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for action in actions:
                line = self._lines[action.id] = QTreeWidgetItem(scope, [render(action.text)])
                line.setData(0, Qt.ItemDataRole.UserRole, action.id)
        self._show_keys()
        self.tree.expandAll()
        self.tree.resizeColumnToContents(0)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.edit, 1)
        for button in (self.set_button, self.remove, self.reset, self.reset_all):
            button.setAutoDefault(False)
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tree, 1)
        layout.addLayout(line)
        layout.addWidget(self.fault)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * WIDTH_CHARACTERS, metrics.lineSpacing() * HEIGHT_LINES)

    def _show_keys(self) -> None:
        for name, line in self._lines.items():
            keys, own = KEYS.of(self._actions[name]), name in KEYS.chosen
            line.setText(1, native(keys) or "—")
            font = line.font(1)
            font.setBold(own)
            line.setFont(1, font)
        self._on_current()

    def _on_current(self) -> None:
        action = self.action()
        keys = () if action is None else KEYS.of(action)
        self.edit.setKeySequence(QKeySequence(keys[0] if keys else ""))
        self._check()

    def _typed(self) -> str:
        return self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _check(self) -> None:
        """Say what is against the keys that are typed, and offer what can be done."""
        action, typed = self.action(), self._typed()
        fault = None if action is None or not typed else fault_in(action, typed, alone=_alone(self.edit.keySequence()))
        changed = action is not None and typed not in KEYS.of(action)
        self.fault.setText("" if fault is None else render(fault))
        self.fault.setVisible(fault is not None)
        self.edit.setEnabled(action is not None)
        self.set_button.setEnabled(bool(typed) and changed and fault is None)
        self.remove.setEnabled(action is not None and bool(KEYS.of(action)) and fault_in(action, "", alone=False) is None)
        self.reset.setEnabled(action is not None and action.id in KEYS.chosen and self._free(action))
        self.reset_all.setEnabled(bool(KEYS.chosen))

    def _free(self, action: Action[Any]) -> bool:
        """Whether no other action has the declared keys meanwhile."""
        return all(fault_in(action, keys, alone=False) is None for keys in action.keys)

    def _choose(self, keys: tuple[str, ...] | None) -> None:
        action = self.action()
        if action is None:
            return
        rest: Mapping[str, tuple[str, ...]] = {name: of for name, of in KEYS.chosen.items() if name != action.id}
        self.chosen.emit(rest if keys is None or keys == action.keys else {**rest, action.id: keys})


def _alone(sequence: QKeySequence) -> bool:
    """Whether it is a key without Ctrl, Alt or the like that a text field would take."""
    if sequence.isEmpty():
        return False
    combination = sequence[0]  # type: ignore[index]  # the types leave it out
    key = combination.key()
    return not (combination.keyboardModifiers() & NO_LETTERS) and not Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35
