"""Format and minify: never a value changed, refused in words where that cannot be promised."""

import json
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.compose.layout import exact, formatted, minified
from kafkadesk.core.compose.template import MONITOR_EVENT, TEMPLATES, Template
from kafkadesk.core.errors import InputError
from kafkadesk.core.jsontext.brackets import partner

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)
numbers = st.from_regex(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?", fullmatch=True)
spaces = st.text(alphabet=" \t\n\r", max_size=3)


@st.composite
def documents(draw: st.DrawFn, depth: int = 3) -> str:
    """Give JSON as people write it: odd numbers, escapes, names twice, white space anywhere."""
    kind = draw(st.sampled_from(["number", "string", "word", "list", "object"] if depth else ["number", "string", "word"]))
    inner = documents(depth - 1)
    match kind:
        case "number":
            made = draw(numbers)
        case "string":
            made = draw(st.sampled_from(['"\\u0041\\/"', '"{{"', '"{[,:"', '""'])) if draw(st.booleans()) else json.dumps(draw(st.text()))
        case "word":
            made = draw(st.sampled_from(["true", "false", "null", "NaN", "-Infinity"]))
        case "list":
            made = "[" + ",".join(draw(st.lists(inner, max_size=3))) + draw(spaces) + "]"
        case _:
            names = draw(st.lists(st.sampled_from(['"a"', '"b"', '"\\u0061"']), max_size=3))
            made = "{" + ",".join(f"{draw(spaces)}{name}{draw(spaces)}:{draw(inner)}" for name in names) + draw(spaces) + "}"
    return draw(spaces) + made + draw(spaces)


@given(documents())
def test_only_white_space_changes(text: str) -> None:
    for made in (formatted(text, templates=False), minified(text, templates=False)):
        assert exact(made) == exact(text)
        assert "".join(made.split()) == "".join(text.split()) or "\\u" in text or '"' in text
    assert minified(formatted(text, templates=False), templates=False) == minified(text, templates=False)
    assert formatted(minified(text, templates=False), templates=False) == formatted(text, templates=False)


@given(values)
def test_the_layout_is_that_of_json_dumps(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False)
    assert formatted(text, templates=False) == json.dumps(value, indent=2, ensure_ascii=False)
    assert minified(text, templates=False) == json.dumps(value, separators=(",", ":"), ensure_ascii=False)


KEPT = [
    ('{"a":1.50,"a":1e400,"b":-0,"c":"\\u0041\\/é"}', '{\n  "a": 1.50,\n  "a": 1e400,\n  "b": -0,\n  "c": "\\u0041\\/é"\n}'),
    ('{"n":12345678901234567890123}', '{\n  "n": 12345678901234567890123\n}'),
    ("[]", "[]"),
    ('{"a":{},"b":[[]]}', '{\n  "a": {},\n  "b": [\n    []\n  ]\n}'),
    ('{"a":{{ seq }},"b":"{{ uuid }}"}', '{\n  "a": {{ seq }},\n  "b": "{{ uuid }}"\n}'),
    ('{"a":{"b":{{ seq }}}}', '{\n  "a": {\n    "b": {{ seq }}\n  }\n}'),
    ('["{{ choice(["tea", "coffee"]) }}",-{{ seq }}.5]', '[\n  "{{ choice(["tea", "coffee"]) }}",\n  -{{ seq }}.5\n]'),
    ('{"a":"{% if seq > 1 %}x{% endif %}"}', '{\n  "a": "{% if seq > 1 %}x{% endif %}"\n}'),
    ('{ {{ "a"|tojson }}:1}', '{\n  {{ "a"|tojson }}: 1\n}'),
]


@pytest.mark.parametrize(("text", "made"), KEPT)
def test_numbers_order_doubles_and_templates_stay(text: str, made: str) -> None:
    assert formatted(text) == made
    assert minified(made) == minified(text) == text


REFUSED = [
    ('{"a":1,}', 1, 7, "There is a comma after the last item: take it out."),
    ('[1\n "b"]', 2, 2, "A comma is missing before this."),
    ("", 1, 1, "There is nothing here yet: JSON needs a value."),
    ('"\x01"', 1, 2, "An invisible control character: inside a string it is written \\u0001."),
    ("[{{ seq }},]", 1, 11, "There is a comma after the last item: take it out."),
    (
        "[{% for i in range(3) %}{{ i }},{% endfor %}0]", None, None,
        "A template with {% … %} between values cannot be formatted automatically.",
    ),
    ("[1{# no #}]", None, None, "A template with {% … %} between values cannot be formatted automatically."),
    ("""[{{ '"a' }}, {{ 'b"' }}]""", None, None, "Formatting would change the output of the template."),
    ("[{{ 1 if seq < 2 else 'x' }}]", None, None, "The template does not give JSON for every message: it cannot be formatted."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "sentence"), REFUSED)
def test_what_cannot_be_laid_out_is_refused_in_words(text: str, line: int | None, column: int | None, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        formatted(text)
    assert caught.value.title.render() == sentence
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize("template", [t.text for t in TEMPLATES if t.text.startswith("{")])
def test_the_built_in_templates_keep_their_layout_and_meaning(template: str) -> None:
    assert formatted(template) == template
    tight = minified(template)
    assert "\n" not in tight
    for seq in (1, 9):
        assert (
            json.loads(Template(tight).render(seq, random.Random(seq))) == json.loads(Template(template).render(seq, random.Random(seq)))
            or "now" in template
        )


@given(st.text(alphabet='{}[]:,"{%# seq1a\\\n', max_size=25))
def test_whatever_is_typed_is_laid_out_or_refused(text: str) -> None:
    try:
        made = formatted(text)
    except InputError:
        return
    assert re.sub(r"\s", "", made) == re.sub(r"\s", "", text)


BRACKETS = ['{"a}": [1, {}], "b": {{ seq }}}', "[[]", '{"x]', "][", "{]"]


def test_brackets_find_each_other() -> None:
    text = BRACKETS[0]
    pairs = {(0, len(text) - 1), (text.index("["), text.index("]")), (text.index("{}"), text.index("{}") + 1)}
    assert {(at, partner(text, at)) for at in range(len(text)) if partner(text, at) is not None} == {
        pair for a, b in pairs for pair in ((a, b), (b, a))
    }
    assert [[partner(text, at) for at in range(len(text))] for text in BRACKETS[1:]] == [[None, 2, 1], [None] * 4, [None] * 2, [None] * 2]
    assert MONITOR_EVENT[partner(MONITOR_EVENT, 0) or 0 :] == "}"
