"""A ledger fed by short orders, and its matrix drawn as text.

Signs, as in tests/rigs/drawn_ledger.py: 4 received after 4 ms, o4 not committed, 4x2 twice, · another member's, w waiting,
! missing, ? cannot be determined, - not yet joined, a word: why nobody could have it. A message of another program has no delay: ok.
"""

from array import array
from collections.abc import Collection

from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.core.events import RecordsArrived, Unreadable
from kafkadesk.core.ledger.ledger import Ledger
from kafkadesk.core.ledger.matrix import Cell, CellKind, MatrixColumn, MatrixRow
from kafkadesk.core.records import GapKind, OffsetRange, RecordBatch
from kafkadesk.core.text import Text

TOPIC = "t"
SIGNS = {CellKind.BLANK: "-", CellKind.OTHERS: "·", CellKind.WAITING: "w", CellKind.MISSING: "!", CellKind.UNTOLD: "?"}


def batch_of(topic: str, partition: int, offsets: list[int], start: int, end: int) -> RecordBatch:
    """Return a batch of empty records at these offsets, which lie in start..end-1."""
    n = len(offsets)
    none = array("i", [0] * n)
    ranges = (OffsetRange(partition, start, end, n),)
    return RecordBatch(topic, array("i", [partition] * n), array("q", offsets), none, none, none, none, none, none, b"", ranges)


class World:
    """A ledger and a clock. `now` is in seconds; every send and arrival takes its time from it."""

    def __init__(self, kept: int = 100_000) -> None:
        self.ledger = Ledger(kept)
        self.now = 100.0
        self.sends: dict[int, Delivery] = {}
        self.group_of: dict[str, str | None] = {}

    def later(self, ms: float) -> None:
        self.now += ms / 1000

    def queue(self, *numbers: int, topic: str = TOPIC) -> None:
        for number in numbers:
            self.sends[number] = Delivery(number=number, send_id=1, topic=topic, partition=None, sent_at=self.now, wall_ms=0)
            self.ledger.delivery(self.sends[number])

    def end(self, number: int, verdict: Verdict) -> None:
        self.sends[number] = self.sends[number]._replace(verdict=verdict)
        self.ledger.delivery(self.sends[number])

    def confirm(self, number: int, partition: int, offset: int) -> None:
        self.sends[number] = self.sends[number]._replace(verdict=Verdict.CONFIRMED, partition=partition, offset=offset)
        self.ledger.delivery(self.sends[number])

    def send(self, *places: str, topic: str = TOPIC) -> None:
        """Send and have confirmed: the next number goes to "partition:offset"."""
        for place in places:
            number = len(self.sends) + 1
            self.queue(number, topic=topic)
            partition, offset = map(int, place.split(":"))
            self.confirm(number, partition, offset)

    def read(
        self,
        pane: str,
        group: str | None,
        positions: dict[int, int],
        topic: str = TOPIC,
        *,
        resumed: Collection[int] = (),
        began_at: float | None = None,
        topic_id: str | None = None,
    ) -> None:
        self.group_of[pane] = group
        self.ledger.reading(pane, pane, group, topic, positions, self.now, resumed=resumed, began_at=began_at, topic_id=topic_id)

    def committed(self, group: str, offsets: dict[int, int], topic: str = TOPIC) -> None:
        """Have a pane of ours commit."""
        self.ledger.committed(group, topic, offsets, self.now)

    def described(
        self, group: str, theirs: Collection[int] | None, committed: dict[int, int], *, ours: Collection[int] = (), ms_ago: float = 0
    ) -> None:
        """Have the broker tell of a group, asked some time ago. theirs None: it is not stable."""
        owners = None if theirs is None else dict.fromkeys(theirs, False) | dict.fromkeys(ours, True)
        self.ledger.described(group, TOPIC, owners, committed, self.now - ms_ago / 1000)

    def got(self, pane: str, partition: int, *offsets: int, span: tuple[int, int] | None = None, topic: str = TOPIC) -> None:
        """Let records arrive in a pane; span: the range they cover, where the log has gaps."""
        start, end = span or (offsets[0], offsets[-1] + 1)
        batch = batch_of(topic, partition, list(offsets), start, end)
        self.ledger.arrived(
            RecordsArrived(pane=pane, group=self.group_of.get(pane), generation=1, serial=1, batch=batch, at=self.now)
        )  # fmt: skip

    def passed(self, pane: str, partition: int, start: int, end: int, kind: str) -> None:
        """Tell a pane that it cannot have start..end-1; compacted: as a sum, of which some offset between may hold a record."""
        event = Unreadable(pane=pane, partition=partition, start=start, end=end, reason=Text(kind), kind=GapKind(kind), at=self.now)
        self.ledger.passed_over(event)

    def stop(self, pane: str, *, died: bool = False) -> None:
        self.ledger.stopped(pane, self.now, died=died)

    def verdict(self, group: str) -> str:
        return self.ledger.verdict(group).sentence().render()

    def pane_verdict(self, pane: str) -> str:
        return self.ledger.pane_verdict(pane).sentence().render()

    def column(self, pane: str) -> MatrixColumn:
        return next(c for c in self.ledger.columns() if c.pane == pane)

    def row(self, number: int) -> MatrixRow:
        return next(r for r in self.ledger.rows(1000) if r.number == number)

    def why(self, number: int, pane: str) -> str:
        return self.ledger.why(self.row(number), self.column(pane)).render()

    def head(self) -> str:
        """Return the columns: name/group, those that read no more in brackets."""
        names = [f"{c.name}/{c.group}" if c.group else c.name for c in self.ledger.columns()]
        return " ".join(n if c.living else f"({n})" for n, c in zip(names, self.ledger.columns(), strict=True))

    def draw(self) -> str:
        """Return the rows, newest first: number or "other", place, then a sign a column."""
        return "\n".join(
            " ".join([_name(row), *(sign(self.ledger.cell(row, column)) for column in self.ledger.columns())])
            for row in self.ledger.rows(1000)
        )


def _name(row: MatrixRow) -> str:
    place = "?" if row.offset is None else f"{row.partition}:{row.offset}"
    return f"{'other' if row.number is None else row.number} {place}"


def sign(cell: Cell) -> str:
    """Return a cell as a sign."""
    if cell.kind is CellKind.GONE:
        return cell.gone or ""
    if cell.kind in SIGNS:
        return SIGNS[cell.kind]
    delay = "ok" if cell.delay_ms is None else str(round(cell.delay_ms))
    return ("o" if cell.kind is CellKind.UNCOMMITTED else "") + delay + (f"x{cell.count}" if cell.count > 1 else "")


def drawn(text: str) -> str:
    """Return a drawing without its indent and with single spaces."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
