"""JSON with its lines broken, in pieces made as they are asked for. Only white space between the values differs from what was written."""

from collections.abc import Iterator

from kafkadesk.core.jsontext.index import LIST, OBJECT, JsonIndex
from kafkadesk.core.text_tools.pieces import PIECE, PIECE_LINES

INDENT = "  "
INDENTED_LEVELS = 32  # deeper ones stand no further to the right
TOKEN_STEP = 4 * PIECE  # characters of one value at a time
CLOSING = {OBJECT: "}", LIST: "]"}


def pretty_pieces(index: JsonIndex) -> Iterator[str]:
    """Give the text of an index that is read and valid, cut behind a line's end where no value is too long for that."""
    parts: list[str] = []
    size = lines = 0
    for part in _parts(index):
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


def _parts(index: JsonIndex) -> Iterator[str]:
    """Give it line by line, long values in parts. Each line but the first begins with its line break."""
    opened: list[int] = []
    for node in range(len(index)):
        if node:
            while opened[-1] != index.parents[node]:
                yield _closing(index, opened)
            yield ",\n" + _indent(opened) if index.rows[node] else "\n" + _indent(opened)
        name = index.name_token(node)
        if name is not None:
            yield from _cut(name)
            yield ": "
        if index.is_container(node):
            yield chr(index.kinds[node])
            opened.append(node)
        else:
            yield from _cut(index.token(node))
    while opened:
        yield _closing(index, opened)


def _closing(index: JsonIndex, opened: list[int]) -> str:
    node = opened.pop()
    mark = CLOSING[index.kinds[node]]
    return f"\n{_indent(opened)}{mark}" if index.sizes[node] else mark


def _indent(opened: list[int]) -> str:
    return INDENT * min(len(opened), INDENTED_LEVELS)


def _cut(token: str) -> Iterator[str]:
    for at in range(0, len(token), TOKEN_STEP):
        yield token[at : at + TOKEN_STEP]
