"""The fonts that the tests themselves have: the same ones everywhere (tests/rigs/fonts.py)."""

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig")

FAMILIES = ["DejaVu Sans", "DejaVu Sans Mono", "WenQuanYi Micro Hei", "WenQuanYi Micro Hei Mono"]
GENERIC = ("Sans Serif", "Serif", "Monospace")  # Qt lists them wherever there is fontconfig
LIST = "from PySide6.QtGui import QFontDatabase, QGuiApplication; app = QGuiApplication([]); print(*QFontDatabase.families(), sep=chr(10))"


def with_a_file(families: list[str]) -> list[str]:
    return [name for name in families if name not in GENERIC]


def test_there_are_these_and_no_others(qapp: QApplication) -> None:
    assert with_a_file(QFontDatabase.families()) == FAMILIES


def test_a_process_that_a_test_starts_has_them_too() -> None:
    done = subprocess.run([sys.executable, "-c", LIST], capture_output=True, text=True, check=True, env=dict(os.environ))
    assert with_a_file(done.stdout.splitlines()) == FAMILIES


def test_what_the_window_asks_for_is_there(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == "DejaVu Sans"
    assert QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)).family() == "DejaVu Sans Mono"
    bold = QFont(qapp.font())
    bold.setBold(True)
    assert QRawFont.fromFont(bold).styleName() == "Bold"
    assert QRawFont.fromFont(QFont("WenQuanYi Micro Hei")).supportsCharacter("消")
