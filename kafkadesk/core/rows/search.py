"""What a row filter looks for in a key, a value or a header: a text, all of it, or a regular expression with a time limit."""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from kafkadesk.core.errors import InputError
from kafkadesk.core.serde.decoder import readable
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.escapes import escapes_of, spans, unescaped

REGEX_LIMIT_S = 1.0  # for a slice of at most some hundred rows, or one large value: what takes longer will not end
MARK_LIMIT_S = 0.004
ESCAPES_TRIED = 32  # letters of a text: with more of them every backslash is looked into
WEIGHT_LIMIT = 20_000  # takes about 10 ms to compile
PIECE = re.compile(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*\]|\{(?:\d{1,30},)?(?P<high>\d{1,30})\}|\{(?P<low>\d{1,30}),\}|.", re.DOTALL)
TOO_SLOW = Text(QT_TRANSLATE_NOOP("core", "This expression takes too long."))
TOO_SLOW_HINT = Text(QT_TRANSLATE_NOOP("core", "Repetitions inside repetitions, as in (a+)+, are the usual reason."))


class TooSlowError(InputError):
    """A regular expression took too long on a slice of rows."""


class Search(Protocol):
    """What is looked for in a text."""

    def found_in(self, data: bytes, deadline: float) -> bool:
        """Whether these bytes, as a Decoder gives them for a search, contain it. deadline: time.perf_counter() seconds, after which TooSlowError is raised."""

    def spans(self, text: str) -> Iterable[tuple[int, int]]:
        """Give where it stands in a shown text."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, in upper or lower case. raw: its bytes in ASCII lower case, where comparing bytes is enough; else folded is compared.

    escapes: in lower case; without one of them bytes in which it is not written do not stand for it either.
    """

    raw: bytes | None
    folded: str
    shown: re.Pattern[str]
    escapes: tuple[bytes, ...]

    @classmethod
    def of(cls, text: str) -> "Literal":
        """Return the search for a text."""
        # Letters beyond ASCII have cases that bytes do not show; digits, signs and Chinese have none.
        plain = all(c.isascii() or c.upper() == c.lower() == c.casefold() == c for c in text)
        raw, letters = text.lower().encode(errors="surrogatepass") if plain else None, set(text.lower() + text.upper())
        ways = {way.encode() for letter in letters for way in escapes_of(letter)} if plain and len(letters) <= ESCAPES_TRIED else {b"\\"}
        return cls(raw, text.casefold(), re.compile(re.escape(text), re.IGNORECASE), tuple(sorted(ways)))

    def found_in(self, data: bytes, deadline: float) -> bool:
        del deadline
        lower = data.lower()
        if self.raw in lower if self.raw is not None else self.folded in readable(data).casefold():
            return True
        if b"\\" not in data or not any(way in lower for way in self.escapes):
            return False
        return self.folded in (unescaped(readable(data)) or "").casefold()

    def spans(self, text: str) -> Iterable[tuple[int, int]]:
        """Give where it stands in a shown text."""
        return spans(text, lambda part: (m.span() for m in self.shown.finditer(part)))


@dataclass(frozen=True, slots=True)
class Exactly:
    """The whole of a key or value."""

    raw: bytes

    def found_in(self, data: bytes, deadline: float) -> bool:
        del deadline
        return data == self.raw or (b"\\" in data and (unescaped(readable(data)) or "").encode(errors="surrogatepass") == self.raw)

    def spans(self, text: str) -> Iterable[tuple[int, int]]:
        """Give all of the text, if it is it."""
        return ((0, len(text)),) if text and self.found_in(text.encode(errors="surrogatepass"), 0.0) else ()


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression. The module `regex` can give up after a time, and lets other threads run while it searches."""

    pattern: Any  # a regex.Pattern; the module ships no types

    @classmethod
    def of(cls, source: str, *, any_case: bool, column: int) -> "Expression":
        """Compile an expression. column: where it begins, for an error."""
        import regex  # needed only when somebody writes an expression, and the window shall open quickly

        if weight(source) > WEIGHT_LIMIT:
            text = QT_TRANSLATE_NOOP("core", "The regular expression repeats too much: written out it has more than {limit} pieces.")
            raise InputError(Text(text, {"limit": f"{WEIGHT_LIMIT:,}"}), column=column)
        try:
            return cls(regex.compile(source, regex.IGNORECASE if any_case else 0))
        except RecursionError as error:
            raise InputError(Text(QT_TRANSLATE_NOOP("core", "The regular expression is nested too deeply.")), column=column) from error
        except regex.error as error:
            raise InputError(
                Text(QT_TRANSLATE_NOOP("core", "The regular expression cannot be used: {reason}."), {"reason": error.msg}),
                column=column + (error.pos or 0),
            ) from error

    def found_in(self, data: bytes, deadline: float) -> bool:
        """Whether it matches somewhere in these bytes, read as UTF-8."""
        try:
            text = readable(data)
            return any(
                self.pattern.search(part, timeout=max(0.001, deadline - time.perf_counter())) is not None
                for part in (text, unescaped(text))
                if part is not None
            )
        except TimeoutError as error:
            raise TooSlowError(TOO_SLOW, TOO_SLOW_HINT) from error

    def spans(self, text: str) -> Iterable[tuple[int, int]]:
        """Give where it matches in a shown text. Raise TooSlowError where that cannot be told at once: a cell is painted meanwhile."""
        try:
            return spans(text, lambda part: (m.span() for m in self.pattern.finditer(part, timeout=MARK_LIMIT_S) if m.end() > m.start()))
        except TimeoutError as error:
            raise TooSlowError(TOO_SLOW) from error


def weight(source: str) -> int:
    """Return about how many pieces an expression has once its counted repetitions are written out: compiling knows no time limit."""
    sums, last = [0], [0]  # a group each: what it holds so far, and its last piece
    for token in PIECE.finditer(source):
        text = token.group()
        if text == "(":
            sums.append(0)
            last.append(0)
        elif text == ")" and len(sums) > 1:
            last.pop()
            inside = sums.pop() + 1
            sums[-1] += inside
            last[-1] = inside
        elif times := token.group("high") or token.group("low"):
            more = last[-1] * (int(times) - 1)
            sums[-1] += max(0, more)
            last[-1] += max(0, more)
        else:
            sums[-1] += 1
            last[-1] = 1
    return sum(sums)
