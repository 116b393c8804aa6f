"""Who got what: compares sends with what the panes received, by exact offset ranges.

Mutable, unlike the rest of the core's state: it is updated hundreds of times a second, and a copy would cost more than the work.
Every update costs time per range and per own send, never per record. Of other programs' messages only the newest few are stored.
"""

import functools
from collections import OrderedDict, deque
from collections.abc import Collection, Iterable, Mapping
from itertools import islice

from kafkadesk.core.delivery import Delivery
from kafkadesk.core.events import RecordsArrived, Unreadable
from kafkadesk.core.ledger.evidence import LONG_AGO, Owner
from kafkadesk.core.ledger.identities import Identities, Identity, confirmed_at, name_of, sort_out
from kafkadesk.core.ledger.matrix import Cell, CellKind, GroupVerdict, MatrixColumn, MatrixRow, Receipt, VerdictKind
from kafkadesk.core.ledger.readers import Reader, ReceivedRange, holds
from kafkadesk.core.ledger.scope import GroupScope
from kafkadesk.core.ledger.send_index import Place, SendIndex
from kafkadesk.core.records import GapKind
from kafkadesk.core.text import Text

KEPT_SENDS = 100_000
SLACK = 1.01  # times as many are kept for a while: to drop them one by one costs more
KEPT_FOREIGN = 300
KEPT_CLOSED = 50  # readers of closed panes: what came to them may turn out to be a send whose place is learned later
FOREIGN_TAIL = 20  # of each batch
RECENT = 200  # messages; where a pane read before, it is shown while it has one of them


