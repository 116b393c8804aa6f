"""Bytes as one safe line."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.colors import HUES, NO_GROUP, GroupColors, initials
from kafkadesk.core.records import Record
from kafkadesk.core.serde.decoder import UTF8, DecodedAs, Part
from kafkadesk.core.text_tools.one_line import (
    DISPLAY_LIMIT,
    HEX_LIMIT,
    ShownText,
    one_line,
    record_line,
    sequence_span,
    show,
    size_text,
    tip,
)


def shown_as(data: bytes | None) -> ShownText:
    return show(UTF8.decode(data, "t", Part.VALUE, limit=DISPLAY_LIMIT))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 你好 🎉 é", "plain 你好 🎉 é"),
        ("two\nlines\r\n\ttab", "two\\nlines\\r\\n\\ttab"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("\x00", "\\x00"),
        ("abc\u202etxt.exe", "abc\\u202etxt.exe"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("line\u2028sep", "line\\u2028sep"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("\x85\x9b", "\\x85\\x9b"),
    ],
)
def test_one_line(text: str, shown: str) -> None:
    assert one_line(text) == shown


@given(st.text())
def test_one_line_has_no_tricks(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert not any(unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") for c in line)
    assert not any(unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI") for c in line)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (None, ShownText(DecodedAs.NULL, "", 0)),
        (b"", ShownText(DecodedAs.EMPTY, "", 0)),
        (b"{}", ShownText(DecodedAs.TEXT, "{}", 2)),
        ("中文".encode(), ShownText(DecodedAs.TEXT, "中文", 6)),
        (b"\xff\xfe\x00", ShownText(DecodedAs.BINARY, "ff fe 00", 3)),
        (b"\xed\xa0\x80", ShownText(DecodedAs.BINARY, "ed a0 80", 3)),
    ],
)
def test_show(data: bytes | None, shown: ShownText) -> None:
    assert shown_as(data) == shown


def test_a_cut_inside_a_character_is_still_text() -> None:
    value = ("x" * (DISPLAY_LIMIT - 1) + "中" * 10).encode()
    assert shown_as(value) == ShownText(DecodedAs.TEXT, "x" * (DISPLAY_LIMIT - 1), len(value), cut=True)


def test_half_a_character_at_the_end_is_not_text() -> None:
    assert shown_as("中".encode()[:2]).kind is DecodedAs.BINARY


def test_hex_is_short() -> None:
    shown = shown_as(b"\xff" * 1000)
    assert (len(shown.text), shown.cut, shown.size) == (HEX_LIMIT * 3 - 1, True, 1000)


@given(st.binary(max_size=6000))
def test_show_never_raises_and_is_bounded(data: bytes) -> None:
    shown = shown_as(data)
    assert len(shown.text) <= 10 * DISPLAY_LIMIT
    assert shown.size == len(data)


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 B"), (143, "143 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (9000, "8.8 KiB"), (5 * 1024**2, "5.0 MiB")]
)
def test_size(size: int, text: str) -> None:
    assert size_text(size) == text


def test_where_the_sequence_number_is() -> None:
    text = '{"a": 1, "seq": 9, "b": 2}'
    span = sequence_span(text)
    assert span is not None
    assert text[slice(*span)] == '"seq": 9'
    assert sequence_span('{"sequence": 9}') is None


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        (None, b'{"a":1}', 'test-kafka:2:104: key=None value={"a":1}'),
        (b"k", None, "test-kafka:2:104: key=k value=None"),
        ("键".encode(), "你好 🎉".encode(), "test-kafka:2:104: key=键 value=你好 🎉"),
        (b"", b"\xff\n", r"test-kafka:2:104: key= value=b'\xff\n'"),
        (b"a\nb", b"x", "test-kafka:2:104: key=a\\nb value=x"),
    ],
)
def test_copied_line(key: bytes | None, value: bytes | None, line: str) -> None:
    assert record_line(Record("test-kafka", 2, 104, None, False, key, value)) == line


def test_a_copied_line_has_all_of_a_large_value() -> None:
    assert record_line(Record("t", 0, 0, None, False, None, b"x" * 100_000)).endswith("x" * 100_000)


def test_groups_get_hues_by_first_appearance_and_keep_them() -> None:
    colors = GroupColors(["monitoring", "audit"])
    assert [colors.mark(g).hue for g in ("audit", "monitoring", "new", "audit")] == [1, 0, 2, 1]
    assert colors.known == ("monitoring", "audit", "new")


def test_no_group_is_grey() -> None:
    assert GroupColors().mark(None) == NO_GROUP
    assert NO_GROUP.hue is None


def test_from_the_eighth_on_a_stripe_and_initials() -> None:
    colors = GroupColors([f"group-{i}" for i in range(HUES)])
    eighth = colors.mark("order-events")
    assert (eighth.hue, eighth.striped, eighth.initials) == (0, True, "OE")
    assert not colors.mark("group-0").striped


@pytest.mark.parametrize(("group", "two"), [("order-events", "OE"), ("monitoring", "MO"), ("a", "A"), ("订单.事件", "订事"), ("--", "--")])
def test_initials(group: str, two: str) -> None:
    assert initials(group) == two


def test_json_over_several_lines_stands_on_one() -> None:
    assert shown_as(b'{\n  "seq": 9,\r\n  "msg": "a\\nb"\n}').text == '{ "seq": 9, "msg": "a\\nb" }'
    assert shown_as(b"first\nsecond").text == "first\\nsecond"  # no JSON: a line break is part of the text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bob's & Ann's", "Bob's & Ann's"),  # no markup to Qt, which would show &amp; as it is
        ("<b>x</b>\ny", "<qt>&lt;b&gt;x&lt;/b&gt;<br/>y</qt>"),
        ("&lt;b&gt;", "<qt>&amp;lt;b&amp;gt;</qt>"),  # Qt takes this for markup too
    ],
)
def test_a_tooltip_is_what_it_says(text: str, shown: str) -> None:
    assert tip(text) == shown
