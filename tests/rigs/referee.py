"""The referee: what is true of groups, from what others say, and where KafkaDesk shows something else.

A send's value is its number, so a record names its send wherever it lies. The truth is never taken from the ledger: a pane received
what its rows show, another program what its own log says (tests/rigs/others.py), a topic holds what librdkafka reads of it, and
commits, ends and owners are asked for by librdkafka's admin client.
"""

import asyncio
import contextlib
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from confluent_kafka import Consumer, ConsumerGroupTopicPartitions, KafkaError, KafkaException, TopicCollection, TopicPartition
from confluent_kafka.admin import AdminClient
from confluent_kafka.admin._listoffsets import OffsetSpec
from confluent_kafka.cimpl import NewPartitions, NewTopic

from kafkadesk.core.delivery import SendPlan, Verdict
from kafkadesk.core.events import DeskEvent, RecordsArrived
from kafkadesk.core.groups.state import client_id
from kafkadesk.core.ledger.matrix import VerdictKind
from kafkadesk.desk.desk import Desk
from tests.rigs.broker import Broker
from tests.rigs.clients import PAUSE, wait_for
from tests.rigs.desk import WAIT_S, desk_on, new_topic, send
from tests.rigs.group_log import generations
from tests.rigs.others import START_S, Other, Others, others_on

