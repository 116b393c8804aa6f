"""JSON as it was written: where each value stands in the text.

No number, string or doubled name is turned into anything else: all that is kept are places in the text, so that 1e999,
0.10, 5,000 digits and a name that is there twice are shown as they are. Depth costs nothing, as nothing recurses.
Beyond JSON it takes NaN and Infinity, which many writers produce, and notes them.
"""

import json
import re
from array import array
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from kafkadesk.core.jsontext.tokens import LITERALS, NUMBER, SPACE

MAX_DEPTH = 100_000  # brackets inside brackets; behind them nothing is read
STEP = 256  # values read before the caller is given a turn
STRING_STEP = 64 * 1024  # characters of one string read at once
NOTHING = 0xFFFFFFFF  # for "none" in an array of places

INSIDE = r'[^"\\\x00-\x1f]*+(?:\\(?!u(?![0-9a-fA-F]{4}))["\\/bfnrtu][^"\\\x00-\x1f]*+)*+'
STRING = f'"{INSIDE}"'
VALUE = (
    f"({STRING})(?!{SPACE}:)"
    rf"|({NUMBER}(?![\w.+-])|(?:{'|'.join(LITERALS)})\b)"
    r"|(NaN\b|-?Infinity\b)"
    r"|([{\[])"
)
BEFORE = re.compile(rf"{SPACE}(,)?{SPACE}(?:({STRING}){SPACE}:)?{SPACE}")
ITEM = re.compile(rf"{BEFORE.pattern}(?:{VALUE})")
NAME = re.compile(STRING)
COMMA_GROUP, NAME_GROUP, STRING_GROUP, ODD_GROUP, OPEN_GROUP = 1, 2, 3, 5, 6
CLOSE = re.compile(rf"{SPACE}([}}\]])")
BLANK = re.compile(SPACE)
STRING_PART = re.compile(INSIDE)
COLON = re.compile(rf"{SPACE}:{SPACE}")
PLAIN_NAME = re.compile(r'"[A-Za-z_][A-Za-z0-9_]*"')
OBJECT, LIST = ord("{"), ord("[")


@dataclass(slots=True)
class JsonIndex:
    """The values of a JSON text in the order of their beginnings; node 0 is the whole. Grows while it is read.

    kinds: "{", "[" or the first character of what it is: a quote, a digit for every number, t(rue), f(alse), n(ull), N(aN), I(nfinity); begins, ends: their span in the text; names: where a member's name begins;
    parents; rows: place among the siblings; afters: the node behind all that is inside (0: not yet known).
    odd: NaN and Infinity, and how many; doubled: nodes whose name stood before in the same object. fault: where the text stops being JSON.
    """

    text: str
    kinds: bytearray = field(default_factory=bytearray)
    begins: "array[int]" = field(default_factory=lambda: array("I"))
    ends: "array[int]" = field(default_factory=lambda: array("I"))
    names: "array[int]" = field(default_factory=lambda: array("I"))
    parents: "array[int]" = field(default_factory=lambda: array("I"))
    rows: "array[int]" = field(default_factory=lambda: array("I"))
    afters: "array[int]" = field(default_factory=lambda: array("I"))
    sizes: "array[int]" = field(default_factory=lambda: array("I"))
    odd: Counter[str] = field(default_factory=Counter)
    doubled: set[int] = field(default_factory=set)
    depth: int = 0
    too_deep: bool = False
    read: int = 0
    done: bool = False
    fault: int | None = None

    def __len__(self) -> int:
        return len(self.kinds)

    @property
    def valid(self) -> bool:
        """Whether the whole text was read, and is JSON (but for what `odd` says)."""
        return self.done and self.fault is None

    def is_container(self, node: int) -> bool:
        """Whether the node is an object or a list."""
        return self.kinds[node] in (OBJECT, LIST)

    def token(self, node: int, limit: int | None = None) -> str:
        """Return the node as it is written, or its first `limit` characters."""
        begin, end = self.begins[node], self.ends[node]
        return self.text[begin : end if limit is None else min(end, begin + limit)]

    def name_token(self, node: int) -> str | None:
        """Return the name of a member as it is written, with its quotes; None for what has no name."""
        begin = self.names[node]
        if begin == NOTHING:
            return None
        found = NAME.match(self.text, begin)
        return None if found is None else found[0]

    def children(self, node: int, after: int | None = None) -> Iterator[int]:
        """Give the values directly inside a node, those behind child `after` if it is given."""
        at = node + 1 if after is None else self.afters[after]
        end = self.afters[node]
        while at < end:
            yield at
            at = self.afters[at]

    def path(self, node: int) -> str:
        """Return where a node is, as JSON path: $.orders[3].id; names that are no plain words in brackets and quotes."""
        parts = []
        while node:
            name = self.name_token(node)
            if name is None:
                parts.append(f"[{self.rows[node]}]")
            else:
                parts.append(f".{name[1:-1]}" if PLAIN_NAME.fullmatch(name) else f"[{name}]")
            node = self.parents[node]
        return "$" + "".join(reversed(parts))


Span = tuple[int, int, int, int, int]  # group of ITEM, begin, end, where the comma is, where the name is (-1: nowhere)


