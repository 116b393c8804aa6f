"""A history of sends under fault, and its checker: what was said of each send is held against what another client reads back."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import confluent_kafka
import pytest

from kafkadesk.core.delivery import Delivery, Mode, SendPlan, Verdict
from kafkadesk.core.events import DeliveriesChanged, DeskEvent
from kafkadesk.desk import connection
from kafkadesk.desk.desk import Desk
from tests.rigs.desk import desk_on, new_topic

DEADLINE_S = 3.0
LATEST_S = 2.0  # after its deadline a verdict is late
PER_SECOND = 200
PRESS_EVERY_S = 0.1
READ_S = 20.0
LOOKED_UP_S = 90.0

Fault = Callable[[], Awaitable[None]]


@dataclass
class History:
    """Every send of a run with its verdict and when the desk knew it; then what is in the topic, places by value."""

    sends: dict[int, Delivery] = field(default_factory=dict)
    settled_at: dict[int, float] = field(default_factory=dict)
    there: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def note(self, delivery: Delivery) -> None:
        self.sends[delivery.number] = delivery
        if delivery.verdict.final:
            self.settled_at.setdefault(delivery.number, time.monotonic())

    def of(self, verdict: Verdict) -> dict[int, Delivery]:
        return {number: d for number, d in self.sends.items() if d.verdict is verdict}

    @property
    def latest_s(self) -> float:
        """How long after its deadline the latest verdict was there; below 0: before it."""
        return max(at - self.sends[number].sent_at for number, at in self.settled_at.items()) - DEADLINE_S

    def figures(self, name: str) -> str:
        counts = Counter(d.verdict.value for d in self.sends.values())
        unknown_there = sum(n in self.there for n in self.of(Verdict.UNKNOWN))
        twice = sum(len(places) > 1 for places in self.there.values())
        found = Counter(str(d.found) for d in self.of(Verdict.UNKNOWN).values())
        looked_up = f"{found['True']} found, {found['False']} said not to be, {found['None']} open"
        return (
            f"{name}: {len(self.sends)} sends, {counts['confirmed']} confirmed, {counts['rejected']} rejected, {counts['unknown']} unknown"
            f" ({unknown_there} of them there, {looked_up}), {twice} twice in the topic, latest verdict {self.latest_s:+.2f} s from its deadline"
        )

    def check(self) -> None:
        """Hold all that was said against what is there."""
        assert self.sends
        assert self.settled_at.keys() == self.sends.keys(), "every send has a verdict"
        assert self.latest_s <= LATEST_S, f"{self.latest_s:.2f} s after its deadline"
        for number, delivery in self.of(Verdict.CONFIRMED).items():
            assert self.there.get(number) == [(delivery.partition, delivery.offset)], f"{number} is confirmed"
        found = self.of(Verdict.REJECTED).keys() & self.there.keys()
        assert not found, f"rejected, and there: {[(n, self.sends[n].reason, self.there[n]) for n in sorted(found)[:5]]}"
        for number, delivery in self.of(Verdict.UNKNOWN).items():
            assert delivery.looked_up is not None, f"{number} was not looked up"
            if delivery.found:
                assert self.there.get(number) == [(delivery.partition, delivery.offset)], f"{number} was found"
            elif delivery.found is False:
                assert number not in self.there, f"{number} was said not to be written, and is there"
        assert all(d.reason is not None for d in self.sends.values() if d.verdict is not Verdict.CONFIRMED)


async def storm(bootstrap: str, fault: Fault, monkeypatch: pytest.MonkeyPatch, *, then: Fault | None = None) -> tuple[str, History]:
    """Send PER_SECOND a second through a desk until `fault` is over, and wait for the verdicts; `then` mends what the fault broke."""
    usual = connection.options_for
    deadline_ms = round(DEADLINE_S * 1000)
    monkeypatch.setattr(connection, "options_for", lambda *args: replace(usual(*args), delivery_deadline_ms=deadline_ms))
    history = History()
    async with desk_on(bootstrap) as desk:

        def heard(event: DeskEvent) -> None:
            if isinstance(event, DeliveriesChanged):
                for number in event.numbers:
                    if (delivery := desk.sends.log.get(number)) is not None:
                        history.note(delivery)

        desk.listen(heard)
        topic = await new_topic(desk, 2)
        faulty = asyncio.ensure_future(fault())
        await _press_until(desk, topic, faulty)
        await faulty
        assert await desk.until(lambda: not desk.sends.running(), 60.0), "every press of Send ends"
        if then is not None:
            await then()
        assert await desk.until(lambda: not desk._journal.unknown(), LOOKED_UP_S), "every send of unknown outcome is looked up, by itself"
    return topic, history


async def _press_until(desk: Desk, topic: str, over: asyncio.Future[None]) -> None:
    started, pressed = time.monotonic(), 0
    plan = SendPlan(topic=topic, value="{{ seq }}", count=round(PER_SECOND * PRESS_EVERY_S), mode=Mode.PIPELINED)
    while not over.done() or not pressed:
        desk.send(plan)
        pressed += 1
        await asyncio.sleep(max(0.0, started + pressed * PRESS_EVERY_S - time.monotonic()))


def read_back(bootstrap: str, topic: str) -> dict[int, list[tuple[int, int]]]:
    """Read the whole topic with librdkafka: where each number is."""
    reader = confluent_kafka.Consumer({"bootstrap.servers": bootstrap, "group.id": f"{topic}-checker", "enable.auto.commit": False})
    found: dict[int, list[tuple[int, int]]] = {}
    with contextlib.closing(reader):
        partitions = [confluent_kafka.TopicPartition(topic, p, 0) for p in reader.list_topics(topic, READ_S).topics[topic].partitions]
        ends = {p.partition: reader.get_watermark_offsets(p, READ_S)[1] for p in partitions}
        reader.assign(partitions)
        reached = dict.fromkeys(ends, 0)
        until = time.monotonic() + READ_S
        while any(reached[p] < end for p, end in ends.items()):
            assert time.monotonic() < until, f"read back to {reached} of {ends}"
            message = reader.poll(1.0)
            if message is None:
                continue
            assert message.error() is None, message.error()
            partition, offset, value = message.partition(), message.offset(), message.value()
            assert partition is not None
            assert offset is not None
            assert isinstance(value, bytes)
            reached[partition] = offset + 1
            found.setdefault(int(value), []).append((partition, offset))
    return found
