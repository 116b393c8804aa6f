"""Jinja2 in a small sandbox: only harmless parts of its language compile, and a rendering has a budget.

Templates come from other people's lesson files too, so nothing in one may run for long or fill the memory: only the kinds of
nodes of _ALLOWED compile, and what loops and operators make is taken from a budget. There is no method call, macro, include,
"~" or "**"; lists hold no variables, so that a short template cannot build a value of exponential size.
"""

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any

import jinja2
from jinja2 import StrictUndefined, TemplateSyntaxError, meta, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kafkadesk.core.compose.template_faults import Spread, spread
from kafkadesk.core.errors import InputError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

MAX_OUTPUT = 16 * 1024 * 1024  # characters of one rendered text, and of what its operators build meanwhile
MAX_TURNS = 100_000  # turns of all loops in one rendering
MAX_RANGE = 100_000  # length of one range()
MAX_BITS = 10_000  # of an integer that a template multiplies
MAX_SECONDS = 1.0  # that the loops of one rendering may take

NAMES = ("seq", "now", "uuid", "randint", "choice", "range")
FILTERS = ("abs", "capitalize", "default", "first", "float", "int", "last", "length", "lower", "round", "string", "trim", "upper")
_ALLOWED = (
    nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.If, nodes.CondExpr, nodes.For, nodes.Assign, nodes.List, nodes.Tuple,
    nodes.Dict, nodes.Pair, nodes.Keyword, nodes.Getitem, nodes.Getattr, nodes.Slice, nodes.Call, nodes.Filter, nodes.Test, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Pos, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod,
)  # fmt: skip
_SPELLING = {
    "Concat": "~",
    "Pow": "**",
    "Call": "….…()",
    "AssignBlock": "{% set %}…",
    "FilterBlock": "{% filter %}",
    "CallBlock": "{% call %}",
}


class BudgetError(Exception):
    """A template whose output is too large, or takes too long."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2 with no loader, no globals and few filters; counts down the budget of a rendering."""

    intercepted_binops = frozenset(["+", "*", "%"])

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True, finalize=_printable)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS} | {"tojson": _to_json, "counted": self.counted}
        self.spread = Spread("")  # of the template that was compiled last
        self.refill()

    def refill(self) -> None:
        """Give a rendering its whole budget."""
        self.turns, self.characters = MAX_TURNS, MAX_OUTPUT
        self.deadline = time.monotonic() + MAX_SECONDS

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        """Yield the items of a loop as long as turns and time are left."""
        for item in items:
            self.turns -= 1
            if self.turns < 0 or time.monotonic() > self.deadline:
                raise BudgetError
            yield item

    def take(self, size: int) -> None:
        """Take characters, or items of a list, from the budget."""
        self.characters -= size
        if self.characters < 0:
            raise BudgetError

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse large results before they are made, and text formatting, whose widths have no limit."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator in "%*" and not numbers and not (operator == "*" and {type(left), type(right)} == {str, int}):
            raise TypeError(operator)
        if isinstance(left, int) and isinstance(right, int):
            if left.bit_length() + right.bit_length() > MAX_BITS:
                raise BudgetError
        elif operator == "*" and not numbers:
            text, times = (left, right) if isinstance(left, str) else (right, left)
            self.take(len(text) * max(times, 0))
        elif operator == "+":
            self.take(sum(len(side) for side in (left, right) if isinstance(side, str | list | tuple)))
        return super().call_binop(context, operator, left, right)


def compiled(environment: Sandbox, text: str) -> jinja2.Template:
    """Return the compiled template; raise InputError, with the line, for what is invalid or not available."""
    made = environment.spread = spread(environment, text)
    try:
        tree = environment.parse(made.text)
        _check(tree, made)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        return environment.from_string(tree)
    except TemplateSyntaxError as error:
        title = Text(QT_TRANSLATE_NOOP("core", "The template cannot be read: {reason}"), {"reason": error.message or ""})
        line, column = made.place(error.lineno)
        raise InputError(title, line=line, column=column) from None
    except (SyntaxError, RecursionError, MemoryError, OverflowError, ValueError):  # of Python's own compiler
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "The template is nested too deeply."))) from None


def _check(tree: nodes.Template, made: Spread) -> None:
    """Raise InputError when a template uses anything but data, our names and harmless expressions."""
    for node in tree.find_all(nodes.Node):
        called = isinstance(node, nodes.Call) and not (isinstance(node.node, nodes.Name) and node.node.name in NAMES)
        if called or not isinstance(node, _ALLOWED) or (isinstance(node, nodes.For) and node.recursive):
            kind = type(node).__name__
            what = _SPELLING.get(kind, "{% " + kind.lower() + " %}")
            raise _wrong(node, made, Text(QT_TRANSLATE_NOOP("core", "“{what}” is not available in a template."), {"what": what}))
        if isinstance(node, nodes.List | nodes.Tuple | nodes.Dict):
            variable = next((name for name in node.find_all(nodes.Name) if name.ctx == "load" and name.name not in NAMES), None)
            if variable is not None:
                title = Text(QT_TRANSLATE_NOOP("core", "A list cannot hold the variable “{name}”."), {"name": variable.name})
                raise _wrong(variable, made, title)
    unknown = meta.find_undeclared_variables(tree) - set(NAMES)
    for name in tree.find_all(nodes.Name):
        if name.name in unknown:
            title = Text(QT_TRANSLATE_NOOP("core", "There is no “{name}” in a template."), {"name": name.name})
            hint = Text(QT_TRANSLATE_NOOP("core", 'There are: seq, now, uuid, randint(1, 6), choice(["a", "b"]), range(3).'))
            raise _wrong(name, made, title, hint)


def _wrong(node: nodes.Node, made: Spread, title: Text, hint: Text | None = None) -> InputError:
    line, column = made.place(node.lineno)
    return InputError(title, hint, line=line, column=column)


def _printable(value: object) -> object:
    """Return what a template may print; functions and Jinja2's own objects are mistakes of the author."""
    if value is None or isinstance(value, str | int | float | list | tuple | dict | range | jinja2.Undefined):
        return value
    raise TypeError(type(value).__name__)


def _to_json(value: object) -> str:
    """Return JSON as it is sent; Jinja2's own filter escapes it for HTML."""
    return json.dumps(value, ensure_ascii=False)
