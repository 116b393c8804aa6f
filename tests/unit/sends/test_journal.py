"""The journal: what it holds, what a crash may do to it, and what its lines amount to."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.sends.journal import Cluster, Code, JournalPlace, JournalState, fingerprint, sends_line
from kafkadesk.system.files import journal as journal_file
from kafkadesk.system.files.journal import JournalFile, left_over
from tests import ROOT
from tests.rigs.clients import wait_for

PLACE = JournalPlace(
    topic="orders", bootstrap="127.0.0.1:9092", cluster_id="C", wall_ms=1_795_000_000_000, ends={0: 104, 1: 7}, topic_id="id"
)

HERE = Cluster("127.0.0.1:9092", "C")


def record(number: int, value: bytes = b"secret payload") -> OutgoingRecord:
    return OutgoingRecord(number=number, topic="orders", partition=0, key=b"secret key", value=value, headers=(("secret name", b"x"),))


def numbers(journal: JournalFile) -> list[int]:
    return [entry.number for entry in journal.entries()]


def test_nothing_of_a_payload_is_in_it(tmp_path: Path) -> None:
    journal = JournalFile(tmp_path / "a.jsonl")
    journal.note([record(1)], PLACE)
    text = journal.path.read_text()
    journal.close()
    assert "secret" not in text
    assert str(fingerprint(b"secret payload")) in text


def test_an_entry_is_on_file_when_note_returns(tmp_path: Path) -> None:
    journal = JournalFile(tmp_path / "a.jsonl")
    journal.note([record(1), record(2)], PLACE)
    state = JournalState()
    state.read(journal.path.read_text().splitlines())
    journal.close()
    first, second = state.entries()
    assert (first.number, first.place, first.partition, first.content) == (1, PLACE, 0, second.content)


def test_a_session_that_ended_well_leaves_no_file(tmp_path: Path) -> None:
    journal = JournalFile(tmp_path / "a.jsonl")
    journal.note([record(1), record(2)], PLACE)
    journal.resolve(1, Code.CONFIRMED, 0, 104)
    journal.resolve(2, Code.REJECTED)
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_a_session_that_sent_nothing_makes_no_file(tmp_path: Path) -> None:
    JournalFile(tmp_path / "a.jsonl").close()
    assert list(tmp_path.iterdir()) == []


def test_unknown_and_cut_off_are_kept_for_the_next_start(tmp_path: Path) -> None:
    journal = JournalFile(tmp_path / "a.jsonl")
    journal.note([record(n) for n in range(1, 5)], PLACE)
    journal.resolve(1, Code.CONFIRMED, 0, 104)
    journal.resolve(2, Code.UNKNOWN)
    journal.resolve(3, Code.CLOSED_FIRST)
    journal.close()
    (found,) = left_over(tmp_path)
    assert [(e.number, e.certainly_not_written) for e in found.entries()] == [(2, False), (3, True), (4, False)]
    assert found.taken(HERE, "orders", "id") == {0: ((104, 105),)}
    for number in numbers(found):
        found.resolve(number, Code.RESOLVED)
    found.close()
    assert left_over(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_a_torn_last_line_costs_only_itself(tmp_path: Path) -> None:
    journal = JournalFile(tmp_path / "a.jsonl")
    for number in (1, 2, 3):
        journal.note([record(number)], PLACE)
    journal.close()
    whole = journal.path.read_bytes()
    last = len(whole.splitlines(keepends=True)[-1])
    for cut in range(1, last, 7):
        journal.path.write_bytes(whole[:-cut])
        (found,) = left_over(tmp_path)
        assert numbers(found) == ([1, 2, 3] if cut == 1 else [1, 2])
        found.resolve(1, Code.RESOLVED)
        found.close()  # writes after the torn line, on a line of its own
        (again,) = left_over(tmp_path)
        assert numbers(again) == ([2, 3] if cut == 1 else [2])
        again.close()


@given(st.lists(st.binary(max_size=30) | st.text(max_size=30).map(str.encode), max_size=8))
def test_whatever_stands_there_is_read_without_a_fault(junk: list[bytes]) -> None:
    good = json.dumps(sends_line([record(1)], PLACE))
    odd = [
        '{"sends":{"rows":[[1]]}}',
        '{"verdicts":[[1,"?",0,0]]}',
        '{"verdicts":[1]}',
        "[]",
        "null",
        '{"taken":{"t":[]}}',
        '{"taken":[["h","C","t","id",{"0":[[1]]}]]}',
        "[" * 5000,
    ]
    state = JournalState()
    state.read([*(line.decode(errors="replace") for line in junk), *odd, good])
    assert [entry.number for entry in state.entries()] == [1]
    assert state.damaged >= len(odd)


SEND_AND_DIE = """
import os, sys
from pathlib import Path
from kafkadesk.system.files.journal import JournalFile
from tests.unit.sends.test_journal import PLACE, Code, record
journal = JournalFile(Path(sys.argv[1]) / "theirs.jsonl")
journal.note([record(n) for n in range(1, 501)], PLACE)
journal.resolve(1, Code.CONFIRMED, 0, 104)
print("noted", flush=True)
sys.stdin.readline()
os.kill(os.getpid(), 9)
"""


def test_the_journal_of_a_living_session_is_left_alone_and_a_killed_one_taken_over(tmp_path: Path) -> None:
    root = str(ROOT)
    child = subprocess.Popen(
        [sys.executable, "-c", SEND_AND_DIE, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root}, text=True,
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.readline() == "noted\n"
    assert left_over(tmp_path) == []
    child.communicate("die\n")
    (found,) = left_over(tmp_path)
    assert set(numbers(found)) >= set(range(2, 501))  # that 1 was confirmed may have come too late for the disk
    assert left_over(tmp_path) == []  # taken: a third instance does not get it as well
    found.close()


def test_it_stays_small_however_much_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_file, "ROTATE_BYTES", 50_000)
    monkeypatch.setattr(journal_file, "SYNC_EVERY_S", 0.0)
    journal = JournalFile(tmp_path / "a.jsonl")
    journal.note([record(0)], PLACE)
    largest = 0
    for start in range(1, 20_001, 200):
        journal.note([record(n) for n in range(start, start + 200)], PLACE)
        for number in range(start, start + 200):
            journal.resolve(number, Code.CONFIRMED, 0, 104 + number)
        journal.flush()
        wait_for(lambda: journal._handle is None or journal._size <= journal._rotate_at, "written anew")  # a slow disk is outrun
        largest = max(largest, journal.path.stat().st_size)
    journal.close()
    assert largest < 200_000  # written without bound it would be 3 MB and more
    assert journal.path.stat().st_size < 200_000
    (found,) = left_over(tmp_path)
    assert numbers(found) == [0]
    assert found.taken(HERE, "orders", "id") == {0: ((105, 20_105),)}
    found.close()


def test_a_disk_that_takes_nothing_is_told_once_and_stops_no_send(tmp_path: Path) -> None:
    told: list[OSError] = []
    (tmp_path / "a").write_text("a file where the folder should be")
    journal = JournalFile(tmp_path / "a" / "b.jsonl", failed=told.append)
    journal.note([record(1)], PLACE)
    journal.note([record(2)], PLACE)
    journal.resolve(1, Code.CONFIRMED, 0, 104)
    assert len(told) == 1
    assert numbers(journal) == [2]  # within the session it still knows
    journal.close()


def test_many_threads_lose_nothing(tmp_path: Path) -> None:
    journal = JournalFile(tmp_path / "a.jsonl")

    def send(first: int) -> None:
        for number in range(first, first + 200):
            journal.note([record(number)], PLACE)
            if number % 2:
                journal.resolve(number, Code.CONFIRMED, 0, 1000 + number)

    threads = [threading.Thread(target=send, args=(n * 1000,)) for n in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    journal.close()
    (found,) = left_over(tmp_path)
    assert numbers(found) == [n for first in (1000, 2000, 3000, 4000) for n in range(first, first + 200, 2)]
    found.close()


def test_a_journal_that_goes_while_they_are_listed_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        journal = JournalFile(tmp_path / f"{name}.jsonl")
        journal.note([record(1)], PLACE)
        journal.close()
    listed = list(tmp_path.glob("*.jsonl"))
    (tmp_path / "a.jsonl").unlink()
    monkeypatch.setattr(Path, "glob", lambda *_: iter(listed))
    (found,) = left_over(tmp_path)
    assert found.path.name == "b.jsonl"
    found.close()


def test_a_journal_that_goes_before_it_is_read_leaves_no_lock(tmp_path: Path) -> None:
    assert not JournalFile(tmp_path / "a.jsonl").take_over()
    assert list(tmp_path.iterdir()) == []


def test_offsets_are_kept_apart_by_cluster_and_topic_id() -> None:
    state = JournalState()
    for first, place in enumerate((PLACE, replace(PLACE, cluster_id="D"), replace(PLACE, topic_id="made anew"))):
        state.take(sends_line([record(10 * first + 1), record(10 * first + 2)], place))
        state.resolve(10 * first + 1, Code.CONFIRMED, 0, 100 + first)
    for known in (state, JournalState()):
        if known is not state:
            known.read(json.dumps(line) for line in state.lines())  # as written anew
        assert known.taken(HERE, "orders", "id") == {0: ((100, 101),)}
        assert known.taken(Cluster("elsewhere:1", "D"), "orders", "id") == {0: ((101, 102),)}
        assert known.taken(HERE, "orders", "made anew") == {0: ((102, 103),)}
        assert [e.number for e in known.entries_of(HERE, "orders")] == [2, 22]


def test_offsets_are_remembered_without_an_open_send_only_while_they_matter() -> None:
    state = JournalState()
    state.keep_taken(on=True)
    state.take(sends_line([record(1)], PLACE))
    state.resolve(1, Code.CONFIRMED, 0, 104)
    assert state.taken(HERE, "orders", "id") == {0: ((104, 105),)}
    state.keep_taken(on=False)
    assert state.taken(HERE, "orders", "id") == {}


def test_what_a_killed_session_confirmed_is_known_though_nothing_was_open_then(tmp_path: Path) -> None:
    journal = JournalFile(tmp_path / "a.jsonl")
    journal.note([record(1)], PLACE)
    journal.resolve(1, Code.CONFIRMED, 0, 104)
    journal.flush()
    journal.note([record(2)], PLACE)
    journal.close()
    (found,) = left_over(tmp_path)
    assert found.taken(HERE, "orders", "id") == {0: ((104, 105),)}
    found.close()


def test_topics_with_unknown_sends_are_named_until_they_are_settled() -> None:
    state = JournalState()
    state.take(sends_line([record(1), record(2)], PLACE))
    assert state.unknown() == []
    state.resolve(1, Code.UNKNOWN)
    assert state.unknown() == [(HERE, "orders")]
    state.resolve(1, Code.RESOLVED, 0, 7)
    assert state.unknown() == []
    assert state.taken(HERE, "orders", "id") == {0: ((7, 8),)}
