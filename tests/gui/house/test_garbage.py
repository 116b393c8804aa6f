"""Widgets that hang together in a cycle die on the GUI thread, whatever other threads allocate: elsewhere it ends the program."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from kafkadesk.widgets.base.garbage import Garbage

MARKS = 1_000  # alone more than the interpreter's threshold of 700: what the other threads allocate is gone again when it looks


class Mark:
    """Says on which thread it died."""

    def __init__(self, died: list[str]) -> None:
        self._died = died

    def __del__(self) -> None:
        self._died.append(threading.current_thread().name)


@pytest.fixture
def churning() -> Iterator[None]:
    """Threads that allocate all the time, as those do that read from pipes."""
    over = threading.Event()

    def churn() -> None:
        while not over.wait(0.001):
            _ = [[] for _ in range(5_000)]

    threads = [threading.Thread(target=churn) for _ in range(3)]
    for thread in threads:
        thread.start()
    yield
    over.set()
    for thread in threads:
        thread.join()


def throw_away(mark: Mark) -> None:
    """Make a widget that only the garbage collector can find."""
    view = QTableView()
    view.me, view.mark = view, mark  # type: ignore[attr-defined]


def test_widgets_in_a_cycle_die_on_the_gui_thread(qtbot: QtBot, churning: None) -> None:
    garbage = Garbage()
    died: list[str] = []
    try:
        assert not gc.isenabled()
        for _ in range(MARKS):
            throw_away(Mark(died))
        qtbot.waitUntil(lambda: len(died) == MARKS, timeout=30_000)
        assert set(died) == {threading.main_thread().name}
    finally:
        garbage.close()
    assert gc.isenabled()


def test_collections_that_take_long_are_seldom(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second each time, as with a hundred thousand sends on a busy machine."""
    now, full = 0.0, 0

    def collect(generation: int = 2) -> None:
        nonlocal now, full
        full += generation == 2
        now += 0.5 * (generation == 2)

    garbage = Garbage()
    try:
        monkeypatch.setattr("kafkadesk.widgets.base.garbage.time.monotonic", lambda: now)
        monkeypatch.setattr("kafkadesk.widgets.base.garbage.gc.get_count", lambda: (0, 11, 11))
        monkeypatch.setattr("kafkadesk.widgets.base.garbage.gc.collect", collect)
        garbage._full_at = now
        while now < 400.0:
            now += 1.0
            garbage._tick()
        assert full == 8, "after 10 s, and then every 50"
    finally:
        monkeypatch.undo()
        garbage.close()
