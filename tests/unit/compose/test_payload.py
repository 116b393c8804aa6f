"""Templates: what they give, what they cannot do, and the bytes that leave."""

import json
import random
import time
import uuid
import warnings
from datetime import UTC, datetime
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kafkadesk.core.compose.operations import FILTERS
from kafkadesk.core.compose.sandbox import JINJA
from kafkadesk.core.compose.template import MONITOR_EVENT, TEMPLATES, Template, encode
from kafkadesk.core.errors import InputError
from tests.rigs.pace import pace

NOON = datetime(2026, 5, 1, 12, 0, 0, 123_456, tzinfo=UTC)

RENDERED = {
    "plain": "plain",
    "": "",
    '{"a": {"b": {}}}': '{"a": {"b": {}}}',
    "{{ seq }}": "7",
    "{{seq}}-{{  seq  }}": "7-7",
    '{"a":{{ seq }}}': '{"a":7}',
    "{{ seq + 1 }}\n": "8\n",
    "{{ now }} {{ now() }}": "2026-05-01T12:00:00.123Z 2026-05-01T12:00:00.123Z",
    "{{ '%05d' }}{# nothing #}": "%05d",
    "{% if seq % 2 %}odd{% else %}even{% endif %}": "odd",
    "{% for i in range(3) %}{{ i }}{{ ',' if not loop.last }}{% endfor %}": "0,1,2",
    "{% set n = seq * 2 %}{{ n }}": "14",
    "{{ {'a': '<é>'}|tojson }}": '{"a": "<é>"}',
    "{% raw %}{{ seq }}{% endraw %}": "{{ seq }}",
    "{{ 'ab' * 3 }}": "ababab",
    "{{ 1.5 * seq }} {{ 7.5 % 2 }}": "10.5 1.5",
    "a\r\n{{ seq }}": "a\r\n7",
}

# template, line, sentence
REFUSED = [
    ("{{ seq", 1, "The template cannot be read: unexpected end of template, expected 'end of print statement'."),
    ("\n{{ foo }}", 2, "There is no “foo” in a template."),
    ("{{ 1/0 }}", 1, "The template cannot be filled in: division by zero"),
    ("\n\n{{ randint(5, 2) }}", 3, None),
    ("{{ choice([]) }}", 1, "The template cannot be filled in: Cannot choose from an empty sequence"),
    ("{{ seq() }}", 1, "The template cannot be filled in: 'int' object is not callable"),
    ("{{ seq.foo }}", 1, "The template cannot be filled in: 'int object' has no attribute 'foo'"),
    ("{{ 'a' ~ 'b' }}", 1, "“~” is not available in a template."),
    ("{{ 9 ** 9 }}", 1, "“**” is not available in a template."),
    ("{{ 'x'.upper() }}", 1, "“….…()” is not available in a template."),
    ("{% include '/etc/passwd' %}", 1, "“{% include %}” is not available in a template."),
    ("{% import 'x' as x %}", 1, "“{% import %}” is not available in a template."),
    ("{% macro f() %}{% endmacro %}", 1, "“{% macro %}” is not available in a template."),
    ("{{ ''.__class__.__mro__ }}", 1, "The template cannot be filled in: access to attribute '__class__' of 'str' object is unsafe."),
    ("{{ '%1000000000d' % 1 }}", 1, "The template cannot be filled in: “%” does not work with these values."),
    ("{{ [1] * 3 }}", 1, "The template cannot be filled in: “*” does not work with these values."),
    ("{{ seq|center(1000000000) }}", 1, "The template cannot be read: No filter named 'center'."),
    ("{% set a = [1] %}{% set b = [a, a] %}", 1, "A list cannot hold the variable “a”."),
    ("{{ self }}", 1, "There is no “self” in a template."),
    ("{{ randint }}", 1, "The template cannot be filled in: method"),
    ("{{ " + "(" * 3_000 + " }}", None, "The template is nested too deeply."),
]

# template, line, column
PLACED = [
    ("{{ nobody }}", 1, 4),
    ('{\n  "a": {{ seq + nobody }}\n}', 2, 17),
    ("x {{ seq }} {{ 1 / 0 }}", 1, 16),
    ("{{ seq }}\n{% if seq %}{{ (seq }}{% endif %}", 2, 21),
    ("{{ seq }} {{ seq | nofilter }}", 1, 20),
    ("{{ seq }} {{ }}", 1, 14),
    ("{{ seq $ }}", 1, 8),
    ("a\n{{ seq,\n  [seq, x] }}", 3, 9),
    ("{% if seq %}\n{% endfor %}", 2, 4),
    ("  {{- nobody -}}  ", 1, 7),
    ("é😀{{ nobody }}", 1, 6),
    ("{% for i in range(3) %}{{ i }}{{ 1 // (i - 2) }}{% endfor %}", 1, 34),
    ("{% include 'x' %}", 1, 4),
]


