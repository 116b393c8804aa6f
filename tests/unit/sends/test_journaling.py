"""Where a topic ended before a send: of which cluster, of which topic of that name, and what is known better meanwhile."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kafkadesk.core.delivery import Delivery, OutgoingRecord, Verdict
from kafkadesk.core.sends.journal import JournalPlace
from kafkadesk.core.state import ConnectionState, Phase, Topic
from kafkadesk.desk.sends.journaling import Destination, Journaling

HERE = ConnectionState(phase=Phase.CONNECTED, bootstrap="here:9092", cluster_id="H")
THERE = ConnectionState(phase=Phase.CONNECTED, bootstrap="there:9092", cluster_id="T")


class Answers:
    """Stands where a session does: a cluster that says this of its one topic, with something done between question and answer."""

    def __init__(self, ends: dict[int, int], topic_id: str | None = "id", meanwhile: Callable[[], None] = lambda: None) -> None:
        self._said = {"end_offsets": ends, "topics": (Topic(name="t", partitions=len(ends), topic_id=topic_id),)}
        self._meanwhile = meanwhile
        self.admin = self
        self.end_offsets, self.topics = "end_offsets", "topics"

    async def ask(self, call: str, *_: object) -> Any:
        self._meanwhile()
        return self._said[call]


def confirmed(number: int, offset: int) -> Delivery:
    return Delivery(number=number, send_id=1, topic="t", partition=0, offset=offset, sent_at=0, wall_ms=0, verdict=Verdict.CONFIRMED)


class Rig:
    """A journal on a connection that can be changed."""

    def __init__(self) -> None:
        self.state = HERE
        self.topics = {"t": Topic(name="t", partitions=1, topic_id="id")}
        self.journal = Journaling(state=lambda: self.state, topics=lambda: self.topics, notify=lambda _: None)

    async def place(self, to: Destination) -> JournalPlace:
        number = len(self.journal._file.entries()) + 1
        await self.journal.written([OutgoingRecord(number=number, topic="t", partition=0, key=None, value=b"x")], to)
        entry = self.journal.entry(number)
        assert entry is not None
        return entry.place


def play(story: Callable[[Rig], Any]) -> None:
    async def scenario() -> None:
        rig = Rig()
        try:
            await story(rig)
        finally:
            await rig.journal.close()

    asyncio.run(scenario())


def test_ends_are_kept_apart_by_cluster() -> None:
    async def story(rig: Rig) -> None:
        here = rig.journal.destination("t")
        await rig.journal.prepare(Answers({0: 100}), here)  # type: ignore[arg-type]
        rig.state = THERE
        there = rig.journal.destination("t")
        assert (await rig.place(there)).ends is None, "not the ends of the other cluster's topic"
        await rig.journal.prepare(Answers({0: 3}), there)  # type: ignore[arg-type]
        rig.journal.keep({})  # there it is gone: here nothing is known of that
        assert (await rig.place(there)).ends is None
        place = await rig.place(here)
        assert (place.ends, place.bootstrap, place.cluster_id) == ({0: 100}, "here:9092", "H")

    play(story)


def test_what_is_confirmed_while_the_ends_are_asked_for_is_known_better() -> None:
    """Else the next send of the same content would find the confirmed record."""

    async def story(rig: Rig) -> None:
        to = rig.journal.destination("t")
        await rig.journal.prepare(Answers({0: 7}), to)  # type: ignore[arg-type]
        await rig.place(to)
        await rig.journal.ask_anew(Answers({0: 7}, meanwhile=lambda: rig.journal.note_verdicts((confirmed(1, 7),), to)), to)  # type: ignore[arg-type]
        assert (await rig.place(to)).ends == {0: 8}

    play(story)


def test_ends_of_a_topic_that_was_made_anew_meanwhile_are_not_those_of_the_old_one() -> None:
    async def story(rig: Rig) -> None:
        to = rig.journal.destination("t")
        await rig.journal.prepare(Answers({0: 7}, topic_id="another"), to)  # type: ignore[arg-type]
        assert (await rig.place(to)).ends is None
        await rig.journal.prepare(Answers({0: 7}), to)  # type: ignore[arg-type]
        rig.journal.keep({"t": replace(rig.topics["t"], topic_id="another")})
        assert (await rig.place(to)).ends is None

    play(story)