READ_S = 30.0
SHOWN_S = 8.0
LOOK_EVERY_S = 0.3
NOT_YET = (
    KafkaError.UNKNOWN_TOPIC_OR_PART, KafkaError.NOT_LEADER_FOR_PARTITION, KafkaError.LEADER_NOT_AVAILABLE, KafkaError.NOT_COORDINATOR,
    KafkaError.COORDINATOR_NOT_AVAILABLE, KafkaError.COORDINATOR_LOAD_IN_PROGRESS,
)  # fmt: skip
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A group and a topic as the broker has them now, by partition. stored: partition and offset of each send in the log, by number.

    state: Kafka's word for the group; owners: client ids; committed: as far as there are commits.
    """

    group: str
    topic: str
    state: str
    topic_id: str
    stored: dict[int, tuple[int, int]]
    begins: dict[int, int]
    ends: dict[int, int]
    owners: dict[int, str]
    committed: dict[int, int]


def _patiently(ask: Callable[[], T]) -> T:
    """Ask until the cluster knows: of what is new, brokers know a little later."""
    until = time.monotonic() + READ_S
    while True:
        try:
            return ask()
        except KafkaException as error:
            if error.args[0].code() not in NOT_YET or time.monotonic() > until:
                raise
        PAUSE.wait(0.1)


class Outside:
    """The cluster as another client library sees it."""

    def __init__(self, bootstrap: str) -> None:
        self._bootstrap = bootstrap
        self.admin = AdminClient({"bootstrap.servers": bootstrap})

    def topic(self, topic: str) -> tuple[str, dict[int, int], dict[int, int]]:
        """Return a topic's ID, and begin and end of each partition."""
        return _patiently(lambda: self._topic(topic))

    def _topic(self, topic: str) -> tuple[str, dict[int, int], dict[int, int]]:
        (described,) = self.admin.describe_topics(TopicCollection([topic]), request_timeout=READ_S).values()
        found = described.result()
        places = [TopicPartition(topic, p.id) for p in found.partitions]
        earliest, latest = OffsetSpec.earliest(), OffsetSpec.latest()  # type: ignore[no-untyped-call]  # the library's types leave them out
        return str(found.topic_id), self._offsets(places, earliest), self._offsets(places, latest)

    def read(self, topic: str) -> dict[int, tuple[int, int]]:
        """Return where each send is that the topic holds now: partition and offset, by number."""
        _, begins, ends = self.topic(topic)
        consumer = Consumer({"bootstrap.servers": self._bootstrap, "group.id": "referee", "enable.auto.commit": False})
        found: dict[int, tuple[int, int]] = {}
        try:
            left = {p for p in ends if begins[p] < ends[p]}
            consumer.assign([TopicPartition(topic, p, begins[p]) for p in left])
            until = time.monotonic() + READ_S
            while left:
                assert time.monotonic() < until, f"{topic}: partitions {left} were not read to their ends"
                for message in consumer.consume(500, 0.2):
                    assert message.error() is None, message.error()
                    partition, offset, value = message.partition(), message.offset(), message.value()
                    assert partition is not None and offset is not None and value is not None  # noqa: PT018  # as was sent
                    assert int(value) not in found, f"#{int(value)} lies twice in {topic}"
                    found[int(value)] = (partition, offset)
                    if offset + 1 >= ends[partition]:
                        left.discard(partition)
        finally:
            consumer.close()
        return found

    def truth(self, group: str, topic: str) -> Truth:
        """Return how the broker describes a group, and all that a topic holds."""
        return replace(self.places(group, topic), stored=self.read(topic))

    def places(self, group: str, topic: str) -> Truth:
        """Return the same without what the topic holds."""
        return _patiently(lambda: self._places(group, topic))

    def _places(self, group: str, topic: str) -> Truth:
        (described,) = self.admin.describe_consumer_groups([group], request_timeout=READ_S).values()
        info = described.result()
        (answer,) = self.admin.list_consumer_group_offsets([ConsumerGroupTopicPartitions(group)], request_timeout=READ_S).values()
        topic_id, begins, ends = self.topic(topic)
        return Truth(
            group=group, topic=topic, state=info.state.name, topic_id=topic_id, stored={}, begins=begins, ends=ends,
            owners={p.partition: m.client_id for m in info.members for p in m.assignment.topic_partitions if p.topic == topic},
            committed={p.partition: p.offset for p in answer.result().topic_partitions or [] if p.topic == topic and p.offset >= 0},
        )  # fmt: skip

    def add_partitions(self, topic: str, partitions: int) -> None:
        """Let a topic have so many partitions."""
        self._done(self.admin.create_partitions([NewPartitions(topic, partitions)]))

    def recreate(self, topic: str, partitions: int) -> None:
        """Delete a topic and create another one of the same name, as soon as the cluster lets."""
        before, _, _ = self.topic(topic)
        self._done(self.admin.delete_topics([topic]))

        def created() -> bool:
            try:
                self._done(self.admin.create_topics([NewTopic(topic, partitions, 1)]))
            except KafkaException as error:
                if error.args[0].code() != KafkaError.TOPIC_ALREADY_EXISTS:
                    raise
                return False
            return True

        wait_for(created, f"{topic} is created again")
        wait_for(lambda: self.topic(topic)[0] != before, f"the new {topic} is known")

    def delete_group(self, group: str) -> None:
        """Delete a group in which nobody is."""
        self._done(self.admin.delete_consumer_groups([group]))

    def delete_records(self, topic: str, partition: int, before: int) -> None:
        """Delete what lies before an offset."""
        self._done(self.admin.delete_records([TopicPartition(topic, partition, before)]))

    def reset(self, group: str, topic: str, partition: int, offset: int) -> None:
        """Let a group in which nobody is go on from an offset, as the tool does."""
        self._done(
            self.admin.alter_consumer_group_offsets([ConsumerGroupTopicPartitions(group, [TopicPartition(topic, partition, offset)])])
        )

    def _done(self, futures: Mapping[Any, Future[Any]]) -> None:
        for future in futures.values():
            future.result(READ_S)

    def _offsets(self, places: list[TopicPartition], spec: OffsetSpec) -> dict[int, int]:
        asked = self.admin.list_offsets(dict.fromkeys(places, spec), request_timeout=READ_S)
        return {place.partition: answer.result().offset for place, answer in asked.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What KafkaDesk shows of `weight` things, beside what is true. unknown: why it says itself that it cannot tell."""

    about: str
    shown: str
    true: str
    right: bool
    weight: int = 1
    unknown: str = ""

    def __str__(self) -> str:
        return f"{self.about}: shown {self.shown}; true is {self.true}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What truly became of the sends that a group was there to get, by number: sets of numbers.

    twice: received more than once, by whomever.
    missing: in the log, passed by the group's commit, received by nobody. deleted: received by nobody before they were deleted.
    """

    sends: frozenset[int]
    ours: frozenset[int]
    others: frozenset[int]
    twice: frozenset[int]
    missing: frozenset[int]
    waiting: frozenset[int]
    deleted: frozenset[int]


class Referee:
    """Follows a desk and the others, and judges what the desk shows when everything is at rest."""

    def __init__(self, desk: Desk, broker: Broker, others: Others) -> None:
        self.desk = desk
        self.broker = broker
        self.outside = Outside(broker.bootstrap)
        self._others = others
        self._shown: Counter[tuple[str, str, int]] = Counter()  # rows of a group's panes: group, topic, number
        self._begins: dict[tuple[str, str], dict[int, int]] = {}
        self._stop = desk.listen(self._take)

    def close(self) -> None:
        """Follow no more."""
        self._stop()

    def begins(self, group: str, topic: str, begins: dict[int, int]) -> None:
        """Note from which offsets on a group is there to get a topic's records; of partitions that come later, from the first on."""
        self._begins[group, topic] = begins

    async def judge(self, group: str, topic: str, within_s: float = SHOWN_S) -> list[Judgement]:
        """Compare all that is shown of a group with what is true; what is not so yet may come right in so many seconds."""
        until = time.monotonic() + within_s
        while True:
            truth = await asyncio.to_thread(self.outside.truth, group, topic)
            found = [*self._sends(truth), *_places(self.desk, truth), *self._causes(group)]
            if not false_ones(found) or time.monotonic() > until:
                return found
            await asyncio.sleep(LOOK_EVERY_S)

    def fate(self, truth: Truth) -> Fate:
        """Return what truly became of the confirmed sends of a topic in a group."""
        group, topic, stored = truth.group, truth.topic, truth.stored
        log, begins = self.desk.sends.log, self._begins.get((group, topic), {})
        sends = {
            d.number for d in log.recent(len(log))
            if d.topic == topic and d.verdict is Verdict.CONFIRMED and (d.offset or 0) >= begins.get(d.partition or 0, 0)
        }  # fmt: skip
        theirs = sum((o.numbers_of(topic) for o in self._others.of(group)), Counter[int]())
        ours = Counter({number: n for (g, t, number), n in self._shown.items() if (g, t) == (group, topic)})
        unread = sends - theirs.keys() - ours.keys()
        passed = {n for n in unread & stored.keys() if truth.committed.get(stored[n][0], 0) > stored[n][1]}
        return Fate(
            sends=frozenset(sends), ours=frozenset(sends & ours.keys()), others=frozenset(sends & theirs.keys()),
            twice=frozenset(n for n in sends if theirs[n] + ours[n] > 1), missing=frozenset(passed),
            waiting=frozenset((unread & stored.keys()) - passed), deleted=frozenset(unread - stored.keys()),
        )  # fmt: skip

    def _sends(self, truth: Truth) -> list[Judgement]:
        """Compare the verdict, send by send. What came twice to other programs alone nobody here can know, and nothing is said of it."""
        fate, verdict = self.fate(truth), self.desk.ledger.verdict(truth.group, truth.topic)
        about, shown = f"{truth.group} of {truth.topic}", f"“{verdict.sentence()}”"
        twice, unread = fate.twice & fate.ours, fate.missing | fate.waiting | fate.deleted
        once = verdict.kind not in (VerdictKind.EACH_ONCE, VerdictKind.NOTHING) or not (twice or unread)
        untold = frozenset(n for _, numbers in verdict.untold for n in numbers)
        again = frozenset(verdict.again)
        return [
            Judgement(about=f"{about}: each once", shown=shown, true=_words(fate), right=once, weight=len(fate.sends - untold)),
            Judgement(
                about=f"{about}: confirmed sends, and how many of them panes received",
                shown=f"{verdict.of}, {verdict.n}",
                true=f"{len(fate.sends)}, {len(fate.ours)}",
                right=(verdict.of, verdict.n) == (len(fate.sends), len(fate.ours)),
            ),
            _same(f"{about}: missing", verdict.missing, fate.missing, untold, shown),
            _same(f"{about}: came twice", verdict.redelivered, twice, untold | again, shown),
            _same(f"{about}: will come again", again, self._again(fate, truth), untold | twice, shown),
            _same(f"{about}: no longer in the log", verdict.gone, fate.deleted, untold, shown),
            *(
                Judgement(about=f"{about}: {why.value}", shown=shown, true="", right=True, weight=len(numbers), unknown=why.value)
                for why, numbers in verdict.untold
            ),
        ]

    def _causes(self, group: str) -> list[Judgement]:
        """Compare each rebalance with what the coordinator logged since the one before it: what is named, and what is not."""
        state, found, last = self.desk.groups[group], list[Judgement](), 0
        if state.protocol != "classic" or self.broker.local is None:
            return []
        logged = {generation.number: generation.causes for generation in generations(self.broker, group)}
        names = {client_id(pane.name): pane.name for pane in self.desk.panes.values()}
        for row in state.rebalances:
            if row.generation not in logged or row.generation <= last:  # of the new protocol the log names no clients
                continue
            if not last and "joined" in row.cause.render() and row.cause.source != "{one}, {other}":
                last = row.generation - 1  # the group was there before a pane of ours, and that one's join alone is told
            since = {cause for number, causes in logged.items() if last < number <= row.generation for cause in causes}
            true = {f"{names[client]} {kind}" if client in names else "another program" for kind, client in since if kind != "asked"}
            shown = {_cause(part) for part in row.cause.render().split(", ")}
            own = {client for kind, client in since if kind == "asked" and client in names}
            found.append(
                Judgement(
                    about=f"{group}: generation {row.generation} after {last}", shown=row.cause.render(), true=str(sorted(since)),
                    right=shown == true or bool(not true and own),
                )
            )  # fmt: skip
            last = row.generation
        return found

    def _again(self, fate: Fate, truth: Truth) -> frozenset[int]:
        """Return what a pane received once and the group's next reader gets again: it lies behind the commit."""
        once = fate.ours - fate.twice
        return frozenset(n for n in once & truth.stored.keys() if truth.committed.get(truth.stored[n][0], 1 << 62) <= truth.stored[n][1])

    def _take(self, event: DeskEvent) -> None:
        if isinstance(event, RecordsArrived) and event.group is not None:
            for row in range(len(event.batch)):
                value = event.batch.value(row)
                assert value is not None
                self._shown[event.group, event.batch.topic, int(bytes(value))] += 1


def _places(desk: Desk, truth: Truth) -> list[Judgement]:
    """Compare commits, ends and owners, partition by partition."""
    state, topic, found = desk.groups[truth.group], truth.topic, list[Judgement]()
    names, committed, ends = state.owner_names(topic), state.committed.get(topic, {}), desk.log_ends(topic)
    clients = {client_id(pane.name): pane.name for pane in desk.panes.values()}
    for partition in sorted(truth.ends.keys() | ends.keys() | committed.keys()):
        owner = truth.owners.get(partition)
        true = (truth.committed.get(partition), truth.ends.get(partition), clients.get(owner or "", owner))
        shown = (committed.get(partition), ends.get(partition), names.get(partition, "").partition("@")[0] or None)
        found += [
            Judgement(about=f"{truth.group} of {topic}-{partition}: {what}", shown=str(said), true=str(real), right=said == real)
            for what, said, real in zip(("committed", "log end", "owner"), shown, true, strict=True)
        ]
    return found


def false_ones(judgements: Iterable[Judgement]) -> list[str]:
    """Return what is shown and not true, in words."""
    return [str(judgement) for judgement in judgements if not judgement.right]


def _same(about: str, shown: Iterable[int], true: Iterable[int], untold: frozenset[int], sentence: str) -> Judgement:
    """Compare numbers of sends; of those that are untold nothing need be shown."""
    said, real = frozenset(shown), frozenset(true)
    wrong, silent = said - real, real - said - untold
    return Judgement(
        about=about, shown=f"{len(said)}, {len(wrong)} wrongly {_some(wrong)}, of {sentence}", true=f"{len(real)}, {len(silent)} not shown {_some(silent)}",
        right=not wrong and not silent,
    )  # fmt: skip


def _cause(words: str) -> str:
    """Return a cause as the coordinator sees it: to it a killed member, and one that is out of time, failed."""
    return re.sub(" (was killed|crashed|timed out)$", " failed", words)


def _some(numbers: Iterable[int]) -> str:
    return ", ".join(f"#{n}" for n in sorted(numbers)[:5])


def _words(fate: Fate) -> str:
    return (
        f"{len(fate.sends)} sends: {len(fate.ours)} received by panes, {len(fate.others)} by others, {len(fate.twice)} twice, "
        f"{len(fate.missing)} missing, {len(fate.waiting)} waiting, {len(fate.deleted)} deleted unread"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A desk, other programs, and who knows the truth about both."""

    desk: Desk
    others: Others
    referee: Referee

    async def new_group(self, partitions: int) -> tuple[str, str]:
        """Make a topic; return it, and the ID of a group for it."""
        topic = await new_topic(self.desk, partitions)
        return topic, f"{topic}-g"

    async def until(self, holds: Callable[[], bool], what: str, timeout_s: float = WAIT_S) -> None:
        """Wait until something holds of the desk or of the others."""
        until = time.monotonic() + timeout_s
        while not holds():
            assert time.monotonic() < until, f"not within {timeout_s} s: {what}; {self.desk.panes}"
            await asyncio.sleep(0.02)

    async def member(self, other: Other, partitions: int) -> None:
        """Wait until another program has so many partitions."""
        await self.until(lambda: len(other.assigned) == partitions, f"{other.name} has {partitions} partitions", START_S)

    async def committed(self, group: str, topic: str) -> None:
        """Wait until a group has committed all that a topic holds."""
        async with asyncio.timeout(WAIT_S):
            while True:
                truth = await asyncio.to_thread(self.referee.outside.truth, group, topic)
                if all(truth.committed.get(p, 0) == end for p, end in truth.ends.items()):
                    return
                await asyncio.sleep(0.1)

    async def series(self, topic: str, count: int, every_ms: int = 5) -> None:
        """Send a series whose values are the numbers of the sends."""
        await send(self.desk, SendPlan(topic=topic, value="{{ seq }}", count=count, every_ms=every_ms))


@contextlib.asynccontextmanager
async def _world_on(broker: Broker, folder: Path) -> AsyncIterator[World]:
    """A desk among other programs on a broker. folder: for their logs."""
    with others_on(broker.bootstrap, folder) as others:
        async with desk_on(broker.bootstrap) as desk:
            referee = Referee(desk, broker, others)
            try:
                yield World(desk=desk, others=others, referee=referee)
            finally:
                referee.close()


def play(broker: Broker, folder: Path, story: Callable[[World], Coroutine[None, None, None]]) -> None:
    """Run a story in a world on a broker."""

    async def scenario() -> None:
        async with _world_on(broker, folder) as world:
            await story(world)

    asyncio.run(scenario())
