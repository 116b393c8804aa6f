"""Files that leave the program: no cell runs, no name escapes, no half file is left."""

import asyncio
import csv
import io
import ntpath
import os
import sys
import threading
import time
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kafkadesk.core.errors import ExportError
from kafkadesk.core.text_tools.safe_export import csv_cell, csv_line, safe_name
from kafkadesk.system.files.export import ExportCancelledError, export, write_lines

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", " =1", "＝1", "\u200b=1", "\ufeff=cmd|'/c calc'!A1"]


def parsed(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(text: str) -> None:
    assert parsed(csv_cell(text)) == [["'" + text]]


def test_plain_text_stays_plain() -> None:
    assert csv_line("a", "1", "héllo 中文", "5-3") == "a,1,héllo 中文,5-3"


@given(st.lists(st.text(), min_size=1, max_size=4))
@example(['say "hi", twice\r\nor not', "", "'", "="])
def test_csv_reads_back(cells: list[str]) -> None:
    (row,) = parsed(csv_line(*cells))
    assert [cell.removeprefix("'") for cell in row] == [cell.removeprefix("'") for cell in cells]
    assert not any(cell.lstrip()[:1] in {*"=+-@"} for cell in row if cell.lstrip())


NAMES = [
    "..",
    ".",
    "",
    "CON",
    "con.txt",
    "aux.txt",
    "COM1",
    "lpt9.log",
    "a/b",
    "a\\b",
    "C:x",
    "x.",
    "x ",
    "é" * 249,
    "a\u202egpj.exe",
    "\0",
    "中文 主题",
]


def reserved(name: str) -> bool:
    """Whether Windows keeps a name for itself."""
    if sys.version_info >= (3, 13):
        return ntpath.isreserved(name)
    return PureWindowsPath(name).is_reserved()


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_name_everywhere(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{safe_name(name)}.csv"
    path.write_text("")  # this system takes it
    assert path.parent == tmp_path
    assert path in tmp_path.iterdir()
    assert not reserved(path.name)
    assert len(path.name.encode()) <= 255


@given(st.text(max_size=300))
def test_no_name_escapes(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name.encode()) <= 255 - 30
    assert not set(name) & set('<>:"/\\|?*\0\r\n')
    assert name == name.strip(" .")
    assert not reserved(name)
    assert safe_name(name) == name


def test_a_topic_keeps_its_name() -> None:
    assert safe_name("orders.v2-EU_west") == "orders.v2-EU_west"


def left(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def written(path: Path, lines: Iterator[str], cancel: threading.Event | None = None) -> int:
    return write_lines(path, lines, told=lambda _: None, cancel=cancel or threading.Event())


def test_a_million_lines_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    assert written(path, (str(n) for n in range(1_000_000))) == 1_000_000
    with path.open() as file:
        assert sum(1 for _ in file) == 1_000_000
    assert left(tmp_path) == ["rows.jsonl"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("old")

    def full(handle: int, *_: object, **__: object) -> TextIOWrapper:
        os.close(handle)
        return Path("/dev/full").open("w", encoding="utf-8")  # a real "no space left", at the write

    monkeypatch.setattr("os.fdopen", full)
    with pytest.raises(ExportError, match="disk is full"):
        written(path, iter(["x" * 100_000]))
    assert path.read_text() == "old"
    assert left(tmp_path) == ["rows.csv"]


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"rows\.csv could not be written: No such file"):
        written(tmp_path / "gone" / "rows.csv", iter(["x"]))


def test_a_fault_in_the_rows_leaves_no_file(tmp_path: Path) -> None:
    def rows() -> Iterator[str]:
        yield "1"
        raise ValueError("row 2")

    with pytest.raises(ValueError, match="row 2"):
        written(tmp_path / "rows.csv", rows())
    assert left(tmp_path) == []


def test_cancel_leaves_no_file(tmp_path: Path) -> None:
    cancel = threading.Event()

    def rows() -> Iterator[str]:
        while True:
            yield "x"
            cancel.set()

    with pytest.raises(ExportCancelledError):
        written(tmp_path / "rows.csv", rows(), cancel)
    assert left(tmp_path) == []


def test_it_runs_beside_the_loop_and_a_cancelled_task_leaves_no_file(tmp_path: Path) -> None:
    told: list[int] = []

    def endless() -> Iterator[str]:
        while True:
            time.sleep(0.001)
            yield "x"

    async def scenario() -> None:
        going = asyncio.Event()

        def tell(lines: int) -> None:
            told.append(lines)
            going.set()

        writing = asyncio.create_task(export(tmp_path / "rows.csv", endless(), told=tell))
        await going.wait()
        writing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await writing

    asyncio.run(scenario())
    assert told[0] > 0
    assert left(tmp_path) == []
