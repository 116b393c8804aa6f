"""A failed test that had a window open leaves a picture of it in out/failed, and the end of the run says where."""

import re
import shutil
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from tests import ROOT

FOLDER = ROOT / "out" / "failed"
TAKEN = pytest.StashKey[list[Path]]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin without the pictures of the last run."""
    config.stash[TAKEN] = []
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Take the pictures while the windows are still there."""
    report = yield
    if call.when == "call" and report.failed and "PySide6.QtWidgets" in sys.modules:
        item.config.stash[TAKEN] += take(re.sub(r"[^\w.-]+", "-", item.nodeid)[-120:])
    return report


def take(name: str) -> list[Path]:
    """Save what every visible window shows. Return the files."""
    from PySide6.QtWidgets import QApplication

    taken = []
    for n, window in enumerate(w for w in QApplication.topLevelWidgets() if w.isVisible()):
        FOLDER.mkdir(parents=True, exist_ok=True)
        path = FOLDER / f"{name}-{n}.png"
        if window.grab().save(str(path)):
            taken.append(path)
    return taken


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say where the pictures are."""
    if config.stash[TAKEN]:
        terminalreporter.section("pictures of failed tests")
        for path in config.stash[TAKEN]:
            terminalreporter.line(str(path))
