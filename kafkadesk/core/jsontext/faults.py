"""What is wrong with a JSON text, at its first wrong character: a scanner for people, used once the fast one has refused."""

import json
import re
from dataclasses import dataclass, field
from typing import NoReturn

from kafkadesk.core.jsontext.tokens import CLOSING, LITERALS, NUMBER, SPACE
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.positions import line_and_column
from kafkadesk.core.text_tools.printable import shortened

WORD_LIMIT = 40  # characters of a wrong word that a sentence quotes
MAX_DEPTH = 500  # brackets inside brackets: readers in other languages stop there or earlier

BLANK, A_NUMBER = re.compile(SPACE), re.compile(NUMBER)
STRING_PART = re.compile(r'[^"\\\x00-\x1f\ud800-\udfff]*')
WORD = re.compile(r"[^\s,:\[\]{}\"'“”„‘’，：｛｝［］]+")
HEX4 = re.compile(r"[0-9a-fA-F]{4}")
PYTHON_LITERALS = {"True": "true", "False": "false", "None": "null"}
LOOKALIKES = {"“": '"', "”": '"', "„": '"', "‘": '"', "’": '"', "，": ",", "：": ":", "｛": "{", "｝": "}", "［": "[", "］": "]"}


@dataclass(slots=True)
class FaultError(Exception):
    """The first fault: what it is, and how many characters stand before it."""

    title: Text
    at: int


@dataclass(slots=True)
class _Open:
    """A bracket that is not closed yet, and for an object the names it has so far."""

    bracket: str
    at: int
    names: set[str] = field(default_factory=set)
    comma_at: int | None = None  # the comma that stands before what comes next


def scan(text: str) -> None:
    """Raise FaultError at the first character that keeps `text` from being one strict JSON value."""
    _Scanner(text).run()


