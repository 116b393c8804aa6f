"""The guards themselves: each kind of trace fails its test, and what is allowed does not."""

import pytest

from tests import ROOT

INNER = """
import asyncio, logging, subprocess, sys, threading
import pytest

logger = logging.getLogger("some.module")
kept = []

def test_quiet():
    logger.info("fine")

def test_warns():
    logger.warning("disk %s", "full")

@pytest.mark.allow_logs("disk full")
def test_warns_allowed():
    logger.warning("disk %s", "full")

@pytest.mark.allow_logs("disk full")
def test_warns_of_something_else():
    logger.warning("disk on fire")

def test_thread():
    kept.append(threading.Event())
    threading.Thread(target=kept[-1].wait, name="left-thread", daemon=True).start()

def test_child():
    kept.append(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))

def test_task():
    loop = asyncio.new_event_loop()
    kept.append((loop, loop.create_task(asyncio.sleep(9), name="left-task")))
    loop.run_until_complete(asyncio.sleep(0))

def test_window(qapp):
    from PySide6.QtWidgets import QWidget
    kept.append(QWidget())
    kept[-1].setObjectName("left-window")

def test_window_in_a_cycle(qapp):
    from PySide6.QtWidgets import QWidget
    window = QWidget()
    window.itself = window

def test_qt_message(qapp):
    from PySide6.QtCore import qWarning
    qWarning("qt is cross")
"""


def test_every_kind_of_trace_is_told(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    pytester.makeconftest("pytest_plugins = ['tests.rigs.guards']\ndef pytest_configure(): __import__('tests').rigs.guards.GRACE_S = 0.1")
    pytester.makepyprojecttoml("[tool.pytest.ini_options]\nqt_api = 'pyside6'\nqt_log_level_fail = 'WARNING'\nmarkers = ['allow_logs']")
    pytester.makepyfile(INNER)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    out = result.stdout.str()
    for told in (
        "some.module: WARNING: disk full",
        "some.module: WARNING: disk on fire",
        "thread left-thread",
        "process ",
        "left-task",
        "window QWidget 'left-window'",
        "qt is cross",
    ):
        assert told in out, told
    # Every test passes; six are then failed by what they left, and Qt's message fails its test itself.
    result.assert_outcomes(passed=9, failed=1, errors=6)
