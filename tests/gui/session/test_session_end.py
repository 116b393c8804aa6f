"""The answer to the system's question whether the session may end, at its seam; the real window: tests/kafka/consumer/test_leaving.py."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kafkadesk.app.session.log_off import LogOff
from kafkadesk.system.desktop import end_reason


class Leaving(QObject):
    """Something is open, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.pending = True
        self.closing = SimpleNamespace(set=lambda: None)

    def is_pending(self) -> bool:
        return self.pending

    def ask(self) -> None:
        """The question stands."""


class App(QObject):
    """What the answer is asked by."""

    commitDataRequest = Signal(object)  # noqa: N815  # Qt's name
    aboutToQuit = Signal()  # noqa: N815


def test_the_system_is_told_why_and_that_it_is_over(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[object] = []
    monkeypatch.setattr(end_reason, "hold_up", lambda window, why: said.append((window, why)))
    monkeypatch.setattr(end_reason, "let_go", said.append)
    app, leaving, window, answers = App(), Leaving(), QWidget(), list[str]()
    qtbot.addWidget(window)
    end = LogOff(cast(Any, app), cast(Any, leaving), window, keep=(), flush=lambda: answers.append("flushed"))
    manager = SimpleNamespace(allowsInteraction=lambda: True, cancel=lambda: answers.append("no"))
    app.commitDataRequest.emit(manager)
    assert answers == ["flushed", "no"]
    assert said == [(int(window.winId()), "Sends are still open, or what was typed is not on disk.")]
    leaving.pending = False
    app.commitDataRequest.emit(manager)
    assert answers == ["flushed", "no", "flushed"]
    assert said[1:] == [int(window.winId())]
    assert end.parent() is leaving


def test_a_system_that_takes_no_reason_is_no_error(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    end_reason.hold_up(int(window.winId()), "x" * 1000)
    end_reason.let_go(int(window.winId()))
