"""A hosts file as bytes: KafkaDesk's own block in it, what other lines say about a name, and edits that touch nothing else.

Bytes in, bytes out. Lines that are not ours are never decoded, re-encoded or put in order: other tools lost comments, doubled
line ends or emptied the file that way (microsoft/PowerToys#32442, docker/for-win#8773). What is doubtful is refused.
"""

import hashlib
import ipaddress
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kafkadesk.core.errors import InputError
from kafkadesk.core.hosts.answers import Answer, HostsError
from kafkadesk.core.hosts.entries import HostEntry, check_ip, check_name
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

OPEN = b"# >>> KafkaDesk v1 - managed, do not edit inside"
CLOSE = b"# <<< KafkaDesk v1"
# In the block of a file that did not end with a line end: undo takes out the one that was put before the block.
NO_LINE_END = b"# the file had no line end before this block; undo takes it out again"
OFF = b"# KafkaDesk off: "  # before a line of others that the user had turned off; undo takes it away again
# In the block: which lines those are, by the beginning of their SHA-256. Somebody's own comment may look the same.
TURNED_OFF = re.compile(rb"# lines turned off:((?: [0-9a-f]{16})+)")
LIKE_A_MARKER = re.compile(rb"(?:>>>|<<<)[ \t]*KafkaDesk", re.IGNORECASE)
MAX_BYTES = 16 * 1024 * 1024
MAX_BLOCK = 1024  # entries of ours in the file, from several additions
WINDOWS_NAMES = 9  # of a line that Windows takes; it passes over the others in silence
HEADER = (  # of a file that was missing
    b"# This file tells this PC the addresses of host names: an address, then its names.\r\n# localhost is known without a line here.\r\n"
)


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a line that is not ours says about a name. number: of the line, from 1. active: whether the system heeds it."""

    number: int
    entry: HostEntry
    text: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """Our lines: from the first byte of the opening marker to the byte after the closing line."""

    start: int
    end: int
    entries: tuple[HostEntry, ...]
    line_end_added: bool = False
    off: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a change would do. already: entries for which other lines do it; conflicts: lines that stand against entries.

    turned_off: lines that stood against entries and are made a comment, because the user asked for that.
    """

    old: bytes
    new: bytes
    already: tuple[HostEntry, ...] = ()
    conflicts: tuple[Foreign, ...] = ()
    turned_off: tuple[Foreign, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether there is anything to write."""
        return self.old != self.new

    @property
    def start(self) -> int:
        """Return where the first byte differs: what stands before it is never written again."""
        return common_prefix(self.old, self.new)


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's content, as lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def check_bytes(data: bytes) -> None:
    """Raise HostsError for content that is not to be edited: UTF-16, NUL bytes, too large."""
    if len(data) > MAX_BYTES:
        raise HostsError(
            Answer.ENCODING,
            Text(
                QT_TRANSLATE_NOOP("core", "The hosts file is larger than {limit} MiB. Nothing was written."),
                {"limit": MAX_BYTES // 1024 // 1024},
            ),
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise HostsError(Answer.ENCODING)


def find_block(data: bytes) -> Block | None:
    """Return our block, None where there is none; raise HostsError when it, or what looks like it, is not as we write it."""
    check_bytes(data)
    marks = list(dict.fromkeys(data.rfind(b"\n", 0, found.start()) + 1 for found in LIKE_A_MARKER.finditer(data)))
    if not marks:
        return None
    if len(marks) != 2 or _body(data, marks[0]) != OPEN or _body(data, marks[1]) != CLOSE:
        raise HostsError(Answer.MALFORMED)
    start, close = marks
    bodies = [_body(data, at) for at in _line_starts(data, start, close)][1:]
    added = bodies[:1] == [NO_LINE_END]
    noted = TURNED_OFF.fullmatch(bodies[added]) if len(bodies) > added else None
    entries = [_entry(body) for body in bodies[added + bool(noted) :]]
    if len({entry.key for entry in entries}) != len(entries) or not 0 < len(entries) <= MAX_BLOCK:
        raise HostsError(Answer.MALFORMED)
    return Block(start, _line_after(data, close), tuple(entries), added, tuple(noted[1].split()) if noted else ())


def add(data: bytes, entries: Sequence[HostEntry], *, windows: bool, off: Collection[int] = ()) -> Edit:
    """Return the edit that puts entries in force, in our block at the end of the file; a name of ours that has another address gets the new one.

    An entry that another line has in force is left out; one whose name has another address there is a conflict, and left out, too,
    unless the number of that line is in `off`: then the line is made a comment. Other numbers in it are passed over.
    """
    edit = _added(data, entries, (), windows=windows)
    stay = {other.entry.key for other in edit.conflicts if other.number not in off}  # in vain: another line would still win
    against = [other for other in edit.conflicts if other.entry.key not in stay]
    if not against:
        return edit
    without, marks = _turned_off(data, {other.number for other in against})
    return replace(_added(without, entries, marks, windows=windows), old=data, turned_off=tuple(against))


def _added(data: bytes, entries: Sequence[HostEntry], off: tuple[bytes, ...], *, windows: bool) -> Edit:
    """Return the edit that puts entries in force. off: marks of the lines that were turned off for it, to be noted in the block."""
    block = find_block(data)
    others = [other for other in foreign(data, {entry.name for entry in entries}, windows=windows) if other.active]
    wanted: list[HostEntry] = []
    already: list[HostEntry] = []
    conflicts: list[Foreign] = []
    for entry in entries:
        against = [other for other in others if other.entry.key == entry.key and other.entry.ip != entry.ip]
        if against:
            conflicts += [other for other in against if other not in conflicts]
        elif not off and any(other.entry.key == entry.key for other in others):
            already.append(entry)
        else:
            wanted.append(entry)
    ours = {entry.key: entry for entry in (block.entries if block else ())}
    new = data
    if off or any(entry.key not in ours or ours[entry.key].ip != entry.ip for entry in wanted):
        ours |= {entry.key: entry for entry in wanted}
        if len(ours) > MAX_BLOCK:
            raise InputError(
                Text(QT_TRANSLATE_NOOP("core", "KafkaDesk keeps at most {limit} lines in the hosts file."), {"limit": MAX_BLOCK})
            )
        new = _with_block(data, block, list(ours.values()), off, windows=windows)
    return Edit(old=data, new=new, already=tuple(already), conflicts=tuple(conflicts))


def remove(data: bytes, entries: Iterable[HostEntry]) -> Edit:
    """Return the edit that takes entries out of our block; the block goes with its last entry. Other lines stay."""
    block = find_block(data)
    gone = set(entries)
    if block is None or not gone.intersection(block.entries):
        return Edit(old=data, new=data)
    rest = [entry for entry in block.entries if entry not in gone]
    return Edit(old=data, new=_with_block(data, block, rest, (), windows=False)) if rest else undo(data)


def undo(data: bytes) -> Edit:
    """Return the edit that takes out our block, and the line end that it was given if it still stands at the end.

    Lines of others that were turned off are turned on again.
    """
    block = find_block(data)
    if block is None:
        return Edit(old=data, new=data)
    before, after = data[: block.start], data[block.end :]
    if block.line_end_added and not after:
        before = before.removesuffix(_end_of(data, block))
    return Edit(old=data, new=_turned_on(before, block.off) + _turned_on(after, block.off))


def foreign(data: bytes, names: Iterable[str] | None, *, windows: bool) -> Iterator[Foreign]:
    """Yield what lines outside our block say about these names (None: about all), in the file's order."""
    block = find_block(data)
    wanted = None if names is None else {name.lower() for name in names}
    if wanted is not None and not wanted:
        return
    for number, start in _lines_with(data, wanted):
        if block is not None and block.start <= start < block.end:
            continue
        line = data[start : _line_after(data, start)]
        for place, entry in enumerate(pairs_of(line)):
            if wanted is None or entry.name.lower() in wanted:
                text = line.rstrip(b"\r\n").decode("utf-8", "backslashreplace")
                yield Foreign(number, entry, text, active=not windows or place < WINDOWS_NAMES)


def line_end(data: bytes, *, windows: bool) -> bytes:
    """Return the line end that most lines of the file have."""
    crlf = data.count(b"\r\n")
    lf = data.count(b"\n") - crlf
    if crlf == lf:
        return b"\r\n" if windows else b"\n"
    return b"\r\n" if crlf > lf else b"\n"


def common_prefix(old: bytes, new: bytes) -> int:
    """Return how many bytes are the same at the beginning."""
    low, high = 0, min(len(old), len(new))
    while low < high:  # by halves: a loop over 16 MiB would take seconds
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _turned_off(data: bytes, numbers: Collection[int]) -> tuple[bytes, tuple[bytes, ...]]:
    """Return the file with these lines made comments, and their marks."""
    lines = data.split(b"\n")
    marks = tuple(_mark(lines[number - 1]) for number in sorted(numbers))
    return b"\n".join(OFF + line if number in numbers else line for number, line in enumerate(lines, 1)), marks


def _turned_on(data: bytes, marks: Collection[bytes]) -> bytes:
    """Return a part of the file with the lines of these marks as they were."""
    if not marks:
        return data
    lines = data.split(b"\n")
    ours = {i for i, line in enumerate(lines) if line.startswith(OFF) and _mark(line.removeprefix(OFF)) in marks}
    return b"\n".join(line.removeprefix(OFF) if i in ours else line for i, line in enumerate(lines))


def _mark(line: bytes) -> bytes:
    """Return what tells a line that was turned off; without a line end, because its file may get one."""
    return digest(line.rstrip(b"\r"))[:16].encode("ascii")


def _with_block(data: bytes, block: Block | None, entries: list[HostEntry], off: tuple[bytes, ...], *, windows: bool) -> bytes:
    """Return the file with our block replaced in its place, or put at the end. off: marks that it has to note besides its own."""
    before, after = (data, b"") if block is None else (data[: block.start], data[block.end :])
    end = line_end(data, windows=windows) if block is None else _end_of(data, block)
    added = block.line_end_added if block else bool(data) and not data.endswith(b"\n")
    marks = list(dict.fromkeys((block.off if block else ()) + off))
    noted = [b" ".join([b"# lines turned off:", *marks])] if marks else []
    lines = [OPEN, *([NO_LINE_END] if added else []), *noted, *(entry.line.encode("ascii") for entry in entries), CLOSE]
    if block is None and added:
        before += end
    return before + b"".join(line + end for line in lines) + after


def _end_of(data: bytes, block: Block) -> bytes:
    """Return the line end that the block was written with."""
    return b"\r\n" if data.startswith(b"\r\n", block.start + len(OPEN)) else b"\n"


def _entry(body: bytes) -> HostEntry:
    """Return the entry of a line of ours; raise HostsError when it is not as we write it."""
    ip, _, name = body.decode("ascii", "replace").partition(" ")
    try:
        entry = HostEntry(check_ip(ip), check_name(name))
    except InputError:
        raise HostsError(Answer.MALFORMED) from None
    if entry.line.encode("ascii") != body:
        raise HostsError(Answer.MALFORMED)
    return entry


def pairs_of(line: bytes) -> list[HostEntry]:
    """Return the pairs of a line as the system reads it; nothing for a comment or what is no entry. The names are not checked."""
    words = line.partition(b"#")[0].split()
    if len(words) < 2:
        return []
    try:
        ip = str(ipaddress.ip_address(words[0].decode("ascii")))
    except ValueError:  # also of the decoding
        return []
    return [HostEntry(ip, word.decode("ascii", "backslashreplace")) for word in words[1:]]


def _lines_with(data: bytes, wanted: set[str] | None) -> Iterator[tuple[int, int]]:
    """Yield number and first byte of each line in which one of the names stands, or of every line."""
    if wanted is None:
        yield from enumerate(_line_starts(data, 0, len(data)), 1)
        return
    names = b"|".join(re.escape(name.encode("ascii")) for name in sorted(wanted))
    number, counted, last = 1, 0, -1
    for found in re.finditer(rb"(?<![^\s])(?:" + names + rb")(?![^\s#])", data, re.IGNORECASE):
        start = data.rfind(b"\n", 0, found.start()) + 1
        if start == last:
            continue
        number += data.count(b"\n", counted, start)
        counted, last = start, start
        yield number, start


def _line_starts(data: bytes, start: int, end: int) -> Iterator[int]:
    while start < end:
        yield start
        start = _line_after(data, start)


def _line_after(data: bytes, start: int) -> int:
    """Return where the next line begins."""
    return data.find(b"\n", start) + 1 or len(data)


def _body(data: bytes, start: int) -> bytes:
    """Return a line without its line end."""
    line = data[start : _line_after(data, start)]
    return line[:-2] if line.endswith(b"\r\n") else line.removesuffix(b"\n")
