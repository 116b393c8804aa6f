"""A second start raises the window that is there: on Windows only."""

import sys

import pytest

from kafkadesk.system.desktop.first_window import FirstWindow


def test_a_first_start_finds_no_window() -> None:
    assert not FirstWindow("a window that nobody has").raise_other()


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere each start has its window")
def test_a_mark_without_a_window_keeps_nobody_out() -> None:
    first = FirstWindow("a window that nobody has")
    assert not FirstWindow("a window that nobody has").raise_other()
    del first
