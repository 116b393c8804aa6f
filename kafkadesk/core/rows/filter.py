"""The filter of a consumer pane: what is typed -> conditions that all must hold for a row. A closed grammar: nothing typed is ever run.

filter    = condition {blank condition}             all of them hold
condition = ["-"] (field | json | what)             "-": it does not hold
field     = ("key" | "value") (":" what | "=" text)   contains, or is exactly
          | "header:" (what | name "=" what)        some header, or the one of this name
          | ("p:" | "offset:") range {"," range}    range = 3 | 3-7 | 3- | -7
          | "is:" ("tombstone" | "empty" | "binary" | "gap")
json      = "$" path [("=" | "!=" | "<" | "<=" | ">" | ">=") text | "~" what]
what      = "/" regular expression "/" ["i"] | text    text: in upper or lower case
text      = word | '"' words '"'
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from kafkadesk.core.errors import InputError
from kafkadesk.core.rows.json_path import ESCAPE, PARSE_LIMIT, JsonPath, as_text, comparison, needed_text, parse_path
from kafkadesk.core.rows.ring import Chunk, Gap
from kafkadesk.core.rows.search import REGEX_LIMIT_S, Exactly, Expression, Literal, Search
from kafkadesk.core.rows.terms import Field, Is, Json, Kind, Not, Numbers, Term, Words
from kafkadesk.core.serde.decoder import UTF8, Decoder
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

LONGEST = 2000  # characters of a filter: what is longer was pasted by mistake

EXPRESSION = re.compile(r"/((?:[^/\\]|\\.)+)/(i?)(?=\s|$)")
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)(?:"(?=\s|$)|$)')
FIELD = re.compile(r"(key|value|header|p|partition|o|offset|is)(:|=)", re.IGNORECASE)
HEADER = re.compile(r'([^\s="/]+)=')
RANGE = re.compile(r"(\d{1,40})?(-|\.\.)?(\d{1,40})?")
WORD = re.compile(r"\S+")
PATH = re.compile(r"""\$(?:\["(?:[^"\\]|\\.)*"\]|[^\s"=!<>~])*(?:!=|<=|>=|=|<|>|~)?""")
HIGHEST = 2**63 - 1
FIELDS = {"key": Field.KEY, "value": Field.VALUE, "header": Field.HEADER}


@dataclass(frozen=True, slots=True)
class RowFilter:
    """A filter that was read. terms: cheap ones first; all must hold."""

    text: str
    terms: tuple[Term, ...]

    def rows(self, chunk: Chunk, begin: int, end: int, decoder: Decoder = UTF8) -> list[int]:
        """Return which of the rows begin..end-1 of a chunk match, ascending. Raise TooSlowError when an expression does not come to an end."""
        if isinstance(chunk, Gap):
            return [0] if begin == 0 and all(term.holds_for_gap(chunk) for term in self.terms) else []
        rows = list(range(begin, end))
        for term in self.terms:
            if not rows:
                break
            rows = term.select(chunk, rows, decoder)
        return rows

    def possible_in(self, data: bytes) -> bool:
        """Whether one of many rows whose keys, values and headers stand somewhere in these bytes may match. Only for what is read as UTF-8."""
        lower = data.lower()
        return all(_possible(term, data, lower) for term in self.terms)

    def not_read(self, chunk: Chunk, begin: int, end: int) -> int:
        """Return how many of these rows no JSON path was looked for in, because they are too large."""
        if isinstance(chunk, Gap) or not any(isinstance(bare(term), Json) for term in self.terms):
            return 0
        return sum(size > PARSE_LIMIT for size in chunk.value_sizes[begin:end])

    def marks(self, field: Field, text: str) -> list[tuple[int, int]]:
        """Return where in a shown key or value stands what was looked for: in order, apart from each other."""
        found: list[tuple[int, int]] = []
        for begin, end in sorted(span for term in self.terms for span in term.marks(field, text)):
            if found and begin <= found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((begin, end))
        return found


@lru_cache(maxsize=32)
def _any_of(escapes: tuple[bytes, ...]) -> re.Pattern[bytes]:
    """Return what finds the first of several escapes in one go. All of them begin with a backslash."""
    rest = b"|".join(re.escape(escape[1:]) for escape in escapes)
    return re.compile(rb"\\(?:%s)" % rest if escapes else rb"(?!)")


def _possible(term: Term, data: bytes, lower: bytes) -> bool:
    match term:
        case Words(search=Literal(raw=bytes(raw), escapes=escapes)):
            return raw in lower or _any_of(escapes).search(lower) is not None
        case Words(search=Exactly(raw=raw)):
            return raw in data or ESCAPE.search(data) is not None
        case Json(path=path):
            return path.possible_in(data)
        case _:
            return True


def bare(term: Term) -> Term:
    """Return a term without its not."""
    return term.term if isinstance(term, Not) else term


def parse_filter(text: str) -> RowFilter | None:
    """Return the filter; None for an empty text. Raise InputError with the column where it cannot be read."""
    if len(text) > LONGEST:
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "The filter is longer than {limit} characters."), {"limit": LONGEST}), column=LONGEST + 1
        )
    reader, terms = _FilterReader(text), []
    while reader.more():
        terms.append(reader.condition())
    if not terms:
        return None
    return RowFilter(text.strip(), tuple(sorted(terms, key=lambda term: term.cost)))


def quoted(text: str) -> str:
    """Return a text as a filter reads it as one, blanks and quotes in it or not."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class _FilterReader:
    """Reads conditions one after the other; at: the next character."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def more(self) -> bool:
        """Go on to the next condition; whether there is one."""
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        return self._at < len(self._text)

    def condition(self) -> Term:
        """Read one condition."""
        rest = self._text[self._at + 1 :]
        if self._text[self._at] == "-" and rest[:1].strip():
            self._at += 1
            return Not(self._positive())
        return self._positive()

    def _positive(self) -> Term:
        if field := FIELD.match(self._text, self._at):
            name, sign = field.group(1).lower(), field.group(2)
            if sign == ":" or name in ("key", "value"):
                self._at = field.end()
                return self._field(name, sign)
        if re.match(r"\$[.\[]", self._text[self._at :]):
            return self._json()
        return Words(self._what())

    def _field(self, name: str, sign: str) -> Term:
        begin = self._at
        self._need_more(name + sign)
        match name:
            case "key" | "value" if sign == "=":
                return Words(Exactly(self._plain().encode(errors="surrogatepass")), FIELDS[name])
            case "key" | "value":
                return Words(self._what(), FIELDS[name])
            case "header":
                named = HEADER.match(self._text, begin)
                if named is None:
                    return Words(self._what(), Field.HEADER)
                self._at = named.end()
                self._need_more(name + sign + named.group())
                return Words(self._what(), Field.HEADER, named.group(1).lower())
            case "is":
                return self._is(self._word(), begin)
            case _:
                return self._numbers(self._word(), begin, offsets=name[0] == "o")

    def _is(self, word: str, begin: int) -> Term:
        try:
            return Is(Kind("tombstone" if word.lower() == "null" else word.lower()))
        except ValueError:
            known = ", ".join(f"is:{kind.value}" for kind in Kind)
            text = QT_TRANSLATE_NOOP("core", "“{word}” is not known. There are {known}.")
            raise self._error(Text(text, {"word": word, "known": known}), begin) from None

    def _numbers(self, word: str, begin: int, *, offsets: bool) -> Term:
        ranges, at = [], begin
        for piece in word.split(","):
            found = RANGE.fullmatch(piece)
            low, dash, high = found.groups() if found is not None else (None, None, None)
            if found is None or (low is None and high is None) or (dash is None and high is not None):
                example = "offset:100-200, offset:100-" if offsets else "p:3, p:0-2, p:0,2"
                text = QT_TRANSLATE_NOOP("core", "“{word}” is no number and no range. Write it like {example}.")
                raise self._error(Text(text, {"word": piece, "example": example}), at)
            first = int(low or 0)
            ranges.append((first, first if dash is None else min(int(high), HIGHEST) if high else HIGHEST))
            at += len(piece) + 1
        return Numbers(tuple(ranges), offsets)

    def _json(self) -> Term:
        begin = self._at
        found = PATH.match(self._text, begin)
        assert found is not None  # the caller saw its first two characters
        path = found.group()
        steps, operator = parse_path(path, begin + 1)
        self._at = found.end()
        if not operator and (stray := WORD.match(self._text, self._at)):
            parse_path(path + stray.group(), begin + 1)  # raises, and names the place
        json = JsonPath(steps)
        if operator:
            self._need_more(path)
            json = self._wanted(json, operator)
        name = json.names[-1] if json.names else ""
        marked = re.compile(re.escape(f'"{name}"'))
        return Json(json, lambda text: [m.span() for m in marked.finditer(text)] if name else [])

    def _wanted(self, json: JsonPath, operator: str) -> JsonPath:
        if operator == "~":
            return replace(json, wanted=_contains(self._what()))
        quoted, operand = self._text[self._at] == '"', self._plain()
        return replace(json, wanted=comparison(operator, operand, quoted=quoted), needed=needed_text(operator, operand, quoted=quoted))

    def _need_more(self, name: str) -> None:
        """Raise InputError where nothing follows what has been read."""
        if self._at >= len(self._text) or self._text[self._at].isspace():
            raise self._error(Text(QT_TRANSLATE_NOOP("core", "Nothing follows “{name}”."), {"name": name}), self._at)

    def _what(self) -> Search:
        if found := EXPRESSION.match(self._text, self._at):
            column = self._at + 2
            self._at = found.end()
            return Expression.of(found.group(1).replace("\\/", "/"), any_case=bool(found.group(2)), column=column)
        return Literal.of(self._plain())

    def _plain(self) -> str:
        """Read a text in quotes, or up to the next blank. Quotes that are followed by something else are part of the text, as in "a":1."""
        if (found := QUOTED.match(self._text, self._at)) and found.group(1):
            self._at = found.end()
            return re.sub(r'\\(["\\])', r"\1", found.group(1))
        return self._word()

    def _word(self) -> str:
        found = WORD.match(self._text, self._at)
        assert found is not None  # more() and _need_more() saw a character
        self._at = found.end()
        return found.group()

    def _error(self, title: Text, at: int) -> InputError:
        return InputError(title, column=at + 1)


def _contains(search: Search) -> Callable[[object], bool]:
    def contains(value: object) -> bool:
        text = as_text(value)
        return text is not None and search.found_in(text.encode(errors="surrogatepass"), time.perf_counter() + REGEX_LIMIT_S)

    return contains
