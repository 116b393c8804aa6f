"""JSON as it was written: nothing altered, nothing lost, every fault at its place, any depth."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kafkadesk.core.jsontext.index import JsonIndex, JsonReader
from kafkadesk.core.jsontext.notes import fault_of, notes_of
from kafkadesk.core.jsontext.pretty import TOKEN_STEP, pretty_pieces
from tests.rigs.json_text import pretty_text, read_json

EXACT = r"""{
  "a": 1e999,
  "b": 0.10,
  "c": -0,
  "a": [
    true,
    {},
    []
  ],
  "\u0064": "\ud800 x"
}"""


def exact(text: str) -> Any:
    """Return JSON with its numbers as text and its objects as lists of pairs: what must be the same after any change of layout."""
    return json.loads(text, object_pairs_hook=list, parse_int=str, parse_float=str, parse_constant=str)


def test_pretty_changes_the_layout_and_nothing_else() -> None:
    squeezed = "".join(line.strip() for line in EXACT.splitlines())
    assert pretty_text(read_json(squeezed)) == EXACT
    assert pretty_text(read_json(EXACT)) == EXACT


@pytest.mark.parametrize(
    "text", ["1e999", "0.10", "9" * 5000, '"a"', "[]", "{}", "NaN", "[-Infinity]", ' \n[1,"\\u4f60"]\t', '{"":{"":[[[]]]}}']
)
def test_what_is_shown_reads_the_same(text: str) -> None:
    index = read_json(text)
    assert index.valid
    assert exact(pretty_text(index)) == exact(text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=30,
)


@given(VALUES, st.sampled_from((None, 1, "\t")), st.booleans())
def test_all_that_json_can_say(value: object, indent: int | str | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    index = read_json(text)
    assert index.valid
    assert exact(pretty_text(index)) == exact(text)
    for node in range(len(index)):
        exact(index.token(node))  # each node's span is one whole value
        assert list(index.children(node)) == [n for n in range(1, len(index)) if n and index.parents[n] == node]


@settings(max_examples=400)
@given(st.text(alphabet='{}[]:,"\\u0aeE1.-+ \ntrufalsn\x00\u202e', max_size=60))
def test_it_agrees_with_the_library_on_what_is_json(text: str) -> None:
    try:
        exact(text)
        takes = True
    except ValueError:
        takes = False
    index = read_json(text)
    assert index.valid == takes
    assert takes == (fault_of(index) is None)
    if not takes:
        assert index.fault is not None
        assert 0 <= index.fault <= len(text)


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ('{"a":1,\n "b":2,}', (2, 7), "There is a comma after the last item: take it out."),
        ("[1,,2]", (1, 4), "A value is missing before this comma."),
        ('{"a" 1}', (1, 6), "A colon is missing after the name “a”."),
        ('["a":1]', (1, 5), "A list has no names: a colon does not belong here."),
        ('{"a":1 "b":2}', (1, 8), "A comma is missing before this."),
        ("plain text", (1, 1), "plain is not JSON. If it is text, it needs double quotes."),
        ("[1] x", (1, 5), "There is more text after the value: a record holds one JSON value."),
        ("[01]", (1, 2), "A number cannot begin with a zero: 01"),
        ('[NaN, {"a":1, "a":2}, }', (1, 21), "From here on it is not JSON."),
        ("[" * 200_000, (1, 100_001), "More brackets are open here than are read."),
        ("[1]\n" + " " * 30_000 + "?", (2, 30_001), "From here on it is not JSON."),
        (" " * 200_000, (1, 200_001), "From here on it is not JSON."),
        (
            '["' + "x" * 200_000 + '\n"]',
            (1, 200_003),
            "The string is not closed on this line. A line break inside a string is written \\n.",
        ),
        ("", (1, 1), "There is nothing here yet: JSON needs a value."),
    ],
)
def test_faults_are_told_with_their_place(text: str, place: tuple[int, int], why: str) -> None:
    fault = fault_of(read_json(text))
    assert fault is not None
    assert ((fault.line, fault.column), fault.reason.render()) == (place, why)


def test_depth_is_no_matter() -> None:
    text = '{"a":[' * 2500 + "1" + "]}" * 2500
    index = read_json(text)
    assert (index.valid, index.depth, len(index)) == (True, 5000, 5001)
    pretty = pretty_text(index)
    assert len(pretty) < 100 * 10_001  # indentation does not grow for ever
    assert "".join(pretty.split()) == text
    assert [n.render() for n in notes_of(index)] == ["Brackets are nested 5,000 deep: many programs refuse more than 500."]


def test_what_other_programs_read_differently_is_said() -> None:
    index = read_json('{"a": NaN, "b": [Infinity, NaN], "\\u0061": 1, "c": {"a": 1}}')
    assert index.doubled == {5}
    assert [n.render() for n in notes_of(index)] == [
        "Not strict JSON: it holds NaN 2×, Infinity 1×. Many programs refuse that; it is shown as written.",
        'The name "\\u0061" stands twice in the same object: both are shown, most programs keep only the last.',
    ]
    assert notes_of(read_json('{"a": 1, "b": {"a": 1}}')) == []


def test_paths() -> None:
    index = read_json('{"orders": [{"id": 1, "two words": [true]}]}')
    assert [index.path(n) for n in range(len(index))] == [
        "$", "$.orders", "$.orders[0]", "$.orders[0].id", '$.orders[0]["two words"]', '$.orders[0]["two words"][0]',
    ]  # fmt: skip


def turns(text: str) -> tuple[int, JsonIndex]:
    reader = JsonReader(text)
    return sum(1 for _ in reader.steps()), reader.index


def test_a_long_text_is_read_in_many_turns() -> None:
    for text in (
        json.dumps([{"id": i} for i in range(20_000)]),
        json.dumps("x\n" * 500_000),
        json.dumps({"a" * 200_000: "b" * 200_000}),
    ):
        count, index = turns(text)
        assert index.valid
        assert count >= 3
        assert exact(pretty_text(index)) == exact(text)


def test_pieces_are_bounded() -> None:
    for text in (json.dumps(["x" * 300_000] * 3), "[" * 5000 + "]" * 5000, json.dumps(list(range(50_000)))):
        pieces = list(pretty_pieces(read_json(text)))
        assert max(map(len, pieces)) <= 3 * TOKEN_STEP
        assert len(pieces) > 1
