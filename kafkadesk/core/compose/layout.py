"""Formats JSON on several lines or on one; values stay exactly as written, only white space between tokens changes.

Numbers, escapes, the order of names and duplicate names stay unchanged. Templates stay too: {{ … }} counts as a value, or as part
of one. If formatting could change what is sent, it raises an InputError.
"""

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from jinja2 import TemplateSyntaxError

from kafkadesk.core.compose.operations import Budget
from kafkadesk.core.compose.record_to_form import has_markup
from kafkadesk.core.compose.sandbox import JINJA
from kafkadesk.core.compose.template import Template
from kafkadesk.core.compose.template_check import check_template
from kafkadesk.core.errors import InputError
from kafkadesk.core.jsontext.pretty import laid_out
from kafkadesk.core.jsontext.strict import check_json
from kafkadesk.core.jsontext.tokens import OPEN_STRING
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

TRIED = (1, 2, 3)  # the messages that are compared before and after, where there is a template
TRIED_CHARACTERS = 2_000_000  # that their templates may give in all
HIDDEN = "\x00"  # stands for a character of a template: JSON has none of it outside of escapes
OPEN = OPEN_STRING + '"?'  # a string; one that is not closed reaches to the end of the text, so that nothing is read twice
TOKEN = re.compile(OPEN + r'|[{}\[\],:]|[^\s"{}\[\],:]+|\s+', re.DOTALL)


def formatted(text: str, *, templates: bool = True) -> str:
    """Return JSON with a line for each item, two spaces a level. Raises InputError, with the position, for what is not JSON."""
    return _laid_out(text, templates, laid_out)


def minified(text: str, *, templates: bool = True) -> str:
    """Return JSON without white space between tokens. Raises InputError, with the position, for what is not JSON."""
    return _laid_out(text, templates, _tight)


def exact(text: str) -> object:
    """Return the values of a JSON text for a comparison: numbers as written, names in their order, duplicates included."""
    return json.loads(
        text, object_pairs_hook=lambda pairs: ("object", *pairs), parse_int=_Number, parse_float=_Number, parse_constant=_Number
    )


class _Number(str):
    """A number as it is written: never equal to a string of the same characters."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Number) and str.__eq__(self, other)

    def __hash__(self) -> int:
        return hash(("number", str(self)))


def _laid_out(text: str, templates: bool, lay_out: Callable[[Iterable[str]], Iterator[str]]) -> str:
    templates = templates and has_markup(text)
    tokens = _tokens(text, templates)
    budget = Budget(TRIED_CHARACTERS)
    before = _meant(text, templates, budget)
    if before is None:
        raise _fault(text, templates)
    made = "".join(lay_out(tokens))
    if _meant(made, templates, budget) != before:
        raise _refused(QT_TRANSLATE_NOOP("core", "Formatting would change the output of the template."))
    return made


def _meant(text: str, templates: bool, budget: Budget) -> list[object] | None:
    """Return the filled-in values for several messages with fixed random seeds; None: it is not JSON."""
    noon = datetime(2026, 1, 1, tzinfo=UTC)
    compiled = Template(text, literal=not templates)
    try:
        return [exact(compiled.render(seq, random.Random(seq), noon, budget=budget)) for seq in (TRIED if templates else TRIED[:1])]  # noqa: S311
    except (ValueError, RecursionError):
        return None


def _fault(text: str, templates: bool) -> InputError:
    """Return why the text is not JSON, with the position."""
    try:
        if templates:
            check_template(text)
        else:
            check_json(text)
    except InputError as error:
        return error
    return _refused(QT_TRANSLATE_NOOP("core", "The template does not give JSON for every message: it cannot be formatted."))


def _tokens(text: str, templates: bool) -> list[str]:
    """Return the tokens of a text without the white space between them; a template is part of the token it stands in."""
    masked = _masked(text) if templates else text
    return [text[found.start() : found.end()] for found in TOKEN.finditer(masked) if not found[0].isspace()]


def _masked(text: str) -> str:
    """Return the text with every character of a template hidden. Raises InputError for blocks that cannot be formatted."""
    pieces, hidden, block = [], False, False
    try:
        for line, kind, raw in JINJA.lexer.tokeniter(text, None):
            if kind in ("block_begin", "raw_begin", "comment_begin"):
                block = True
            hidden = hidden or kind in ("variable_begin", "block_begin", "comment_begin", "raw_begin")
            pieces.append(HIDDEN * len(raw) if hidden else raw)
            if kind in ("variable_end", "block_end", "comment_end", "raw_end"):
                hidden = False
            del line
    except TemplateSyntaxError:
        Template(text)  # raises an InputError with the position
        raise
    masked = "".join(pieces)
    if len(masked) != len(text) or (block and _outside(text, masked)):
        raise _refused(
            QT_TRANSLATE_NOOP("core", "A template with {word} between values cannot be formatted automatically."),
            word="{% … %}",
        )
    return masked


def _outside(text: str, masked: str) -> bool:
    """Return whether a block or a comment stands outside of strings."""
    outside = re.sub(OPEN, lambda found: " " * len(found[0]), masked, flags=re.DOTALL)
    return any(text[at : at + 2] in ("{%", "{#") for at, char in enumerate(outside) if char == HIDDEN)


def _tight(tokens: Iterable[str]) -> Iterator[str]:
    before = ""
    for part in tokens:
        if before == "{" and part[0] in "{%#":  # together they would begin a template
            yield " "
        yield part
        before = part


def _refused(title: str, **args: object) -> InputError:
    return InputError(Text(title, args))