class Ledger:
    """Takes deliveries and what panes do; answers with rows, columns, cells and group verdicts."""

    def __init__(self, kept: int = KEPT_SENDS) -> None:
        self._kept = kept
        self._opened: dict[str, int] = {}  # kept when all else is forgotten
        self.clear()

    def clear(self) -> None:
        """Forget everything: on another cluster, or after a reset, the same offsets are other records."""
        self._sends: OrderedDict[int, Delivery] = OrderedDict()
        self._open: OrderedDict[int, float] = OrderedDict()  # sends without a verdict, and when they were sent
        self._index = SendIndex()
        self._foreign: OrderedDict[Place, float] = OrderedDict()
        self._identities = Identities()
        self._recreated: dict[int, str] = {}  # keys of sends to recreated topics; of all others it is the topic's name
        self._groups: dict[tuple[str, str], GroupScope] = {}
        self._topics: dict[str, str] = {}  # which topic a group was last seen to read
        self._readers: dict[tuple[str, str | None, str], Reader] = {}
        self._latest: dict[tuple[str, str | None, str], Reader] = {}  # by topic name
        self._current: dict[str, Reader] = {}
        self._closed: deque[Reader] = deque(maxlen=KEPT_CLOSED)

    # updates

    def delivery(self, delivery: Delivery) -> None:
        """Add a send, or update its result."""
        self.deliveries((delivery,))

    def deliveries(self, deliveries: Iterable[Delivery]) -> None:
        """Add sends, or update their results: a few thousand a second at most."""
        around: dict[str, tuple[list[GroupScope], list[Reader]]] = {}
        for delivery in deliveries:
            number, partition, offset = delivery.number, delivery.partition, delivery.offset
            old = self._sends.get(number)
            self._sends[number] = delivery
            if delivery.verdict.final:
                self._open.pop(number, None)
            else:
                self._open.setdefault(number, delivery.sent_at)
            if partition is not None and offset is not None and (old is None or old.offset is None):
                key = self._key_of(delivery, partition, offset)
                if key not in around:
                    around[key] = self._around(key)
                self._place(number, (key, partition, offset), *around[key])
        if len(self._sends) > self._kept * SLACK:
            self._forget(len(self._sends) - self._kept)

    def opened(self, pane: str) -> None:
        """Note that a pane was opened: columns are ordered by this."""
        self._opened.setdefault(pane, len(self._opened))

    def reading(
        self,
        pane: str,
        name: str,
        group: str | None,
        topic: str,
        positions: Mapping[int, int],
        at: float,
        *,
        resumed: Collection[int] = (),
        began_at: float | None = None,
        topic_id: str | None = None,
    ) -> None:
        """Note that a pane starts to read, alone or with new partitions of its group; or that it reads more partitions.

        resumed: partitions that go on from a commit; began_at: when the rebalance began that ends by this.
        """
        self.identified(topic, topic_id, LONG_AGO, at)
        reader = self._begin(pane, name, group, topic, self._identities.key(topic, topic_id), at)
        scope = reader.scope
        for partition, position in positions.items():
            log = scope.logs[partition]
            if partition in reader.partitions and log.owner in (pane, Owner.UNKNOWN):  # kept: what arrived tells better how far it is
                log.owner, log.owner_at = pane, at
            else:
                committing = log.commits or (partition in resumed and position > (log.committed or 0))
                until = began_at if began_at is not None and committing else at
                theirs = log.theirs_until
                written = position if theirs is None else self._written(scope.topic, partition, position, min(until, theirs))
                scope.begin(pane, partition, position, at, resumed=partition in resumed, written=written)
            scope.expect_from(partition, position)
        reader.partitions = frozenset(positions)
        for partition in [p for p, log in scope.logs.items() if log.owner == pane and p not in positions]:
            scope.release(partition, at, Owner.UNKNOWN)

    def assigned(self, pane: str, partitions: Collection[int]) -> None:
        """Note all that a pane was given: another one that it gets later it did not keep."""
        if (reader := self._current.get(pane)) is not None:
            reader.partitions &= frozenset(partitions)

    def revoked(self, pane: str, partitions: Collection[int], at: float, *, lost: bool) -> None:
        """Note that partitions were taken from a pane. lost: others may have had them meanwhile, even where it gets them again."""
        reader = self._current.get(pane)
        if reader is None:
            return
        self._release(reader, partitions, at, Owner.UNKNOWN)
        if lost:
            reader.partitions -= frozenset(partitions)

    def stopped(self, pane: str, at: float, *, died: bool = False) -> None:
        """Note that a pane stopped reading. died: without a word to its group."""
        reader = self._current.pop(pane, None)
        if reader is not None:
            reader.until = at
            if reader.scope.group is not None:
                self._release(reader, list(reader.scope.logs), at, Owner.DEAD if died else Owner.UNKNOWN)
                if not any(other.scope is reader.scope for other in self._current.values()):
                    reader.scope.desert()

    def closed(self, pane: str, at: float) -> None:
        """Forget a pane; what its groups received stays."""
        self.stopped(pane, at)
        self._closed += [reader for reader in self._readers.values() if reader.pane == pane]
        self._readers = {key: reader for key, reader in self._readers.items() if reader.pane != pane}

    def renamed(self, pane: str, name: str) -> None:
        """Give a pane's columns another name."""
        for reader in self._readers.values():
            if reader.pane == pane:
                reader.name = name

    def arrived(self, event: RecordsArrived) -> None:
        """Add a batch of records that reached the window."""
        batch = event.batch
        reader = self._latest.get((event.pane, event.group, batch.topic))
        if reader is None:
            return
        scope, row, key = reader.scope, 0, reader.scope.topic
        for r in batch.ranges:
            rows = range(row, row + r.count)
            some = None if r.count == r.end - r.start else batch.offsets[rows.start : rows.stop]
            for offset, number in self._index.between(key, r.partition, r.start, r.end):
                if reader.replaced(number, r.partition, offset):
                    self._displace(number, (key, r.partition, offset))
            log = scope.logs[r.partition]
            again = log.received.add(r.start, r.end)
            reader.take(ReceivedRange(r.partition, r.start, r.end, some, event.at, event.generation, again))
            log.position = max(r.end, log.position)
            for offset, number in self._index.between(key, r.partition, r.start, r.end):
                if holds(batch.offsets, rows, r, offset):
                    reader.note_received(number, r.partition, offset, event.at)
            if some is not None:
                reader.note_absent(self._foreign, batch.offsets, rows, r)
            row += r.count
        self._note_foreign(event, key)

    def passed_over(self, event: Unreadable) -> None:
        """Add offsets that a pane could not receive. Transaction markers are ignored: they are no messages."""
        reader = self._current.get(event.pane)
        if reader is not None and event.kind != GapKind.MARKER:
            reader.scope.passed_over(event.partition, event.start, event.end, event.kind)
            if event.kind.restarts and event.partition in reader.received:
                reader.received[event.partition].cut(event.start)

    def positions(self, pane: str, group: str | None, topic: str, positions: Mapping[int, int]) -> None:
        """Update a pane's positions; they also move past what is no record, such as a transaction marker."""
        reader = self._latest.get((pane, group, topic))
        if reader is not None:
            for partition, position in positions.items():
                log = reader.scope.logs[partition]
                if log.owner == pane:
                    log.position = position

    def identified(self, topic: str, topic_id: str | None, asked_at: float, at: float, ends: Mapping[int, int] | None = None) -> None:
        """Note which topic of its name there was at some moment between the two times. ends: of its logs, if they are known.

        Sends that were confirmed around the time when it was recreated are looked at again: they may be of either.
        """
        if not self._identities.note(topic, topic_id, asked_at, at):
            return
        pair = self._identities.newest_two(topic)
        assert pair is not None
        before, new = pair
        for (group, key), scope in list(self._groups.items()):
            if key == before.key:
                there = scope.shared or any(r.scope is scope for r in self._current.values())
                scope.retire()
                if there:
                    self._groups[group, new.key] = GroupScope(group, new.key, self._index, from_first=True)
        self._sort_out(before, new, ends)

    def begins(self, topic: str, topic_id: str | None, begins: Mapping[int, int]) -> None:
        """Take where the logs of a topic begin, as the broker said."""
        key = self._identities.key(topic, topic_id)
        for (_, log), scope in self._groups.items():
            if log == key:
                scope.begins(begins)

    def committed(self, group: str, topic: str, offsets: Mapping[int, int], at: float, topic_id: str | None = None) -> None:
        """Update a group's committed offsets by what a pane of ours committed."""
        if (scope := self._groups.get((group, self._identities.key(topic, topic_id)))) is not None:
            scope.committed(offsets, at)

    def described(
        self,
        group: str,
        topic: str,
        owners: Mapping[int, bool] | None,
        committed: Mapping[int, int],
        at: float,
        topic_id: str | None = None,
    ) -> None:
        """Take what the broker said of a group when it was asked at a time.

        owners: of the topic's partitions, whether a pane of ours has it, or another program's member; None: the group was not stable.
        """
        if (scope := self._groups.get((group, self._identities.key(topic, topic_id)))) is not None:
            scope.described(owners, committed, at)

    # queries

    def number_of(self, topic: str, partition: int, offset: int) -> int | None:
        """Return the number of our send at this offset; None for another program's message."""
        return self._index.get((self._identities.key(topic), partition, offset))

    def rows(self, limit: int) -> tuple[MatrixRow, ...]:
        """Return the newest messages, newest first: our sends, and other programs' that were seen.

        A record may arrive before its sender gets the broker's answer: while sends are open, records that came since belong to nobody yet.
        """
        ours = [
            MatrixRow(
                number=d.number,
                topic=d.topic,
                partition=d.partition,
                offset=d.offset,
                verdict=d.verdict,
                at=d.sent_at,
                log=self._recreated.get(d.number, d.topic),
            )
            for d in islice(reversed(self._sends.values()), limit)
        ]
        open_since = next(iter(self._open.values()), None)
        known = (item for item in reversed(self._foreign.items()) if open_since is None or item[1] < open_since)
        foreign = [
            MatrixRow(number=None, topic=name_of(key), partition=partition, offset=offset, verdict=None, at=at, log=key)
            for (key, partition, offset), at in islice(known, limit)
        ]
        return tuple(sorted(ours + foreign, key=lambda row: row.at, reverse=True)[:limit])

    def columns(self) -> tuple[MatrixColumn, ...]:
        """Return the panes that read now, and those that read before and received something; by group, observers last, else as opened.

        Where a pane read before, it has a column as long as it received one of the newest messages.
        """
        recent = self.rows(RECENT) if any(not r.living for r in self._readers.values()) else ()
        latest = {r.pane: r for r in sorted(self._readers.values(), key=lambda r: r.since)}
        shown = [r for r in self._readers.values() if r.living or (r is latest[r.pane] and r.runs) or any(r.times(row) for row in recent)]
        shown.sort(key=lambda r: self._opened.get(r.pane, len(self._opened)))
        order = {group: i for i, group in enumerate(dict.fromkeys(r.scope.group for r in shown if r.scope.group is not None))}
        shown.sort(key=lambda r: len(order) if r.scope.group is None else order[r.scope.group])
        newest: dict[tuple[str, str | None, str], Reader] = {}  # of a recreated topic's readers one, in the order of the first
        for r in shown:
            key = (r.pane, r.scope.group, name_of(r.scope.topic))
            newest[key] = max(r, newest.get(key, r), key=lambda reader: reader.since)
        return tuple(
            MatrixColumn(pane=pane, name=r.name, group=group, topic=topic, living=r.living) for (pane, group, topic), r in newest.items()
        )

    def cell(self, row: MatrixRow, column: MatrixColumn) -> Cell:
        """Return what happened between a pane and a message."""
        reader = self._reader_of(row, column)
        return Cell(kind=CellKind.BLANK) if reader is None else reader.cell(row)

    def why(self, row: MatrixRow, column: MatrixColumn) -> Text:
        """Return the reason for a cell's state, as a sentence."""
        reader = self._reader_of(row, column)
        owner = None if reader is None or row.partition is None else reader.scope.logs[row.partition].owner
        other = self._name(owner) if isinstance(owner, str) and owner != column.pane else None
        return self.cell(row, column).why(column.name, row.partition, other)

    def verdict(self, group: str, topic: str | None = None) -> GroupVerdict:
        """Return the verdict on a group: how it received the confirmed sends since it was first seen to read the topic here.

        topic None: the one that a pane of the group began to read last.
        """
        topic = topic or self._topics.get(group, "")
        living = any((r.scope.group, name_of(r.scope.topic)) == (group, topic) for r in self._current.values())
        scopes = (scope for (of, key), scope in self._groups.items() if of == group and name_of(key) == topic)
        verdicts = [scope.verdict(living=living) for scope in scopes]
        return functools.reduce(GroupVerdict.joined, verdicts, GroupVerdict(kind=VerdictKind.NOTHING, n=0, of=0))

    def pane_verdict(self, pane: str) -> GroupVerdict:
        """Return the verdict on a pane that observes, or on the last time that it did."""
        observed = [r for r in self._readers.values() if r.pane == pane and r.scope.group is None]
        if not observed:
            return GroupVerdict(kind=VerdictKind.NOTHING, n=0, of=0, observer=True)
        reader = max(observed, key=lambda r: r.since)
        return reader.scope.verdict(living=reader.living)

    def delays(self, pane: str, count: int) -> tuple[float, ...]:
        """Return the latest delays of a pane, in milliseconds, from Send to the row's arrival."""
        reader = self._current.get(pane)
        latest = islice(reversed(reader.receipts.items()), count) if reader is not None else ()
        return tuple((at - self._sends[number].sent_at) * 1000 for number, (at, _) in latest if at is not None)

    def receipts(self, pane: str) -> tuple[Receipt, ...]:
        """Return what a pane received, in order of arrival, as far as it is stored."""
        mine = [(run, reader) for reader in self._readers.values() if reader.pane == pane for run in reader.runs]
        mine.sort(key=lambda pair: pair[0].at)
        return tuple(receipt for run, reader in mine for receipt in self._receipts(run, reader))

    # internal

    def _begin(self, pane: str, name: str, group: str | None, topic: str, log: str, at: float) -> Reader:
        """Return the pane's reader, which reads now. A pane that starts to observe again gets a new scope."""
        key = (pane, group, log)
        reader = self._readers.get(key)
        if reader is not None and reader.living:
            return reader
        self.stopped(pane, at)
        if group is None:
            scope = GroupScope(None, log, self._index)
        else:
            scope = self._groups.setdefault((group, log), GroupScope(group, log, self._index))
            scope.since = at if scope.since is None else scope.since
            self._topics[group] = topic
        if reader is None:
            reader = self._readers[key] = Reader(pane, name, scope, at)
        else:
            reader.name, reader.scope, reader.since, reader.until, reader.partitions = name, scope, at, None, frozenset()
        self._current[pane] = self._latest[pane, group, topic] = reader
        return reader

    def _reader_of(self, row: MatrixRow, column: MatrixColumn) -> Reader | None:
        return self._readers.get((column.pane, column.group, row.log)) if row.topic == column.topic else None

    def _key_of(self, delivery: Delivery, partition: int, offset: int) -> str:
        """Return the key of the topic that a send was written to."""
        pair = self._identities.newest_two(delivery.topic)
        if pair is None or not self._is_of(pair[1], pair[0], delivery, partition, offset):
            return delivery.topic if pair is None else pair[0].key
        self._recreated[delivery.number] = pair[1].key
        return pair[1].key

    def _is_of(self, new: Identity, before: Identity, delivery: Delivery, partition: int, offset: int) -> bool:
        """Whether a send was written to the recreated topic and not to the one before.

        Where it was confirmed while nobody knew which one there was: offsets of a log only rise, from one send to those sent after its
        confirmation.
        """
        if delivery.sent_at >= new.since:
            return True
        if confirmed_at(delivery) <= before.seen_at:
            return False
        later = (self._sends[n] for _, n in self._index.between(before.key, partition, offset, None) if n != delivery.number)
        if any(confirmed_at(other) < delivery.sent_at for other in later):
            return True
        return any(self._sends[n].sent_at < delivery.sent_at for _, n in self._index.between(new.key, partition, 0, offset))

    def _sort_out(self, before: Identity, new: Identity, ends: Mapping[int, int] | None) -> None:
        """Place sends again that were taken for some to the topic before; of those that may be of either say that nobody knows."""
        scopes = [scope for scope in self._scopes() if scope.topic == before.key]
        readers = [reader for reader in self._readers.values() if reader.scope.topic == before.key]
        around, left = self._around(new.key), list[tuple[int, int, int]]()
        for d, certain in sort_out(self._sends.values(), before, new):
            assert d.partition is not None
            assert d.offset is not None
            place = (before.key, d.partition, d.offset)
            if self._index.get(place) != d.number:
                continue
            if not certain:
                left.append((d.number, d.partition, d.offset))
                continue
            self._index.remove([place])
            for scope in scopes:
                scope.forget(d.number, d.partition, d.offset)
            for reader in readers:
                reader.receipts.pop(d.number, None)
            self._recreated[d.number] = new.key
            self._place(d.number, (new.key, d.partition, d.offset), *around)
        for number, partition, offset in left:
            possible = ends is None or offset < ends.get(partition, 0)
            if possible and not self._index.between(new.key, partition, 0, None):
                for scope in scopes:
                    scope.doubt_log(number)

    def _around(self, topic: str) -> tuple[list[GroupScope], list[Reader]]:
        """Return whom a send to a topic may concern: who should receive it, and who may have received it before its offset was known."""
        readers = [r for r in self._readers.values() if r.scope.topic == topic]
        scopes = [scope for scope in self._groups.values() if scope.topic == topic]
        scopes += [reader.scope for reader in readers if reader.scope.group is None and reader.living]
        return scopes, [*readers, *(r for r in self._closed if r.scope.topic == topic)]

    def _place(self, number: int, place: Place, scopes: Iterable[GroupScope], readers: Iterable[Reader]) -> None:
        """Note the offset that the broker gave a send; its record may have arrived before that was known."""
        _, partition, offset = place
        if (displaced := self._index.get(place)) is not None:
            self._displace(displaced, place)
        self._index.add(place, number)
        self._foreign.pop(place, None)
        sent_at = self._sends[number].sent_at
        for scope in scopes:
            if scope.due(partition, offset, sent_at):
                scope.expect(number, partition, offset)
        for reader in readers:
            if times := reader.count(partition, offset):
                reader.note_received(number, partition, offset, reader.received[partition].first_at(offset), times)

    def _displace(self, number: int, place: Place) -> None:
        """Drop a send's offset, which belongs to another record now: its topic was recreated, or the log was truncated."""
        self._index.remove((place,))
        for scope in self._scopes():
            scope.displace(number, place[1], place[2])

    def _forget(self, oldest: int) -> None:
        """Drop that many of the oldest sends everywhere."""
        scopes, readers, places = self._scopes(), tuple(self._readers.values()), []
        for _ in range(oldest):
            number, delivery = self._sends.popitem(last=False)
            self._open.pop(number, None)
            if delivery.partition is None or delivery.offset is None:
                continue
            place = (self._recreated.pop(number, delivery.topic), delivery.partition, delivery.offset)
            if self._index.get(place) != number:  # it was in a log that is no more
                continue
            places.append(place)
            for scope in scopes:
                scope.forget(number, delivery.partition, delivery.offset)
            for reader in readers:
                reader.receipts.pop(number, None)
        self._index.remove(places)

    def _release(self, reader: Reader, partitions: Iterable[int], at: float, owner: Owner) -> None:
        for partition in partitions:
            if reader.scope.logs[partition].owner == reader.pane:
                reader.scope.release(partition, at, owner)

    def _written(self, topic: str, partition: int, start: int, until: float) -> int:
        """Return the end that a log had at a time, as far as our sends from an offset on tell."""
        end = start
        for offset, number in self._index.between(topic, partition, start, None):
            if self._sends[number].sent_at > until:
                break
            end = offset + 1
        return end

    def _note_foreign(self, event: RecordsArrived, key: str) -> None:
        batch = event.batch
        for i in range(max(0, len(batch) - FOREIGN_TAIL), len(batch)):
            place = (key, batch.partitions[i], batch.offsets[i])
            if place not in self._index and place not in self._foreign:
                self._foreign[place] = event.at
        while len(self._foreign) > KEPT_FOREIGN:
            self._foreign.popitem(last=False)

    def _receipts(self, run: ReceivedRange, reader: Reader) -> Iterable[Receipt]:
        scope = reader.scope
        for offset in range(run.start, run.end) if run.some is None else run.some:
            number = self._index.get((scope.topic, run.partition, offset))
            delay_ms = None if number is None else max(0.0, (run.at - self._sends[number].sent_at) * 1000)
            yield Receipt(
                partition=run.partition, offset=offset, number=number, group=scope.group, generation=run.generation, delay_ms=delay_ms,
                redelivered=any(start <= offset < end for start, end in run.again),
            )  # fmt: skip

    def _scopes(self) -> tuple[GroupScope, ...]:
        return (*self._groups.values(), *(r.scope for r in self._readers.values() if r.scope.group is None))

    def _name(self, pane: str) -> str:
        return next((reader.name for reader in self._readers.values() if reader.pane == pane), pane)
