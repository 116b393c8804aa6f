"""The JSON paths of a row filter, such as `$.producer.name=alice`: a small closed grammar, walked over exact values."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from kafkadesk.core.errors import InputError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

PARSE_LIMIT = 1024 * 1024  # bytes of a value that is parsed: the parser holds the interpreter, and 1 MiB takes it about 15 ms

STEP = re.compile(
    r"""(?P<deep>\.\.)(?P<anywhere>[^\s.\[\]=!<>~"]+)
      | \.(?P<name>[^\s.\[\]=!<>~"]+)
      | \["(?P<quoted>(?:[^"\\]|\\.)*)"\]
      | \[(?P<index>\d{1,9}|\*)\]""",
    re.VERBOSE,
)
OPERATOR = re.compile(r"!=|<=|>=|=|<|>|~")
ESCAPE = re.compile(rb'\\["\\/bfnrtu]')
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


_WORDS: dict[bool | None, str] = {True: "true", False: "false", None: "null"}


class Pairs(list[tuple[str, Any]]):
    """A JSON object with all its members, doubled names too."""


class Number(str):
    """A JSON number as it is written."""

    __slots__ = ()

    @property
    def exact(self) -> Decimal | None:
        """Its value; None where no Decimal holds it."""
        return _decimal(self)


class Missing(Enum):
    """Says that a value is no JSON, or is too large to be parsed here."""

    NOT_JSON = "not json"


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path: a member by name, an element by number, all of them (`*`), or a member at any depth."""

    name: str | None = None
    index: int | None = None
    deep: bool = False

    def walk(self, value: Any) -> Iterator[Any]:
        if self.deep:
            yield from self._anywhere(value)
        elif isinstance(value, Pairs):
            if self.index is None:
                yield from (v for k, v in value if self.name in ("*", k))
        elif isinstance(value, list):
            if self.index is not None:
                yield from value[self.index : self.index + 1]
            elif self.name == "*":
                yield from value

    def _anywhere(self, value: Any) -> Iterator[Any]:
        left = [value]  # not by recursion: JSON may be nested deeper than Python's stack
        while left:
            one = left.pop()
            if isinstance(one, Pairs):
                yield from (v for k, v in one if self.name in ("*", k))
                left += [v for _, v in one]
            elif isinstance(one, list):
                left += one


@dataclass(frozen=True, slots=True)
class JsonPath:
    """A path and what must hold for one of the values that it leads to. wanted None: that there is one.

    needed: a text without which no value holds, unless it is written with escapes.
    """

    steps: tuple[PathStep, ...]
    wanted: Callable[[Any], bool] | None = None
    needed: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Member names that a matching value must contain."""
        return tuple(s.name for s in self.steps if s.name is not None and s.name != "*")

    def holds(self, raw: bytes) -> bool:
        """Whether a record's value is JSON in which the path leads to what is wanted."""
        if len(raw) > PARSE_LIMIT or not self.possible_in(raw):
            return False
        root = parse(raw)
        if root is Missing.NOT_JSON:
            return False
        found: Iterator[Any] = iter((root,))
        for step in self.steps:
            found = _walked(step, found)
        return any(self.wanted is None or self.wanted(value) for value in found)

    def possible_in(self, raw: bytes) -> bool:
        """Whether names and text occur at all in one or many values: most need no parsing. They may be written with escapes."""
        needles = (*(f'"{name}"' for name in self.names), self.needed)
        return ESCAPE.search(raw) is not None or all(needle.encode(errors="surrogatepass") in raw for needle in needles)


def parse(raw: bytes) -> Any:
    """Return a JSON value: objects as Pairs, numbers as Numbers; Missing.NOT_JSON where it is none."""
    try:
        return json.loads(raw.decode(), object_pairs_hook=Pairs, parse_int=Number, parse_float=Number)
    except (ValueError, RecursionError):
        return Missing.NOT_JSON


def parse_path(text: str, column: int) -> tuple[tuple[PathStep, ...], str]:
    """Split `$.a[0].b>=` into steps and operator ("" for none). column: where text begins, for an error."""
    at, steps = 1, []
    while found := STEP.match(text, at):
        steps.append(_step(found))
        at = found.end()
    operator = OPERATOR.match(text, at)
    if operator is None:
        if at < len(text):
            raise InputError(
                Text(
                    QT_TRANSLATE_NOOP("core", "The JSON path cannot be read from “{rest}” on. Write it like {example}."),
                    {"rest": text[at:], "example": '$.producer.name=alice, $.items[0], $.list[*].id>3, $["a name"]'},
                ),
                column=column + at,
            )
        return tuple(steps), ""
    return tuple(steps), operator.group()


def comparison(operator: str, operand: str, *, quoted: bool) -> Callable[[Any], bool]:
    """Return what `=`, `!=`, `<`, `<=`, `>` or `>=` asks of a value. quoted: the operand is a text, whatever it looks like."""
    number = None if quoted or NUMBER.fullmatch(operand) is None else _decimal(operand)
    if operator in ("=", "!="):
        return lambda value: _equal(value, operand, number, quoted) == (operator == "=")

    def ordered(value: Any) -> bool:
        if isinstance(value, Number):
            exact = value.exact
            return exact is not None and number is not None and _ordered(operator, (exact > number) - (exact < number))
        if isinstance(value, str) and number is None:
            return _ordered(operator, (value > operand) - (value < operand))
        return False

    return ordered


def needed_text(operator: str, operand: str, *, quoted: bool) -> str:
    """Return a text that stands in every value for which comparison() holds, unless it is written with escapes; "" for none."""
    return operand if operator == "=" and (quoted or NUMBER.fullmatch(operand) is None) else ""


def as_text(value: Any) -> str | None:
    """Return a text as it is, a number, true, false or null as it is written; None for lists and objects."""
    return value if isinstance(value, str) else _WORDS[value] if value is None or isinstance(value, bool) else None


def _walked(step: PathStep, values: Iterator[Any]) -> Iterator[Any]:
    for value in values:
        yield from step.walk(value)


def _step(found: re.Match[str]) -> PathStep:
    part = found.groupdict()
    if part["deep"]:
        return PathStep(name=part["anywhere"], deep=True)
    if part["index"] is not None:
        return PathStep(name="*") if part["index"] == "*" else PathStep(index=int(part["index"]))
    if part["quoted"] is not None:
        return PathStep(name=re.sub(r"\\(.)", r"\1", part["quoted"]))
    return PathStep(name=part["name"])


def _equal(value: Any, operand: str, number: Decimal | None, quoted: bool) -> bool:
    if isinstance(value, Number):
        return not quoted and number is not None and value.exact == number
    if isinstance(value, str):
        return value == operand
    return not quoted and as_text(value) == operand


def _ordered(operator: str, sign: int) -> bool:
    return {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[operator]


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
