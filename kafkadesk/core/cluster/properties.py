"""The lines of a client's configuration: Java's .properties as Java reads them, others as librdkafka does. No line is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

JAVA_LINE = re.compile(r"\r\n|\r|\n")  # what else is a line's end elsewhere is none in Java
JAVA_BLANK = " \t\f"
JAVA_ENTRY = re.compile(r"((?:\\.|[^\\:= \t\f])*)[ \t\f]*[:=]?[ \t\f]*(.*)", re.DOTALL)
JAVA_ESCAPE = re.compile(r"\\(?:u(.{0,4})|(.))", re.DOTALL)
JAVA_LETTERS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
FOUR_HEX = re.compile(r"[0-9A-Fa-f]{4}")
BAD_ESCAPE = Text(QT_TRANSLATE_NOOP("core", "\\u is not followed by four hexadecimal digits."))
NAME_BEFORE = re.compile(r"[^\w.-]")
NO_SETTING = Text(QT_TRANSLATE_NOOP("core", "It is no setting: it has no = sign."))

WINDOWS_PATH = re.compile(r"[A-Za-z]\\?:[\\/]|\\\\")
IN_PATH = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|([\\:=#! ]))")


@dataclass(frozen=True, slots=True)
class ConfigSetting:
    """One setting. line: where it begins, from 1; raw: as it is written; value: as the client reads it; fault: why that cannot be."""

    line: int
    key: str
    raw: str
    value: str
    fault: Text | None = None

    def path(self) -> str:
        r"""Return a value that is a path. Java reads C:\certs as C:certs; whoever wrote that meant the path."""
        if not WINDOWS_PATH.match(self.raw):
            return self.value
        whole = self.raw if self.raw.startswith("\\\\\\\\") or not self.raw.startswith("\\\\") else "\\\\" + self.raw  # a share
        return IN_PATH.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], whole)


def read_text(data: bytes, *, java: bool) -> tuple[str, Text | None]:
    """Return the text of a file, and what to say where its encoding was guessed."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), _guess("UTF-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        gbk = _gbk(data)
        return (gbk, _guess("GBK")) if gbk is not None else (data.decode("iso-8859-1"), _guess("ISO-8859-1"))
    return text, _guess("UTF-8") if java and not data.isascii() else None


def java_settings(text: str) -> Iterator[ConfigSetting]:
    """Give the settings of a .properties file: = or : or a blank behind the key, escapes, lines that go on."""
    begin, whole = 0, None
    for number, natural in enumerate(JAVA_LINE.split(text), 1):
        line = natural.lstrip(JAVA_BLANK)
        if whole is None:
            if not line or line[0] in "#!":
                continue
            begin, whole = number, ""
        whole += line
        if (len(whole) - len(whole.rstrip("\\"))) % 2:
            whole = whole[:-1]
            continue
        yield _java_setting(begin, whole)
        whole = None
    if whole:
        yield _java_setting(begin, whole)


def plain_settings(text: str) -> Iterator[ConfigSetting]:
    """Give the settings of a file as librdkafka reads it: nothing is escaped."""
    for number, natural in enumerate(JAVA_LINE.split(text), 1):
        line = natural.strip()
        if not line or line[0] in "#;" or (line[0] == "[" and line[-1] == "]"):
            continue
        key, equals, value = (part.strip() for part in line.partition("="))
        key = key if equals else NAME_BEFORE.split(key)[0]
        yield ConfigSetting(number, key, value, value, None if equals and key else NO_SETTING)


def _java_setting(line: int, whole: str) -> ConfigSetting:
    found = JAVA_ENTRY.fullmatch(whole)
    key, raw = (found[1], found[2]) if found is not None else (whole, "")
    fine = all(escape[1] is None or FOUR_HEX.fullmatch(escape[1]) for escape in JAVA_ESCAPE.finditer(whole))
    fine = fine or (key.endswith(".location") and WINDOWS_PATH.match(raw) is not None)  # C:\users
    # Kafka trims what Java leaves at the end.
    return ConfigSetting(line, _java_text(key), raw.strip(), _java_text(raw).strip(), None if fine else BAD_ESCAPE)


def _java_text(text: str) -> str:
    def one(found: re.Match[str]) -> str:
        if found[1] is not None:
            return chr(int(found[1], 16)) if FOUR_HEX.fullmatch(found[1]) else found[0]
        return JAVA_LETTERS.get(found[2], found[2])

    units = JAVA_ESCAPE.sub(one, text)  # a character beyond the first plane is two escapes
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _gbk(data: bytes) -> str | None:
    """Return bytes that are not UTF-8 as Windows in China writes them; None where they are rather western letters."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    odd = [character.encode("gb18030") for character in text if not character.isascii()]
    common = sum(len(pair) == 2 and 0xA1 <= pair[0] <= 0xF7 and pair[1] >= 0xA1 for pair in odd)
    return text if common * 2 > len(odd) else None


def _guess(encoding: str) -> Text:
    text = QT_TRANSLATE_NOOP("core", "The file does not say its encoding; it was read as {encoding}. Check names, passwords and paths.")
    return Text(text, {"encoding": encoding})