class JsonReader:
    """Reads a text into a JsonIndex, a short turn at a time."""

    def __init__(self, text: str) -> None:
        self.index = JsonIndex(text)
        self._at = 0
        self._open: list[int] = []  # nodes that are not closed yet
        self._names: list[set[str] | None] = []  # of each of them the names so far, if it is an object

    def steps(self) -> Iterator[None]:
        """Read on; each step is short. Ends when the text does, or at the first thing that is no JSON."""
        index, text, size = self.index, self.index.text, len(self.index.text)
        left = STEP
        while True:
            limit = self._at + STRING_STEP
            found = ITEM.match(text, self._at, limit)
            if limit < size and (found is None or found.end() == limit):  # the limit may have cut it
                item = yield from self._long()
            elif found is None:
                item = None
            else:
                item = _span(found)
            if item is not None:
                if not self._take(*item):
                    break
            elif not self._close():
                index.fault = self._fault_place()
                break
            if not self._open:
                break
            left -= 1
            if not left:
                left = STEP
                index.read = self._at
                yield
        self._finish()

    def _long(self) -> Generator[None, None, Span | None]:
        """Read an item that is too long for one turn: its string in parts, anything else at once."""
        text = self.index.text
        while (blank := BLANK.match(text, self._at, self._at + STRING_STEP)) and blank.end() == self._at + STRING_STEP:
            self._at = self.index.read = blank.end()
            yield
        before = BEFORE.match(text, self._at, self._at + STRING_STEP)
        begin = self._at if before is None else before.end()
        at = begin + 1
        while before is not None and text.startswith('"', begin) and (found := STRING_PART.match(text, at, at + STRING_STEP)):
            if text[found.end() : found.end() + 1] == '"':
                if COLON.match(text, found.end() + 1):  # a very long name
                    break
                return STRING_GROUP, begin, found.end() + 1, before.start(COMMA_GROUP), before.start(NAME_GROUP)
            if found.end() == at:
                return None
            at = self.index.read = found.end()
            yield
        whole = ITEM.match(text, self._at)
        return None if whole is None else _span(whole)

    def _take(self, group: int, begin: int, end: int, comma: int, name: int) -> bool:
        """Add an item; False: it does not belong here, and the fault is noted."""
        index, node = self.index, len(self.index)
        if self._open:
            top, names = self._open[-1], self._names[-1]
            if (comma >= 0) != (index.sizes[top] > 0):
                index.fault = comma if comma >= 0 else name if name >= 0 else begin
                return False
            if (name >= 0) != (names is not None):
                index.fault = name if name >= 0 else begin
                return False
            if names is not None and not self._is_new(names, name):
                index.doubled.add(node)
            index.parents.append(top)
            index.rows.append(index.sizes[top])
            index.sizes[top] += 1
        elif comma >= 0 or name >= 0:
            index.fault = comma if comma >= 0 else index.text.rfind(":", 0, begin)
            return False
        else:
            index.parents.append(0)
            index.rows.append(0)
        index.kinds.append(ord(index.text[begin]))
        index.begins.append(begin)
        index.ends.append(end)
        index.names.append(name if name >= 0 else NOTHING)
        index.afters.append(node + 1)
        index.sizes.append(0)
        if group == OPEN_GROUP:
            self._open.append(node)
            self._names.append(set() if index.kinds[node] == OBJECT else None)
            index.depth = max(index.depth, len(self._open))
            if len(self._open) > MAX_DEPTH:
                index.too_deep, index.fault = True, begin
                return False
        elif group == ODD_GROUP:
            index.odd[index.text[begin:end]] += 1
        self._at = end
        return True

    def _is_new(self, names: set[str], begin: int) -> bool:
        found = NAME.match(self.index.text, begin)
        assert found is not None
        token = found[0]
        name = json.loads(token) if "\\" in token else token[1:-1]
        before = len(names)
        names.add(name)
        return len(names) > before

    def _close(self) -> bool:
        found = CLOSE.match(self.index.text, self._at)
        if found is None or not self._open or (found[1] == "}") != (self._names[-1] is not None):
            return False
        node, index = self._open.pop(), self.index
        self._names.pop()
        index.ends[node] = self._at = found.end()
        index.afters[node] = len(index)
        return True

    def _fault_place(self) -> int:
        """Return where what comes next stops being an item."""
        text, at = self.index.text, self._blank(self._at)
        if not self._open:
            return at
        if text[at : at + 1] == ",":
            comma, at = at, self._blank(at + 1)
            if text[at : at + 1] in ("]", "}", ","):
                return comma
        found = NAME.match(text, at)
        if self._names[-1] is None or found is None:
            return at
        at = self._blank(found.end())
        return self._blank(at + 1) if text[at : at + 1] == ":" else at

    def _blank(self, at: int) -> int:
        found = BLANK.match(self.index.text, at)
        return at if found is None else found.end()

    def _finish(self) -> None:
        index = self.index
        if index.fault is None:
            at = self._blank(self._at)
            index.fault = at if at < len(index.text) else None
        index.read = len(index.text) if index.fault is None else index.fault
        index.done = True


def _span(found: re.Match[str]) -> Span:
    group = found.lastindex or STRING_GROUP
    return (group, *found.span(group), found.start(COMMA_GROUP), found.start(NAME_GROUP))