@pytest.mark.parametrize(("template", "line", "column"), PLACED)
def test_a_fault_of_a_template_has_its_line_and_column(template: str, line: int, column: int) -> None:
    with pytest.raises(InputError) as caught:
        Template(template).render(7)
    assert (caught.value.line, caught.value.column) == (line, column)


@given(st.text(alphabet="{}% sequnow\"'\n-|+#", max_size=30))
def test_looking_for_places_changes_nothing(text: str) -> None:
    try:
        ours = Template(text).render(7, now=NOON, identity="UUID")
    except InputError:
        return
    assert ours == JINJA.from_string(text).render(seq=7, now="2026-05-01T12:00:00.123Z", uuid="UUID")


TOO_MUCH = [
    "{{ 'a' * 10000000000 }}",
    "{{ 10000000000 * 'a' }}",
    "{% for i in range(1000000000) %}x{% endfor %}",
    "{% for i in range(1000) %}{% for j in range(1000) %}x{% endfor %}{% endfor %}",
    "{% for i in range(10000) %}{{ 'a' * 10000 }}{% endfor %}",
    "{% for i in range(90000) %}" + "x" * 200 + "{% endfor %}",
    "{% set a = 'x' * 8000000 %}{% set b = a + a + a %}",
    "{% set a = 9999999999999999999 %}" + "{% set a = a * a %}" * 20,
    "{% set a = 'x' * 8000000 %}{% for i in range(100000) %}{% if a|upper == a|lower %}y{% endif %}{% endfor %}",
    "{{ 1|round(-100000000) }}",  # from here on without any loop
    "{{ '" + "9" * 4_000 + "'|int }}",
    "{{ 'f' * 5000000 }}{{ ('f' * 5000000)|int(0, 16) }}",
    "{% set a = 'a' * 999999 %}{% set b = 'b' * 999999 %}{{ a|trim(b) }}",
    "{% set a = 0x" + "f" * 100_000 + " %}{{ a // 3 }}",
    "{% set a = 0x" + "f" * 100_000 + " %}{{ a is divisibleby(7) }}",
    "{{ '\"'" + "|tojson" * 40 + " }}",
    "{% set a = 'x' * 999999 %}{% set b = 'x' * 999999 %}" + "{% if a == b and a in b and a|upper == a %}{% endif %}" * 500,
    "{{ 'ab' in range(100000) }}" * 1_500,
    "{% set a = ['x' * 100000] %}" + "{% set a = a + a %}" * 20,
    "{% set a = ['x' * 100000] + ['\u00e9' * 100000] %}" + "{% set a = a + a %}" * 4 + "{{ a }}",
    "{% set a = 'x' * 8000000 %}" + "{% set b = a[1:] %}" * 4,
    "{{ -" + "(-" * 20 + "0x" + "f" * 10_000 + " * 3" + ")" * 20 + " }}",
]

REACHED_FOR = [
    "{% set seq = 'x'.center %}{{ seq(1000000000) }}",
    "{% set seq = '{:1000000000}'.format %}{{ seq(1) }}",
    "{% set choice = range %}{{ choice.__class__ }}",
    "{% for range in [1] %}{{ range(3) }}{% endfor %}",
]


@pytest.mark.parametrize("template", REACHED_FOR)
def test_only_our_functions_can_be_called(template: str) -> None:
    with pytest.raises(InputError, match=r"not callable|unsafe"):
        Template(template).render(1)


VALUES = st.sampled_from(
    ("seq", "now", "2", "-7", "0.5", "'aé\"'", "''", "[1, 2]", "(1, 'x')", "{'a': 1}", "true", "none", "range(3)", "i")
)
EXPRESSIONS = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(("+", "-", "*", "/", "//", "%", "and", "or", "==", "<", "!=", "in", "not in")), inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("(not {})".format, inner),
        st.builds("(-{})".format, inner),
        st.builds("({})|{}".format, inner, st.sampled_from((*FILTERS, "default(3)", "default('x', true)", "round(1, 'floor')", "trim('a')", "int(4)"))),
        st.builds("(({}) is {})".format, inner, st.sampled_from(("defined", "even", "odd", "string", "number", "divisibleby(2)", "none", "in([1, 2])"))),
        st.builds("({})[{}]".format, inner, st.sampled_from(("0", "-1", "1:", ":-1", "::2", "'a'", "9"))),
        st.builds("({}).{}".format, inner, st.sampled_from(("a", "real", "missing"))),
    ),
    max_leaves=5,
)  # fmt: skip
BODIES = st.recursive(
    st.one_of(st.builds("{{{{ {} }}}}".format, EXPRESSIONS), st.just("x\n"), st.just("{% set i = 3 %}"), st.just("{{ loop.index }}{{ loop.last }}")),
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("{{% if {} %}}{}{{% elif {} %}}{}{{% else %}}{}{{% endif %}}".format, EXPRESSIONS, inner, EXPRESSIONS, inner, inner),
        st.builds("{{% for i in {} %}}{}{{% else %}}{}{{% endfor %}}".format, EXPRESSIONS, inner, inner),
        st.builds("{{% for i in {} if i %}}{}{{% endfor %}}{{{{ i }}}}".format, EXPRESSIONS, inner),
        st.builds("{{% set i = {} %}}{}".format, EXPRESSIONS, inner),
    ),
    max_leaves=4,
)  # fmt: skip


