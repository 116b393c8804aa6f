"""Nothing hides in a text that is shown; and what bytes are is said as far as it can be told."""

import uuid
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.serde.schema_id import schema_mark
from kafkadesk.core.text_tools.hexdump import WIDTH, hex_text, line_count, offset_digits, side_text, wanted_bytes
from kafkadesk.core.text_tools.one_line import UNSAFE
from kafkadesk.core.text_tools.pieces import PIECE, Hit, Pieces, decoded_pieces, search, text_pieces
from kafkadesk.core.text_tools.visible import copy_warning, hidden_in, hidden_words, visible, visible_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 你好 🎉 é", "plain 你好 🎉 é"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb", "a‹CR›\nb"),
        ("\x00\x1b[31m\x7f", "‹NUL›‹ESC›[31m‹DEL›"),
        ("abc\u202etxt.exe", "abc‹U+202E›txt.exe"),
        ("zero\u200bwidth\ufeff", "zero‹U+200B›width‹U+FEFF›"),
        ("tag\U000e0041", "tag‹U+E0041›"),
        (b"a\xffb".decode("utf-8", "surrogateescape"), "a‹0xFF›b"),
        (r"\u202e", r"\u202e"),  # six characters, and shown as six
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_visible_line_has_no_breaks() -> None:
    assert visible_line("a\n\tb") == "a‹LF›‹TAB›b"


@given(st.text())
def test_nothing_hides(text: str) -> None:
    assert set(UNSAFE.findall(visible(text))) <= {"\t", "\n"}
    assert UNSAFE.search(visible_line(text)) is None


def test_what_hides_is_counted() -> None:
    found = hidden_in("a\u202eb\u202e\x00\n\t")
    assert found == Counter({"\u202e": 2, "\x00": 1})
    assert hidden_words(found) == "‹U+202E› 2×, ‹NUL› 1×"


def test_a_copy_warns_only_of_what_hides() -> None:
    assert copy_warning(hidden_in("plain\n你好")) is None
    warning = copy_warning(hidden_in("a\x1b\x1b"))
    assert warning is not None
    assert warning.render() == "Copied exactly, with characters that cannot be seen or that act on a terminal: ‹ESC› 2×."


@given(st.text(max_size=200), st.integers(0, 3))
def test_pieces_hold_the_whole_text(text: str, times: int) -> None:
    text = text * 10**times
    pieces = list(text_pieces(text))
    assert "".join(pieces) == text
    assert all(0 < len(p) <= PIECE for p in pieces)


@given(st.binary(max_size=300), st.text(max_size=50), st.integers(0, 3))
def test_pieces_of_any_bytes(data: bytes, text: str, times: int) -> None:
    data = (data + text.encode("utf-8", "replace")) * 10**times
    pieces = list(decoded_pieces(data))
    assert "".join(pieces).encode("utf-8", "surrogateescape") == data
    assert all(len(visible(p)) <= 9 * PIECE for p in pieces)


def test_a_character_on_the_seam_stays_whole() -> None:
    data = b"x" * (PIECE - 1) + "中文".encode() + b"\xff"
    assert [visible(p)[-6:] for p in decoded_pieces(data)] == ["x" * 6, "中文‹0xFF›"[-6:]]


def test_pieces_are_made_when_they_are_asked_for() -> None:
    pieces = Pieces(text_pieces("ab" * PIECE))
    assert (len(pieces), pieces.complete) == (0, False)
    assert len(pieces.get(0) or "") == PIECE
    assert (len(pieces), pieces.complete) == (1, False)
    assert pieces.get(2) is None
    assert (len(pieces), pieces.complete) == (2, True)


def hits(text: str, query: str, *, raw: bool = False) -> list[Hit]:
    return [hit for some in search(Pieces(text_pieces(text), raw=raw), query) for hit in some]


