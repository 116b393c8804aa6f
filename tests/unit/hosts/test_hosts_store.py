"""The hosts file on disk: no backup no write, read back after writing, put back when that fails, and killed at every step."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kafkadesk.core.hosts.answers import Answer, HostsError
from kafkadesk.core.hosts.entries import HostEntry, parse_entries
from kafkadesk.core.hosts.file import HEADER, Edit, add, digest, undo
from kafkadesk.core.hosts.request import MAX_REQUEST, Op, Request, decode
from kafkadesk.system.hosts.disk import Disk
from kafkadesk.system.hosts.helper import main as helper
from kafkadesk.system.hosts.store import KEPT, HostsStore, is_torn
from tests import ROOT

OLD = b"127.0.0.1 localhost\n# \xb1\xb8\n"
A, B = HostEntry("10.0.0.1", "a"), HostEntry("10.0.0.2", "b")
NEW = add(OLD, [A, B], windows=False).new
POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and fork are POSIX's")


@pytest.fixture
def store(tmp_path: Path) -> HostsStore:
    (tmp_path / "hosts").write_bytes(OLD)
    return HostsStore(tmp_path / "hosts", tmp_path / "backups")


def put(store: HostsStore, *entries: HostEntry) -> Edit:
    return store.change(lambda data: add(data, entries, windows=False), expected=store.read().sha256)


def mend(store: HostsStore) -> None:
    look = store.read()
    assert look.repaired is not None
    store.repair(digest(look.repaired), expected=look.sha256)


def take_out(store: HostsStore) -> Edit:
    return store.change(undo, expected=store.read().sha256)


def code_of(store: HostsStore) -> Answer:
    with pytest.raises(HostsError) as caught:
        put(store, A)
    return caught.value.code


def test_added_and_undone_in_place(store: HostsStore) -> None:
    before = store.path.stat()
    link = store.path.with_name("hard-link")
    link.hardlink_to(store.path)
    put(store, A, B)
    assert link.read_bytes() == NEW
    assert [(b.sha256, b.first) for b in store.backups()] == [(digest(OLD), True)]
    assert store.load(digest(OLD)) == OLD
    take_out(store)
    assert store.path.read_bytes() == OLD
    assert (store.path.stat().st_ino, store.path.stat().st_mode) == (before.st_ino, before.st_mode)
    assert {b.sha256 for b in store.backups()} == {digest(OLD), digest(NEW)}


def test_nothing_is_written_when_the_file_is_not_the_one_looked_at(store: HostsStore) -> None:
    seen = store.read().sha256
    store.path.write_bytes(OLD + b"10.9.9.9 later\n")
    with pytest.raises(HostsError) as caught:
        store.change(undo, expected=seen)
    assert caught.value.code is Answer.CHANGED


def test_a_missing_file_is_made_with_a_head_and_only_when_there_is_something_to_write(store: HostsStore) -> None:
    store.path.unlink()
    assert store.read().missing
    take_out(store)
    assert not store.path.exists()
    put(store, A)
    assert store.path.read_bytes() == add(HEADER, [A], windows=False).new


def test_only_twenty_backups_and_the_first_are_kept(store: HostsStore) -> None:
    for i in range(KEPT + 5):
        put(store, HostEntry(f"10.0.1.{i}", "a"))
    kept = store.backups()
    assert len(kept) == KEPT + 1
    assert [b.sha256 for b in kept if b.first] == [digest(OLD)]
    assert all(store.load(b.sha256) is not None for b in kept)


def test_a_damaged_backup_is_not_restored(store: HostsStore) -> None:
    put(store, A)
    (store.folder / f"{digest(OLD)}.hosts").write_bytes(b"10.6.6.6 evil\n")
    with pytest.raises(HostsError, match="This backup is damaged"):
        store.load(digest(OLD))


@POSIX_ONLY
def test_a_link_is_not_written_through(store: HostsStore) -> None:
    elsewhere = store.path.with_name("elsewhere")
    store.path.rename(elsewhere)
    store.path.symlink_to(elsewhere)
    assert code_of(store) is Answer.DENIED
    assert elsewhere.read_bytes() == OLD


def test_a_read_only_file_is_written_only_when_asked_to_and_marked_again(store: HostsStore) -> None:
    store.path.chmod(0o444)
    assert code_of(store) is Answer.DENIED
    store.change(lambda data: add(data, [A, B], windows=False), expected=store.read().sha256, read_only=True)
    assert store.path.read_bytes() == NEW
    assert store.path.stat().st_mode & 0o777 == 0o444


class Held(Disk):
    """A file that a virus scanner holds for a while."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.paused: list[float] = []

    def _open(self, path: Path) -> int:
        self.times -= 1
        if self.times >= 0:
            raise BlockingIOError(32, "held")
        return super()._open(path)

    def pause(self, seconds: float) -> None:
        self.paused.append(seconds)


