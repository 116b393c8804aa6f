"""JSON with its lines broken, in pieces made as they are asked for. Only white space between the values differs from what was written."""

from collections.abc import Iterable, Iterator

from kafkadesk.core.jsontext.index import JsonIndex
from kafkadesk.core.jsontext.tokens import CLOSING
from kafkadesk.core.text_tools.pieces import PIECE, PIECE_LINES

INDENT = "  "
INDENTED_LEVELS = 32  # deeper ones stand no further to the right
TOKEN_STEP = 4 * PIECE  # characters of one value at a time


def pretty_pieces(index: JsonIndex) -> Iterator[str]:
    """Give the text of an index that is read and valid, cut behind a line's end where no value is too long for that."""
    parts: list[str] = []
    size = lines = 0
    for part in laid_out(_tokens(index), INDENTED_LEVELS):
        end = part.find("\n") + 1
        lines += end > 0
        if (end and (size >= PIECE or lines > PIECE_LINES)) or size >= TOKEN_STEP:
            yield "".join(parts) + part[:end]
            part = part[end:]
            parts, size, lines = [], 0, 0
        parts.append(part)
        size += len(part)
    if parts:
        yield "".join(parts)


def laid_out(tokens: Iterable[str], levels: int | None = None) -> Iterator[str]:
    """Give tokens with a line for each item, two spaces a level. levels: deeper ones are indented no further."""
    depth, before = 0, ""
    for part in tokens:
        closes = part in ("}", "]")
        depth -= closes
        if before not in CLOSING if closes else before in ("{", "[", ","):
            yield "\n" + INDENT * (depth if levels is None else min(depth, levels))
        yield ": " if part == ":" else part
        depth += part in CLOSING
        before = part


def _tokens(index: JsonIndex) -> Iterator[str]:
    """Give the tokens of an index, long ones in parts."""
    opened: list[int] = []
    for node in range(len(index)):
        while opened and opened[-1] != index.parents[node]:
            yield CLOSING[chr(index.kinds[opened.pop()])]
        if index.rows[node]:
            yield ","
        name = index.name_token(node)
        if name is not None:
            yield from _cut(name)
            yield ":"
        if index.is_container(node):
            yield chr(index.kinds[node])
            opened.append(node)
        else:
            yield from _cut(index.token(node))
    while opened:
        yield CLOSING[chr(index.kinds[opened.pop()])]


def _cut(token: str) -> Iterator[str]:
    for at in range(0, len(token), TOKEN_STEP):
        yield token[at : at + TOKEN_STEP]