def test_search_finds_in_every_piece_and_over_the_seam() -> None:
    text = "x" * (PIECE - 2) + "Needle" + "y" * PIECE + "needle"
    assert hits(text, "NEEDLE") == [Hit(0, PIECE - 2, 6), Hit(2, 4, 6)]


def test_search_takes_no_expression_and_finds_marks() -> None:
    assert hits("a.c abc", "a.c") == [Hit(0, 0, 3)]
    assert hits("ab\u202ec", "U+202E") == [Hit(0, 3, 6)]


@given(st.text("ab", max_size=40), st.text("ab", min_size=1, max_size=3))
def test_search_counts_as_the_library_does(text: str, query: str) -> None:
    assert len(hits(text, query)) == text.count(query)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("de ad", b"\xde\xad"),
        ("0xDEAD", b"\xde\xad"),
        ("cafe", b"cafe"),
        ("0x", b"0x"),
        ("é", b"\xc3\xa9"),
        ("de a", b"de a"),
        (" a", b" a"),
    ],
)
def test_bytes_that_are_looked_for(query: str, wanted: bytes) -> None:
    assert wanted_bytes(query) == wanted


def test_hex_lines() -> None:
    data = bytes(range(0x3E, 0x3E + WIDTH))
    assert hex_text(data) == "3e 3f 40 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d"
    assert side_text(data) == ">?@ABCDEFGHIJKLM"
    assert [line_count(n) for n in (0, 1, WIDTH, WIDTH + 1)] == [0, 1, 1, 2]
    assert [offset_digits(n) for n in (0, 0x10000, 0x10001, 10 * 1024**2)] == [4, 4, 6, 6]


@given(st.binary(max_size=100))
def test_hex_lines_of_any_bytes(data: bytes) -> None:
    assert bytes.fromhex(hex_text(data)) == data
    assert len(side_text(data)) == len(data)
    assert side_text(data).isprintable()


GUID = uuid.UUID("89791762-2336-4186-9674-299b90a802e2")


@pytest.mark.parametrize(
    ("data", "headers", "told"),
    [
        (b"\0\0\0\0\x2a" + b"\x02ab", (), "Looks like a schema registry's format: schema id 42, then 3 bytes of Avro or Protobuf payload, not decoded."),
        (b'\0\0\0\1\0{"a":1}', (), "Looks like a schema registry's format: schema id 256, then 7 bytes of JSON Schema payload, not decoded."),
        (b"\0\0\0\0\x2a{oops", (), "Looks like a schema registry's format: schema id 42, then 5 bytes of Avro or Protobuf payload, not decoded."),
        (b'{"a":1}', (("__value_schema_id", b"\1" + GUID.bytes),), f"A header names the schema {GUID} of a schema registry."),
        (
            b"\x02\x04",
            (("__value_schema_id", b"\1" + GUID.bytes),),
            f"A header names the schema {GUID} of a schema registry: 2 bytes of Avro or Protobuf payload, not decoded.",
        ),
    ],
)  # fmt: skip
def test_a_schema_is_recognised(data: bytes, headers: tuple[tuple[str, bytes | None], ...], told: str) -> None:
    mark = schema_mark(data, headers, is_key=False)
    assert mark is not None
    assert mark.describe().render() == told


@pytest.mark.parametrize(
    "data",
    [None, b"", b"\0", b"\0\0\0\0\x2a", b'{"a":1}', (42).to_bytes(8, "big"), b"\0\xff\xff\xff\xffabc", b"\1\0\0\0\x2aabc"],
)
def test_other_bytes_are_not_taken_for_it(data: bytes | None) -> None:
    assert schema_mark(data, (("__key_schema_id", b"\1" + GUID.bytes), ("__value_schema_id", b"\1")), is_key=False) is None


@given(st.none() | st.binary(max_size=40), st.booleans())
def test_it_takes_any_bytes(data: bytes | None, is_key: bool) -> None:
    schema_mark(data, (("__value_schema_id", data),), is_key=is_key)
