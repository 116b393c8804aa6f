"""Unpacking compressed batches with a ceiling: a batch of one megabyte can hold a gigabyte, and the library unpacks all of it.

The functions take the place of the library's own in a consumer process (pinned by tests/kafka/consumer/test_unreadable.py). A batch
beyond the ceiling is passed over like any other that cannot be read.
"""

import functools
import logging
import struct
import zlib
from collections.abc import Callable

from kafka import codec
from kafka.record import default_records, legacy_records

from kafkadesk.core.errors import KafkaRefusedError, UserError, WorkerError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

log = logging.getLogger(__name__)

MAX_UNPACKED = 128 * 1024 * 1024  # bytes; the library copies it once, so that a pane's process takes 256 MiB at worst
XERIAL = b"\x82SNAPPY\x00"  # what begins the format that Kafka's Java clients write
XERIAL_HEAD = 16
GZIP = 16 + zlib.MAX_WBITS
SAMPLE = b"KafkaDesk " * 20


def limit() -> None:
    """Have the library unpack by the functions here, in this process."""
    for module in (default_records, legacy_records):
        for name, function in (("gzip", ungzip), ("snappy", unsnappy), ("lz4", unlz4), ("zstd", unzstd)):
            if hasattr(module, f"{name}_decode"):
                setattr(module, f"{name}_decode", function)


def ungzip(data: bytes | memoryview) -> bytes:
    """Unpack gzip."""
    parts: list[bytes] = []
    rest, left = bytes(data), MAX_UNPACKED
    while rest:
        unpacker = zlib.decompressobj(GZIP)
        parts.append(unpacker.decompress(rest, left + 1))
        left -= len(parts[-1])
        _check(left >= 0)
        if not unpacker.eof:
            raise ValueError("the gzip data is cut short")
        rest = unpacker.unused_data
    return b"".join(parts)


def unzstd(data: bytes) -> bytes:
    """Unpack zstd."""
    with codec.zstd.ZstdDecompressor().stream_reader(data, read_across_frames=True) as reader:
        found: bytes = reader.read(MAX_UNPACKED + 1)
    _check(len(found) <= MAX_UNPACKED)
    return found


def unlz4(data: bytes) -> bytes:
    """Unpack an LZ4 frame."""
    unpacker = codec.lz4.LZ4FrameDecompressor()
    found: bytes = unpacker.decompress(data, MAX_UNPACKED + 1)
    _check(len(found) <= MAX_UNPACKED)
    if not unpacker.eof:
        raise ValueError("the LZ4 data is cut short")
    return found


def unsnappy(data: bytes) -> bytes:
    """Unpack snappy, which says beforehand how much it holds; as one block, or in many as Kafka's Java clients write it."""
    size, at = 0, 0
    if data[: len(XERIAL)] == XERIAL:
        at = XERIAL_HEAD
        while at < len(data):
            (length,) = struct.unpack_from(">I", data, at)
            size += _announced(data, at + 4)
            at += 4 + length
    else:
        size = _announced(data, 0)
    _check(size <= MAX_UNPACKED)
    found: bytes = codec.snappy_decode(data)
    return found


@functools.cache
def missing_codecs() -> UserError | None:
    """Return what to say if this program cannot unpack every compression that Kafka knows: it was packaged without a part."""
    pairs: dict[str, tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]] = {
        "gzip": (codec.gzip_encode, ungzip),
        "snappy": (codec.snappy_encode, unsnappy),
        "lz4": (codec.lz4_encode, unlz4),
        "zstd": (codec.zstd_encode, unzstd),
    }
    broken = [name for name, (pack, unpack) in pairs.items() if not _works(name, pack, unpack)]
    if not broken:
        return None
    return WorkerError(
        Text(QT_TRANSLATE_NOOP("core", "This KafkaDesk cannot unpack {codecs}."), {"codecs": ", ".join(broken)}),
        Text(QT_TRANSLATE_NOOP("core", "Records compressed so are passed over and named. Install KafkaDesk again.")),
    )


def _works(name: str, pack: Callable[[bytes], bytes], unpack: Callable[[bytes], bytes]) -> bool:
    try:
        return unpack(pack(SAMPLE)) == SAMPLE
    except Exception as error:  # noqa: BLE001  # whatever it is: it does not work
        log.warning("The %s codec does not work: %r", name, error)
        return False


def _announced(data: bytes, at: int) -> int:
    """Return the size that a snappy block says it unpacks to: 7 bits a byte, the lowest first."""
    size = 0
    for shift in range(0, 35, 7):
        byte = data[at + shift // 7]
        size |= (byte & 0x7F) << shift
        if byte < 0x80:
            return size
    raise ValueError("the snappy data does not say how much it holds")


def _check(fits: bool) -> None:
    if not fits:
        raise KafkaRefusedError(
            Text(
                QT_TRANSLATE_NOOP("core", "The batch unpacks to more than {mib} MiB, the most that a pane takes."),
                {"mib": MAX_UNPACKED // (1024 * 1024)},
            )
        )
