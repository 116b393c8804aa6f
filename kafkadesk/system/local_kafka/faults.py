"""Why the broker ended, read from its last lines, in the user's words."""

import errno
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from kafkadesk.core.errors import LocalKafkaCancelledError, LocalKafkaError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

PORT_TAKEN = re.compile(r"Address already in use|BindException|Unable to start acceptor", re.IGNORECASE)
DISK_FULL = re.compile(r"No space left on device|There is not enough space on the disk|Disk quota exceeded", re.IGNORECASE)
NEWER_DATA = re.compile(
    r"No MetadataVersion with feature level|UnsupportedVersionException|Can't read version \d+ of|Unsupported (?:record )?version|unknown metadata record"
    r"|newer version",
    re.IGNORECASE,
)
DAMAGED_DATA = re.compile(r"CorruptRecord|meta\.properties|No readable meta|is not formatted|INCONSISTENT_CLUSTER_ID", re.IGNORECASE)
NO_MEMORY = re.compile(r"OutOfMemoryError|Could not reserve enough space|insufficient memory|Cannot allocate memory", re.IGNORECASE)

FULL_BYTES = 1024 * 1024

RESET = Text(QT_TRANSLATE_NOOP("core", "Reset Local Kafka: that deletes its topics and records, and starts anew."))


def port_taken(lines: Sequence[str]) -> bool:
    """Say whether the broker ended because another program had its port."""
    return any(PORT_TAKEN.search(line) for line in lines)


def explain(lines: Sequence[str], how: str, folder: Path, *, ready: bool, port: int) -> LocalKafkaError:
    """Return why the broker ended, from its last lines; `how` says how it ended; ready: it had answered before."""
    text = "\n".join(lines)
    tail = tuple(lines)
    # A full disk shows in many ways (a file that cannot be mapped, a checkpoint that is empty): so it is looked at itself, too.
    if DISK_FULL.search(text) or _is_full(folder):
        return LocalKafkaError(disk_full(folder), FREE_SPACE, retry=True, log_tail=tail)
    if PORT_TAKEN.search(text) and not ready:
        return taken(port, tail)
    if NO_MEMORY.search(text):
        return LocalKafkaError(
            Text(QT_TRANSLATE_NOOP("core", "There is not enough memory for Local Kafka.")),
            Text(QT_TRANSLATE_NOOP("core", "Close other programs (about 340 MB are needed) and try again.")),
            retry=True,
            log_tail=tail,
        )
    if ready:
        return LocalKafkaError(
            Text(QT_TRANSLATE_NOOP("core", "Local Kafka has ended unexpectedly ({how})."), {"how": how}),
            Text(QT_TRANSLATE_NOOP("core", "Start it again: its topics and records are kept.")),
            retry=True,
            log_tail=tail,
        )
    if NEWER_DATA.search(text):
        return newer_data(folder, log_tail=tail)
    if DAMAGED_DATA.search(text):
        return damaged_data(folder, log_tail=tail)
    return LocalKafkaError(
        Text(QT_TRANSLATE_NOOP("core", "Local Kafka did not start ({how})."), {"how": how}),
        Text(QT_TRANSLATE_NOOP("core", "Its last lines say more. Try again; if that does not help, reset Local Kafka.")),
        retry=True,
        log_tail=tail,
    )


FREE_SPACE = Text(QT_TRANSLATE_NOOP("core", "Free some space on it, or reset Local Kafka, and try again."))


def disk_full(folder: Path) -> Text:
    """Return the sentence about a full disk."""
    return Text(QT_TRANSLATE_NOOP("core", "The disk with Local Kafka's data ({folder}) is full."), {"folder": folder})


def taken(port: int, log_tail: tuple[str, ...] = ()) -> LocalKafkaError:
    return LocalKafkaError(
        Text(QT_TRANSLATE_NOOP("core", "Port {port} on 127.0.0.1 is taken by another program."), {"port": port}),
        Text(QT_TRANSLATE_NOOP("core", "Choose another port, or end that program, and try again.")),
        retry=True,
        log_tail=log_tail,
    )


