"""What is typed into a plan, read: numbers of partitions, offsets, settings, where offsets are reset to."""

import re
from collections.abc import Collection
from datetime import datetime

from kafkadesk.core.errors import InputError
from kafkadesk.core.plans.changes import Target, TargetKind
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

MAX_OFFSET = 2**63 - 1
MOST_RANGE = 100_000
OF_GROUP = "group:"
SHIFT = re.compile(r"[+\-−]\d+")


def read_partitions(text: str, known: Collection[int]) -> tuple[int, ...] | None:
    """Return the partitions that "0, 2, 5-7" names; None: nothing is typed, all are meant. Raises InputError."""
    if not text.strip():
        return None
    found: set[int] = set()
    for part in text.replace("\uff0c", ",").split(","):
        first, dash, last = (word.strip() for word in part.partition("-"))
        last = last if dash else first
        if not all(word.isascii() and word.isdigit() and len(word) < 8 for word in (first, last)) or int(last) - int(first) > MOST_RANGE:
            raise InputError(Text(QT_TRANSLATE_NOOP("core", "“{text}” names no partitions: write 0, 2, 5-7."), {"text": text.strip()[:40]}))
        found.update(range(int(first), int(last) + 1))
    if unknown := sorted(found - set(known)):
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "There is no partition {n}."), {"n": unknown[0]}))
    return tuple(sorted(found))


def read_target(text: str) -> Target:
    """Return where "earliest", "latest", "4711", "-100", "2026-12-01T21:00", "group:billing" mean. Raises InputError.

    A time without a zone is one of this computer's.
    """
    text = text.strip()
    if text in (TargetKind.EARLIEST, TargetKind.LATEST):
        return Target(kind=TargetKind(text))
    if text.startswith(OF_GROUP) and text != OF_GROUP:
        return Target(kind=TargetKind.GROUP, group=text.removeprefix(OF_GROUP))
    if SHIFT.fullmatch(text):
        return Target(kind=TargetKind.SHIFT, value=read_number(text, negative=True))
    if text.isdigit():
        return Target(kind=TargetKind.OFFSET, value=read_number(text))
    try:
        moment = datetime.fromisoformat(text).astimezone().timestamp()
    except (ValueError, OverflowError, OSError):
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "“{text}” names no place to reset offsets to."), {"text": text[:40]}),
            Text(
                QT_TRANSLATE_NOOP(
                    "core", "Write earliest, latest, 4711, -100, +100, 2026-12-01T21:00, 2026-12-01T21:00+08:00 or group:billing."
                )
            ),
        ) from None
    return Target(kind=TargetKind.TIME, value=round(moment * 1000))


def read_settings(text: str) -> dict[str, str]:
    """Return settings that are typed as name=value, one a line. Raises InputError."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        name, equals, value = (part.strip() for part in line.partition("="))
        if not (name and equals and value):
            raise InputError(
                Text(
                    QT_TRANSLATE_NOOP("core", "Line {line}: “{text}” is no setting: write name=value."),
                    {"line": number, "text": line.strip()[:40]},
                ),
                line=number,
            )
        if name in found:
            raise InputError(
                Text(QT_TRANSLATE_NOOP("core", "Line {line}: {name} is there already."), {"line": number, "name": name}), line=number
            )
        found[name] = value
    return found


def read_number(text: str, *, negative: bool = False) -> int:
    """Return a typed offset, or a shift, which may be negative. Raises InputError."""
    digits = text.strip().replace("−", "-").replace(",", "").replace(" ", "")
    bare = digits[1:] if negative and digits[:1] in ("+", "-") else digits
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 19 and int(bare) <= MAX_OFFSET):
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "“{text}” is no number."), {"text": text.strip()[:40]}))
    return -int(bare) if digits.startswith("-") else int(bare)
