"""Brokers that leave the cluster while the window is connected: shown with what that means, and once more when they are back.

A broker that is only stopped stays registered: the cluster goes on listing it, and the connection says that it is not reached.
What is listed no more was taken out; clusters of before Kafka 3 (without DescribeCluster's fenced brokers) list no stopped ones either.
"""

from collections.abc import Callable, Iterable, Mapping

from kafkadesk.core.cluster.address import format_bootstrap
from kafkadesk.core.events import Notice, NoticeLevel
from kafkadesk.core.state import Broker, ConnectionState, Topic
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

KEY = "brokers"
MOST_NAMED = 8  # partitions
_LEADERLESS = QT_TRANSLATE_NOOP(
    "core", "Nobody leads these partitions now: {partitions}. Sends to them wait, and nothing is read from them."
)
_TAKEN_OVER = QT_TRANSLATE_NOOP("core", "The others have taken over: every partition has a leader.")
_NO_WAY_IN = QT_TRANSLATE_NOOP(
    "core", "If it stays away the next connect fails: the bootstrap servers name no other broker. Add one of these: {brokers}."
)


class BrokerChanges:
    """Compares the cluster's list of brokers with those that were in it before."""

    def __init__(self, tell: Callable[[Notice], None]) -> None:
        self._notify = tell
        self._cluster: str | None = None
        self._known: dict[int, Broker] = {}
        self._shown: Notice | None = None

    def check(self, state: ConnectionState, topics: Mapping[str, Topic]) -> None:
        """Look at what the cluster says now; say what has changed."""
        if not state.phase.usable or not state.brokers:
            return
        if state.cluster_id != self._cluster:
            self._cluster, self._known, self._shown = state.cluster_id, {}, None
        now = {broker.node_id: broker for broker in state.brokers}
        self._known |= now
        gone = [broker for node_id, broker in sorted(self._known.items()) if node_id not in now]
        if gone:
            self._say(_left(gone, state, topics))
        elif self._shown is not None:
            self._shown = None
            text = Text(QT_TRANSLATE_NOOP("core", "All brokers are in the cluster again."))
            self._notify(Notice(text=text, level=NoticeLevel.INFO, key=KEY))

    def _say(self, notice: Notice) -> None:
        if notice != self._shown:  # else it may have been closed by the user
            self._shown = notice
            self._notify(notice)


def _left(gone: Iterable[Broker], state: ConnectionState, topics: Mapping[str, Topic]) -> Notice:
    away = tuple(gone)
    named = ", ".join(f"{broker.node_id} ({broker.host}:{broker.port})" for broker in away)
    hints = [_without_leader(topics)]
    servers = set(state.bootstrap.split(","))
    there = {format_bootstrap(((broker.host, broker.port),)) for broker in state.brokers}
    left = {format_bootstrap(((broker.host, broker.port),)) for broker in away}
    if servers <= left:
        hints.append(Text(_NO_WAY_IN, {"brokers": ", ".join(sorted(there))}))
    return Notice(
        text=Text(
            QT_TRANSLATE_NOOP(
                "core", "No longer in the cluster: broker {named}. It was taken out for good, or, where Kafka is old, stopped."
            ),
            {"named": named},
        ),
        hint=hints[0] if len(hints) == 1 else Text("{a} {b}", {"a": hints[0], "b": hints[1]}),
        level=NoticeLevel.WARNING,
        key=KEY,
    )


def _without_leader(topics: Mapping[str, Topic]) -> Text:
    waiting = [f"{topic.name} P{partition}" for topic in topics.values() if not topic.internal for partition in topic.leaderless]
    if not waiting:
        return Text(_TAKEN_OVER)
    more = [f"+{len(waiting) - MOST_NAMED}"] if len(waiting) > MOST_NAMED else []
    return Text(_LEADERLESS, {"partitions": ", ".join([*waiting[:MOST_NAMED], *more])})
