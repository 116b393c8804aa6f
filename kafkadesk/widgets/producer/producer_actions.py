"""What the producer pane offers beside a sentence about a send."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ObserveFrom:
    """Offer to observe the topic from this record on."""

    topic: str
    partition: int
    offset: int


@dataclass(frozen=True, slots=True)
class CreateTopic:
    """Offer to create a topic and to send there from now on."""

    name: str
    partitions: int


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Offer to bring back what stood in the pane before a record was put into it."""

    state: dict[str, object]


Action = ObserveFrom | CreateTopic | TakeBack
