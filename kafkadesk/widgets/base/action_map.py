"""The actions of one part of the window with what they do: its menus, buttons and keys are made from them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget
from shiboken6 import isValid

from kafkadesk.core.actions.action import Action, Items, Menu, Slot
from kafkadesk.core.actions.keys import KEYS
from kafkadesk.core.text import Text
from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.widgets.base.i18n import render

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a Slot lists. act: what choosing it does; None: it only informs."""

    text: str
    act: Callable[[], object] | None = None
    icon: QIcon | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An action as it is now. words: its text for every language. obstacle: why it cannot be triggered, or empty."""

    id: str
    text: str
    words: Text
    keys: tuple[str, ...]
    obstacle: str
    trigger: Callable[[], None]


class _KeyNews(QObject):
    """Signals:
    changed(): actions have other keys.
    """

    changed = Signal()


NEWS = _KeyNews()


def choose_keys(chosen: Mapping[str, tuple[str, ...]]) -> None:
    """Let these keys work from now on, by an action's id."""
    KEYS.chosen = dict(chosen)
    NEWS.changed.emit()


def native(keys: tuple[str, ...]) -> str:
    """Return the first of an action's keys as this system writes them; empty for none."""
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


class ActionMap(QObject, Generic[T]):
    """Belongs to the widget whose actions these are. state: what they depend on, as it is now."""

    def __init__(self, owner: QObject, state: Callable[[], T], acts: Mapping[Action[T], Callable[[], object]] | None = None) -> None:
        super().__init__(owner)
        self._state = state
        self._acts = dict(acts or {})
        self._slots: dict[Slot, Callable[[], Iterable[Entry]]] = {}
        self._buttons: list[tuple[QAbstractButton, Action[T]]] = []
        self._keyed: list[tuple[QWidget, Action[T], Qt.ShortcutContext, bool]] = []
        self._shortcuts: list[QShortcut] = []
        NEWS.changed.connect(self._renew_keys)

    def bind(self, action: Action[T], act: Callable[[], object]) -> None:
        """Have an action do this. An action without this is in no menu, and its keys do nothing."""
        self._acts[action] = act

    def bind_slot(self, slot: Slot, entries: Callable[[], Iterable[Entry]]) -> None:
        """Have a slot list what `entries` returns whenever its menu opens."""
        self._slots[slot] = entries

    def offers(self) -> list[Offer]:
        """Return all that can be done here, and what cannot be done now with the reason."""
        state = self._state()
        return [
            Offer(
                id=a.id,
                text=render(words := a.text_in(state)),
                words=words,
                keys=KEYS.of(a),
                obstacle=self._why_not(a, state),
                trigger=partial(self.trigger, a),
            )
            for a in self._acts
            if a.shown(state)
        ]

    def trigger(self, action: Action[T]) -> None:
        """Do it, unless it cannot be done now."""
        act = self._acts.get(action)
        if act is not None and action.obstacle(self._state()) is None:
            act()

    def add_keys(
        self,
        area: QWidget,
        actions: Iterable[Action[T]],
        reach: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
        *,
        repeat: bool = True,
    ) -> None:
        """Let the keys of these actions work in `area`."""
        new = [(area, action, reach, repeat) for action in actions]
        self._keyed += new
        self._make_keys(new)

    def _make_keys(self, keyed: Iterable[tuple[QWidget, Action[T], Qt.ShortcutContext, bool]]) -> None:
        for area, action, reach, repeat in keyed:
            for keys in KEYS.of(action):
                shortcut = QShortcut(QKeySequence(keys), area)
                shortcut.setContext(reach)
                shortcut.setAutoRepeat(repeat)
                shortcut.activated.connect(partial(self.trigger, action))
                self._shortcuts.append(shortcut)

    def _renew_keys(self) -> None:
        """Let the keys that were chosen work, and show them."""
        for shortcut in self._shortcuts:
            if isValid(shortcut):
                shortcut.setEnabled(False)
                shortcut.deleteLater()
        self._shortcuts.clear()
        self._keyed = [entry for entry in self._keyed if isValid(entry[0])]
        self._make_keys(self._keyed)
        self.update_buttons()

    def attach(self, button: QAbstractButton, action: Action[T]) -> None:
        """Have a button be this action."""
        self._buttons.append((button, action))
        button.clicked.connect(lambda: self.trigger(action))
        self.update_buttons()

    def menu(self, items: Items[T], parent: QWidget) -> QMenu:
        """Return a menu that is filled anew each time it opens."""
        menu = QMenu(parent)
        menu.aboutToShow.connect(partial(self._fill, menu, items))
        return menu

    def update_buttons(self) -> None:
        """Show the buttons as the state is now."""
        state = self._state()
        for button, action in self._buttons:
            why_not, text = self._why_not(action, state), render(action.text_in(state))
            button.setText(text if action.label is None else render(action.label))
            if action.label is not None:
                button.setAccessibleName(text)
            button.setEnabled(not why_not)
            more = "" if (does := action.tip_in(state)) is None else render(does)
            button.setToolTip(tip(why_not or " ".join(filter(None, (more, *(f"({keys})" for keys in KEYS.of(action)[:1]))))))
            button.setHidden(not action.shown(state))

    def append(self, menu: QMenu, items: Items[T]) -> None:
        """Put items at the end of a menu that is made elsewhere."""
        self._put(menu, items, self._state())

    def _fill(self, menu: QMenu, items: Items[T]) -> None:
        for submenu in menu.findChildren(QMenu):
            submenu.deleteLater()
        menu.clear()
        self.append(menu, items)

    def _put(self, menu: QMenu, items: Items[T], state: T) -> None:
        groups: dict[str, QActionGroup] = {}
        for item in items:
            match item:
                case None:
                    menu.addSeparator()
                case Slot():
                    self._put_entries(menu, item)
                case Menu() if item.shown(state):
                    submenu = menu.addMenu(render(item.title if item.wording is None else item.wording(state)))
                    self._put(submenu, item.items, state)
                    self._explain(submenu.menuAction(), menu, item.obstacle(state))
                case Action() if item in self._acts and item.shown(state):
                    self._put_action(menu, item, state, groups)

    def _put_action(self, menu: QMenu, item: Action[T], state: T, groups: dict[str, QActionGroup]) -> None:
        keys = native(KEYS.of(item))
        shown = menu.addAction("\t".join(filter(None, (render(item.text_in(state)), keys))))
        if (does := item.tip_in(state)) is not None:
            shown.setToolTip(tip(render(does)))
            menu.setToolTipsVisible(True)
        self._explain(shown, menu, item.obstacle(state))
        if item.checked is not None:
            shown.setCheckable(True)
            shown.setChecked(item.checked(state))
        if item.group:
            groups.setdefault(item.group, QActionGroup(menu)).addAction(shown)
        shown.triggered.connect(lambda: self.trigger(item))

    def _put_entries(self, menu: QMenu, slot: Slot) -> None:
        for entry in self._slots[slot]() if slot in self._slots else ():
            shown = menu.addAction(entry.icon or QIcon(), entry.text.replace("&", "&&"))
            shown.setEnabled(entry.act is not None)
            if entry.act is not None:
                shown.triggered.connect(partial(_call, entry.act))

    def _why_not(self, action: Action[T], state: T) -> str:
        obstacle = action.obstacle(state)
        return "" if obstacle is None else render(obstacle)

    @staticmethod
    def _explain(shown: QAction, menu: QMenu, obstacle: Text | None) -> None:
        if obstacle is not None:
            shown.setEnabled(False)
            shown.setToolTip(tip(render(obstacle)))
            menu.setToolTipsVisible(True)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self.update_buttons()
        return super().event(event)


def _call(act: Callable[[], object], *_: object) -> None:
    act()
