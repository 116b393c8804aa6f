"""python -m tests.shots.menus FOLDER: the window's menus, in both languages."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from kafkadesk.app.window import build
from kafkadesk.core.actions.window import ACTIONS
from kafkadesk.core.ledger.ledger import Ledger
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.core.state import PaneState
from kafkadesk.models.record_table import RecordTable
from kafkadesk.widgets.base import i18n, theme
from kafkadesk.widgets.consumer.consumer_pane import ConsumerPane
from kafkadesk.widgets.window.keyboard_dialog import KeyboardDialog

IDLE = PaneState(pane="p1", name="Consumer 1")


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
    parts.bar.set_local(running=True, disk_bytes=0)
    parts.bar.set_lessons([("a", "Fan-out")])
    parts.window.show_desk()
    parts.window.show()
    for language in i18n.LANGUAGES:
        i18n.install(app, language)
        QApplication.processEvents()
        parts.bar.grab().save(str(folder / f"bar-{language}.png"))
        for n, button in enumerate(parts.bar.findChildren(QPushButton)):
            if isinstance(menu := button.menu(), QMenu):
                keep(menu, folder / f"bar-{language}-{n}")
        dialog = KeyboardDialog(parts.window)
        dialog.show()
        QApplication.processEvents()
        dialog.grab().save(str(folder / f"keyboard-{language}.png"))
        dialog.close()
        pane = ConsumerPane(RecordTable(lambda *_: None, index=0), IDLE, parts.colors, parts.window)
        keep(pane.menu, folder / f"pane-{language}")
        keep(pane.actions_on_rows.menu, folder / f"rows-{language}")
        keep(parts.producer.deliveries.actions_on_rows.menu, folder / f"deliveries-{language}")
        pane.deleteLater()
    parts.window.close_now()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
