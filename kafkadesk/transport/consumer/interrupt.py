"""How a wait for records ends early: the library has no wakeup, so that a pane at rest would have to look for commands all the time."""

import contextlib
from typing import Any

from kafka.errors import KafkaError
from kafka.future import Future

from kafkadesk.transport.client import library


class Interrupt:
    """Ends the library's wait for records. Thread: ring() from any, the rest from the main thread."""

    def __init__(self) -> None:
        self._network: Any = None
        self._future: Any = None

    def arm(self, consumer: Any) -> None:
        """Have the waits of this consumer end when it rings from now on; one that begins after that ends at once."""
        network = library.network(consumer)
        if self._future is None or self._future.is_done or network is not self._network:
            self._network, self._future = network, Future()
            network.call_soon_with_future(library.end_wait_with, library.fetcher(consumer), self._future)

    def ring(self, _: object = None) -> None:
        """End the wait."""
        network, future = self._network, self._future
        if future is not None and not future.is_done:
            with contextlib.suppress(RuntimeError, KafkaError):  # closed, or failed: then nobody waits
                network.call_soon_with_future(_end, future)


async def _end(future: Any) -> None:
    """Thread: the I/O thread."""
    if not future.is_done:
        future.success(None)
