"""Decoding is in one file, and another decoder reaches everything that is done with rows."""

import json
import re
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kafkadesk
from kafkadesk.core.rows.export import Format, lines
from kafkadesk.core.rows.filter import parse_filter
from kafkadesk.core.rows.ring import RecordRing
from kafkadesk.core.serde.decoder import UTF8, DecodedAs, Part
from kafkadesk.core.text_tools.one_line import record_line
from kafkadesk.models.record_row import make_row
from tests.rigs.batches import Made, batch_of
from tests.rigs.decoders import ZIPPED, ZipDecoder, zipped

ROOT = Path(kafkadesk.__file__).parent
# What handles records. Their bytes become text through a Decoder only.
ROOMS = (
    "core/rows", "core/actions", "core/compose", "core/sends", "core/lessons/judge.py", "core/text_tools", "models",
    "widgets/record", "widgets/consumer", "widgets/producer", "widgets/sends", "app/panes",
)  # fmt: skip
# base64 is ASCII; JSON is parsed from what a Decoder gave for a search; bytes that are no text are shown byte for byte; a file name is cut;
# an escape in a text stands for UTF-16; a file of messages that somebody wrote is text, and no record yet.
OTHER = re.compile(
    r"b64|(decoder|UTF8)\.decode\(|raw\.decode\(\), object_pairs|surrogateescape|name\.encode|bytes\.fromhex|utf-8-sig"
    r"|return line\.decode\(\)|line\[: error\.start\]\.decode\(\)"
)
BATCH = batch_of(
    [
        Made(offset=1, key=b"k-1", value=zipped('{"name": "Ada"}'), headers=(("trace", b"abc"),)),
        Made(offset=2, key=b"k-2", value=zipped('{"name": "ÄRA"}')),
        Made(offset=3, key=b"\xff", value=b"\0\0\0\0\7 no zip"),
        Made(offset=4, value=None),
    ],
    topic=ZIPPED,
)


def test_nobody_else_makes_text_of_the_bytes_of_records() -> None:
    files = [file for room in ROOMS for file in ([ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.py")))]
    found = [
        f"{file.relative_to(ROOT)}:{n}: {line.strip()}"
        for file in files
        for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if ".decode(" in line and not OTHER.search(line)
    ]
    assert len(files) > 50
    assert found == []


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("ada", [1]),
        ("ära", [2]),
        ("/name.: .A/", [1]),
        ('value="{\\"name\\": \\"Ada\\"}"', [1]),
        ("$.name=Ada", [1]),
        ("$.name~är", [2]),
        ("key:k-", [1, 2]),
        ("header:abc", [1]),
        ("header:trace=abc", [1]),
        ('" no zip"', [3]),
        ("is:binary", [3]),
        ("is:tombstone", [4]),
        ("-ada", [2, 3, 4]),
    ],
)
def test_a_filter_searches_what_the_decoder_says(text: str, offsets: list[int]) -> None:
    wanted = parse_filter(text)
    assert wanted is not None
    assert [BATCH.offsets[i] for i in wanted.rows(BATCH, 0, len(BATCH), ZipDecoder())] == offsets


def test_a_row_and_a_copied_line_show_what_the_decoder_says() -> None:
    assert [make_row(BATCH, i, ZipDecoder()).value.text for i in (0, 2)] == ['{"name": "Ada"}', "00 00 00 00 07 20 6e 6f 20 7a 69 70"]
    assert record_line(BATCH.row(0), ZipDecoder()) == 'zipped:0:1: key=k-1 value={"name": "Ada"}'


def test_an_export_keeps_the_bytes_beside_a_text_that_is_not_theirs() -> None:
    ring = RecordRing()
    ring.add(BATCH)
    first, *_ = lines(ring.view(), Format.JSONL, str, ZipDecoder())
    made = json.loads(first)
    assert (made["value"], made["value_base64"]) == ('{"name": "Ada"}', b64encode(zipped('{"name": "Ada"}')).decode())
    assert "key_base64" not in made
    _, line, *_ = lines(ring.view(), Format.CSV, str, ZipDecoder())
    assert 'text,"{""name"": ""Ada""}"' in line


@given(st.binary() | st.text().map(lambda text: text.encode(errors="replace")), st.integers(4, 40))
def test_utf8_is_text_or_says_where_it_is_not(data: bytes, limit: int) -> None:
    decoded = UTF8.decode(data, "t", Part.VALUE)
    assert decoded.data == decoded.searched == data
    if decoded.text is not None:
        assert decoded.text.encode() == data
        part = UTF8.decode(memoryview(data), "t", Part.VALUE, limit=limit)
        assert part.text is not None
        assert decoded.text.startswith(part.text)
        assert (part.cut, len(part.text.encode()) > limit - 4) == (len(data) > limit, len(data) > limit - 4)
    else:
        assert decoded.kind is DecodedAs.BINARY
        assert decoded.problem is not None
        assert str(decoded.problem).startswith("Not UTF-8: ")
