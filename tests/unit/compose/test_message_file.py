"""Messages from a file: what the export wrote comes back byte for byte, and each wrong line is named with its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.compose.message_file import CsvColumns, FileForm, FileMessage, MessageFile, read_messages
from kafkadesk.core.errors import InputError
from kafkadesk.core.records import GapKind
from kafkadesk.core.rows.export import Format, lines
from kafkadesk.core.rows.ring import Gap, RecordRing
from kafkadesk.core.text import Text
from tests.rigs.batches import MADE_RECORDS, Made, batch_of


def exported(*rows: Made | Gap) -> bytes:
    ring = RecordRing()
    for row in rows:
        ring.add(row if isinstance(row, Gap) else batch_of([row]))
    return "".join(f"{line}\n" for line in lines(ring.view(), Format.JSONL, lambda text: text.render())).encode()


def said(found: MessageFile) -> list[str]:
    return [str(fault.words()) for fault in found.faults]


@given(st.lists(MADE_RECORDS, max_size=5))
def test_what_the_export_wrote_comes_back(rows: list[Made]) -> None:
    found = read_messages(exported(*rows))
    assert found == MessageFile(
        messages=[
            FileMessage(n, row.key, row.value, row.headers, row.partition, None if row.timestamp_ms < 0 else row.timestamp_ms)
            for n, row in enumerate(rows, 1)
        ],
        faults=[],
    )


def test_gaps_of_an_export_are_counted_and_are_no_messages() -> None:
    gap = Gap(topic="t", partition=1, start=5, end=9, reason=Text("x"), kind=GapKind.ABORTED)
    found = read_messages(exported(Made(value=b"a"), gap))
    assert ([m.value for m in found.messages], found.gaps, found.faults) == ([b"a"], 1, [])


def test_any_json_value_is_a_value_as_it_stands() -> None:
    found = read_messages('\ufeff{"a":  1.10}\r\n\n  12345678901234567890 \n"x"\nnull\n{"topic": "t", "value": 5}'.encode())
    assert [(m.line, m.key, m.value) for m in found.messages] == [
        (1, None, b'{"a":  1.10}'),
        (3, None, b"12345678901234567890"),
        (4, None, b'"x"'),
        (5, None, b"null"),
        (6, None, b'{"topic": "t", "value": 5}'),
    ]


def one(**changed: object) -> str:
    row = {"topic": "t", "partition": 0, "offset": 1, "timestamp": 5, "key": None, "value": "v", "headers": []}
    return json.dumps({name: value for name, value in (row | changed).items() if value != "absent"})


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "Line 2, column 2: The { of line 2, column 1 is never closed."),
        ("  nul", "Line 2, column 3: "),
        ('{"a": 1, "a": 2}', "Line 2, column 10: "),
        ('"\\ud800"', "Line 2, column 2: "),
        (one(value=5), "Line 2: value must be text or null in an exported message."),
        (one(key={"a": 1}), "Line 2: key must be text or null in an exported message."),
        (one(value="absent", value_base64="a?"), "Line 2: value_base64 is not Base64."),
        (one(value_base64="/wA="), "Line 2: value_base64 is not Base64."),
        (one(headers=[{"value": "x"}]), "Line 2: A header of an exported message must have a name."),
        (one(headers=["x"]), "Line 2: A header of an exported message must have a name."),
        (one(partition=1.5), "Line 2: partition must be a whole number in an exported message."),
        (one(partition=-1), "Line 2: partition must be a whole number in an exported message."),
        (one(timestamp="5"), "Line 2: timestamp must be a whole number in an exported message."),
        (one(timestamp=10**400), "Line 2: timestamp must be a whole number in an exported message."),
    ],
)
def test_a_wrong_line_is_named_and_the_others_are_read(line: str, fault: str) -> None:
    found = read_messages(f'{{"n": 1}}\n{line}\n{{"n": 3}}\n'.encode())
    assert [m.line for m in found.messages] == [1, 3]
    assert len(said(found)) == 1
    assert said(found)[0].startswith(fault)


def test_a_line_in_another_encoding_is_named_at_its_byte() -> None:
    found = read_messages(b'{"n": 1}\n{"n": "\xc4\xd0"}\n')
    assert said(found) == ["Line 2, column 8: It is not UTF-8: byte 0xc4."]


@given(st.binary(max_size=60))
def test_no_bytes_are_too_odd(data: bytes) -> None:
    for form in FileForm:
        try:
            found = read_messages(data, form)
        except InputError:
            continue
        assert all(message.line >= 1 for message in found.messages)


CSV = 'id;name;total\r\n1;"a; ""b""";3\r\n2;"c\r\nd";4\r\n\r\n3;x\r\n4;é;\r\n'.encode("utf-8-sig")


def test_a_row_of_a_csv_file_is_an_object_of_its_cells() -> None:
    found = read_messages(CSV, FileForm.CSV, CsvColumns(key="id"))
    assert [(m.line, m.key, json.loads(m.value or b"")) for m in found.messages] == [
        (2, b"1", {"name": 'a; "b"', "total": "3"}),
        (3, b"2", {"name": "c\r\nd", "total": "4"}),
        (7, b"4", {"name": "é", "total": ""}),
    ]
    assert said(found) == ["Line 6: It has 2 cells, and there are 3 columns."]


def test_a_column_of_a_csv_file_can_be_the_value() -> None:
    found = read_messages(CSV, FileForm.CSV, CsvColumns(value="name"))
    assert [(m.key, m.value) for m in found.messages] == [(None, b'a; "b"'), (None, b"c\r\nd"), (None, "é".encode())]


@pytest.mark.parametrize(
    ("data", "columns", "words"),
    [
        (CSV, CsvColumns(key="ID"), "no column “ID”"),
        (b"a,b\n\xc4,1\n", CsvColumns(), "not UTF-8: line 2"),
        (b"", CsvColumns(), "no line with the names of its columns"),
        (b'"a', CsvColumns(), "no line with the names of its columns"),
    ],
)
def test_a_csv_file_that_cannot_be_read_is_refused(data: bytes, columns: CsvColumns, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_messages(data, FileForm.CSV, columns)


def test_the_form_goes_by_the_name() -> None:
    assert [FileForm.of(name) for name in ("a.CSV", "a.jsonl", "a.csv.json", "-")] == [FileForm.CSV, *[FileForm.JSONL] * 3]
