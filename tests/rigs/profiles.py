"""A window with profiles in the test's own process, and a keyring that forgets."""

import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kafkadesk.app.cluster.profiles import ProfileWiring
from kafkadesk.app.hub import Hub
from kafkadesk.app.intents import Intents
from kafkadesk.app.window import WindowParts, build
from kafkadesk.core.cluster.profiles import COLORS, Mechanism, Profile, Protocol
from kafkadesk.desk.desk import Desk
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.profiles.profile_dialog import ProfileDialog
from tests.rigs.window import run_in_qt
from tests.rigs.wine import SLOWER

WAIT_S = 20.0 * SLOWER


class Window:
    """A window with profiles, and a desk behind it."""

    def __init__(self, store: Store) -> None:
        self.desk = Desk()
        self.parts: WindowParts = build(self.desk.sends.log, self.desk.ledger, self.desk.labels.label_of, groups=[], callouts=[])
        self.wiring = Hub(self.desk, self.parts, Intents(self.parts.messages))
        self.profiles = ProfileWiring(self.desk, self.parts, self.wiring.intents, store)
        self.parts.window.show()
        self.parts.window.show_desk()


def in_window(qtbot: QtBot, qapp: QApplication, store: Store, play: Callable[[Window], Coroutine[Any, Any, None]]) -> None:
    async def scenario() -> None:
        window = Window(store)
        qtbot.addWidget(window.parts.window, before_close_func=lambda w: w.close_now())
        try:
            await play(window)
        finally:
            window.wiring.close()
            await window.wiring.intents.close()
            await window.desk.close()

    run_in_qt(qapp, scenario())


def shown(kind: type[QDialog]) -> list[Any]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def files_with(secret: str, *folders: Path) -> list[Path]:
    paths = [path for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file()]
    return [path for path in paths if secret.encode() in path.read_bytes() or secret.encode("utf-16-le") in path.read_bytes()]


def type_profile(dialog: ProfileDialog, profile: Profile, password: str) -> None:
    dialog.add.click()
    form = dialog.form
    form.name.setText(profile.name)
    form.color.setCurrentIndex(COLORS.index("green"))
    form.bootstrap.setText(profile.bootstrap)
    form.protocol.setCurrentIndex(list(Protocol).index(profile.security.protocol))
    form.mechanism.setCurrentIndex(list(Mechanism).index(profile.security.mechanism))
    form.username.setText(profile.security.username)
    form.ca_file.set_path(profile.security.ca_file)
    form.password.setText(password)


def keep_picture(window: Window, name: str) -> None:
    """Keep a picture where KAFKADESK_PICTURES names a folder: for whoever wants to look."""
    folder = os.environ.get("KAFKADESK_PICTURES")
    dialog = window.parts.window.findChild(QDialog, "doctor")
    if folder and dialog is not None:
        dialog.grab().save(f"{folder}/{name}.png")
