"""Strict JSON: the first wrong character and why, and templates judged as they are once filled in."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.compose.template import MONITOR_EVENT, TEMPLATES
from kafkadesk.core.compose.template_check import TemplateCheck, check_template
from kafkadesk.core.errors import InputError
from kafkadesk.core.jsontext.faults import FaultError, scan
from kafkadesk.core.jsontext.strict import _fast, check_json

# text, line, column, sentence
REFUSED = [
    ("", 1, 1, "There is nothing here yet: JSON needs a value."),
    ("  \n ", 2, 2, "There is nothing here yet: JSON needs a value."),
    ('{"a":1,}', 1, 7, "There is a comma after the last item: take it out."),
    ("[1,\n2,\n]", 2, 2, "There is a comma after the last item: take it out."),
    ("[1,,2]", 1, 4, "A value is missing before this comma."),
    ("[,1]", 1, 2, "A value is missing before this comma."),
    ('{"a":1,,"b":2}', 1, 8, "There is one comma too many."),
    ("{'a':1}", 1, 2, "JSON uses double quotes, not single ones."),
    ("{\"a\":\n  'b'}", 2, 3, "JSON uses double quotes, not single ones."),
    ("{a:1}", 1, 2, 'A name needs double quotes: "a".'),
    ("{1:2}", 1, 2, 'A name needs double quotes: "1".'),
    ("{[]:1}", 1, 2, "A name in double quotes is expected here."),
    ('{"a":1,"b":2,"a":3}', 1, 14, "The name “a” is there twice in this object."),
    ('{"é": 1, "\\u00e9": 2}', 1, 10, "The name “é” is there twice in this object."),
    ("[NaN]", 1, 2, "JSON has no NaN."),
    ("[1, -Infinity]", 1, 5, "JSON has no -Infinity."),
    ('["ab\\ud800"]', 1, 5, "\\ud800 is half of a character: it cannot be sent as UTF-8."),
    ('["\\udc00\\ud800"]', 1, 3, "\\udc00 is half of a character: it cannot be sent as UTF-8."),
    ('["\ud800"]', 1, 3, "U+D800 is half of a character: it cannot be sent as UTF-8."),
    ("[" * 501 + "]" * 501, 1, 501, "More than 500 brackets are open here."),
    ('"a\nb"', 1, 3, "The string is not closed on this line. A line break inside a string is written \\n."),
    ('"a\tb"', 1, 3, "A tab inside a string is written \\t."),
    ('"\x01"', 1, 2, "An invisible control character: inside a string it is written \\u0001."),
    ("1 2", 1, 3, "There is more text after the value: a record holds one JSON value."),
    ('{"a":1}\n{"a":2}', 2, 1, "There is more text after the value: a record holds one JSON value."),
    ("[1]]", 1, 4, "Unexpected ]: there is no open bracket to close."),
    ("[1 2]", 1, 4, "A comma is missing before this."),
    ('{"a":1\n "b":2}', 2, 2, "A comma is missing before this."),
    ('{"a" 1}', 1, 6, "A colon is missing after the name “a”."),
    ('{"a":}', 1, 6, "The name “a” has no value."),
    ('{"a":,"b":1}', 1, 6, "The name “a” has no value."),
    ('{"a":1:2}', 1, 7, "There is one colon too many."),
    ("[1:2]", 1, 3, "A list has no names: a colon does not belong here."),
    ("[:1]", 1, 2, "A value is expected here, not a colon."),
    ('{"a":1]', 1, 7, "] does not match the { of line 1, column 1."),
    ('[\n {"a":1,]', 2, 9, "] does not match the { of line 2, column 2."),
    ('{"a"', 1, 5, "The { of line 1, column 1 is never closed."),
    ('{"a":', 1, 6, "The { of line 1, column 1 is never closed."),
    ('[{"a":1}', 1, 9, "The [ of line 1, column 1 is never closed."),
    ('["abc]', 1, 2, "This string is never closed: a double quote is missing."),
    ('"\\', 1, 1, "This string is never closed: a double quote is missing."),
    ('["\\x41"]', 1, 3, "\\x is not an escape of JSON. A backslash itself is written \\\\."),
    ('["\\u12"]', 1, 3, "Four hexadecimal digits are expected after \\u."),
    ("[01]", 1, 2, "A number cannot begin with a zero: 01"),
    ("[0x1F]", 1, 2, "JSON has no hexadecimal numbers: 0x1F"),
    ("[1.]", 1, 2, "A digit is missing after the decimal point: 1."),
    ("[.5]", 1, 2, ".5 is not a number. If it is text, it needs double quotes."),
    ("[33.5%]", 1, 2, "33.5% is not a number. If it is text, it needs double quotes."),
    ("[True]", 1, 2, "JSON writes true, not True."),
    ("[abc]", 1, 2, "abc is not JSON. If it is text, it needs double quotes."),
    ("[“a”]", 1, 2, '““” is a look-alike: type "'),
    ('{"a"：1}', 1, 5, "“：” is a look-alike: type :"),
    ("[1，2]", 1, 3, "“，” is a look-alike: type ,"),
    ("[true，2]", 1, 6, "“，” is a look-alike: type ,"),
    ("[1 // one\n]", 1, 4, "JSON has no comments."),
    ("# x", 1, 1, "JSON has no comments."),
    ("\ufeff[]", 1, 1, "The text begins with an invisible byte order mark."),
    ("[\u00a01]", 1, 2, "An invisible character does not belong here: U+00A0."),
    ('{"😀": 1, x}', 1, 10, 'A name needs double quotes: "x".'),  # columns count characters, not UTF-16 units
]


@pytest.mark.parametrize(("text", "line", "column", "sentence"), REFUSED)
def test_the_first_wrong_character_is_named(text: str, line: int, column: int, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        check_json(text)
    assert caught.value.title.render() == sentence
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        '"x"',
        " 1 ",
        "null",
        '"' + "[{" * 600 + '"',
        "-0.5e+10",
        "1e999",
        "9" * 5_000,
        '"\\ud83d\\ude00"',
        "[" * 500 + "]" * 500,
        '{"a":{"a":1}}',
    ],
)
def test_takes_what_is_strict_json(text: str) -> None:
    assert check_json(text) == len(text.encode())


def test_size_is_that_of_utf8() -> None:
    assert check_json('"消息😀"') == 2 + 6 + 4


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)
jsonish = st.text(alphabet="{}[]:,\"\\u0d8c1eE+-. \n\ttruefalsn'“，\ud800é", max_size=25)


@given(values, st.sampled_from([None, 2]), st.booleans())
def test_takes_all_that_json_writes(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert check_json(text) == len(text.encode())
    scan(text)


@given(jsonish)
def test_the_fast_scanner_and_the_one_for_people_agree(text: str) -> None:
    try:
        scan(text)
    except FaultError as fault:
        assert not _fast(text)
        assert 0 <= fault.at <= len(text)  # noqa: PT017  # either outcome is checked
    else:
        assert _fast(text) or "\\u" in text  # an escape is looked at closely in any case


@given(values, st.integers(0, 10_000), st.sampled_from('{}[]:,"x\\\n'))
def test_a_damaged_text_is_refused_not_before_the_damage_can_be_seen(value: object, at: int, junk: str) -> None:
    text = json.dumps([value])
    at %= len(text)
    damaged = text[:at] + junk + text[at:]
    try:
        check_json(damaged)
    except InputError as error:
        assert error.line is not None  # noqa: PT017  # either outcome is checked
        assert error.column is not None  # noqa: PT017
    else:
        json.loads(damaged)


def test_a_megabyte_with_its_fault_at_the_end_is_checked_while_one_types() -> None:
    text = "[" + ",".join('{"seq": 12345, "msg": "Hello kafka"}' for _ in range(27_000)) + ",]"
    started = time.perf_counter()
    with pytest.raises(InputError, match="comma after the last item"):
        check_json(text)
    assert time.perf_counter() - started < 5.0


def test_a_long_list_is_not_a_deep_one() -> None:
    text = json.dumps([{"a": ["]}", '"[[{{']}] * 5_000)
    assert _fast(text)
    assert check_json(text) == len(text)


@pytest.mark.parametrize(("depth", "taken"), [(499, True), (500, True), (501, False), (900, False), (100_000, False)])
def test_depth_is_counted_whatever_else_there_is(depth: int, taken: bool) -> None:
    text = '{"[[": ["}}"], "x": ' + "[" * (depth - 1) + "]" * (depth - 1) + "}"
    assert _fast(text) == taken
    if not taken:
        with pytest.raises(InputError, match="More than 500 brackets") as caught:
            check_json(text)
        assert caught.value.column == 20 + 500


def test_the_built_in_json_templates_are_valid_once_filled_in() -> None:
    assert check_template(MONITOR_EVENT).filled_in
    assert check_template(TEMPLATES[1].text).filled_in
    assert check_template("{}") == TemplateCheck(2, False)


# template, line, column of the fault in the template itself
PLACES = [
    ('{"a": {{ seq }},}', 1, 16),
    ('{\n  "a": {{ seq }},\n  "b": tru\n}', 3, 8),
    ('{"a": {{ now }}, "b": 1}', 1, 7),
    ('{"a": {{ randint(1, 6) }}, x: 1}', 1, 28),
    ('{"a" "{{ seq }}"}', 1, 6),
    ("{{ seq }} {{ seq }}", 1, 11),
    ('[\n{{ seq }},\n"a\n]', 3, 3),
    ('{"a": {{ seq }}', 1, 16),
    ('{"a": {{ seq }}, b: {{ now }}}', 1, 18),
    ('{"a": "{{ now }}", "b": "{{ now }}", "c": {{ seq }}, d', 1, 54),
    ('{% if seq %}{"a": {{ seq }} "b"{% endif %}', 1, 29),
]


@pytest.mark.parametrize(("template", "line", "column"), PLACES)
def test_a_fault_is_placed_in_the_template(template: str, line: int, column: int) -> None:
    with pytest.raises(InputError) as caught:
        check_template(template, seq=7)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_a_text_without_places_keeps_its_own() -> None:
    with pytest.raises(InputError) as caught:
        check_template('{"a": 1,}')
    assert (caught.value.line, caught.value.column, caught.value.hint) == (1, 8, None)


def test_a_fault_behind_what_was_left_out_has_no_place() -> None:
    with pytest.raises(InputError, match="x is not JSON") as caught:
        check_template("[{% if seq == 2 %}y, {% endif %}x]")
    assert caught.value.line is None


def test_a_fault_without_a_place_in_the_template_is_shown_as_filled_in() -> None:
    with pytest.raises(InputError) as caught:
        check_template("[{% for i in range(3) %}\n{{ i }}{% endfor %}]")
    assert caught.value.line is None
    assert caught.value.hint is not None
    assert caught.value.hint.render() == "Line 3 with the template filled in: 1"
