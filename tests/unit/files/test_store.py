"""Settings on disk: several windows, damage, a full disk; nothing that was put is lost."""

import errno
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from kafkadesk.system.files import settings as stores
from kafkadesk.system.files.settings import Store

WAIT_S = 60
ADDERS, ROUNDS = 3, 25

ADDER = """
import sys
from pathlib import Path
from kafkadesk.system.files.settings import Store
store = Store(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    store.change("list", lambda now: [*(now or []), f"{sys.argv[2]}-{n}"])
    store.put(sys.argv[2], n)
assert store.trouble is None
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def on_disk(path: Path) -> dict[str, Any]:
    settings: dict[str, Any] = json.loads(path.read_text())["settings"]
    return settings


def test_two_windows_keep_each_others_settings(path: Path) -> None:
    Store(path).put("before", 1)
    first, second = Store(path), Store(path)
    first.put("theme", "dark")
    second.put("language", "zh_CN")
    first.put("window", {"x": 1})
    assert on_disk(path) == {"before": 1, "theme": "dark", "language": "zh_CN", "window": {"x": 1}}
    assert first.get("language") == "zh_CN"


def test_of_one_setting_the_last_writer_wins(path: Path) -> None:
    first, second = Store(path), Store(path)
    first.put("theme", "dark")
    second.put("theme", "light")
    assert on_disk(path) == {"theme": "light"}
    first.put("other", 1)
    assert on_disk(path) == {"theme": "light", "other": 1}, "what a window did not change it does not write back"


def test_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    command = [sys.executable, "-c", ADDER, str(path)]
    running = [subprocess.Popen([*command, str(n), str(ROUNDS)]) for n in range(ADDERS)]
    assert [process.wait(WAIT_S) for process in running] == [0] * ADDERS
    kept = on_disk(path)
    assert sorted(kept.pop("list")) == sorted(f"{a}-{n}" for a in range(ADDERS) for n in range(ROUNDS))
    assert kept == {str(a): ROUNDS - 1 for a in range(ADDERS)}
    assert {p.name for p in path.parent.iterdir()} == {"settings.json", "settings.lock", "settings.bak"}


def test_a_write_during_a_write_is_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path)
    late = [lambda: store.put("late", 1)]
    write = store._write

    def slowly(values: dict[str, Any]) -> None:
        write(values)
        if late:
            late.pop()()

    store.run = lambda save: threading.Thread(target=save).start()
    monkeypatch.setattr(store, "_write", slowly)
    store.put("early", 1)
    while not store.save() or len(on_disk(path)) < 2:
        pass
    assert on_disk(path) == {"early": 1, "late": 1}


@pytest.mark.allow_logs("No space left")
def test_what_a_full_disk_refused_is_written_when_there_is_room(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[OSError | None] = []
    store = Store(path)
    store.told = told.append
    store.put("a", 1)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        store.put("b", 2)
        store.put("b", 3)
        store.change("c", lambda now: [*(now or []), 4])
        assert not store.save()
        assert store.trouble is not None
        assert store.get("b") == 3
    assert on_disk(path) == {"a": 1}
    Store(path).put("a", "of another window")
    assert store.save()
    assert on_disk(path) == {"a": "of another window", "b": 3, "c": [4]}
    assert [None if error is None else error.errno for error in told] == [errno.ENOSPC, None], "once each"
    assert {p.name for p in path.parent.iterdir()} == {"settings.json", "settings.lock", "settings.bak"}, "no half file is left"


@pytest.mark.allow_logs("locked")
def test_a_lock_that_is_never_let_go_of_costs_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "LOCK_WAIT_S", 0.05)
    first, second = Store(path), Store(path)
    with first._locked():
        second.put("a", 1)
        assert isinstance(second.trouble, TimeoutError)
    assert second.save()
    assert on_disk(path) == {"a": 1}


@pytest.mark.parametrize(
    ("content", "newer"),
    [
        (b"", False),
        (b'{"format": 1, "settings": {"a": ', False),
        (b"\xff\xfe\x00", False),
        (b'{"format": 1, "settings": []}', False),
        (b"[" * 100_000, False),
        (b'{"format": 2, "settings": {"a": 1}}', True),
        (b" " * 2_000, False),
    ],
)
def test_a_file_that_cannot_be_used_is_kept_and_the_copy_taken(path: Path, content: bytes, newer: bool) -> None:
    Store(path).put("a", 1)
    Store(path).put("a", 2)  # a second session: its copy is what the first one left
    path.write_bytes(content)
    store = Store(path, max_bytes=1_000)
    assert store.set_aside is not None
    assert store.set_aside.newer is newer
    assert store.set_aside.path.read_bytes() == content
    assert store.set_aside.restored
    assert store.get("a") == 1
    store.put("b", 1)
    assert on_disk(path) == {"a": 1, "b": 1}
    assert Store(path).set_aside is None


def test_every_damaged_file_is_kept(path: Path) -> None:
    for n in range(3):
        path.write_text(f"damaged {n}")
        assert Store(path).set_aside is not None
    assert sorted(p.read_text() for p in path.parent.glob("*damaged*")) == ["damaged 0", "damaged 1", "damaged 2"]


def test_a_file_damaged_while_a_window_runs_costs_that_window_nothing(path: Path) -> None:
    store = Store(path)
    store.put("a", 1)
    path.write_text("{")
    store.put("b", 2)
    assert on_disk(path) == {"a": 1, "b": 2}
    path.unlink()
    store.put("c", 3)
    assert on_disk(path) == {"a": 1, "b": 2, "c": 3}


def test_a_byte_order_mark_and_odd_types_do_no_harm(path: Path) -> None:
    path.write_bytes(b'\xef\xbb\xbf{"format": 1, "settings": {"recent": 7}}')
    store = Store(path)
    assert store.set_aside is None
    assert store.get("recent", []) == []