@settings(max_examples=300)
@given(BODIES)
def test_what_a_template_gives_is_what_jinja_gives(body: str) -> None:
    text = "{% set i = 5 %}" + body
    try:
        ours = Template(text).render(7, now=NOON, identity="UUID")
    except InputError:
        return
    environment = JINJA.overlay()
    environment.filters = {**environment.filters, "tojson": partial(json.dumps, ensure_ascii=False)}
    with warnings.catch_warnings(action="ignore", category=SyntaxWarning):  # of Python, which compiles what Jinja2 makes of (2)[1:]
        theirs = environment.from_string(text)
    assert ours == theirs.render(seq=7, now="2026-05-01T12:00:00.123Z", uuid="UUID", range=range)


@pytest.mark.parametrize(("template", "text"), RENDERED.items())
def test_renders(template: str, text: str) -> None:
    assert Template(template).render(7, now=NOON) == text


@pytest.mark.parametrize(("template", "line", "sentence"), REFUSED)
def test_refuses_with_the_line(template: str, line: int | None, sentence: str | None) -> None:
    with pytest.raises(InputError) as caught:
        Template(template).render(7)
    assert caught.value.line == line
    assert sentence is None or caught.value.title.render() == sentence


@pytest.mark.parametrize("template", TOO_MUCH)
def test_no_template_takes_the_machine_with_it(template: str) -> None:
    before, started = pace(), time.thread_time()
    with pytest.raises(InputError, match=r"too large|too long"):
        Template(template).render(1)
    assert time.thread_time() - started < 1.0 * max(before, pace())


def test_a_budget_is_for_one_rendering() -> None:
    template = Template("{% for i in range(34000) %}x{% endfor %}")
    assert [len(template.render(seq)) for seq in (1, 2, 3)] == [34_000] * 3


def test_one_seed_gives_one_message() -> None:
    template = Template("{{ uuid }} {{ uuid() }} {{ randint(1, 1000000) }} {{ choice(['a', 'b', 'c']) }} {{ now }}")
    texts = {template.render(3, random.Random(42), NOON) for _ in range(5)}
    assert len(texts) == 1
    assert template.render(3, random.Random(43), NOON) not in texts


def test_a_message_has_one_uuid_and_each_call_makes_another() -> None:
    first, second, third, fourth = Template("{{ uuid }} {{ uuid }} {{ uuid() }} {{ uuid() }}").render(1).split()
    assert first == second
    assert len({first, third, fourth}) == 3
    assert uuid.UUID(first).version == uuid.UUID(third).version == 4


@given(st.text(alphabet='{}% sequnow"\n', max_size=20), st.integers(0, 99))
def test_the_way_without_jinja_gives_the_same(text: str, seq: int) -> None:
    try:
        ours = Template(text)
    except InputError:
        return
    if ours.parts is not None:
        theirs = JINJA.from_string(text).render(seq=seq, now="NOW", uuid="UUID")
        assert ours.render(seq, now=NOON, identity="UUID").replace("2026-05-01T12:00:00.123Z", "NOW") == theirs


def test_the_monitor_event_is_the_blog_posts() -> None:
    event = json.loads(Template(MONITOR_EVENT).render(12))
    assert list(event) == ["interval", "producer", "cpu", "mem", "seq", "msg"]
    assert event["producer"].keys() == {"name", "host", "user", "password"}
    assert event["seq"] == 12
    assert event["interval"] == 10


def test_every_template_of_the_menu_renders() -> None:
    assert [bool(Template(built_in.text).render(1)) for built_in in TEMPLATES] == [True] * len(TEMPLATES)
    assert TEMPLATES[0].text == MONITOR_EVENT


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_ascii_escaping_is_that_of_json_dumps(text: str) -> None:
    document = json.dumps({"msg": text}, ensure_ascii=False)
    assert encode(document, True) == json.dumps({"msg": text}).replace("\\u007f", "\x7f").encode()
    assert encode(document, False) == document.encode()


def test_ascii_escaping_leaves_the_layout_alone() -> None:
    assert encode('{ "a" :\n1.50, "b":"消😀"}', True) == b'{ "a" :\n1.50, "b":"\\u6d88\\ud83d\\ude00"}'


@pytest.mark.parametrize("ascii_escaped", [True, False])
def test_half_a_character_is_refused_with_its_place(ascii_escaped: bool) -> None:
    with pytest.raises(InputError, match=r"U\+D800") as caught:
        encode('{\n "a": "\ud800"}', ascii_escaped)
    assert (caught.value.line, caught.value.column) == (2, 8)
