"""The hosts file of a Windows, or of Wine, changed in earnest: consent, refusal, names that resolve, undo byte for byte.

It changes the file of the computer it runs on (and puts it back), so it must be asked for: KAFKADESK_TEST_HOSTS=1. With
KAFKADESK_TEST_PROGRAM=C:\\…\\kafkadesk.exe the helper is that of the built program, else this Python's.
"""

import ctypes
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kafkadesk.core.hosts.answers import Answer
from kafkadesk.core.hosts.entries import HostEntry
from kafkadesk.core.hosts.request import Op, Request
from kafkadesk.system.hosts.elevate import Elevation, change_system
from kafkadesk.system.hosts.helper import system_store
from kafkadesk.system.hosts.proof import prove

pytestmark = [
    pytest.mark.skipif(sys.platform != "win32", reason="Windows' own hosts file"),
    pytest.mark.skipif(not os.environ.get("KAFKADESK_TEST_HOSTS"), reason="changes this PC's hosts file: only with KAFKADESK_TEST_HOSTS"),
]

ENTRIES = (HostEntry("127.0.0.9", "kafka-1.test"), HostEntry("127.0.0.10", "kafka-2.test"))
CANCELLED, ACCESS_DENIED = 1223, 5  # what ShellExecuteEx fails with when a person says no, and when a policy does


class AsUser(Elevation):
    """An ordinary user, whoever runs the test: all the rest is the real way, by ShellExecuteEx and the helper."""

    def is_elevated(self) -> bool:
        return False


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The system's hosts file; as before when the test is over."""
    if program := os.environ.get("KAFKADESK_TEST_PROGRAM"):
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        monkeypatch.setattr(sys, "executable", program)
    path = system_store().path
    before = path.read_bytes()
    yield path
    path.write_bytes(before)


@pytest.fixture
def shell_fails(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """The one seam: Windows' own answer to the question for consent, which nobody can give in a test."""
    from kafkadesk.system.hosts import windows as hosts_windows

    def fail(code: int) -> None:
        class Shell:
            @staticmethod
            def ShellExecuteExW(_info: object) -> int:
                ctypes.set_last_error(code)  # type: ignore[attr-defined,unused-ignore]  # Windows'
                return 0

        monkeypatch.setattr(hosts_windows, "_shell", Shell)

    return fail


def ask(path: Path, op: Op, entries: tuple[HostEntry, ...] = ()) -> Answer:
    return change_system(Request(op=op, expected=hashlib.sha256(path.read_bytes()).hexdigest(), entries=entries), AsUser())


def test_with_consent_names_resolve_and_undo_restores_byte_for_byte(hosts: Path) -> None:
    before = hosts.read_bytes()
    assert not any(proof.answers for proof in prove(ENTRIES))
    assert ask(hosts, Op.ADD, ENTRIES) is Answer.DONE
    assert [proof.answers for proof in prove(ENTRIES)] == [("127.0.0.9",), ("127.0.0.10",)]
    assert before in hosts.read_bytes(), "every line of others is where it was"
    assert ask(hosts, Op.ADD, ENTRIES) is Answer.UNCHANGED
    assert ask(hosts, Op.REMOVE, ENTRIES[:1]) is Answer.DONE
    assert [proof.answers for proof in prove(ENTRIES)] == [(), ("127.0.0.10",)]
    assert ask(hosts, Op.UNDO) is Answer.DONE
    assert hosts.read_bytes() == before
    assert not any(proof.answers for proof in prove(ENTRIES))


def test_refused_nothing_is_changed(hosts: Path, shell_fails: Callable[[int], None]) -> None:
    before = hosts.read_bytes()
    shell_fails(CANCELLED)
    assert ask(hosts, Op.ADD, ENTRIES) is Answer.REFUSED
    shell_fails(ACCESS_DENIED)
    assert ask(hosts, Op.ADD, ENTRIES) is Answer.DENIED
    assert hosts.read_bytes() == before
    assert not any(proof.answers for proof in prove(ENTRIES))


def test_a_file_that_changed_between_look_and_consent_is_left_alone(hosts: Path) -> None:
    request = Request(op=Op.ADD, expected=hashlib.sha256(hosts.read_bytes()).hexdigest(), entries=ENTRIES)
    hosts.write_bytes(hosts.read_bytes() + b"10.0.0.1 other.test\r\n")
    now = hosts.read_bytes()
    assert change_system(request, AsUser()) is Answer.CHANGED
    assert hosts.read_bytes() == now


def test_a_write_protected_file_is_written_only_when_that_was_asked_for(hosts: Path) -> None:
    hosts.chmod(0o444)
    try:
        assert ask(hosts, Op.ADD, ENTRIES) is Answer.DENIED
        allowed = Request(op=Op.ADD, expected=hashlib.sha256(hosts.read_bytes()).hexdigest(), entries=ENTRIES, read_only=True)
        assert change_system(allowed, AsUser()) is Answer.DONE
        assert not os.access(hosts, os.W_OK), "and is write-protected again"
    finally:
        hosts.chmod(0o644)
