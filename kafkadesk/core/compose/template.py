"""Templates of keys, headers and values: sandboxed Jinja2 with seq, now, uuid, randint and choice; and their bytes."""

import json
import random
import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from jinja2.exceptions import TemplateError

from kafkadesk.core.compose.operations import MAX_RANGE, Budget, BudgetError
from kafkadesk.core.compose.rendering import Rendering
from kafkadesk.core.compose.sandbox import JINJA, parsed
from kafkadesk.core.errors import InputError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

MONITOR_EVENT = """{
  "interval": 10,
  "producer": {
    "name": "producer 1",
    "host": "10.10.10.1",
    "user": "root",
    "password": "******"
  },
  "cpu": "33.5%",
  "mem": "77%",
  "seq": {{ seq }},
  "msg": "Hello kafka"
}"""


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A template of the producer's menu."""

    name: Text
    text: str


TEMPLATES = (
    BuiltIn(Text(QT_TRANSLATE_NOOP("core", "Monitor event")), MONITOR_EVENT),
    BuiltIn(
        Text(QT_TRANSLATE_NOOP("core", "Order")),
        '{\n  "order": "{{ uuid }}",\n  "time": "{{ now }}",\n  "customer": {{ randint(1, 20) }},\n'
        '  "item": "{{ choice(["tea", "coffee", "cocoa"]) }}",\n  "count": {{ randint(1, 5) }}\n}',
    ),
    BuiltIn(Text(QT_TRANSLATE_NOOP("core", "Plain text")), "Hello kafka {{ seq }}"),
    BuiltIn(Text(QT_TRANSLATE_NOOP("core", "Empty JSON object")), "{}"),
)

_SIMPLE = re.compile(r"\{\{[ \t]*(seq|now|uuid)[ \t]*\}\}")
_MARKUP = re.compile(r"\{[{%#]")


class _Value(str):
    """A text that can be written as a name or as a call: {{ now }} is the message's, {{ now() }} a new one."""

    __slots__ = ("make",)
    make: Callable[[], str]

    def __call__(self) -> str:
        return self.make()


class Template:
    """A template that was read. render() gives the text of one message; the same seq, state of rng and now give the same text."""

    def __init__(self, text: str, *, literal: bool = False) -> None:
        """Read it. Raises InputError with the line when the template cannot work. literal: nothing in it is a template."""
        self.text = text
        self.parts = (text,) if literal else _simple_parts(text)
        if self.parts is None:
            self._tree, self._spread = parsed(text)

    def render(
        self,
        seq: int,
        rng: random.Random | None = None,
        now: datetime | None = None,
        identity: str | None = None,
        budget: Budget | None = None,
    ) -> str:
        """Return the text of message number `seq`; raise InputError when it fails with these values.

        rng: where randint, choice and uuid take from; now: the message's moment, by default this one; identity: the message's
        uuid, by default one of rng's; budget: what the message may take, by default a whole one for this text.
        """
        if self.parts is None:
            return self._run(seq, rng or random.Random(), now, identity, budget or Budget())  # noqa: S311  # sample data, not secrets
        if len(self.parts) == 1:
            return self.text
        pieces = list(self.parts)
        names = set(pieces[1::2])
        values = {
            "seq": str(seq),
            "now": iso(now) if "now" in names else "",
            "uuid": (identity or make_uuid(rng)) if "uuid" in names else "",
        }
        pieces[1::2] = [values[name] for name in pieces[1::2]]
        return "".join(pieces)

    @staticmethod
    def simple(text: str) -> bool:
        """Return whether nothing in a text has to be computed: it names seq, now or uuid at most."""
        return _simple_parts(text) is not None

    @staticmethod
    def places(text: str) -> tuple[str, ...]:
        """Return the different places of a simple template as they are written, such as "{{ seq }}"."""
        return tuple(dict.fromkeys(found[0] for found in _SIMPLE.finditer(text)))

    def _run(self, seq: int, rng: random.Random, now: datetime | None, identity: str | None, budget: Budget) -> str:
        moment, own = _Value(iso(now)), _Value(identity or make_uuid(rng))
        moment.make = lambda: iso(now)
        own.make = lambda: make_uuid(rng)
        functions = {"now": moment, "uuid": own, "randint": rng.randint, "choice": _chooser(rng), "range": _range}
        rendering = Rendering(JINJA, functions, budget)
        try:
            return rendering.text(self._tree, {"seq": seq, **functions})
        except BudgetError:
            title = Text(QT_TRANSLATE_NOOP("core", "The output of the template is too large, or takes too long."))
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
            title = Text(QT_TRANSLATE_NOOP("core", "The template cannot be filled in: {reason}"), {"reason": _reason(error)})
        line, column = self._spread.place(rendering.line)
        raise InputError(title, line=line, column=column)


def encode(text: str, ascii_escaped: bool) -> bytes:
    """Return the bytes to send: UTF-8, or ASCII with every other character escaped as json.dumps does it; else unchanged."""
    try:
        raw = text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        column = error.start - text.rfind("\n", 0, error.start)
        title = Text(
            QT_TRANSLATE_NOOP("core", "{word} is half of a character: it cannot be sent as UTF-8."),
            {"word": f"U+{ord(text[error.start]):04X}"},
        )
        raise InputError(title, line=line, column=column) from None
    if not ascii_escaped or text.isascii():
        return raw
    return re.sub(r"[^\x00-\x7f]+", lambda found: json.dumps(found[0])[1:-1], text).encode("ascii")


def iso(now: datetime | None) -> str:
    """Return a moment, by default this one, in ISO 8601: UTC, with milliseconds."""
    moment = datetime.now(UTC) if now is None else now.astimezone(UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _simple_parts(text: str) -> tuple[str, ...] | None:
    """Return texts and names in turn, for a template that only names seq, now or uuid; None: Jinja2 has to look at it."""
    parts = _SIMPLE.split(text)
    plain = parts[::2]
    if any(_MARKUP.search(part) for part in plain) or any(part.endswith("{") for part in plain[:-1]):
        return None
    return tuple(parts)


def _reason(error: Exception) -> object:
    if isinstance(error, TypeError) and error.args in (("%",), ("*",)):
        return Text(QT_TRANSLATE_NOOP("core", "“{operator}” does not work with these values."), {"operator": error.args[0]})
    return str(error) or type(error).__name__


def _chooser(rng: random.Random) -> Callable[[Sequence[Any]], Any]:
    def choice(items: Sequence[Any]) -> Any:
        return rng.choice(items)

    return choice


def _range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > MAX_RANGE:
        raise BudgetError
    return numbers


def make_uuid(rng: random.Random | None) -> str:
    """Return a random UUID, taken from rng if there is one."""
    return str(uuid.uuid4() if rng is None else uuid.UUID(int=rng.getrandbits(128), version=4))