def test_a_held_file_is_tried_five_times_within_two_seconds(store: HostsStore) -> None:
    disk = Held(4)
    put(HostsStore(store.path, store.folder, disk), A, B)
    assert store.path.read_bytes() == NEW
    assert len(disk.paused) == 4
    disk = Held(99)
    assert code_of(HostsStore(store.path, store.folder, disk)) is Answer.BUSY
    assert sum(disk.paused) <= 2.0


class Full(Disk):
    """A disk that is full when a file of this suffix is to be written."""

    def __init__(self, step: str) -> None:
        self.step = step

    def write_new(self, path: Path, data: bytes) -> None:
        if self.step == path.suffix:
            raise OSError(28, "No space left on device")
        super().write_new(path, data)


@pytest.mark.parametrize("suffix", [".hosts", ".json", ""])
def test_no_backup_or_note_no_write(store: HostsStore, suffix: str) -> None:
    assert code_of(HostsStore(store.path, store.folder, Full(suffix))) is Answer.NO_BACKUP
    assert store.path.read_bytes() == OLD


class Guarded(Disk):
    """A virus scanner that lets one write to the hosts file come to nothing, or a disk that is full in the middle of it."""

    def __init__(self, *, full: bool) -> None:
        self.full = full
        self.target = -1
        self.met = False

    def open_target(self, path: Path) -> int:
        self.target = super().open_target(path)
        return self.target

    def write_at(self, handle: int, offset: int, data: bytes) -> None:
        if handle != self.target or self.met:
            super().write_at(handle, offset, data)
            return
        self.met = True
        super().write_at(handle, offset, data[:7])
        if self.full:
            raise OSError(28, "No space left on device")


@pytest.mark.parametrize("full", [False, True])
def test_what_does_not_read_back_is_put_back(store: HostsStore, *, full: bool) -> None:
    assert code_of(HostsStore(store.path, store.folder, Guarded(full=full))) is Answer.MISMATCH
    assert store.path.read_bytes() == OLD
    assert not store.read().torn


class NeverWhole(Guarded):
    """A disk on which every write to the hosts file ends in the middle: also the one that puts the old content back."""

    def write_at(self, handle: int, offset: int, data: bytes) -> None:
        self.met = False
        super().write_at(handle, offset, data)


def test_what_could_not_be_put_back_is_not_said_to_be(store: HostsStore) -> None:
    assert code_of(HostsStore(store.path, store.folder, NeverWhole(full=True))) is Answer.HALF
    assert "is damaged" in HostsError(Answer.HALF).sentence()
    assert store.path.read_bytes() != OLD
    assert store.read().torn
    assert code_of(store) is Answer.TORN
    mend(store)
    assert store.path.read_bytes() == OLD


CHANGES = {
    "append": (OLD, NEW),
    "shorter": (NEW + b"10.9.9.9 later\n", OLD + b"10.9.9.9 later\n"),
    "empty": (b"", NEW),
    "emptied": (NEW, b""),
}


@POSIX_ONLY
@pytest.mark.parametrize("half", ["whole", "half"])
@pytest.mark.parametrize(("old", "new"), CHANGES.values(), ids=CHANGES.keys())
def test_a_kill_at_every_step_leaves_the_old_file_or_the_new_one_or_one_that_is_repaired(
    tmp_path: Path, old: bytes, new: bytes, half: str
) -> None:
    words = [sys.executable, "-m", "tests.rigs.hosts_crash", str(tmp_path), *(base64.b64encode(x).decode() for x in (old, new)), half]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    deaths = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(deaths) > 15
    torn = 0
    for death in deaths:
        place, left = Path(death["folder"]), base64.b64decode(death["left"])
        store = HostsStore(place / "hosts", place / "backups")
        look = store.read()
        assert left in (old, new) or look.torn, death
        torn += look.torn
        if store.backups():
            assert store.load(store.backups()[0].sha256) == old
        if look.torn:
            mend(store)
        assert store.path.read_bytes() == (left if left in (old, new) else old)
        assert not store.read().torn
        store.change(lambda data: Edit(old=data, new=new), expected=store.read().sha256)
        assert store.path.read_bytes() == new
    assert torn > 0 or half == "whole" or not new  # written whole, or only cut: then there is nothing between old and new


