"""Reports why a pane receives no records though the log has some: the library reports nothing."""

from collections.abc import Mapping
from time import monotonic

from kafka.errors import KafkaTimeoutError, for_code

from kafkadesk.core.errors import ConnectError, KafkaRefusedError, UserError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client.translate import describe
from kafkadesk.transport.consumer.pane_errors import PaneErrorKind, PaneErrors
from kafkadesk.transport.fetch.gaps import Gaps

TRANSACTION_S = 3.0  # most transactions are over by then
FETCHING_S = 10.0


class NoProgress:
    """Compares positions with log ends, and reports what blocks a partition."""

    def __init__(self, gaps: Gaps, errors: PaneErrors) -> None:
        self._gaps = gaps
        self._errors = errors
        self._since: dict[int, tuple[int, float]] = {}  # partition -> its position, and since when

    def check(self, positions: Mapping[int, int], ends: Mapping[int, int], *, held: bool, committed_only: bool) -> None:
        """Compare positions and log ends, about twice a second. held: fetching is paused on purpose."""
        now = monotonic()
        if held:
            self._since.clear()
            return
        blocked: dict[int, tuple[int, int]] = {}
        stuck = None
        for partition, position in positions.items():
            where, since = self._since.get(partition, (-1, now))
            if where != position:
                self._since[partition] = (position, now)
                continue
            stable, high = self._gaps.stable.get(partition, (0, 0))
            if committed_only and position == stable < high:
                if now - since >= TRANSACTION_S:
                    blocked[partition] = (stable, high - stable)
            elif position < ends.get(partition, 0) and now - since >= FETCHING_S:
                stuck = partition
        self._errors.put(PaneErrorKind.TRANSACTION, _open_transaction(blocked) if blocked else None)
        self._errors.put(PaneErrorKind.FETCHING, None if stuck is None else self._not_fetched(stuck, ends[stuck] - positions[stuck]))

    def _not_fetched(self, partition: int, records: int) -> UserError:
        code = self._gaps.refused.get(partition)
        why = describe(KafkaTimeoutError() if code is None else for_code(code)())
        return ConnectError(
            Text(
                QT_TRANSLATE_NOOP("core", "P{partition} has {count} records to read, and for {seconds} s none has come. {why}"),
                {"partition": partition, "count": records, "seconds": round(FETCHING_S), "why": why.title},
            ),
            why.hint,
            retry=True,
        )


def _open_transaction(blocked: Mapping[int, tuple[int, int]]) -> UserError:
    partition, (offset, records) = min(blocked.items())
    more = len(blocked) - 1
    args: dict[str, object] = {"partition": partition, "offset": offset, "count": records, "more": more}
    return KafkaRefusedError(
        Text(
            QT_TRANSLATE_NOOP("core", "P{partition} is blocked by an open transaction since offset {offset}: {count} offsets wait.")
            if not more
            else QT_TRANSLATE_NOOP(
                "core",
                "P{partition} is blocked by an open transaction since offset {offset}: {count} offsets wait. So are {more} other partitions.",
            ),
            args,
        ),
        Text(
            QT_TRANSLATE_NOOP(
                "core",
                "It ends when its producer commits or aborts it, or its transaction.timeout.ms is over. "
                "To see its records now: “Show uncommitted and aborted records” in the menu of the pane.",
            )
        ),
        retry=True,
    )


def no_coordinator(group: str) -> UserError:
    """Return the error of a member that finds no coordinator."""
    return ConnectError(
        Text(QT_TRANSLATE_NOOP("core", "No assignment: group {group} has no coordinator that answers just now."), {"group": group}),
        Text(
            QT_TRANSLATE_NOOP(
                "core",
                "One of the brokers keeps the group. Is it running, and are all replicas of __consumer_offsets? The pane goes on asking.",
            )
        ),
        retry=True,
    )


def not_assigned(group: str) -> UserError:
    """Return the error of a member that has asked to join and waits for its partitions."""
    return ConnectError(
        Text(QT_TRANSLATE_NOOP("core", "No assignment: group {group} has not let this member in yet."), {"group": group}),
        Text(
            QT_TRANSLATE_NOOP(
                "core",
                "It waits for its other members to join again, or until their session or rebalance timeout is over (5 min in many programs).",
            )
        ),
        retry=True,
    )
