"""The display for tests that need a real window."""

import subprocess
import sys

from tests.conftest import real_window_env

SHOW = """
from PySide6.QtGui import QGuiApplication, QWindow
app = QGuiApplication([])
window = QWindow()
window.show()
while not window.isExposed():
    app.processEvents()
size = app.primaryScreen().size()
print(app.platformName(), size.width(), size.height())
"""


def test_a_real_window_comes_up(x_display: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOW], env=real_window_env(x_display), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.split() == ["xcb", "2560", "1440"], done.stderr
