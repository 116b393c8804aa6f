"""What bounds the sends that are open, and what finds a verdict that never came."""

import time

import pytest

from kafkadesk.desk.sends.open_sends import LOST_AFTER_S, MAX_OPEN, MAX_OPEN_BYTES, OpenSends


def test_there_is_room_up_to_the_bound_and_again_when_one_is_settled() -> None:
    sends: OpenSends[str] = OpenSends()
    for number in range(MAX_OPEN):
        assert sends.has_room()
        sends.add(number, "run", 1)
    assert not sends.has_room()
    assert sends.resolved(5) == "run"
    assert sends.resolved(5) is None
    assert sends.has_room()
    assert not sends.has_room(1)


def test_bytes_bound_it_too_and_one_record_always_has_room() -> None:
    sends: OpenSends[str] = OpenSends()
    assert sends.has_room()
    sends.add(1, "run", 3 * MAX_OPEN_BYTES)
    assert not sends.has_room()
    sends.resolved(1)
    assert sends.has_room()
    assert not sends.has_room(1, MAX_OPEN_BYTES)


def test_a_send_is_lost_when_it_is_late_at_two_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    sends: OpenSends[str] = OpenSends()
    for number in (1, 2, 3):
        sends.add(number, "run", 1)
    sends.due((1, 2), 130.0)
    sends.due((3, 4), 140.0)  # 4 is settled already
    now[0] = 130.0 + LOST_AFTER_S - 0.01
    assert sends.lost() == []
    now[0] = 135.0  # the PC slept: what is in the mailbox comes first
    assert sends.lost() == []
    sends.resolved(1)
    assert sends.lost() == [2]
    sends.resolved(2)
    assert sends.lost() == []
