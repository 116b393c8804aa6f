"""What a template may do with values, and the budget that all of it is taken from.

Templates come from other people's lesson files too: nothing in one may run for long or fill the memory. Everything that a template
does is a step of `Budget`, and every operator, filter and test is one of these, with a bound on what it is given.
"""

import json
import operator
import time
from collections.abc import Callable
from typing import Any

import jinja2

MAX_OUTPUT = 16 * 1024 * 1024  # characters of one rendered text, and of what its operators build meanwhile
MAX_TURNS = 100_000  # turns of all loops in one rendering
MAX_RANGE = 100_000  # length of one range()
MAX_BITS = 10_000  # of the integers that a template calculates with
MAX_SECONDS = 0.2  # of processor time of one message: no event loop stands still for longer
MAX_OPERAND = 1_000_000  # characters that a filter or test is given
MAX_NUMERAL = 1_000  # characters of a text that becomes a number
MAX_ARGUMENT = 100  # of a filter or test: a precision, and how many characters trim() removes
STEPS = 64  # between two looks at the clock

FILTERS = ("abs", "capitalize", "default", "first", "float", "int", "last", "length", "lower", "round", "string", "tojson", "trim", "upper")
TESTS = (
    "!=", "<", "<=", "==", ">", ">=", "boolean", "defined", "divisibleby", "eq", "equalto", "even", "false", "float", "ge", "greaterthan",
    "gt", "in", "integer", "iterable", "le", "lessthan", "lower", "lt", "mapping", "ne", "none", "number", "odd", "sameas", "sequence",
    "string", "true", "undefined", "upper",
)  # fmt: skip
_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv, "%": operator.mod,
}  # fmt: skip
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "lteq": operator.le, "gt": operator.gt, "gteq": operator.ge,
    "in": lambda item, group: item in group, "notin": lambda item, group: item not in group,
}  # fmt: skip


class BudgetError(Exception):
    """A template whose output is too large, or takes too long."""


class Budget:
    """What one message may take, all its templates at the same time. Thread: the one that made it."""

    def __init__(self, characters: int = MAX_OUTPUT) -> None:
        self._turns, self._printed, self._built, self._steps = MAX_TURNS, characters, characters, STEPS
        self._until = time.thread_time() + MAX_SECONDS

    def spend(self, size: int = 0) -> None:
        """Count a step, and more of them for work on something large."""
        self._steps -= 1 + size // 256
        if self._steps < 0:
            self._steps = STEPS
            if time.thread_time() > self._until:
                raise BudgetError

    def turn(self) -> None:
        """Count a turn of a loop."""
        self._turns -= 1
        if self._turns < 0:
            raise BudgetError

    def print(self, size: int) -> None:
        """Count characters of the text."""
        self._printed -= size
        if self._printed < 0:
            raise BudgetError

    def take(self, size: int) -> None:
        """Count characters that are built."""
        self._built -= size
        if self._built < 0:
            raise BudgetError
        self.spend(size)

    def weight(self, value: object) -> int:
        """Return how many characters a value has about, with all that it holds."""
        match value:
            case str():
                return len(value)
            case list() | tuple():
                self.spend(len(value))
                return sum(8 + self.weight(item) for item in value)
            case dict():
                return sum(16 + self.weight(name) + self.weight(item) for name, item in value.items())
            case int():
                return value.bit_length() // 3
        return 8

    def operand(self, value: Any, most: int = MAX_OPERAND) -> Any:
        """Return a value that is small enough to be worked on at one go."""
        weight = self.weight(value)
        if weight > most or (isinstance(value, int) and value.bit_length() > MAX_BITS):
            raise BudgetError
        self.spend(weight)
        return value

    def text(self, value: object) -> str:
        """Return what a template prints; functions and Jinja2's own objects are mistakes of the author."""
        if isinstance(value, str):
            return value
        if value is None or isinstance(value, int | float | list | tuple | dict | range | jinja2.Undefined):
            return str(self.operand(value))
        raise TypeError(type(value).__name__)

    def binary(self, sign: str, left: Any, right: Any) -> Any:
        """Refuse large results before they are made, and text formatting, whose widths have no limit."""
        if isinstance(left, int | float) and isinstance(right, int | float):
            for side in (left, right):
                self.operand(side)
            if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > MAX_BITS:
                raise BudgetError
        elif sign == "*" and {type(left), type(right)} == {str, int}:
            text, times = (left, right) if isinstance(left, str) else (right, left)
            self.take(len(text) * max(times, 0))
        elif sign in "%*":
            raise TypeError(sign)
        elif sign == "+":
            self.take(self.weight(left) + self.weight(right))
        return _BINARY[sign](left, right)

    def compare(self, sign: str, left: Any, right: Any) -> Any:
        """Compare two values, or look for one in the other."""
        self.spend(self.weight(left) + self.weight(right) + (len(right) if isinstance(right, range) else 0))
        return _COMPARE[sign](left, right)

    def filter(self, environment: jinja2.Environment, name: str, value: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Apply one of FILTERS."""
        self.operand(value, MAX_NUMERAL if name in ("int", "float") else MAX_OPERAND)
        for argument in (*args, *kwargs.values()):
            self.operand(argument, MAX_ARGUMENT if name == "trim" else MAX_OPERAND)
            if name == "round" and isinstance(argument, int) and abs(argument) > MAX_ARGUMENT:
                raise BudgetError
        result = _to_json(value) if name == "tojson" else environment.call_filter(name, value, args, kwargs)
        if isinstance(result, str) and result is not value:
            self.take(len(result))
        return result

    def test(self, environment: jinja2.Environment, name: str, value: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Apply one of TESTS."""
        for operand in (value, *args, *kwargs.values()):
            self.operand(operand)
            self.spend(len(operand) if isinstance(operand, range) else 0)
        return environment.call_test(name, value, args, kwargs)


def _to_json(value: object) -> str:
    """Return JSON as it is sent; Jinja2's own filter escapes it for HTML."""
    return json.dumps(value, ensure_ascii=False)
