"""What a hosts file has about a name: the line that the system heeds, or the line that was meant to be one, and what is wrong with it.

Read only, and read as people write it: an edit of the file is core/hosts_file.py's, which refuses whatever is doubtful.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kafkadesk.core.doctor.pc_names import PcNames
from kafkadesk.core.errors import InputError
from kafkadesk.core.hosts.entries import HostEntry, check_name
from kafkadesk.core.hosts.file import MAX_BYTES, WINDOWS_NAMES, pairs_of
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

MOST_LINES = 50  # about one name: nobody has more
SHOWN = 120  # characters of a line in a sentence
UTF8_BOM, UTF16_BOMS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
LONE_CR = re.compile(rb"\r(?!\n)")
BETWEEN = re.compile(r"[\s,;=|]+")
PORT = re.compile(r"(?:[a-z]+://)?(?P<host>[^/:\s]+|\[[^\]]+\])(?::\d+)?/?", re.IGNORECASE)

COMMENT = QT_TRANSLATE_NOOP("core", "it begins with “#”, so it is only a comment")
BEHIND_HASH = QT_TRANSLATE_NOOP("core", "the name stands behind “#”, so it is only a comment")
BOM = QT_TRANSLATE_NOOP("core", "an invisible byte order mark stands before its address: save the file as ANSI, or as UTF-8 without BOM")
UTF16 = QT_TRANSLATE_NOOP("core", "the file was saved as UTF-16 (“Unicode”), which this PC does not read: save it as ANSI")
CR_ONLY = QT_TRANSLATE_NOOP("core", "the line before it has no proper end (CR alone), so that this PC reads both as one")
HIDDEN = QT_TRANSLATE_NOOP("core", "it holds characters that look like others or cannot be seen ({characters}): type it anew")
BYTES = QT_TRANSLATE_NOOP("core", "it holds bytes that are no text: type it anew")
TOO_MANY = QT_TRANSLATE_NOOP("core", "Windows reads only the first {most} names of a line: give it a line of its own")
REVERSED = QT_TRANSLATE_NOOP("core", "the address has to stand before the name")
NO_IP = QT_TRANSLATE_NOOP("core", "“{word}” is not an IP address")
WITH_PORT = QT_TRANSLATE_NOOP("core", "a hosts file takes neither ports nor “http://”, only the address and then the name")
SEPARATED = QT_TRANSLATE_NOOP("core", "address and names have to be separated by blanks")
OTHER_FILE = QT_TRANSLATE_NOOP(
    "core", "it stands in the file hosts.txt, which this PC does not read: the file has to be called hosts, without an ending"
)
UNUSED = QT_TRANSLATE_NOOP(
    "core", "the line itself is right, but this PC does not use it: may every program read the file? On Windows, try “ipconfig /flushdns”"
)


@dataclass(frozen=True, slots=True)
class HostsLine:
    """A line about a name. number: from 1. ip: its address, "" when it has none. defect: why the system does not heed it; None: it does."""

    number: int
    text: str
    ip: str
    defect: Text | None = None

    def entries(self, name: str) -> tuple[HostEntry, ...]:
        """Return what the line was meant to say, of `name` and of the names beside it; nothing where it has no address.

        Only what may stand in a hosts file: the line is no proof of it, and the user looks at it before it is used.
        """
        if not self.ip:
            return ()
        whole = unicodedata.normalize("NFKC", self.text).lstrip("# \t")
        words = " ".join(part for part in BETWEEN.split(whole) if part)
        beside = [entry.name for entry in pairs_of(words.encode("utf-8")) if entry.ip == self.ip]
        if len(self.text) == SHOWN:
            del beside[-1:]  # it may be cut
        if name.lower().rstrip(".") not in (word.lower().rstrip(".") for word in beside):
            beside = []  # not a plain line: the other words may be anything
        names = {word.lower(): word for word in (name, *beside) if _may_stand(word)}
        return tuple(HostEntry(self.ip, word) for word in names.values())


def _may_stand(name: str) -> bool:
    try:
        check_name(name)
    except InputError:
        return False
    return True


def leading(pc: PcNames, name: str, ips: tuple[str, ...]) -> HostsLine | None:
    """Return the line by which a name has one of these addresses; None: it has them from elsewhere, or is this PC's own name."""
    plain = name.lower().rstrip(".")
    if plain == "localhost" or plain in (own.lower() for own in pc.own):
        return None
    return next((line for line in lines_about(pc, name) if line.defect is None and line.ip in ips), None)


def unheeded(pc: PcNames, name: str) -> HostsLine | None:
    """Return the line that was meant to give a name, which the system does not know, its address."""
    lines = list(lines_about(pc, name))
    right = next((line for line in lines if line.defect is None), None)
    if right is not None:
        return replace(right, defect=Text(UNUSED))
    if lines:  # a broken line says more than an old one that somebody turned off
        return min(lines, key=lambda line: line.defect is not None and line.defect.source == COMMENT)
    beside = next(lines_about(replace(pc, hosts=pc.beside), name), None)
    return None if beside is None else replace(beside, defect=Text(OTHER_FILE))


