"""A long text in pieces, made when they are asked for, and what is found in it. Nothing here costs more than a piece."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kafkadesk.core.text_tools.escapes import LONGEST, spans
from kafkadesk.core.text_tools.visible import visible

PIECE = 8 * 1024  # characters
PIECE_LINES = 400
HITS_KEPT = 10_000  # of a search; more are only said to be there
QUERY_LIMIT = 1000  # characters


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Something that was found: in which piece, how many characters before it there, how many it takes (it may end in the next)."""

    piece: int
    at: int
    length: int


class Pieces:
    """A text as it is shown. raw: what hides is handed out as it is, else marked."""

    def __init__(self, source: Iterator[str], *, raw: bool = False) -> None:
        self._source: Iterator[str] | None = source
        self._made: list[str] = []
        self._raw = raw

    def __len__(self) -> int:
        """How many pieces there are so far."""
        return len(self._made)

    @property
    def complete(self) -> bool:
        """Whether all pieces are made."""
        return self._source is None

    def get(self, number: int) -> str | None:
        """Return a piece, None behind the last. Makes those before it too: ask in their order."""
        while number >= len(self._made) and self._source is not None:
            piece = next(self._source, None)
            if piece is None:
                self._source = None
            elif piece:
                self._made.append(piece if self._raw else visible(piece))
        return self._made[number] if number < len(self._made) else None


def text_pieces(text: str) -> Iterator[str]:
    """Cut a text: behind a line's end where there is one, and behind so many lines."""
    at = 0
    while at < len(text):
        end = at + PIECE
        if end < len(text):
            end = text.rfind("\n", at, end) + 1 or end
        piece = text[at:end]
        if piece.count("\n") > PIECE_LINES:
            rest = piece.split("\n", PIECE_LINES)[-1]
            piece = piece[: len(piece) - len(rest)]
        yield piece
        at += len(piece)


def decoded_pieces(data: bytes) -> Iterator[str]:
    """Cut bytes that are not UTF-8 all through; what cannot be decoded becomes what `visible` shows as ‹0xFF›."""
    at = 0
    while at < len(data):
        end = min(len(data), at + PIECE)
        while end < len(data) and end > at + PIECE - 4 and data[end] & 0xC0 == 0x80:  # not inside a character
            end -= 1
        yield from text_pieces(data[at:end].decode("utf-8", "surrogateescape"))
        at = end


def search(pieces: Pieces, query: str) -> Iterator[list[Hit]]:
    """Give what is found in each piece in turn, upper and lower case alike, also what its escapes stand for. What reaches into the next piece is found too."""
    wanted = re.compile(re.escape(query[:QUERY_LIMIT]), re.IGNORECASE)
    number, from_at = 0, 0
    while (piece := pieces.get(number)) is not None:
        following = pieces.get(number + 1) or ""
        hits = []
        for begin, end in spans(piece + following[: LONGEST * len(query)], lambda text: (m.span() for m in wanted.finditer(text))):
            if from_at <= begin < len(piece):
                hits.append(Hit(number, begin, end - begin))
        from_at = max(0, hits[-1].at + hits[-1].length - len(piece)) if hits else 0
        yield hits
        number += 1