class _Scanner:
    """Reads a text once, without recursion, and stops at the first fault."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.open: list[_Open] = []

    def run(self) -> None:
        if self.text.startswith("\ufeff"):
            self._fail(QT_TRANSLATE_NOOP("core", "The text begins with an invisible byte order mark."))
        self._skip()
        if self.at == len(self.text):
            self._fail(QT_TRANSLATE_NOOP("core", "There is nothing here yet: JSON needs a value."))
        closed = self._value()
        while self.open:
            closed = self._inside(closed)
        self._skip()
        if self.at < len(self.text):
            self._after_the_value()

    # what may come next

    def _inside(self, after_item: bool) -> bool:
        """Read the next thing in the innermost bracket; return whether an item of it is complete."""
        top = self.open[-1]
        self._skip()
        char = self._char()
        if not char:
            self._never_closed(top)
        if char == CLOSING[top.bracket]:
            if top.comma_at is not None and not after_item:
                self._fail(QT_TRANSLATE_NOOP("core", "There is a comma after the last item: take it out."), top.comma_at)
            self.open.pop()
            self.at += 1
            return True
        if after_item:
            self._comma(top, char)
            return False
        if top.bracket == "{":
            self._name(top)
        return self._value()

    def _comma(self, top: _Open, char: str) -> None:
        if char == ",":
            top.comma_at = self.at
            self.at += 1
            return
        if char in CLOSING.values():
            self._wrong_bracket(top, char)
        if char == ":":
            if top.bracket == "[":
                self._fail(QT_TRANSLATE_NOOP("core", "A list has no names: a colon does not belong here."))
            self._fail(QT_TRANSLATE_NOOP("core", "There is one colon too many."))
        self._odd_character(char)
        self._fail(QT_TRANSLATE_NOOP("core", "A comma is missing before this."))

    def _name(self, top: _Open) -> None:
        start = self.at
        char = self._char()
        if char == ",":
            self._fail(QT_TRANSLATE_NOOP("core", "There is one comma too many."))
        if char == "]":
            self._wrong_bracket(top, char)
        if char != '"':
            self._odd_character(char)
            if word := WORD.match(self.text, self.at):
                self._fail(QT_TRANSLATE_NOOP("core", 'A name needs double quotes: "{word}".'), word=word[0])
            self._fail(QT_TRANSLATE_NOOP("core", "A name in double quotes is expected here."))
        self._string()
        name = json.loads(self.text[start : self.at])
        if name in top.names:
            self._fail(QT_TRANSLATE_NOOP("core", "The name “{word}” is there twice in this object."), start, word=name)
        top.names.add(name)
        self._skip()
        if self._char() != ":":
            if not self._char():
                self._never_closed(top)
            self._odd_character(self._char())
            self._fail(QT_TRANSLATE_NOOP("core", "A colon is missing after the name “{word}”."), word=name)
        self.at += 1
        top.comma_at = None
        self._skip()
        if not self._char():
            self._never_closed(top)
        if self._char() in ",}":
            self._fail(QT_TRANSLATE_NOOP("core", "The name “{word}” has no value."), word=name)

    def _value(self) -> bool:
        """Read a value, or only the bracket that opens one; return whether the value is complete."""
        char = self._char()
        if char in CLOSING:
            if len(self.open) == MAX_DEPTH:
                self._fail(QT_TRANSLATE_NOOP("core", "More than {limit} brackets are open here."), limit=MAX_DEPTH)
            if self.open:
                self.open[-1].comma_at = None
            self.open.append(_Open(char, self.at))
            self.at += 1
            return False
        if self.open:
            self.open[-1].comma_at = None
        if char == '"':
            self._string()
        elif number := A_NUMBER.match(self.text, self.at):
            self._number(number)
        else:
            self._literal(char)
        return True

    # the parts of a value

    def _string(self) -> None:
        start = self.at
        self.at += 1
        while True:
            self.at = STRING_PART.match(self.text, self.at).end()  # type: ignore[union-attr]  # it matches nothing at least
            char = self._char()
            if char == '"':
                self.at += 1
                return
            if char == "\\":
                self._escape(start)
            elif not char:
                self._fail(QT_TRANSLATE_NOOP("core", "This string is never closed: a double quote is missing."), start)
            elif char in "\r\n":
                self._fail(QT_TRANSLATE_NOOP("core", "The string is not closed on this line. A line break inside a string is written \\n."))
            elif char == "\t":
                self._fail(QT_TRANSLATE_NOOP("core", "A tab inside a string is written \\t."))
            elif char < " ":
                code = f"\\u{ord(char):04x}"
                self._fail(QT_TRANSLATE_NOOP("core", "An invisible control character: inside a string it is written {word}."), word=code)
            else:
                self._half_pair(f"U+{ord(char):04X}")

    def _escape(self, start: int) -> None:
        """Read one escape of the string that began at `start`; both halves of a surrogate pair count as one."""
        kind = self.text[self.at + 1 : self.at + 2]
        if not kind:
            self._fail(QT_TRANSLATE_NOOP("core", "This string is never closed: a double quote is missing."), start)
        if kind in '"\\/bfnrt':
            self.at += 2
            return
        if kind != "u":
            self._fail(
                QT_TRANSLATE_NOOP("core", "{word} is not an escape of JSON. A backslash itself is written \\\\."), word="\\" + kind.strip()
            )
        code = self._code(self.at)
        if 0xD800 <= code < 0xDC00 and self.text.startswith("\\u", self.at + 6) and 0xDC00 <= self._code(self.at + 6) < 0xE000:
            self.at += 12
        elif 0xD800 <= code < 0xE000:
            self._half_pair(self.text[self.at : self.at + 6])
        else:
            self.at += 6

    def _code(self, at: int) -> int:
        digits = HEX4.match(self.text, at + 2)
        if digits is None:
            self._fail(QT_TRANSLATE_NOOP("core", "Four hexadecimal digits are expected after \\u."), at)
        return int(digits[0], 16)

    def _number(self, number: re.Match[str]) -> None:
        after = self.text[number.end() : number.end() + 1]
        whole = WORD.match(self.text, self.at)
        if after and after not in " \t\r\n,:[]{}\"'/" and after not in LOOKALIKES and whole is not None:
            self._bad_number(whole[0])
        self.at = number.end()

    def _bad_number(self, word: str) -> NoReturn:
        if re.match(r"-?0[0-9]", word):
            self._fail(QT_TRANSLATE_NOOP("core", "A number cannot begin with a zero: {word}"), word=word)
        if re.match(r"[+-]?0[xX]", word):
            self._fail(QT_TRANSLATE_NOOP("core", "JSON has no hexadecimal numbers: {word}"), word=word)
        if re.fullmatch(r"-?[0-9]+\.(?:[eE].*)?", word):
            self._fail(QT_TRANSLATE_NOOP("core", "A digit is missing after the decimal point: {word}"), word=word)
        self._fail(QT_TRANSLATE_NOOP("core", "{word} is not a number. If it is text, it needs double quotes."), word=word)

    def _literal(self, char: str) -> None:
        found = WORD.match(self.text, self.at)
        word = found[0] if found else char
        if word in LITERALS:
            self.at += len(word)
            return
        self._odd_character(char)
        if char == ",":
            self._fail(QT_TRANSLATE_NOOP("core", "A value is missing before this comma."))
        if char in "]}":
            self._fail(QT_TRANSLATE_NOOP("core", "Unexpected {word}: there is no open bracket to close."), word=char)
        if char == ":":
            self._fail(QT_TRANSLATE_NOOP("core", "A value is expected here, not a colon."))
        if word in PYTHON_LITERALS:
            self._fail(QT_TRANSLATE_NOOP("core", "JSON writes {plain}, not {word}."), word=word, plain=PYTHON_LITERALS[word])
        if word.lstrip("+-") in ("NaN", "Infinity", "nan", "inf"):
            self._fail(QT_TRANSLATE_NOOP("core", "JSON has no {word}."), word=word)
        if re.match(r"[+.-]*[0-9]", word):
            self._bad_number(word)
        self._fail(
            QT_TRANSLATE_NOOP("core", "{word} is not JSON. If it is text, it needs double quotes."), word=shortened(word, WORD_LIMIT)
        )

    # faults that several places know

    def _odd_character(self, char: str) -> None:
        """Fail when the character is one that people type where JSON wants another."""
        if char == "'":
            self._fail(QT_TRANSLATE_NOOP("core", "JSON uses double quotes, not single ones."))
        if char in LOOKALIKES:
            self._fail(QT_TRANSLATE_NOOP("core", "“{word}” is a look-alike: type {plain}"), word=char, plain=LOOKALIKES[char])
        if char == "#" or self.text.startswith(("//", "/*"), self.at):
            self._fail(QT_TRANSLATE_NOOP("core", "JSON has no comments."))
        if char.isspace() or not char.isprintable():
            self._fail(QT_TRANSLATE_NOOP("core", "An invisible character does not belong here: {word}."), word=f"U+{ord(char):04X}")

    def _half_pair(self, word: str) -> NoReturn:
        self._fail(QT_TRANSLATE_NOOP("core", "{word} is half of a character: it cannot be sent as UTF-8."), word=word)

    def _wrong_bracket(self, top: _Open, char: str) -> NoReturn:
        line, column = line_and_column(self.text, top.at)
        self._fail(
            QT_TRANSLATE_NOOP("core", "{word} does not match the {bracket} of line {line}, column {column}."),
            word=char, bracket=top.bracket, line=line, column=column,
        )  # fmt: skip

    def _never_closed(self, top: _Open) -> NoReturn:
        line, column = line_and_column(self.text, top.at)
        self._fail(
            QT_TRANSLATE_NOOP("core", "The {bracket} of line {line}, column {column} is never closed."),
            bracket=top.bracket,
            line=line,
            column=column,
        )

    def _after_the_value(self) -> NoReturn:
        char = self._char()
        if char in "]}":
            self._fail(QT_TRANSLATE_NOOP("core", "Unexpected {word}: there is no open bracket to close."), word=char)
        self._odd_character(char)
        self._fail(QT_TRANSLATE_NOOP("core", "There is more text after the value: a record holds one JSON value."))

    # the text

    def _char(self) -> str:
        return self.text[self.at : self.at + 1]

    def _skip(self) -> None:
        self.at = BLANK.match(self.text, self.at).end()  # type: ignore[union-attr]  # it matches nothing at least

    def _fail(self, source: str, at: int | None = None, **args: object) -> NoReturn:
        raise FaultError(Text(source, args), self.at if at is None else at)
