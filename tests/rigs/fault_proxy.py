"""A TCP proxy on 127.0.0.1 before a real broker, that does to the connections what networks do: for tests.

It knows where Kafka's requests and answers begin and end, so that a fault can be aimed: at the n-th byte of the produce exchange, at
the answer to one kind of request. Connections that are not Kafka's plain protocol cannot pass.
"""

import asyncio
import contextlib
import socket
import struct
import sys
import threading
from collections import Counter
from collections.abc import Callable, Coroutine
from enum import Enum
from typing import Any, TypeVar

from kafkadesk.system.local_kafka.config import HOST

START_S = 10.0
PRODUCE, FETCH, METADATA = 0, 1, 3  # API keys of Kafka's protocol
REQUEST_HEAD = struct.Struct(">hhi")  # API key, API version, correlation id
LINGER = "hh" if sys.platform == "win32" else "ii"  # struct linger
T = TypeVar("T")

# Gets the API version and an answer from its correlation id on; returns it changed, or None: it never arrives.
Change = Callable[[int, bytes], bytes | None]
# Gets the API version and a request; returns the answer to give instead of the broker, or None: the broker is asked.
Stand = Callable[[int, bytes], bytes | None]


class Way(Enum):
    """Which bytes: what clients send, or what the broker answers."""

    REQUESTS = "requests"
    ANSWERS = "answers"


class _Cut:
    """Lets so many bytes through and then, once, cuts off the connection that brought the last of them."""

    def __init__(self, left: int, way: Way, api: int | None, *, reset: bool) -> None:
        self.left = left
        self.way = way
        self.api = api
        self.reset = reset
        self.done = threading.Event()


class _Link:
    """One client's connection and the one to the broker that belongs to it."""

    def __init__(self, client: asyncio.StreamWriter, broker: asyncio.StreamWriter) -> None:
        self.client = client
        self.broker = broker
        self.asked: dict[int, tuple[int, int]] = {}  # correlation id -> API key and version
        self.shut: set[Way] = set()  # half closed

    def writer(self, way: Way) -> asyncio.StreamWriter:
        return self.broker if way is Way.REQUESTS else self.client

    def end(self, *, reset: bool) -> None:
        """End both connections; what was written to the broker still reaches it. reset: the client gets a RST."""
        if reset:
            sock: socket.socket = self.client.get_extra_info("socket")
            with contextlib.suppress(OSError):  # closed already
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(LINGER, 1, 0))
            self.client.transport.abort()
        else:
            self.client.close()
        self.broker.close()


