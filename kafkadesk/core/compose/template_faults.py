"""Finds line and column of an error in a template: Jinja2 itself reports only lines.

White space inside {{ … }} and {% … %} has no meaning, so each of its tokens can be put on a line of its own before Jinja2 sees it: the
line that Jinja2 then reports is the token.
"""

from bisect import bisect_right
from dataclasses import dataclass

import jinja2
from jinja2 import TemplateSyntaxError

BEGIN, END = ("variable_begin", "block_begin"), ("variable_end", "block_end")
MAX_TOKENS = 12_000  # inside of the tags of one template: to read so many takes some 0.2 s


class TooLongError(Exception):
    """A template that would take too long to be read."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A template with the same meaning as the original. places: where each of its lines begins there (line and column).

    stuck: where Jinja2 cannot split the text into tokens, if so.
    """

    text: str
    places: tuple[tuple[int, int], ...] = ()
    stuck: tuple[int, int] | None = None

    def place(self, line: int | None) -> tuple[int | None, int | None]:
        """Return line and column in the original template of a line of `text`."""
        if self.stuck is not None:
            return self.stuck
        if line is None or not self.places:
            return line, None
        return self.places[min(max(line, 1), len(self.places)) - 1]


def spread(environment: jinja2.Environment, text: str) -> Spread:
    """Return the template with each token inside of its tags on a line of its own; unchanged, without places, if that is impossible.

    Raises TooLongError.
    """
    begins = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]

    def position(at: int) -> tuple[int, int]:
        line = bisect_right(begins, at)
        return line, at - begins[line - 1] + 1

    pieces: list[str] = []
    places = [(1, 1)]
    at, inside, tokens = 0, False, 0
    try:
        for _, kind, raw in environment.lexer.tokeniter(text, None):
            tokens += inside and kind != "whitespace"
            if tokens > MAX_TOKENS:
                raise TooLongError
            while not text.startswith(raw, at):  # {{- takes the white space before it away
                if not text[at : at + 1].isspace():
                    return Spread(text)
                at += 1
            if inside and kind == "whitespace":
                pieces.append(" ")
            else:
                if inside:
                    pieces.append("\n")
                    places.append(position(at))
                pieces.append(raw)
                places += [position(at + i + 1) for i, char in enumerate(raw) if char == "\n"]
            inside = kind in BEGIN or (inside and kind not in END)
            at += len(raw)
    except TemplateSyntaxError:
        return Spread(text, stuck=position(at))
    return Spread("".join(pieces), tuple(places))
