"""`kafkadesk hosts` on a file of one's own: what it prints, its exit status, and what is in the file afterwards."""

import base64
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kafkadesk.cli.hosts import store_of
from kafkadesk.cli.main import run
from kafkadesk.core.hosts.answers import Answer
from kafkadesk.core.hosts.entries import HostEntry, parse_entries
from kafkadesk.core.hosts.file import CLOSE, OPEN, digest
from kafkadesk.core.hosts.request import Op, Request, decode
from kafkadesk.system.hosts import elevate as hosts_elevate
from kafkadesk.system.hosts import helper as hosts_helper
from kafkadesk.system.hosts.elevate import Elevation, change_system, helper_command, writable_by_user
from kafkadesk.system.hosts.proof import prove
from kafkadesk.system.hosts.store import HostsStore
from tests import ROOT

OLD = b"127.0.0.1 localhost\n10.0.0.5 taken x\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KAFKADESK_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "hosts"
    path.write_bytes(OLD)
    return path


def hosts(file: Path, verb: str, *words: str) -> int:
    return run(["hosts", verb, "--file", str(file), *words])


def test_several_nodes_at_once_shown_and_undone(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hosts(file, "add", "10.0.0.1", "kafka-1", "kafka-2", "10.0.0.2", "kafka-3") == 0
    assert file.read_bytes() == OLD + OPEN + b"\n10.0.0.1 kafka-1\n10.0.0.1 kafka-2\n10.0.0.2 kafka-3\n" + CLOSE + b"\n"
    capsys.readouterr()
    assert hosts(file, "show") == 0
    assert capsys.readouterr().out == "10.0.0.1 kafka-1\n10.0.0.1 kafka-2\n10.0.0.2 kafka-3\n"
    assert hosts(file, "remove", "KAFKA-2") == 0
    assert hosts(file, "remove", "10.0.0.2", "kafka-3") == 0
    assert file.read_bytes() == OLD + OPEN + b"\n10.0.0.1 kafka-1\n" + CLOSE + b"\n"
    assert hosts(file, "undo") == 0
    assert file.read_bytes() == OLD


def test_a_dry_run_prints_the_difference_and_writes_nothing(file: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hosts(file, "add", "--dry-run", "10.0.0.1", "kafka-1") == 0
    out = capsys.readouterr().out
    assert out.startswith(f"--- {file}\n+++ {file}\n@@ ")
    assert "\n+10.0.0.1 kafka-1\n" in out
    assert file.read_bytes() == OLD
    assert not (home / "home").exists()


def test_a_change_that_was_interrupted_is_repaired_by_a_verb_of_its_own(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hosts(file, "add", "10.0.0.1", "kafka-1") == 0
    new = file.read_bytes()
    assert hosts(file, "undo") == 0
    (folder,) = store_of(file).folder.parent.iterdir()
    note = {"old": digest(OLD), "new": digest(new), "start": len(OLD), "tail": base64.b64encode(new[len(OLD) :]).decode()}
    (folder / "writing.json").write_text(json.dumps(note))
    torn = new[: len(OLD) + 9]
    file.write_bytes(torn)
    assert hosts(file, "add", "10.0.0.1", "kafka-1") == 1
    assert hosts(file, "undo") == 1
    assert "An earlier change of the hosts file was interrupted" in capsys.readouterr().err
    assert hosts(file, "repair", "--dry-run") == 0
    assert f"\n-{torn[len(OLD) :].decode()}" in capsys.readouterr().out
    assert file.read_bytes() == torn
    assert hosts(file, "repair") == 0
    assert file.read_bytes() == OLD
    assert hosts(file, "repair") == 0
    assert "no change of this file was interrupted" in capsys.readouterr().err


def test_what_is_in_force_already_is_well(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hosts(file, "add", "10.0.0.5", "TAKEN") == 0
    assert "these names have these addresses already" in capsys.readouterr().err
    assert hosts(file, "undo") == 0
    assert file.read_bytes() == OLD


def test_a_line_of_others_is_named_and_left(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hosts(file, "add", "10.0.0.1", "taken", "free") == 1
    said = capsys.readouterr().err
    assert f"Line 2 of {file} already maps taken to 10.0.0.5. Nothing was written." in said
    assert file.read_bytes() == OLD


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["add", "10.0.0.256", "a"], "“10.0.0.256” is not an IP address"),
        (["add", "10.0.0.1"], "“10.0.0.1” has no name after it"),
        (["add", "10.0.0.1", "a b"], "cannot contain a space"),
        (["add", "0.0.0.0", "a"], "the address of no computer"),
        (["add", "10.0.0.1", "localhost"], "always means this PC"),
    ],
)
def test_wrong_words_are_wrong_use(file: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str) -> None:
    assert hosts(file, words[0], *words[1:]) == 2
    err = capsys.readouterr().err
    assert sentence in err
    assert len(err.splitlines()) == 1
    assert file.read_bytes() == OLD


def test_what_is_no_file_is_wrong_use_and_a_damaged_one_is_refused(tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hosts(tmp_path / "missing", "show") == 2
    assert hosts(tmp_path, "show") == 2
    assert hosts(tmp_path / "no" / "folder", "add", "10.0.0.1", "a") == 2
    for damage in (OPEN + b"\n", b"a\0b", b"\xff\xfe1\0"):
        file.write_bytes(damage)
        assert hosts(file, "add", "10.0.0.1", "a") == 1
        assert hosts(file, "undo") == 1
        assert file.read_bytes() == damage
    assert "Traceback" not in capsys.readouterr().err


def test_loopback_and_public_names_are_taken_with_a_warning(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hosts(file, "add", "127.0.0.1", "kafka.example.com") == 0
    err = capsys.readouterr().err
    assert "127.0.0.1 is this PC itself" in err
    assert "kafka.example.com looks like a public Internet name" in err
    assert hosts(file, "add", "10.0.0.1", "kafka-1") == 0
    assert "Warning" not in capsys.readouterr().err


class Consent(Elevation):
    """A system that asks, and a person who answers."""

    def __init__(self, *, gives: bool, store: HostsStore) -> None:
        self.gives, self.store, self.flushed = gives, store, 0
        self.commands: list[list[str]] = []

    def is_elevated(self) -> bool:
        return False

    def run(self, command: list[str]) -> int | None:
        self.commands.append(command)
        return int(hosts_helper.main(command[-1:], self.store)) if self.gives else None

    def flush_dns(self) -> None:
        self.flushed += 1


def test_the_helper_is_asked_with_one_word_and_absolute_paths(file: Path, tmp_path: Path) -> None:
    store = HostsStore(file, tmp_path / "backups")
    request = Request(op=Op.ADD, expected=digest(OLD), entries=parse_entries("10.0.0.1 kafka-1"))
    refused = Consent(gives=False, store=store)
    assert change_system(request, refused) is Answer.REFUSED
    assert file.read_bytes() == OLD
    assert refused.flushed == 0
    given = Consent(gives=True, store=store)
    assert change_system(request, given) is Answer.DONE
    assert b"10.0.0.1 kafka-1\n" in file.read_bytes()
    assert given.flushed == 1
    [command] = given.commands
    assert command[1] == "-I"
    assert Path(command[0]).is_absolute()
    assert Path(command[2]).is_absolute()
    assert decode(command[3]) == request
    assert len(command) == 4


def test_an_exit_status_that_is_no_answer_is_no_success(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    how = Consent(gives=True, store=HostsStore(file, tmp_path / "backups"))
    monkeypatch.setattr(how, "run", lambda _: 3221225781)  # Windows: a DLL was not found
    assert change_system(Request(op=Op.UNDO, expected=digest(OLD)), how) is Answer.INVALID


def test_the_helper_runs_isolated_in_a_process_of_its_own() -> None:
    """The real program, with a request that it refuses before it touches anything."""
    command = helper_command(Request(op=Op.UNDO, expected="0" * 64))
    assert subprocess.run([*command[:-1], "nonsense"], check=False, timeout=30).returncode == Answer.INVALID


def test_a_folder_that_the_user_can_write_is_found_by_trying(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Elevation, "is_elevated", lambda _: False)
    assert writable_by_user() == Path(hosts_elevate.__file__).parent
    monkeypatch.setattr(Elevation, "is_elevated", lambda _: True)
    assert writable_by_user() is None


@pytest.mark.skipif(sys.platform == "win32", reason="localhost is not in the file there")
def test_names_are_proved_by_resolving_them() -> None:
    good, wrong, unknown = (
        HostEntry("127.0.0.1", "localhost"),
        HostEntry("10.9.9.9", "localhost"),
        HostEntry("10.9.9.9", "no.such.invalid"),
    )
    proofs = prove([good, wrong, unknown])
    assert [proof.holds for proof in proofs] == [True, False, False]
    assert proofs[1].answers == ("127.0.0.1",)


NAMESPACE = ["unshare", "--mount"]
SCRIPT = """
mount --bind "$1/hosts" /etc/hosts && mount -t tmpfs none /var/lib || exit 99
"$2" -m kafkadesk hosts add 10.99.0.1 kafkadesk-test-1 10.99.0.2 kafkadesk-test-2 || exit 98
"$2" -c "import socket; print(*(socket.gethostbyname(f'kafkadesk-test-{i}') for i in (1, 2)))"
"$2" -m kafkadesk hosts undo || exit 97
"""


def can_mount() -> bool:
    """Whether this process may give itself a hosts file of its own: root on Linux, outside the narrower containers."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("unshare") is None:
        return False
    return subprocess.run([*NAMESPACE, "mount", "-t", "tmpfs", "none", "/var/lib"], check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not can_mount(), reason="needs root on Linux: a mount namespace with a hosts file of its own")
def test_on_the_systems_own_file_added_names_resolve_and_undo_is_exact(file: Path, tmp_path: Path) -> None:
    """What `hosts` without --file does, seen by every program that sees this /etc/hosts: only those of this test."""
    words = [*NAMESPACE, "sh", "-c", SCRIPT, "sh", str(tmp_path), sys.executable]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "10.99.0.1 10.99.0.2\n"
    assert file.read_bytes() == OLD
