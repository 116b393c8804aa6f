"""The filter of a pane: what can be typed, what it finds, what is said about what cannot be read."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kafkadesk.core.errors import InputError
from kafkadesk.core.rows.filter import LONGEST, RowFilter, parse_filter, quoted
from kafkadesk.core.rows.json_path import PARSE_LIMIT
from kafkadesk.core.rows.ring import Gap
from kafkadesk.core.rows.search import TooSlowError, weight
from kafkadesk.core.rows.terms import Field
from kafkadesk.core.text import Text
from tests.rigs.batches import Made, batch_of

ORDER = Made(
    offset=5,
    key=b"Order-17",
    value=b'{"a": {"b": [1, 2.50]}, "name":"alice","name":"bob","price":0.10,"ok":true,"big":12345678901234567890123,"no":null}',
    headers=(("trace", b"Xy"), ("n", None)),
)
ROWS = [
    ORDER,
    Made(offset=6, partition=3, value=None),
    Made(offset=7, value="Привет ПЕТЯ 你好".encode()),
    Made(offset=8, value=b""),
    Made(offset=9, value=b"\xff\xfe abc"),
    Made(offset=10, key=b"12:30", value=b'"seq": 3, /api/v1'),
]
ESCAPED = batch_of(
    [
        Made(offset=1, value=rb'{"city": "\u5317\u4eac", "url": "https:\/\/a.example\/b", "n": 12.50, "ok": true, "no": null}'),
        Made(offset=2, key=rb"\u5317\u4EAC", headers=(("city", rb"\u5317\u4EAC"),)),
        Made(offset=3, value='{"city": "北京 \\ud83c\\udf89", "big": 1e999999999999999999999}'.encode()),
        Made(offset=4, value=rb'{"city": "\\u5317\\u4eac", "\u0061bc": "\u004Fslo \u00D6l"}'),
    ]
)
BATCH = batch_of(ROWS)


def read(text: str) -> RowFilter:
    found = parse_filter(text)
    assert found is not None
    return found


def found(text: str) -> str:
    """Return the offsets of the rows that match."""
    return " ".join(str(BATCH.offsets[i]) for i in read(text).rows(BATCH, 0, len(BATCH)))


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("order", "5"),
        ("-order", "6 7 8 9 10"),
        ("ORDER alice", "5"),
        ("order nothing", ""),
        ("petya", ""),
        ("петя", "7"),
        ("你好", "7"),
        ('"привет п"', "7"),
        ("key:order", "5"),
        ("value:order", ""),
        ("key=Order-17", "5"),
        ("key=order-17", ""),
        ("/ord/", ""),
        ("/ord/i", "5"),
        ("key:/^Order-\\d+$/", "5"),
        ("/a(b|l)[ci]/", "5 9"),
        ("/\\/api\\/v\\d/", "10"),
        ("/api/v1", "10"),
        ("12:30", "10"),
        ('"seq": 3', "10"),
        ('"name":"bob"', "5"),
        ("p:3", "6"),
        ("partition:0,3", "5 6 7 8 9 10"),
        ("p:1-2", ""),
        ("offset:6-7", "6 7"),
        ("o:9-", "9 10"),
        ("offset:-6", "5 6"),
        ("offset:99999999999999999999-", ""),
        ("is:tombstone", "6"),
        ("is:null", "6"),
        ("is:empty", "8"),
        ("is:binary", "9"),
        ("is:gap", ""),
        ("header:trace", "5"),
        ("header:xy", "5"),
        ("header:trace=xy", "5"),
        ("header:Trace=/^Xy$/", "5"),
        ("header:n=xy", ""),
        ("$.a", "5"),
        ("-$.a", "6 7 8 9 10"),
        ("$.a.b[1]=2.5", "5"),
        ("$.a.b[*]>=2", "5"),
        ("$.a.b[0]>1", ""),
        ("$..b[0]=1", "5"),
        ("$.name=alice", "5"),
        ("$.name=bob", "5"),
        ("$.name!=alice", "5"),
        ("$.name~LIC", "5"),
        ("$.name~/^b/", "5"),
        ('$.name="bob"', "5"),
        ('$["name"]<b', "5"),
        ("$.price=0.1", "5"),
        ("$.big=12345678901234567890123", "5"),
        ("$.big=12345678901234567890124", ""),
        ("$.ok=true", "5"),
        ('$.ok="true"', ""),
        ("$.no=null", "5"),
        ("$.zz", ""),
        ("$.*", "5"),
        ("$5", ""),
        ("-", "5"),
        ("abc -p:0", ""),
    ],
)
def test_what_is_found(text: str, offsets: str) -> None:
    assert found(text) == offsets


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("北京", "1 2 3"),
        ("-北京", "4"),
        ("key:北京", "2"),
        ("key=北京", "2"),
        ("header:city=北京", "2"),
        ("value:/北.?京/", "1 3"),
        ("/^\\{.city.: .北京/", "1 3"),
        ("$.city=北京", "1"),
        ("$.city~京", "1 3 4"),
        ("🎉", "3"),
        ("\\u5317", "1 2 4"),
        ("\\U4EAC", "1 2 4"),
        ("https://a.example/b", "1"),
        ("https:\\/\\/a", "1"),
        ("/s:\\/\\/a/", "1"),
        ("abc", "4"),
        ("OSLO", "4"),
        ("öl", "4"),
        ("$.n~2.5", "1"),
        ("$.n~12.50", "1"),
        ("$.n~/^12/", "1"),
        ("$.n~13", ""),
        ("$.ok~RU", "1"),
        ("$.no~null", "1"),
        ("$.city~{", ""),
        ("$.big~e9999", "3"),
        ("$.big>1", ""),
        ("$.city", "1 3 4"),
    ],
)
def test_what_escapes_stand_for_is_found_and_so_is_what_is_written(text: str, offsets: str) -> None:
    assert " ".join(str(ESCAPED.offsets[i]) for i in read(text).rows(ESCAPED, 0, len(ESCAPED))) == offsets


@pytest.mark.parametrize("text", ["", "  ", "\t"])
def test_nothing_is_looked_for(text: str) -> None:
    assert parse_filter(text) is None


@pytest.mark.parametrize(
    ("text", "column", "sentence"),
    [
        ("a p:x", 5, "“x” is no number and no range. Write it like p:3, p:0-2, p:0,2."),
        ("offset:3,-", 10, "“-” is no number and no range. Write it like offset:100-200, offset:100-."),
        ("is:foo", 4, "“foo” is not known. There are is:tombstone, is:empty, is:binary, is:gap."),
        ("key: a", 5, "Nothing follows “key:”."),
        ("$.a= ", 5, "Nothing follows “$.a=”."),
        ("header:trace=", 14, "Nothing follows “header:trace=”."),
        ("-header:trace= a", 15, "Nothing follows “header:trace=”."),
        ("/(/", 3, "The regular expression cannot be used: missing )."),
        ("/(?:a{1000}){1000}b/", 2, "The regular expression repeats too much: written out it has more than 20,000 pieces."),
        ("/a{9999999999}/", 2, "The regular expression repeats too much: written out it has more than 20,000 pieces."),
        (f"/{'(' * 900}a{')' * 900}/", 2, "The regular expression is nested too deeply."),
        ("x /a**/", 6, "The regular expression cannot be used: multiple repeat."),
        (
            "$.a[x]",
            4,
            'The JSON path cannot be read from “[x]” on. Write it like $.producer.name=alice, $.items[0], $.list[*].id>3, $["a name"].',
        ),
        ("x" * (LONGEST + 1), LONGEST + 1, "The filter is longer than 2000 characters."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_place(text: str, column: int, sentence: str) -> None:
    with pytest.raises(InputError) as error:
        parse_filter(text)
    assert (error.value.sentence(), error.value.column) == (sentence, column)


def test_an_expression_that_blows_up_is_given_up() -> None:
    batch = batch_of([Made(value=b"a" * 60 + b"!")])
    begun = time.perf_counter()
    with pytest.raises(TooSlowError, match="This expression takes too long"):
        read("/(a|aa)+$/").rows(batch, 0, 1)
    assert time.perf_counter() - begun < 5
    with pytest.raises(TooSlowError):
        read("$.x~/(a|aa)+$/").rows(batch_of([Made(value=json.dumps({"x": "a" * 60 + "!"}).encode())]), 0, 1)


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        ("abc", 3),
        (r"\d{4}-\d{2}", 7),
        ("(ab){3}", 9),
        ("((a{1,100}){1,100}){1,100}b", 1_010_101),
        ("[(){5}]{2}", 2),
        ("a{3,}", 3),
        ("a)", 2),
        (r"\({3}", 3),
    ],
)
def test_the_weight_of_an_expression(source: str, pieces: int) -> None:
    assert weight(source) == pieces


def test_a_value_too_large_for_a_json_path_is_counted() -> None:
    big = batch_of([Made(value=b'{"a":1,"b":"' + b"x" * PARSE_LIMIT + b'"}'), Made(offset=1, value=b'{"a":1}')])
    for text in ("$.a=1", "-$.a=2"):
        assert read(text).not_read(big, 0, 2) == 1
    assert read("$.a=1").rows(big, 0, 2) == [1]
    assert read("a").not_read(big, 0, 2) == 0


@pytest.mark.parametrize(
    "value", [b"[" * 100_000, b'{"a":' * 50_000, b"1" * 10_000, b"1e999999999999999999999", b"nan", b"\xff", b'{"a":NaN}']
)
def test_strange_json_does_no_harm(value: bytes) -> None:
    batch = batch_of([Made(value=value)])
    for text in ("$..a>1", "$.a=1", "$[0]", "$.*~a"):
        read(text).rows(batch, 0, 1)


def test_gaps() -> None:
    gap = Gap(topic="t", partition=2, start=10, end=20, reason=Text("bad"))
    matching = [
        t for t in ("is:gap", "p:2", "p:1", "offset:15", "offset:19-", "offset:20-", "bad", "-bad", "$.a") if read(t).rows(gap, 0, 1)
    ]
    assert matching == ["is:gap", "p:2", "offset:15", "offset:19-", "-bad"]


@pytest.mark.parametrize(
    ("text", "shown", "marked"),
    [
        ("AB", "xabAb", "x[abAb]"),
        ("a b", "a-b-a", "[a]-[b]-[a]"),
        ("key:a", "aaa", "aaa"),
        ("/\\d+/", "a12b3", "a[12]b[3]"),
        ("$.seq>3", '{"seq":4}', '{["seq"]:4}'),
        ("-a", "abc", "abc"),
        ("/x*/", "ab", "ab"),
        ("p:3 ab", "ab", "[ab]"),
        ("北京", r"a \u5317\u4EAC 北京 \u5317京", r"a [\u5317\u4EAC] [北京] [\u5317京]"),
        ("/北./", r"\u5317\u4eac", r"[\u5317\u4eac]"),
        ("a/b", r"a\/b", r"[a\/b]"),
        ("key=北", r"\u5317", r"\u5317"),
        ("value=北", r"\u5317", r"[\u5317]"),
    ],
)
def test_marks_in_a_value(text: str, shown: str, marked: str) -> None:
    drawn, at = "", 0
    for begin, end in read(text).marks(Field.VALUE, shown):
        drawn += f"{shown[at:begin]}[{shown[begin:end]}]"
        at = end
    assert drawn + shown[at:] == marked


@given(st.text(max_size=20))
def test_a_quoted_text_is_read_as_it_is(text: str) -> None:
    if text.strip() and "\ud800" not in text:
        batch = batch_of([Made(key=text.encode(errors="ignore")), Made(key=b"!" + text.encode(errors="ignore"))])
        assert read(f"key={quoted(text)}").rows(batch, 0, 2) == [0]


def is_read_or_refused_in_words(text: str) -> None:
    refused: InputError | None = None
    try:
        wanted = parse_filter(text)
        if wanted is not None:
            for batch in (BATCH, ESCAPED):
                wanted.rows(batch, 0, len(batch))
            wanted.marks(Field.VALUE, text)
            wanted.marks(Field.KEY, r"12:30 \u5317")
    except InputError as error:
        refused = error
    if refused is not None:
        assert refused.column is not None or isinstance(refused, TooSlowError)
        assert refused.sentence()


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_in_words(text: str) -> None:
    is_read_or_refused_in_words(text)


NAMES = st.sampled_from(["trace", "北京", "a.b", "名=", "ｔ", "x"])
TEXTS = st.sampled_from(
    ["alice", "北京", '"two words"', '"a \\"b\\" c"', "3.5", "-7", "true", '""', "“引”", "＂ａ＂", "：", "\\u5317", "\\/", "a=b", "\\"]
)
EXPRESSIONS = st.sampled_from(
    ["/a+/", "/(a|b)*c/i", "/[^/]+/", "/\\d{2,3}/", "/\\/api/", "/(?<n>北)\\k<n>/", "/\\p{Han}+/", "/(?i:x)\\b/", "/[[a-z]--b]/", "/\\N{DIGIT ONE}/",
     "/(?=a)(?!b)/", "/\\x41\\u5317\\U0001F389/", "/(a)(?(1)b|c)/", "/(?:ab){e<=1}/", "/\\1/", "/^京$/"]
)  # fmt: skip
WHAT = TEXTS | EXPRESSIONS
PATHS = st.lists(
    st.sampled_from([".a", "..b", "[0]", "[*]", '["a name"]', ".北京", '["\\"q"]', ".*", '["]"]']), min_size=1, max_size=4
).map("".join)
CONDITIONS = st.one_of(
    WHAT,
    st.builds("{}{}{}".format, st.sampled_from(["key", "value", "KEY"]), st.sampled_from([":", "="]), WHAT),
    st.builds("header:{}".format, WHAT),
    st.builds("header:{}={}".format, NAMES, WHAT),
    st.builds("{}:{}".format, st.sampled_from(["p", "partition", "o", "offset"]), st.sampled_from(["3", "0-2", "7-", "-9", "0,2,5..9"])),
    st.sampled_from(["is:tombstone", "is:empty", "is:binary", "is:gap", "is:null"]),
    st.builds("${}{}{}".format, PATHS, st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "~"]), WHAT),
    st.builds("${}".format, PATHS),
)
FILTERS = st.lists(st.builds("{}{}".format, st.sampled_from(["", "-"]), CONDITIONS), min_size=1, max_size=4).map(" ".join)
ODD = st.sampled_from(
    [
        "",
        " ",
        "-",
        '"',
        "'",
        "：",
        "＝",
        "＂",
        "“",
        "　",
        "\u00a0",
        "\x1f",
        "～",
        "／",
        "/",
        "\\",
        "$",
        "＄",
        "北",
        "key:",
        "$.",
        "header:",
        "=",
    ]
)


def each_prefix(text: str, inserted: str, at: int) -> None:
    """Try what stands in the line while somebody types this, and goes back to insert something."""
    for end in range(1, len(text) + 1):
        is_read_or_refused_in_words(text[:end])
    place = at % (len(text) + 1)
    is_read_or_refused_in_words(text[:place] + inserted + text[place:])
    is_read_or_refused_in_words(text[:place] + inserted)


@given(FILTERS, ODD, st.integers(0, 99))
def test_every_prefix_of_a_filter_is_read_or_refused_in_words(text: str, inserted: str, at: int) -> None:
    each_prefix(text, inserted, at)


@pytest.mark.long
@pytest.mark.parametrize("part", range(50))  # Hypothesis remembers each example: 100,000 in one run take more than 3 GB
@settings(max_examples=2_000)
@given(FILTERS, ODD, st.integers(0, 99))
def test_every_prefix_of_100_000_filters(part: int, text: str, inserted: str, at: int) -> None:
    del part
    each_prefix(text, inserted, at)


PIECES = st.sampled_from([b"", b"a", b"A", b"ab", b"b a", b"\xff", "ж".encode(), "Ж".encode(), "你".encode(), b'{"a":1}', b'{"a":"B"}'])
BYTES = st.lists(PIECES, max_size=4).map(b"".join)
RECORDS = st.builds(
    Made,
    partition=st.integers(0, 3),
    offset=st.integers(0, 9),
    key=st.none() | BYTES,
    value=st.none() | BYTES,
    headers=st.lists(st.tuples(st.sampled_from(["a", "H", "ж"]), st.none() | BYTES), max_size=2).map(tuple),
)
WORDS = st.sampled_from(["a", "A", "ab", "b a", "ж", "Ж", "你", '"a"', "a1", "zz"])


def texts_of(made: Made, field: str) -> list[bytes]:
    headers: list[bytes | None] = [part for name, value in made.headers for part in (name.encode(), value) if part is not None]
    every: dict[str, list[bytes | None]] = {
        "key": [made.key],
        "value": [made.value],
        "header": headers,
        "": [made.key, made.value, *headers],
    }
    return [part for part in every[field] if part is not None]


def naive(made: Made, field: str, word: str) -> bool:
    """Look at one record, decoded; the slow and plain way."""
    return any(word.casefold() in part.decode(errors="replace").casefold() for part in texts_of(made, field))


@given(
    st.lists(RECORDS, max_size=12),
    WORDS,
    st.sampled_from(["", "key", "value", "header"]),
    st.booleans(),
    st.integers(0, 5),
    st.integers(0, 12),
)
def test_it_finds_what_a_plain_search_finds(rows: list[Made], word: str, field: str, out: bool, begin: int, end: int) -> None:
    text = ("-" if out else "") + (f"{field}:" if field else "") + quoted(word)
    begin, end = min(begin, len(rows)), min(end, len(rows))
    expected = [i for i in range(begin, end) if naive(rows[i], field, word) != out]
    assert read(text).rows(batch_of(rows), begin, end) == expected
    expression = ("-" if out else "") + (f"{field}:" if field else "") + f"/{word}/i"
    if word.isascii():
        assert read(expression).rows(batch_of(rows), begin, end) == expected
