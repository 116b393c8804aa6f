"""Resources are found in the source tree, and nothing else is."""

from pathlib import Path

import pytest

from kafkadesk import resources


def test_reads_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "INSIDE", tmp_path / "absent")
    monkeypatch.setattr(resources, "BESIDE", tmp_path)
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "a.toml").write_bytes("title = '广播'\r\n".encode())
    assert resources.path("lessons", "a.toml") == tmp_path / "lessons" / "a.toml"
    assert resources.read_text("lessons", "a.toml") == "title = '广播'\r\n"
    assert resources.read_bytes("lessons", "a.toml").endswith(b"\r\n")


def test_what_lies_in_the_package_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("INSIDE", "BESIDE"):
        (tmp_path / place).mkdir()
        monkeypatch.setattr(resources, place, tmp_path / place)
    assert resources.root() == tmp_path / "INSIDE"


def test_the_source_tree_has_resources() -> None:
    assert resources.path("i18n").is_dir()


def test_a_missing_one_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"resource lessons/nobody\.toml is not in "):
        resources.path("lessons", "nobody.toml")


@pytest.mark.parametrize("part", ["../pyproject.toml", "..", "/etc/passwd"])
def test_nothing_outside_is_read(part: str) -> None:
    with pytest.raises(ValueError, match="not a resource"):
        resources.read_text(part)