class FaultProxy:
    """Passes on what comes to `port` to `target`, both on 127.0.0.1, with the faults that it was told to make.

    Thread: a loop of its own; all methods may be called from any thread and return when the fault is in force.
    """

    def __init__(self, port: int, target: int) -> None:
        self.port = port
        self.target = target
        self.connections = 0  # taken so far
        self.requests: Counter[int] = Counter()  # that came in whole, by API key
        self.bytes_seen: Counter[tuple[Way, int]] = Counter()  # passed on, by way and API key
        self._delay_s = 0.0
        self._cut: _Cut | None = None
        self._changes: dict[int, Change] = {}
        self._stands: dict[int, Stand] = {}
        self._held: set[Way] = set()
        self._links: set[_Link] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._loop = asyncio.new_event_loop()
        self._passing: asyncio.Event
        self._thread = threading.Thread(target=self._loop.run_forever, name="fault-proxy")
        self._thread.start()
        self._do(self._begin())

    @property
    def bootstrap(self) -> str:
        """The address that clients are given."""
        return f"{HOST}:{self.port}"

    @property
    def open_connections(self) -> int:
        """How many clients are connected now."""
        return len(self._links)

    # faults

    def delay(self, seconds: float) -> None:
        """Pass each message on so much later than the one before."""
        self._delay_s = seconds

    def cut_after(self, n: int, way: Way, *, api: int | None = None, reset: bool = True) -> threading.Event:
        """Cut off, once, a connection right after the next n bytes (of requests of one API, or of their answers). Set when it is done.

        n 0: before the first such byte.
        """
        self._cut = cut = _Cut(n, way, api, reset=reset)
        return cut.done

    def freeze(self, *ways: Way) -> None:
        """Take connections and bytes, and pass nothing on (one way, or both)."""
        self._do(self._hold(set(ways or Way)))

    def reset(self) -> None:
        """End all connections with a RST; new ones are taken."""
        self._do(self._end_all(reset=True))

    def close_one_way(self, way: Way) -> None:
        """Say on all connections that no more requests (or answers) come, and pass on the other way."""
        self._do(self._half_close(way))

    def refuse(self) -> None:
        """Listen no more, and end all connections: as if nothing ran there."""
        self._do(self._refuse())

    def change_answers(self, api: int, change: Change | None) -> None:
        """Let the test rewrite the broker's answers to one kind of request, or swallow them; None: as they are."""
        if change is None:
            self._changes.pop(api, None)
        else:
            self._changes[api] = change

    def answer_instead(self, api: int, stand: Stand) -> None:
        """Answer requests of one kind in the broker's stead: it never sees them."""
        self._stands[api] = stand

    def let_through(self) -> None:
        """End every fault. Connections that are open go on where they were held."""
        self._delay_s = 0.0
        self._cut = None
        self._changes.clear()
        self._stands.clear()
        self._do(self._pass())

    def close(self) -> None:
        """End the proxy and all connections."""
        self._do(self._refuse())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    # inside: on the loop

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(START_S)

    async def _begin(self) -> None:
        self._passing = asyncio.Event()
        await self._pass()

    async def _pass(self) -> None:
        self._held = set()
        self._passing.set()
        if self._server is None:
            self._server = await asyncio.start_server(self._connected, HOST, self.port)

    async def _hold(self, ways: set[Way]) -> None:
        self._held = ways
        self._passing.set()  # who is held now and shall not be any more
        self._passing.clear()

    async def _refuse(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        self._passing.set()
        await self._end_all(reset=True)

    async def _end_all(self, *, reset: bool) -> None:
        tasks = tuple(self._tasks)
        for link in tuple(self._links):
            link.end(reset=reset)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _half_close(self, way: Way) -> None:
        for link in tuple(self._links):
            with contextlib.suppress(OSError):
                link.writer(way).write_eof()
                link.shut.add(way)

    async def _connected(self, from_client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            from_broker, to_broker = await asyncio.open_connection(HOST, self.target)
        except OSError:  # the broker is down: so is the port, for who comes here
            to_client.transport.abort()
            return
        link = _Link(to_client, to_broker)
        self._links.add(link)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pump(link, from_client, Way.REQUESTS))
                both.create_task(self._pump(link, from_broker, Way.ANSWERS))
        except* (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # one side has ended, or the test ends it: so does the other
        finally:
            link.end(reset=False)
            self._links.discard(link)

    async def _pump(self, link: _Link, reader: asyncio.StreamReader, way: Way) -> None:
        while True:
            head = await reader.readexactly(4)
            body = await reader.readexactly(struct.unpack(">i", head)[0])
            api, onward, frame = self._known(link, way, body)
            while onward in self._held:
                await self._passing.wait()
            if self._delay_s:
                await asyncio.sleep(self._delay_s)
            if frame is not None:
                await self._pass_on(link, onward, api, struct.pack(">i", len(frame)) + frame)

    def _known(self, link: _Link, way: Way, body: bytes) -> tuple[int, Way, bytes | None]:
        """Return which API a message is of, and what goes on, and which way."""
        if way is Way.REQUESTS:
            api, version, correlation = REQUEST_HEAD.unpack_from(body)
            self.requests[api] += 1
            stand = self._stands.get(api)
            if stand is not None and (answer := stand(version, body)) is not None:
                return api, Way.ANSWERS, answer
            link.asked[correlation] = (api, version)
            return api, way, body
        api, version = link.asked.pop(struct.unpack_from(">i", body)[0], (-1, -1))
        change = self._changes.get(api)
        return api, way, body if change is None else change(version, body)

    async def _pass_on(self, link: _Link, way: Way, api: int, data: bytes) -> None:
        if way in link.shut:
            raise ConnectionAbortedError("closed this way")
        cut = self._cut
        writer = link.writer(way)
        if cut is None or cut.way is not way or cut.api not in (None, api):
            self.bytes_seen[way, api] += len(data)
            writer.write(data)
            await writer.drain()
            return
        passed = data[: cut.left]
        cut.left -= len(passed)
        self.bytes_seen[way, api] += len(passed)
        writer.write(passed)
        await writer.drain()
        if cut.left == 0 and self._cut is cut:
            self._cut = None
            link.end(reset=cut.reset)
            cut.done.set()
            raise ConnectionAbortedError("cut off")
