"""What the window was doing while it was away, as the panel of stalls and a lesson's report tell it."""

import re
import threading
import time
from types import FunctionType

from pytestqt.qtbot import QtBot

from kafkadesk.widgets.base.stall_recorder import LONG_MS, StallRecorder
from kafkadesk.widgets.window.stall_panel import StallPanel

STALL_S = 0.3


def watching() -> int:
    return sum(thread.name == "stall-watch" for thread in threading.enumerate())


def slow() -> None:
    time.sleep(STALL_S)


def test_a_stall_is_told_with_what_ran_in_it(qtbot: QtBot) -> None:
    recorder = StallRecorder(watch=True)
    recorder.start()
    try:
        qtbot.waitUntil(lambda: recorder.percentile(0.5) is not None)
        recorder.stalls.clear()  # of a neighbour on this machine
        FunctionType(slow.__code__, {"time": time, "STALL_S": STALL_S, "__name__": "kafkadesk.widgets.made_up"})()
        qtbot.waitUntil(lambda: any(stall.milliseconds >= STALL_S * 900 for stall in recorder.stalls))
    finally:
        recorder.stop()
    (stall,) = (s for s in recorder.stalls if re.fullmatch(r"widgets\.made_up\.slow:\d+", s.ran))  # the machine may have made others
    assert stall.milliseconds >= STALL_S * 900
    assert abs(stall.at + STALL_S - time.time()) < 10
    assert all(stall.milliseconds > LONG_MS for stall in recorder.stalls)


def test_a_stall_in_no_line_of_ours_is_qts(qtbot: QtBot) -> None:
    recorder = StallRecorder(watch=True)
    recorder.start()
    try:
        qtbot.waitUntil(lambda: recorder.percentile(0.5) is not None)
        time.sleep(STALL_S)
        qtbot.waitUntil(lambda: any(stall.milliseconds >= STALL_S * 900 for stall in recorder.stalls))
    finally:
        recorder.stop()
    assert "Qt" in [stall.ran for stall in recorder.stalls if stall.milliseconds >= STALL_S * 900]


def test_the_panel_measures_while_it_is_shown_and_only_then(qtbot: QtBot) -> None:
    panel = StallPanel()
    qtbot.addWidget(panel)
    assert watching() == 0
    panel.show()
    assert watching() == 1
    qtbot.waitUntil(lambda: panel.recorder.percentile(0.5) is not None)
    time.sleep(STALL_S)
    qtbot.waitUntil(lambda: any(stall.milliseconds >= STALL_S * 900 for stall in panel.recorder.stalls))
    panel.refresh()
    assert re.search(r"longest \d+\.\d ms\n(.*\n)*\d\d:\d\d:\d\d +\d{3} ms +Qt", panel.text())
    panel.close()
    assert watching() == 0
