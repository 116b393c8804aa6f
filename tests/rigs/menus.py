"""Menus as somebody sees them who opens them."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu


def opened(menu: QMenu) -> list[QAction]:
    """Return what a menu offers when it opens, without its lines."""
    menu.aboutToShow.emit()
    return [action for action in menu.actions() if not action.isSeparator()]


def item(menu: QMenu, text: str) -> QAction:
    """Return what a menu offers under this text, which may be the beginning of it."""
    return next(action for action in opened(menu) if action.text().startswith(text))


def texts(menu: QMenu) -> list[str]:
    """Return the texts of a menu, without the keys."""
    return [action.text().partition("\t")[0] for action in opened(menu)]
