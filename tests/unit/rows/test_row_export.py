"""Rows as lines of a file: from JSONL every byte comes back, and a spreadsheet runs nothing."""

import csv
import json
from base64 import b64decode

from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.records import GapKind, Record
from kafkadesk.core.rows.export import COLUMNS, Format, lines
from kafkadesk.core.rows.ring import Gap, RecordRing
from kafkadesk.core.text import Text
from tests.rigs.batches import BEGIN_MS, MADE_RECORDS, Made, batch_of


def english(text: Text) -> str:
    return text.render()


def ring_of(*rows: Made | Gap) -> RecordRing:
    ring = RecordRing()
    for row in rows:
        ring.add(row if isinstance(row, Gap) else batch_of([row]))
    return ring


def as_bytes(made: dict[str, str | None], name: str) -> bytes | None:
    if f"{name}_base64" in made:
        assert name not in made
        return b64decode(made[f"{name}_base64"] or "", validate=True)
    text = made[name]
    return None if text is None else text.encode()


def read_back(line: str) -> Record:
    """Return the record that a line of JSONL was made of."""
    made = json.loads(line)
    headers = tuple((h["name"], as_bytes(h, "value")) for h in made["headers"])
    place = (made["topic"], made["partition"], made["offset"], made["timestamp"], made["timestamp_type"] == "append")
    return Record(*place, as_bytes(made, "key"), as_bytes(made, "value"), headers)


@given(st.lists(MADE_RECORDS, max_size=5))
def test_every_byte_comes_back(rows: list[Made]) -> None:
    view = ring_of(*rows).view()
    written = "\n".join(lines(view, Format.JSONL, english))
    expected = [batch_of([row]).row(0) for row in rows]
    assert [read_back(line) for line in written.splitlines()] == expected  # splitlines: no line end hides in a text


@given(st.lists(MADE_RECORDS, max_size=5))
def test_csv_is_read_back_by_another_reader(rows: list[Made]) -> None:
    written = "\r\n".join(lines(ring_of(*rows).view(), Format.CSV, english))
    read = list(
        csv.DictReader(written.split("\r\n") if "\n" not in written.replace("\r\n", "") else iter(written.splitlines(keepends=True)))
    )
    if "\r" in written.replace("\r\n", "") or any(c in written for c in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"):
        return  # the reader of the standard library splits there; what is left is tested
    assert [(row["offset"], row["key_kind"]) for row in read] == [(str(r.offset), kind(r.key)) for r in rows]


def kind(data: bytes | None) -> str:
    if data is None:
        return "null"
    try:
        data.decode()
    except UnicodeDecodeError:
        return "base64"
    return "text"


def test_jsonl_looks_like_this() -> None:
    made = Made(partition=2, offset=104, key="键".encode(), value=b"\xff\x00", headers=(("trace", b"x1"), ("trace", None), ("n", b"")))
    gap = Gap(topic="test-kafka", partition=1, start=5, end=9, reason=Text("transaction was aborted"), kind=GapKind.ABORTED)
    assert list(lines(ring_of(made, gap, Made(timestamp_ms=-1, value=None)).view(), Format.JSONL, english, now_ms=BEGIN_MS)) == [
        '{"topic": "test-kafka", "partition": 2, "offset": 104, "timestamp": 1795000000000, "timestamp_type": "create", "key": "键", '
        '"value_base64": "/wA=", "headers": [{"name": "trace", "value": "x1"}, {"name": "trace", "value": null}, {"name": "n", "value": ""}]}',
        '{"topic": "test-kafka", "partition": 1, "gap": {"first": 5, "last": 8, "kind": "aborted"}, "reason": "transaction was aborted"}',
        '{"topic": "test-kafka", "partition": 0, "offset": 0, "timestamp": null, "timestamp_type": null, "key": null, "value": null, "headers": []}',
    ]


def test_csv_looks_like_this() -> None:
    rows = (
        Made(offset=1, key=b"=1+1", value=b'{"a":1}', headers=(("h", b"-2"),)),
        Made(offset=2, key=None, value=b""),
        Made(offset=3, key=b"", value=b"\xff", timestamp_ms=2**62),
        Gap(topic="test-kafka", partition=1, start=5, end=9, reason=Text("@bad")),
    )
    assert list(lines(ring_of(*rows).view(), Format.CSV, english, now_ms=BEGIN_MS)) == [
        ",".join(COLUMNS),
        'test-kafka,0,1,1795000000000,create,2026-11-18T11:06:40.000Z,text,\'=1+1,text,"{""a"":1}","[{""name"": ""h"", ""value"": ""-2""}]",',
        'test-kafka,0,2,1795000000000,create,2026-11-18T11:06:40.000Z,null,,text,"",,',
        'test-kafka,0,3,4611686018427387904,create,,text,"",base64,/w==,,future',
        "test-kafka,1,5-8,,,,,,gap,'@bad,,",
    ]