def newer_data(folder: Path, wrote: str | None = None, runs: str | None = None, log_tail: tuple[str, ...] = ()) -> LocalKafkaError:
    """Return the error for data that a newer Kafka wrote; wrote, runs: the two versions, where known."""
    hint = Text(
        QT_TRANSLATE_NOOP("core", "Use the newer KafkaDesk that wrote it; or reset Local Kafka: that deletes its topics and records.")
    )
    if wrote is not None:
        title = QT_TRANSLATE_NOOP(
            "core", "Local Kafka's data in {folder} was written by Kafka {wrote}, which is newer than this one, {runs}."
        )
        return LocalKafkaError(Text(title, {"folder": folder, "wrote": wrote, "runs": runs}), hint, log_tail=log_tail)
    title = QT_TRANSLATE_NOOP("core", "Local Kafka's data in {folder} was written by a newer Kafka.")
    return LocalKafkaError(Text(title, {"folder": folder}), hint, log_tail=log_tail)


def damaged_data(folder: Path, log_tail: tuple[str, ...] = ()) -> LocalKafkaError:
    """Return the error for data that the broker cannot read."""
    return LocalKafkaError(
        Text(QT_TRANSLATE_NOOP("core", "Local Kafka's data in {folder} is damaged."), {"folder": folder}), RESET, log_tail=log_tail
    )


def format_failed(lines: Sequence[str], how: str, folder: Path) -> LocalKafkaError:
    """Return the error for a data folder that could not be prepared."""
    if DISK_FULL.search("\n".join(lines)):
        return LocalKafkaError(disk_full(folder), FREE_SPACE, retry=True, log_tail=tuple(lines))
    return LocalKafkaError(
        Text(QT_TRANSLATE_NOOP("core", "Kafka could not prepare its data folder {folder} ({how})."), {"folder": folder, "how": how}),
        Text(QT_TRANSLATE_NOOP("core", "See that the folder can be written to, and try again.")),
        retry=True,
        log_tail=tuple(lines),
    )


def altered(name: str) -> LocalKafkaError:
    """Return the error for a jar that does not stay as it was fetched."""
    return LocalKafkaError(
        Text(QT_TRANSLATE_NOOP("core", "{name} was altered by another program right after it was downloaded."), {"name": name}),
        Text(QT_TRANSLATE_NOOP("core", "A virus scanner may do that: see that it leaves KafkaDesk's cache folder alone, and try again.")),
        retry=True,
    )


def cannot_write(folder: Path, error: OSError) -> LocalKafkaError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return LocalKafkaError(disk_full(folder), FREE_SPACE, retry=True)
    title = QT_TRANSLATE_NOOP("core", "Local Kafka's folder {folder} cannot be used: {why}.")
    return LocalKafkaError(
        Text(title, {"folder": folder, "why": error.strerror or error}),
        Text(QT_TRANSLATE_NOOP("core", "Make the folder writable and try again.")),
        retry=True,
    )


def slow(seconds: int, log_tail: tuple[str, ...]) -> LocalKafkaError:
    """Return the error for a broker that runs and does not answer."""
    return LocalKafkaError(
        Text(QT_TRANSLATE_NOOP("core", "Local Kafka was started and did not answer within {seconds} s."), {"seconds": seconds}),
        Text(QT_TRANSLATE_NOOP("core", "The computer may be busy. Try again.")),
        retry=True,
        log_tail=log_tail,
    )


def in_use(port: int | None) -> LocalKafkaError:
    """Return the error for a folder that another KafkaDesk uses; port: of its broker, where it answers."""
    hint = Text(QT_TRANSLATE_NOOP("core", "Close the other KafkaDesk, or wait until it has started Local Kafka, and try again."))
    if port is not None:
        title = QT_TRANSLATE_NOOP("core", "Local Kafka is run by another KafkaDesk, on port {port}.")
        return LocalKafkaError(Text(title, {"port": port}), hint, retry=True)
    return LocalKafkaError(Text(QT_TRANSLATE_NOOP("core", "Another KafkaDesk has Local Kafka, and it does not answer.")), hint, retry=True)


def other_ended() -> LocalKafkaError:
    """Return the error for the broker of another KafkaDesk, which this one used, when it has ended."""
    return LocalKafkaError(
        Text(QT_TRANSLATE_NOOP("core", "Local Kafka was stopped by the other KafkaDesk that ran it.")),
        Text(QT_TRANSLATE_NOOP("core", "Start it here: its topics and records are kept.")),
        retry=True,
    )


def cancelled() -> LocalKafkaCancelledError:
    """Return what ends a start that the user gave up."""
    return LocalKafkaCancelledError(Text(QT_TRANSLATE_NOOP("core", "The start of Local Kafka was cancelled.")), retry=True)


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < FULL_BYTES
    except FileNotFoundError:
        return False
