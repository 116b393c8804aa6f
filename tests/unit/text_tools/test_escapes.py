"""What a text with escapes stands for, and where in it something is found."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.text_tools.escapes import escapes_of, spans, unescaped
from kafkadesk.core.text_tools.pieces import PIECE, Hit, Pieces, search, text_pieces
from kafkadesk.core.text_tools.positions import utf16_matches


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"\u5317\u4eac", "北京"),
        (r"x \u5317\u4EAC y", "x 北京 y"),
        (r"\ud83c\udf89", "🎉"),
        (r"http:\/\/a", "http://a"),
        (r"\\u5317", r"\u5317"),
        (r"\\\u5317", "\\北"),
        (r"C:\u12", None),
        (r"\x41 \y", None),
        ("plain 北京", None),
        (r"\ud83c", "\ud83c"),
        ("\\", None),
    ],
)
def test_unescaped(written: str, plain: str | None) -> None:
    assert unescaped(written) == plain


@given(st.text())
def test_it_reads_what_json_writes(text: str) -> None:
    written = json.dumps(text)
    assert unescaped(written) in (None, f'"{text}"')
    assert unescaped(written) or written == f'"{text}"'


@given(st.characters())
def test_each_way_to_write_a_character_stands_for_it(character: str) -> None:
    for way in escapes_of(character):
        assert unescaped(way) == character


@given(
    st.lists(st.sampled_from([r"\u5317", r"\u4EAC", "北", "京", r"\ud83c\udf89", "🎉", r"\/", "/", "\\", "a", "ab", r"\u0061"])),
    st.text("北京🎉/ab\\"),
)
def test_what_is_found_stands_for_what_was_looked_for(parts: list[str], query: str) -> None:
    written = "".join(parts)
    wanted = re.compile(re.escape(query))
    found = spans(written, lambda text: [m.span() for m in wanted.finditer(text)] if query else [])
    for begin, end in found:
        assert query in (written[begin:end], unescaped(written[begin:end]))
    assert bool(found) == bool(query and (query in written or query in (unescaped(written) or "")))


@pytest.mark.parametrize("before", range(PIECE - 14, PIECE + 1))
def test_an_escaped_text_is_found_across_the_pieces_of_a_long_one(before: int) -> None:
    hits = [hit for found in search(Pieces(text_pieces("x" * before + r"\u5317\u4eac 北京")), "北京") for hit in found]
    assert [(hit.piece * PIECE + hit.at, hit.length) for hit in hits] == [(before, 12), (before + 13, 2)]
    assert hits == sorted(hits, key=lambda hit: Hit(hit.piece, hit.at, 0))


def test_the_editor_finds_escapes_in_units_of_qt() -> None:
    assert utf16_matches(r'🎉 "\u5317\u4eac" 北京', "北京") == [(4, 12), (18, 2)]
