"""Kafka's rules for names and partition counts, checked as they are typed."""

import re

from kafkadesk.core.errors import InputError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.printable import printable

MAX_NAME = 249  # characters: Kafka's limit, so that log directories keep within 255
MAX_GROUP_ID = 32_767  # bytes: a group ID travels as a string with a 16-bit length
MAX_PARTITIONS = 10_000  # a single topic beyond this is a typing error
NOT_ALLOWED = re.compile(r"[^a-zA-Z0-9._-]")


def check_topic_name(name: str) -> None:
    """Raise InputError that says what is wrong with a topic name; column: where, from 1."""
    if not name:
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "The topic has no name.")), Text(QT_TRANSLATE_NOOP("core", "Type a name such as test-kafka."))
        )
    if name in (".", ".."):
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "A topic cannot be called “{name}”."), {"name": name}))
    if wrong := NOT_ALLOWED.search(name):
        what = Text(QT_TRANSLATE_NOOP("core", "a space")) if wrong[0] == " " else f"“{printable(wrong[0])}”"
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "A topic name cannot contain {what}."), {"what": what}),
            Text(QT_TRANSLATE_NOOP("core", "Letters A–Z and a–z, digits, “.”, “_” and “-” are allowed.")),
            line=1,
            column=wrong.start() + 1,
        )
    if len(name) > MAX_NAME:
        raise InputError(
            Text(
                QT_TRANSLATE_NOOP("core", "The topic name has {n} characters; Kafka allows {limit}."), {"n": len(name), "limit": MAX_NAME}
            ),
            line=1,
            column=MAX_NAME + 1,
        )


def check_group_id(group: str) -> None:
    """Raise InputError that says what is wrong with a group ID. Kafka takes nearly any text; what nobody can see is refused."""
    if not group.strip():
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "The group ID is empty.")),
            Text(QT_TRANSLATE_NOOP("core", "Type a group ID, or observe without a group.")),
        )
    if group != group.strip():
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "The group ID begins or ends with a space.")))
    for column, char in enumerate(group, 1):
        if not char.isprintable():
            raise InputError(
                Text(QT_TRANSLATE_NOOP("core", "The group ID contains the invisible character {char}."), {"char": printable(char)}),
                line=1,
                column=column,
            )
    if len(group.encode()) > MAX_GROUP_ID:
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "The group ID is longer than {limit} bytes."), {"limit": MAX_GROUP_ID}))


def check_partition_count(count: int) -> None:
    """Raise InputError when a topic cannot be created with so many partitions."""
    if not 1 <= count <= MAX_PARTITIONS:
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "A topic has 1 to {limit} partitions, not {n}."), {"limit": MAX_PARTITIONS, "n": count})
        )
