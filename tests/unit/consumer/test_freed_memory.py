"""What a pane has freed goes back to the system when there is nothing more to read, and only then."""

import ctypes
import sys

import psutil
import pytest

from kafkadesk.transport.consumer import freed_memory
from kafkadesk.transport.consumer.freed_memory import IDLE_S, MANY_BYTES, FreedMemory

KEPT_MB = 64


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("kafkadesk.transport.consumer.freed_memory.time.monotonic", lambda: now[0])
    return now


def test_it_is_given_back_once_and_only_when_idle(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    trimmed: list[float] = []
    monkeypatch.setattr(freed_memory, "_trimmer", lambda: lambda _: trimmed.append(clock[0]))
    freed = FreedMemory()
    for _ in range(20):  # ten seconds of reading
        freed.took(MANY_BYTES)
        clock[0] += IDLE_S / 2
        freed.check()
    assert trimmed == []
    clock[0] += IDLE_S / 2
    for _ in range(3):
        freed.check()
    assert trimmed == [clock[0]]
    freed.took(100)  # little: it is not worth it
    clock[0] += 10 * IDLE_S
    freed.check()
    assert len(trimmed) == 1


@pytest.mark.skipif(sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="only glibc keeps what was freed")
def test_the_system_really_gets_it(clock: list[float]) -> None:
    freed, process = FreedMemory(), psutil.Process()
    blocks = [bytes(100_000) for _ in range(KEPT_MB * 10)]
    lasting = blocks[-1]  # the heap cannot shrink from its end
    del blocks
    kept = process.memory_info().rss
    freed.took(MANY_BYTES)
    clock[0] += IDLE_S
    freed.check()
    assert process.memory_info().rss < kept - KEPT_MB * 1_000_000 / 2
    assert len(lasting) == 100_000
