"""The rights of KafkaDesk's own files: only this user reads them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.sends.journal import JournalPlace
from kafkadesk.system.files.drafts import draft_store, template_store
from kafkadesk.system.files.folders import config_folder, data_folder, write_text
from kafkadesk.system.files.journal import JournalFile
from kafkadesk.system.files.settings import Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows keeps other rights")


@pytest.fixture(autouse=True)
def generous_umask() -> Iterator[None]:
    before = os.umask(0o000)
    yield
    os.umask(before)


def open_to_others(*folders: Path) -> list[str]:
    """Return what others than this user could reach."""
    paths = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    assert len(paths) > len(folders)
    return [f"{path}: {path.stat().st_mode & 0o777:o}" for path in paths if path.stat().st_mode & 0o077]


def write_all() -> None:
    for _ in range(2):  # the second session leaves a copy of what the first one left
        draft = draft_store()
        for store in (Store(), draft, template_store()):
            store.put("value", os.urandom(4).hex())
            assert store.trouble is None
        draft.release()
    place = JournalPlace(topic="t", bootstrap="127.0.0.1:1", cluster_id="c", wall_ms=1, ends={})
    journal = JournalFile()
    journal.note([OutgoingRecord(1, "t", 0, None, b"secret", ())], place)
    journal.close()


def test_all_that_is_written_is_for_this_user_only() -> None:
    write_all()
    assert sorted(path.name for path in config_folder().glob("*.bak")) == ["draft.bak", "settings.bak", "templates.bak"]
    assert open_to_others(config_folder(), data_folder()) == []


def test_what_an_earlier_version_left_open_is_closed() -> None:
    for folder in (config_folder(), data_folder() / "local-kafka" / "logs"):
        folder.mkdir(parents=True)
        for name in ("settings.json", "draft.bak", "templates.bak"):
            (folder / name).write_text("{}")
    write_all()
    assert open_to_others(config_folder(), data_folder()) == []


def test_a_file_that_is_written_anew_loses_the_rights_it_had(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text("old")
    write_text(path, "新")
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("新", 0o600)