def lines_about(pc: PcNames, name: str) -> Iterator[HostsLine]:
    """Yield the lines of the hosts file that give a name an address, or seem meant to, in their order."""
    data, whole = _readable(pc.hosts[:MAX_BYTES])
    plain = name.lower().rstrip(".")
    for number, body, after_cr in _lines_with(data, plain):
        found = _judged(body, plain, windows=pc.windows)
        if found is None:
            continue
        ip, defect = found
        if after_cr:
            defect = Text(CR_ONLY)
        text = body.decode("utf-8", "backslashreplace").replace("\ufeff", "").strip()[:SHOWN]
        yield HostsLine(number, text, ip, whole or defect)


def _readable(data: bytes) -> tuple[bytes, Text | None]:
    """Return a file as UTF-8, and what is wrong with it as a whole."""
    if data.startswith(UTF16_BOMS):
        return data.decode("utf-16", "replace").encode("utf-8"), Text(UTF16)
    if b"\0" in data:
        return data.replace(b"\0", b""), Text(UTF16)
    return data, None


def _lines_with(data: bytes, plain: str) -> Iterator[tuple[int, bytes, bool]]:
    """Yield number, bytes and whether a lone CR stands before it, of each line in which a name occurs."""
    low, wanted = data.lower(), plain.encode("utf-8")
    at, yielded = low.find(wanted), 0
    while at >= 0 and yielded < MOST_LINES:
        start = max(data.rfind(b"\n", 0, at), data.rfind(b"\r", 0, at)) + 1
        ends = [end for end in (data.find(b"\n", at), data.find(b"\r", at)) if end >= 0]
        end = min(ends, default=len(data))
        number = 1 + data.count(b"\n", 0, start) + len(LONE_CR.findall(data, 0, start))
        yield number, data[start:end], data[start - 1 : start] == b"\r"
        yielded += 1
        at = low.find(wanted, end)


def _judged(body: bytes, plain: str, *, windows: bool) -> tuple[str, Text | None] | None:
    """Return a line's address and its defect; None: it does not mean to give this name one."""
    names = pairs_of(body)
    for place, entry in enumerate(names):
        if entry.name.lower().rstrip(".") == plain:
            return entry.ip, Text(TOO_MANY, {"most": WINDOWS_NAMES}) if windows and place >= WINDOWS_NAMES else None
    if body.startswith(UTF8_BOM):
        meant = _meant(body[len(UTF8_BOM) :].decode("utf-8", "replace"), plain)
        return None if meant is None else (meant[0], meant[1] or Text(BOM))
    text = body.decode("utf-8", "replace").strip()
    if text.startswith("#"):
        meant = _meant(text.lstrip("# \t"), plain)
        return None if meant is None else (meant[0], Text(COMMENT))
    before, _, behind = text.partition("#")
    if plain in behind.lower() and plain not in before.lower():
        meant = _meant(f"{before} {behind}", plain) if len(before.split()) == 1 else None
        return None if meant is None else (meant[0], Text(BEHIND_HASH))
    return _meant(before, plain)


def _meant(text: str, plain: str) -> tuple[str, Text | None] | None:
    """Return the address that a text gives a name and what is wrong with it (None: nothing); None: it gives it none."""
    if any(entry.name.lower().rstrip(".") == plain for entry in pairs_of(text.encode("utf-8"))):
        return pairs_of(text.encode("utf-8"))[0].ip, None
    odd = [c for c in text if not c.isascii()]
    clean = "".join(
        " " if c.isspace() else c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Cf", "Cc") or c == "\t"
    )
    words = clean.split()
    if odd and plain in (word.lower() for word in words) and _first_ip(words):
        if "\ufffd" in odd:
            return _first_ip(words), Text(BYTES)
        return _first_ip(words), Text(HIDDEN, {"characters": ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in odd))})
    if plain in (word.lower().rstrip(".") for word in words):
        ip = _first_ip(words)
        if ip and _ip(words[0]) == "" and words[0].lower().rstrip(".") == plain:
            return ip, Text(REVERSED)
        if len(words) > 1 and _looks_like_an_ip(words[0]):
            bare = PORT.fullmatch(words[0])
            within = "" if bare is None else _ip(bare["host"].strip("[]"))
            return within, Text(WITH_PORT) if within else Text(NO_IP, {"word": words[0][:SHOWN]})
        return None
    ip = _first_ip(words)
    if ip and any((bare := PORT.fullmatch(word)) and bare["host"].lower() == plain for word in words):
        return ip, Text(WITH_PORT)
    parts = [part for part in BETWEEN.split(clean) if part]
    if _first_ip(parts) and plain in (part.lower() for part in parts):
        return _first_ip(parts), Text(SEPARATED)
    return None


def _first_ip(words: list[str]) -> str:
    return next((ip for word in words if (ip := _ip(word))), "")


def _ip(word: str) -> str:
    try:
        return str(ipaddress.ip_address(word))
    except ValueError:
        return ""


def _looks_like_an_ip(word: str) -> bool:
    """Whether a first word was meant as an address: it begins as one, or names a way to one."""
    return word[:1].isdigit() or "://" in word or word.startswith("[")