def test_a_torn_file_that_was_edited_since_is_left_alone(store: HostsStore) -> None:
    put(store, A)
    note = {"old": digest(OLD), "new": digest(NEW), "start": len(OLD), "tail": base64.b64encode(NEW[len(OLD) :]).decode()}
    (store.folder / "writing.json").write_text(json.dumps(note))
    store.path.write_bytes(OLD + NEW[len(OLD) : len(OLD) + 9] + b"\n10.9.9.9 mine\n")
    assert store.read().torn
    assert code_of(store) is Answer.TORN
    assert is_torn(OLD + NEW[len(OLD) : len(OLD) + 9], OLD, len(OLD), NEW[len(OLD) :])
    assert store.read().repaired is None
    with pytest.raises(HostsError) as caught:
        store.repair(digest(OLD), expected=store.read().sha256)
    assert caught.value.code is Answer.TORN
    assert helper([Request(op=Op.RESTORE, expected=store.read().sha256, backup=digest(OLD)).encode()], store) is Answer.DONE
    assert store.path.read_bytes() == OLD, "the way out: a backup, whose content was shown"
    assert not store.read().torn


@pytest.mark.parametrize("op", [Op.ADD, Op.REMOVE, Op.UNDO])
def test_consent_to_something_else_repairs_nothing(store: HostsStore, op: Op) -> None:
    cut_off(store)
    torn = store.path.read_bytes()
    entries = () if op is Op.UNDO else (A,)
    assert helper([Request(op=op, expected=digest(torn), entries=entries).encode()], store) is Answer.TORN
    assert store.path.read_bytes() == torn


def test_a_repair_gives_what_was_seen_or_nothing(store: HostsStore) -> None:
    cut_off(store)
    torn = store.path.read_bytes()
    for seen in (digest(NEW), digest(torn), digest(b"")):
        assert helper([Request(op=Op.REPAIR, expected=digest(torn), backup=seen).encode()], store) is Answer.TORN
    assert helper([Request(op=Op.REPAIR, expected=digest(OLD), backup=digest(OLD)).encode()], store) is Answer.CHANGED
    assert store.path.read_bytes() == torn
    assert helper([Request(op=Op.REPAIR, expected=digest(torn), backup=digest(OLD)).encode()], store) is Answer.DONE
    assert store.path.read_bytes() == OLD
    assert helper([Request(op=Op.REPAIR, expected=digest(OLD), backup=digest(OLD)).encode()], store) is Answer.UNCHANGED


def cut_off(store: HostsStore) -> None:
    """Leave the file as a write that ended in the middle does."""
    put(store, A)
    take_out(store)
    note = {"old": digest(OLD), "new": digest(NEW), "start": len(OLD), "tail": base64.b64encode(NEW[len(OLD) :]).decode()}
    (store.folder / "writing.json").write_text(json.dumps(note))
    store.path.write_bytes(NEW[: len(OLD) + 9])


EVIL = OLD + b"10.6.6.6 bank.example\n"


def planted(folder: Path) -> None:
    """Lay a note of a write, and the backup that it names, as if KafkaDesk had been cut off while it wrote."""
    note = {"old": digest(EVIL), "new": digest(b"something else"), "start": 0, "tail": base64.b64encode(OLD).decode()}
    (folder / "writing.json").write_text(json.dumps(note))
    (folder / f"{digest(EVIL)}.hosts").write_bytes(EVIL)


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps other rights")
@pytest.mark.parametrize("mode", [0o777, 0o775])
def test_what_lay_in_the_folder_while_others_could_write_there_is_not_believed(store: HostsStore, mode: int) -> None:
    store.folder.mkdir(parents=True)
    store.folder.chmod(mode)
    planted(store.folder)
    put(store, A)
    assert b"10.6.6.6" not in store.path.read_bytes()
    assert {backup.sha256 for backup in store.backups()} == {digest(OLD)}
    assert store.folder.stat().st_mode & 0o777 == 0o755


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps other rights")
@pytest.mark.parametrize("name", ["writing.json", f"{digest(EVIL)}.hosts"])
def test_a_file_that_others_could_write_is_not_believed(store: HostsStore, name: str) -> None:
    put(store, A)
    take_out(store)
    planted(store.folder)
    (store.folder / name).chmod(0o666)
    try:
        put(store, A)
    except HostsError as error:
        assert error.code is Answer.TORN  # noqa: PT017  # either it is refused, or done without what was planted
    assert b"10.6.6.6" not in store.path.read_bytes()


