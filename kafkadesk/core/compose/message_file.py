"""Messages from a file: a line of JSON each, or a row of a CSV file. A file is read whole: each line is a message, or is named with its fault.

A line of JSON is a message as the export of rows writes it (core/rows/export.py), byte for byte; any other JSON value is itself the value.
"""

import csv
import io
import json
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from kafkadesk.core.errors import InputError
from kafkadesk.core.jsontext.strict import check_json
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

EXPORTED = {"topic", "partition", "headers"}  # what the export writes of each row, beside offset, time, key and value
GAP = {"topic", "partition", "gap", "reason"}
MAX_BYTES = 1_000_000_000
BOM = "\ufeff"


class FileMessage(NamedTuple):
    """A message of a file. partition, timestamp_ms: where and when it was written, where the file says so."""

    line: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...] = ()
    partition: int | None = None
    timestamp_ms: int | None = None


class LineFault(NamedTuple):
    """Why a line is no message. column: from 1; None: the line as a whole."""

    line: int
    column: int | None
    why: Text

    def words(self) -> Text:
        """Return it with its place."""
        if self.column is None:
            return Text(QT_TRANSLATE_NOOP("core", "Line {line}: {why}"), {"line": f"{self.line:,}", "why": self.why})
        words = {"line": f"{self.line:,}", "column": f"{self.column:,}", "why": self.why}
        return Text(QT_TRANSLATE_NOOP("core", "Line {line}, column {column}: {why}"), words)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFile:
    """What a file has. gaps: lines that an export wrote for offsets without a record; columns: of a CSV file. Empty lines are nothing."""

    messages: Sequence[FileMessage]
    faults: Sequence[LineFault]
    gaps: int = 0
    columns: Sequence[str] = ()


class FileForm(Enum):
    """What a file of messages can be."""

    JSONL = "jsonl"
    CSV = "csv"

    @classmethod
    def of(cls, name: str) -> "FileForm":
        return cls.CSV if name.casefold().endswith(".csv") else cls.JSONL


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvColumns:
    """Which columns of a CSV file are what. value None: a JSON object of all columns that are not the key; a cell is text, always."""

    key: str | None = None
    value: str | None = None


class _GapError(Exception):
    """The line tells of offsets without a record."""


class _WrongLineError(Exception):
    def __init__(self, why: Text, column: int | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.column = column


def read_messages(data: bytes, form: FileForm = FileForm.JSONL, columns: CsvColumns | None = None) -> MessageFile:
    """Return the messages of a file and what is wrong with it; raises InputError where nothing in it can be read."""
    if len(data) > MAX_BYTES:
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "The file is too large: {size} bytes, where {limit} are read at most."), {
                "size": f"{len(data):,}", "limit": f"{MAX_BYTES:,}",
            }),
            Text(QT_TRANSLATE_NOOP("core", "Divide it into several files.")),
        )  # fmt: skip
    return _csv(data, columns or CsvColumns()) if form is FileForm.CSV else _jsonl(data)


def _jsonl(data: bytes) -> MessageFile:
    messages: list[FileMessage] = []
    faults: list[LineFault] = []
    gaps = 0
    for number, line in enumerate(data.removeprefix(BOM.encode()).split(b"\n"), 1):
        try:
            if text := _text(line).strip(" \t\r"):
                messages.append(_message(number, text, indent=len(line) - len(line.lstrip(b" \t\r"))))
        except _GapError:
            gaps += 1
        except _WrongLineError as fault:
            faults.append(LineFault(number, fault.column, fault.why))
    return MessageFile(messages=messages, faults=faults, gaps=gaps)


def _text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode()) + 1
        raise _WrongLineError(
            Text(QT_TRANSLATE_NOOP("core", "It is not UTF-8: byte {byte}."), {"byte": f"0x{line[error.start]:02x}"}), column
        ) from None


