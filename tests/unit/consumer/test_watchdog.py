"""The clock that tells whether the computer slept; hanging and dead processes are tested with real ones (tests/kafka)."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from kafkadesk.core.events import Notice
from kafkadesk.desk import watchdog
from kafkadesk.desk.watchdog import SLEPT_S, Watchdog


def test_a_slow_start_is_not_called_sleep_and_sleep_is(monkeypatch: pytest.MonkeyPatch) -> None:
    now, told = [100.0], list[Notice]()
    monkeypatch.setattr(watchdog, "awake_clock", lambda: now[0])
    panes = SimpleNamespace(panes={}, on_death=None)
    connection = SimpleNamespace(state=SimpleNamespace(rounds=0, phase=SimpleNamespace(usable=False)), refresh_now=lambda: None)
    dog = Watchdog(cast(Any, panes), cast(Any, connection), heard=dict, emit=told.append)
    now[0] += SLEPT_S + 1  # until the window stands
    dog.tick()
    assert not told
    now[0] += SLEPT_S + 1
    dog.tick()
    assert [notice.key for notice in told] == ["asleep"]
