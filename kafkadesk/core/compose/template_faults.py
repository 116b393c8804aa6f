"""Finds line and column of an error in a template: Jinja2 itself reports only lines.

White space inside {{ … }} and {% … %} has no meaning, so each of its tokens can be put on a line of its own before Jinja2 sees it: the
line that Jinja2 then reports is the token.
"""

from dataclasses import dataclass

import jinja2
from jinja2 import TemplateSyntaxError

from kafkadesk.core.text_tools.positions import line_and_column

BEGIN, END = ("variable_begin", "block_begin"), ("variable_end", "block_end")


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
    """Return the template with each token inside of its tags on a line of its own; unchanged, without places, if that is impossible."""
    pieces: list[str] = []
    places = [(1, 1)]
    at, inside = 0, False
    try:
        for _, kind, raw in environment.lexer.tokeniter(text, None):
            found = text.find(raw, at)
            if found < 0 or not (found == at or text[at:found].isspace()):  # {{- takes the white space before it away
                return Spread(text)
            at = found
            if inside and kind == "whitespace":
                pieces.append(" ")
            else:
                if inside:
                    pieces.append("\n")
                    places.append(line_and_column(text, at))
                pieces.append(raw)
                places += [line_and_column(text, at + i + 1) for i, char in enumerate(raw) if char == "\n"]
            inside = kind in BEGIN or (inside and kind not in END)
            at += len(raw)
    except TemplateSyntaxError:
        return Spread(text, stuck=line_and_column(text, at))
    return Spread("".join(pieces), tuple(places))
