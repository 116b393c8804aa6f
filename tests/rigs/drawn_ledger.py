"""A ledger drawn as text, for tests and pictures of the matrix.

A line a message: number (or "other"), partition, offset, then a sign a pane: a delay in ms (received), o5 (received, not
committed), x2 (received twice), · (another member's), w (waiting), ! (missing), ? (cannot be determined), - (not yet joined).
"""

from collections.abc import Sequence

from kafkadesk.core.delivery import Verdict
from kafkadesk.core.ledger.matrix import Cell, CellKind, GroupVerdict, MatrixColumn, MatrixRow, VerdictKind
from kafkadesk.core.text import Text

SIGNS = {"·": CellKind.OTHERS, "w": CellKind.WAITING, "!": CellKind.MISSING, "?": CellKind.UNTOLD, "-": CellKind.BLANK}
VERDICTS = {"flight": Verdict.IN_FLIGHT, "rejected": Verdict.REJECTED, "?": Verdict.UNKNOWN}


def cell_of(sign: str) -> Cell:
    """Return the cell for a sign."""
    if sign in SIGNS:
        return Cell(kind=SIGNS[sign])
    if sign[0] == "x":
        return Cell(kind=CellKind.RECEIVED, count=int(sign[1:]), delay_ms=5.0)
    if sign[0] == "o":
        return Cell(kind=CellKind.UNCOMMITTED, count=1, delay_ms=float(sign[1:]))
    return Cell(kind=CellKind.RECEIVED, count=1, delay_ms=float(sign))


class DrawnLedger:
    """What MatrixTable asks, answered from a drawing. panes: name and group, in order; group "" observes."""

    def __init__(self, panes: Sequence[tuple[str, str]], drawing: str, verdicts: dict[str, GroupVerdict] | None = None) -> None:
        self._columns = [MatrixColumn(pane=f"id-{n}", name=n, group=g or None, topic="test-kafka", living=True) for n, g in panes]
        self._rows: list[MatrixRow] = []
        self._cells: dict[tuple[MatrixRow, str], Cell] = {}
        self.verdicts = verdicts or {}
        self.draw(drawing)

    def draw(self, drawing: str) -> None:
        """Replace all messages."""
        self._rows.clear()
        self._cells.clear()
        for line in filter(None, map(str.strip, drawing.splitlines())):
            number, partition, offset, *signs = line.split()
            verdict = VERDICTS.get(offset, Verdict.CONFIRMED)
            row = MatrixRow(
                number=None if number == "other" else int(number), topic="test-kafka", partition=None if partition == "_" else int(partition),
                offset=None if offset in VERDICTS else int(offset), verdict=None if number == "other" else verdict, at=0.0, log="test-kafka",
            )  # fmt: skip
            self._rows.append(row)
            for column, sign in zip(self._columns, signs, strict=False):
                self._cells[row, column.pane] = cell_of(sign)

    def columns(self) -> Sequence[MatrixColumn]:
        return self._columns

    def rows(self, limit: int) -> Sequence[MatrixRow]:
        return self._rows[:limit]

    def cell(self, row: MatrixRow, column: MatrixColumn) -> Cell:
        return self._cells.get((row, column.pane), Cell(kind=CellKind.BLANK))

    def why(self, row: MatrixRow, column: MatrixColumn) -> Text:
        return Text("Partition {p} belongs to {name}.", {"p": row.partition, "name": column.name})

    def verdict(self, group: str, topic: str) -> GroupVerdict:
        return self.verdicts.get(group, GroupVerdict(kind=VerdictKind.EACH_ONCE, n=7, of=7))

    def pane_verdict(self, pane: str) -> GroupVerdict:
        return self.verdicts.get(pane, GroupVerdict(kind=VerdictKind.EACH_ONCE, n=7, of=7, observer=True))


PICTURE_PANES = [("Consumer 1", "monitoring"), ("Consumer 2", "monitoring"), ("Consumer 3", "audit"), ("Consumer 4", "")]
PICTURE = """
10 _ flight
9 0 98   4 · 5 4
8 3 102  · 4 5 4
7 2 105  · 4 5 4
6 1 ?
5 _ rejected
4 3 101  · o4 5 4
3 2 104  · x2 ! 1250
2 1 99   4 · 5 w
other 1 98 4 · 5 4
1 0 97   4 · - 4
"""
