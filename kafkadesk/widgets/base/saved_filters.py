"""The menu of saved filters beside a line in which a filter is typed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton

from kafkadesk.core.errors import InputError
from kafkadesk.core.rows.filter import parse_filter
from kafkadesk.core.rows.saved_filters import ALL, SavedFilter
from kafkadesk.core.text_tools.one_line import one_line
from kafkadesk.widgets.base import theme

SHOWN = 60  # characters of a filter in the menu


class SavedFilterButton(QToolButton):
    """Puts a saved filter into the line, keeps what is typed there, forgets one.

    Signals:
        opening(): the menu is wanted: set_filters() with what there is.
        save_requested(SavedFilter), delete_requested(SavedFilter): keep it, forget it.
    """

    opening = Signal()
    save_requested = Signal(object)
    delete_requested = Signal(object)

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._filters: Sequence[SavedFilter] = ()
        self._profile, self._name = ALL, ""
        self.filters = QMenu(self)
        self.filters.aboutToShow.connect(self._fill)
        self.setMenu(self.filters)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setText("☆")
        theme.set_role(self, "flat")
        self.retranslate()

    def set_filters(self, filters: Sequence[SavedFilter], profile: str, name: str) -> None:
        """Offer these. profile, name: of what the window is connected by, if it is by a profile."""
        self._filters, self._profile, self._name = filters, profile, name

    def retranslate(self) -> None:
        self.setToolTip(self.tr("Saved filters"))
        self.setAccessibleName(self.tr("Saved filters"))

    def _fill(self) -> None:
        self.opening.emit()
        menu, typed = self.filters, self._edit.text().strip()
        menu.clear()
        for one in self._filters:
            menu.addAction(_shown(one), partial(self._edit.setText, one.text))
        if not self._filters:
            menu.addAction(self.tr("No filter is saved yet")).setEnabled(False)
        menu.addSeparator()
        choices = [(self.tr("Save this filter for all profiles"), SavedFilter(typed))]
        if self._profile != ALL:
            choices.insert(
                0, (self.tr("Save this filter for {profile}").format(profile=_plain(self._name)), SavedFilter(typed, self._profile))
            )
        for text, new in choices:
            menu.addAction(text, partial(self.save_requested.emit, new)).setEnabled(_is_filter(typed) and new not in self._filters)
        if self._filters:
            delete = menu.addMenu(self.tr("Delete"))
            for one in self._filters:
                delete.addAction(_shown(one), partial(self.delete_requested.emit, one))


def _is_filter(text: str) -> bool:
    try:
        return parse_filter(text) is not None
    except InputError:
        return False


def _shown(saved: SavedFilter) -> str:
    return _plain(saved.text)


def _plain(text: str) -> str:
    """Return a text as a menu shows it: & would underline the next letter."""
    line = one_line(text)
    return (line if len(line) <= SHOWN else line[: SHOWN - 1] + "…").replace("&", "&&")