def _message(number: int, text: str, *, indent: int) -> FileMessage:
    try:
        check_json(text)
    except InputError as error:
        args = {**error.title.args, **({"line": number} if "line" in error.title.args else {})}  # it took the line for a whole text
        raise _WrongLineError(Text(error.title.source, args), None if error.column is None else error.column + indent) from None
    # Numbers stay text: those of the exported fields are checked where they are read, and no others are needed.
    found = json.loads(text, parse_int=_Digits, parse_float=_Digits) if text[0] == "{" else None
    if found is not None and found.keys() == GAP:
        raise _GapError
    if found is None or not (found.keys() >= EXPORTED and {"value", "value_base64"} & found.keys() and isinstance(found["headers"], list)):
        return FileMessage(number, None, text.encode())
    return FileMessage(
        number,
        _bytes(found, "key"),
        _bytes(found, "value"),
        tuple(_header(header) for header in found["headers"]),
        _number(found, "partition", 2**31),
        _number(found, "timestamp", 2**63),
    )


class _Digits(str):
    """A number as it stands in the file."""

    __slots__ = ()


def _bytes(found: dict[str, Any], name: str) -> bytes | None:
    """Return the bytes that an exported row has by this name: text, null, or Base64."""
    if f"{name}_base64" in found:
        packed = found[f"{name}_base64"]
        try:
            if type(packed) is not str or name in found:
                raise ValueError
            return b64decode(packed, validate=True)
        except (Base64Error, ValueError):
            raise _WrongLineError(Text(QT_TRANSLATE_NOOP("core", "{name} is not Base64."), {"name": f"{name}_base64"})) from None
    text = found.get(name)
    if text is not None and type(text) is not str:
        raise _WrongLineError(Text(QT_TRANSLATE_NOOP("core", "{name} must be text or null in an exported message."), {"name": name}))
    return None if text is None else text.encode()


def _header(header: object) -> tuple[str, bytes | None]:
    if not isinstance(header, dict) or type(header.get("name")) is not str:
        raise _WrongLineError(Text(QT_TRANSLATE_NOOP("core", "A header of an exported message must have a name.")))
    return header["name"], _bytes(header, "value")


def _number(found: dict[str, Any], name: str, limit: int) -> int | None:
    number = found.get(name)
    if number is None:
        return None
    if not isinstance(number, _Digits) or not number.isascii() or not number.isdecimal() or len(number) > 19 or int(number) >= limit:
        raise _WrongLineError(Text(QT_TRANSLATE_NOOP("core", "{name} must be a whole number in an exported message."), {"name": name}))
    return int(number)


def _csv(data: bytes, columns: CsvColumns) -> MessageFile:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "The file is not UTF-8: line {line}."), {"line": f"{line:,}"}),
            Text(QT_TRANSLATE_NOOP("core", "Save it as “CSV UTF-8”.")),
        ) from None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    faults: list[LineFault] = []
    messages: list[FileMessage] = []
    names = next(_rows(rows, faults), (1, []))[1]
    if faults or not names:
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "The file has no line with the names of its columns.")),
            Text(QT_TRANSLATE_NOOP("core", "The first line of a CSV file names its columns.")),
        )
    for name in (columns.key, columns.value):
        if name is not None and name not in names:
            raise InputError(
                Text(QT_TRANSLATE_NOOP("core", "The file has no column “{name}”."), {"name": name}),
                Text(QT_TRANSLATE_NOOP("core", "Its columns: {names}"), {"names": ", ".join(names)}),
            )
    for line, cells in _rows(rows, faults):
        if len(cells) != len(names):
            words = {"n": len(cells), "of": len(names)}
            faults.append(LineFault(line, None, Text(QT_TRANSLATE_NOOP("core", "It has {n} cells, and there are {of} columns."), words)))
            continue
        row = dict(zip(names, cells, strict=True))
        key = None if columns.key is None else row[columns.key].encode()
        rest = {name: cell for name, cell in row.items() if name != columns.key}
        value = json.dumps(rest, ensure_ascii=False) if columns.value is None else row[columns.value]
        messages.append(FileMessage(line, key, value.encode()))
    return MessageFile(messages=messages, faults=faults, columns=names)


def _delimiter(text: str) -> str:
    """Return what stands between the cells: the sign that the first line has most of, as spreadsheets of some countries write ; or tab."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _rows(rows: Any, faults: list[LineFault]) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that are not empty with the number of the line at which each begins; name those that cannot be read."""
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            faults.append(
                LineFault(line, None, Text(QT_TRANSLATE_NOOP("core", "It is no row of a CSV file: {error}."), {"error": str(error)}))
            )
            continue
        if cells:
            yield line, cells
