"""Long sends on the task bar's button: all that run are summed up, and nothing is left when they are over."""

from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from kafkadesk.app.task_bar import SendProgressWiring
from kafkadesk.app.window import WindowParts
from kafkadesk.core.delivery import Mode, SendProgress
from kafkadesk.core.events import ProgressChanged
from kafkadesk.desk.desk import Desk
from kafkadesk.system.desktop import task_bar


class Bar:
    def __init__(self) -> None:
        self.said: list[tuple[int, int] | None] = []

    def show(self, done: int, total: int) -> None:
        self.said.append((done, total))

    def clear(self) -> None:
        self.said.append(None)


def progress(send_id: int, settled: int, *, planned: int = 100, seconds: float = 3.0, done: bool = False) -> SendProgress:
    return SendProgress(
        send_id=send_id, name=None, topic="t", mode=Mode.PIPELINED, planned=planned, started=settled, resolved=settled, confirmed=settled,
        seconds=seconds, requests=None, done=done,
    )  # fmt: skip


def test_it_sums_up_what_is_long_and_clears_at_the_end(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar, made, shown = Bar(), list[int](), dict[int, SendProgress]()
    desk = SimpleNamespace(sends=SimpleNamespace(progress=shown), listen=lambda call: lambda: None)

    def make(handle: int) -> Bar:
        made.append(handle)
        return bar

    wiring = SendProgressWiring(cast(Desk, desk), cast(WindowParts, SimpleNamespace(window=window)), make)

    def tell(now: SendProgress) -> None:
        shown[now.send_id] = now
        wiring._on_event(ProgressChanged(send_id=now.send_id))

    tell(progress(1, 0, seconds=0.1))
    tell(progress(1, 50, seconds=1.9))
    tell(progress(2, 1, planned=1, done=True))
    assert (bar.said, made) == ([], []), "what is short is not shown"
    tell(progress(1, 60))
    tell(progress(3, 10, planned=300))
    tell(progress(1, 100, done=True))
    tell(progress(3, 300, planned=300, done=True))
    assert bar.said == [(60, 100), (70, 400), (10, 300), None]
    assert made == [int(window.winId())]


def test_a_system_without_a_task_bar_is_no_error(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = task_bar.task_bar(int(window.winId()))
    bar.show(1, 2)
    bar.clear()
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
