"""python -m tests.shots.menus FOLDER: the window's menus, in both languages."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from kafkadesk.app.window import build
from kafkadesk.core.actions.window import ACTIONS
from kafkadesk.core.ledger.ledger import Ledger
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.widgets.base import i18n, theme


def keep(menu: QMenu, path: Path) -> None:
    """Write a picture of a menu and of those in it."""
    menu.popup(menu.pos())
    QApplication.processEvents()
    menu.grab().save(str(path.with_suffix(".png")))
    for n, action in enumerate(menu.actions()):
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            keep(submenu, path.with_name(f"{path.name}-{n}"))
    menu.hide()


def main(folder: Path) -> None:
    """Write the pictures."""
    app = QApplication([])
    theme.apply(app, "light")
    parts = build(DeliveryLog(), Ledger(), str, groups=[], callouts=[])
    for action in ACTIONS:
        parts.bar.commands.bind(action, lambda: None)
    parts.bar.feed_local(running=True, disk_bytes=0)
    parts.bar.feed_lessons([("a", "Fan-out")])
    parts.window.show_desk()
    parts.window.show()
    for language in i18n.LANGUAGES:
        i18n.install(app, language)
        QApplication.processEvents()
        parts.bar.grab().save(str(folder / f"bar-{language}.png"))
        for n, button in enumerate(parts.bar.findChildren(QPushButton)):
            if isinstance(menu := button.menu(), QMenu):
                keep(menu, folder / f"bar-{language}-{n}")
    parts.window.close_now()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
