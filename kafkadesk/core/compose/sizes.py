"""The size of a record as Kafka counts it, and its limits."""

from collections.abc import Sequence
from dataclasses import dataclass

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

BATCH_HEADER = 61  # of a record batch of message format v2, which a record travels in


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSettings:
    """The topic settings that a sender needs; None: not known, or not authorized."""

    max_message_bytes: int | None = None
    compacted: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a batch may be, in bytes. topic: its max.message.bytes; client: max_request_size of our producer; None: not known."""

    topic: int | None = None
    client: int | None = None

    def least(self) -> int | None:
        return min((limit for limit in (self.topic, self.client) if limit is not None), default=None)

    def fault(self, size: int) -> Text | None:
        """Return why a batch of this size cannot be sent, with the limit; None if it can."""
        words = {"size": spaced(size)}
        if self.client is not None and size > self.client:
            return Text(
                QT_TRANSLATE_NOOP("core", "The record has {size} bytes; KafkaDesk sends at most {limit} (max_request_size)."),
                words | {"limit": spaced(self.client)},
            )
        if self.topic is not None and size > self.topic:
            return Text(
                QT_TRANSLATE_NOOP("core", "The record has {size} bytes; the topic accepts at most {limit} (max.message.bytes)."),
                words | {"limit": spaced(self.topic)},
            )
        return None


def batch_size(key: int | None, value: int | None, headers: Sequence[tuple[int, int]] = ()) -> int:
    """Return the size in bytes of an uncompressed batch with one record, which is what a broker compares with max.message.bytes.

    key, value: their sizes, None for null; headers: sizes of name and value. See DefaultRecordBatch in Kafka's protocol guide.
    """
    body = 1 + 1 + 1  # attributes, and the differences of timestamp and offset, which are 0
    for size in (key, value):
        body += varint_size(-1 if size is None else size) + (size or 0)
    body += varint_size(len(headers))
    for name, content in headers:
        body += varint_size(name) + name + varint_size(content) + content
    return BATCH_HEADER + varint_size(body) + body


def varint_size(number: int) -> int:
    """Return how many bytes a number takes as a zigzag varint."""
    folded = 2 * number if number >= 0 else -2 * number - 1
    return max(1, -(-folded.bit_length() // 7))


def spaced(number: int) -> str:
    """Return a number with a narrow gap between thousands."""
    return f"{number:,}".replace(",", " ")
