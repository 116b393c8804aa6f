"""What the user points at, so that it lights up everywhere at once: a message, a partition or a member."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """A message (topic, partition, offset), a partition (topic, partition) or a member.

    member: a pane's id, or the member id of another program's. When it is set the rest is None.
    """

    topic: str | None = None
    partition: int | None = None
    offset: int | None = None
    member: str | None = None

    def covers(self, topic: str, partition: int | None, offset: int | None) -> bool:
        """Whether a message lights up with it: it is the one, or it lies in the partition."""
        if self.member is not None or self.partition is None:
            return False
        return self.topic == topic and self.partition == partition and self.offset in (None, offset)


def covers(focus: Focus | None, topic: str, partition: int | None, offset: int | None) -> bool:
    """Whether a message lights up with what is pointed at, if anything is."""
    return focus is not None and focus.covers(topic, partition, offset)
