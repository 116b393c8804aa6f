"""Whether a pane is handed the records of open and aborted transactions: Kafka's isolation level, changed while it reads."""

from typing import Any

from kafka.protocol.consumer import IsolationLevel


class Isolation:
    """read_committed unless told otherwise. The library knows it only as a setting at the start; each fetch says it anew."""

    def __init__(self) -> None:
        self.uncommitted = False
        self._consumer: Any = None

    def serve(self, consumer: Any) -> None:
        """Hold for this consumer from now on."""
        self._consumer = consumer
        self._apply()

    def show_uncommitted(self, *, on: bool) -> None:
        """Show what transactions have not committed, or no more: from the next fetch on."""
        self.uncommitted = on
        self._apply()

    def _apply(self) -> None:
        if self._consumer is not None:
            level = IsolationLevel.READ_UNCOMMITTED if self.uncommitted else IsolationLevel.READ_COMMITTED
            self._consumer._fetcher._isolation_level = level