def test_a_note_that_does_not_prove_what_it_says_mends_nothing(store: HostsStore) -> None:
    put(store, A)
    take_out(store)
    planted(store.folder)
    assert code_of(store) is Answer.TORN
    assert store.path.read_bytes() == OLD


def test_requests_survive_the_command_line() -> None:
    request = Request(op=Op.ADD, expected=digest(b""), entries=parse_entries("10.0.0.1 kafka-node-1 kafka-node-2"))
    assert decode(request.encode()) == request
    every = Request(
        op=Op.REMOVE, expected=digest(b""), entries=parse_entries("\n".join(f"10.0.0.{i} kafka-node-{i}.lan" for i in range(1, 65)))
    )
    assert len(every.encode()) <= MAX_REQUEST


def word(**changes: object) -> str:
    data: dict[str, object] = {
        "v": 1,
        "op": "add",
        "sha256": digest(b""),
        "entries": [["10.0.0.1", "a"]],
        "backup": "",
        "read_only": False,
        "off": [],
    }
    return base64.urlsafe_b64encode(json.dumps(data | changes).encode()).decode()


@pytest.mark.parametrize(
    "request_word",
    [
        "", "!", "e30=", "bnVsbA==", "x" * (MAX_REQUEST + 1), "ключ", word(v=2), word(op="run"), word(op=["add"]), word(sha256="0"), word(sha256=1),
        word(entries=[]), word(entries=[["10.0.0.1"]]), word(entries=[["10.0.0.1", "a b"]]), word(entries=[["10.0.0.1", "a\n"]]),
        word(entries=[["10.0.0.1", "localhost"]]), word(entries=[["0.0.0.0", "a"]]), word(entries=[["10.0.0.1", 7]]), word(entries={"a": 1}),
        word(entries=[["10.0.0.1", "a"]] * 65), word(entries=[["10.0.0.1", "a"]] * 2), word(entries=[["10.0.0.1", "bücher.example"]]),
        word(entries=[["10.0.0.1", "update.microsoft.com"]]), word(op="undo"), word(op="restore", entries=[], backup="../../etc/passwd"),
        word(op="repair", entries=[]), word(op="repair", entries=[], backup="../x"),
        word(backup=digest(b"")), word(off=[0]), word(off=["1"]), word(off=[True]), word(op="undo", entries=[], off=[1]), word(off=[1] * 129), word(read_only=1), word(path="/etc/passwd"), "[" * 4000,
    ],
)  # fmt: skip
def test_the_helper_takes_no_other_request(store: HostsStore, request_word: str) -> None:
    assert helper([request_word], store) is Answer.INVALID
    assert helper([word(), request_word], store) is Answer.INVALID
    assert store.path.read_bytes() == OLD


def test_the_helper_answers_by_its_status(store: HostsStore) -> None:
    ask = Request(op=Op.ADD, expected=digest(OLD), entries=(A, B)).encode()
    assert helper([ask], store) is Answer.DONE
    assert helper([ask], store) is Answer.CHANGED
    assert helper([Request(op=Op.ADD, expected=store.read().sha256, entries=(A, B)).encode()], store) is Answer.UNCHANGED
    assert helper([Request(op=Op.RESTORE, expected=store.read().sha256, backup=digest(OLD)).encode()], store) is Answer.DONE
    assert store.path.read_bytes() == OLD


def test_the_helper_needs_nothing_but_the_standard_library() -> None:
    """Elevated, it must not load what a user could have put into site-packages."""
    code = (
        "import runpy, sys; sys.argv = ['x'];\n"
        f"try: runpy.run_path({str(ROOT / 'kafkadesk/system/hosts/helper.py')!r}, run_name='__main__')\n"
        "except SystemExit as end: print(end.code)\n"
        "print(sorted(m for m in sys.modules if m.partition('.')[0] not in sys.stdlib_module_names and not m.startswith('kafkadesk')))"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.splitlines()[0] == "40"
    assert done.stdout.splitlines()[1] in ("[]", "['__main__']")
