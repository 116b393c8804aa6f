"""What the elevated helper is asked, as it travels on its command line.

On the command line, because consent is given for it there: a file could be changed after the click. It holds no path, no
content and no command; the helper reads it with the same rules as the window, and takes nothing that the window would not.
"""

import base64
import binascii
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn

from kafkadesk.core.errors import InputError
from kafkadesk.core.hosts.answers import Answer, HostsError
from kafkadesk.core.hosts.entries import MAX_ENTRIES, HostEntry, check_entries
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

MAX_REQUEST = 8 * 1024  # characters on the command line
VERSION = 1
MAX_OFF = 128  # lines: each entry could have one of each family against it
SHA256 = re.compile(r"[0-9a-f]{64}")


class Op(StrEnum):
    """What is to be done."""

    ADD = "add"
    REMOVE = "remove"
    UNDO = "undo"
    RESTORE = "restore"  # a backup, named by its SHA-256
    REPAIR = "repair"  # a write that was cut off: what was there before, named by its SHA-256, is put back


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A change. expected: SHA-256 of the file that the user looked at; read_only: write even a write-protected file.

    off: numbers of lines of others that stand against the entries, and are to be made comments.
    """

    op: Op
    expected: str
    entries: tuple[HostEntry, ...] = ()
    backup: str = ""
    read_only: bool = False
    off: tuple[int, ...] = ()

    def encode(self) -> str:
        """Return the request as one word for a command line; raise InputError when it is too long for one."""
        data = {
            "v": VERSION,
            "op": self.op.value,
            "sha256": self.expected,
            "entries": [[entry.ip, entry.name] for entry in self.entries],
            "backup": self.backup,
            "read_only": self.read_only,
            "off": list(self.off),
        }
        word = base64.urlsafe_b64encode(json.dumps(data, separators=(",", ":")).encode("ascii")).decode("ascii")
        if len(word) > MAX_REQUEST:
            raise InputError(
                Text(QT_TRANSLATE_NOOP("core", "These names are too long to be handed to the helper at once.")),
                Text(QT_TRANSLATE_NOOP("core", "Add them in several steps.")),
            )
        return word


def decode(word: str) -> Request:
    """Return the request of a command line; raise HostsError (INVALID) for whatever a Request does not encode to."""
    if len(word) > MAX_REQUEST or not word.isascii():
        _refuse()
    try:
        raw = base64.b64decode(word, altchars=b"-_", validate=True)
        data = json.loads(raw.decode("ascii"))
    except (binascii.Error, ValueError, RecursionError):
        _refuse()
    if not isinstance(data, dict) or data.keys() != {"v", "op", "sha256", "entries", "backup", "read_only", "off"} or data["v"] != VERSION:
        _refuse()
    return _checked(data)


def _checked(data: dict[str, Any]) -> Request:
    op, expected, backup, read_only = data["op"], data["sha256"], data["backup"], data["read_only"]
    if op not in set(Op) or not _is_hash(expected) or not isinstance(read_only, bool):
        _refuse()
    if not (_is_hash(backup) if op in (Op.RESTORE, Op.REPAIR) else backup == ""):
        _refuse()
    off, pairs = data["off"], data["entries"]
    if not isinstance(off, list) or len(off) > MAX_OFF or (off and op != Op.ADD) or not all(type(n) is int and n > 0 for n in off):
        _refuse()
    if not isinstance(pairs, list) or bool(pairs) != (op in (Op.ADD, Op.REMOVE)) or len(pairs) > MAX_ENTRIES:
        _refuse()
    if not all(isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair) for pair in pairs):
        _refuse()
    try:
        entries = check_entries((pair[0], pair[1]) for pair in pairs)
    except InputError:
        _refuse()
    if [[entry.ip, entry.name] for entry in entries] != pairs:
        _refuse()  # not in the form in which the window sends it: a name to be turned into punycode, a doubled one
    return Request(op=Op(op), expected=expected, entries=entries, backup=backup, read_only=read_only, off=tuple(off))


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and SHA256.fullmatch(value) is not None


def _refuse() -> NoReturn:
    raise HostsError(Answer.INVALID)
