"""One connection's clients and the threads that may touch them."""

import asyncio
import functools
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from kafkadesk.core.errors import ConnectError, UserError
from kafkadesk.core.events import ProducerEvent
from kafkadesk.core.state import Broker
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.admin.admin import Admin
from kafkadesk.transport.client.options import ClientOptions
from kafkadesk.transport.producer.producer import Producer

if TYPE_CHECKING:
    from kafkadesk.transport.admin.surveys import Portions

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

PROBES_AT_ONCE = 16
REACH_TIMEOUT_S = 3.0
PRODUCER_CLOSE_S = 5.0


class Session:
    """Admin, surveyor and producer of one connection, each used by one thread of its own.

    A session is never re-used after close(): a thread that is stuck in a silent broker is left behind with it.
    """

    def __init__(self, options: ClientOptions, post: Callable[[ProducerEvent], None]) -> None:
        self.options = options
        self.admin = Admin(options)
        self.surveyor = Admin(options)  # what takes long holds up none of the desk's own questions
        self.producer = Producer(options, post)
        self.answered_at = 0.0  # when the cluster last said anything, time.monotonic() seconds
        self._admin_thread = ThreadPoolExecutor(1, thread_name_prefix="admin")
        self._survey_thread = ThreadPoolExecutor(1, thread_name_prefix="survey")
        self._producer_thread = ThreadPoolExecutor(1, thread_name_prefix="producer")
        self._probe_threads = ThreadPoolExecutor(PROBES_AT_ONCE, thread_name_prefix="probe")

    async def ask(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call of `admin` on the admin's thread and return its result."""
        answer = await self._run(self._admin_thread, functools.partial(call, *args, **kwargs))
        self.answered_at = time.monotonic()
        return answer

    async def survey(self, call: Callable[["Portions"], T]) -> tuple[T, tuple[UserError, ...]]:
        """Put a question of a survey on the surveyor's thread; return the answer, and what of it was not answered."""

        def ask() -> tuple[T, tuple[UserError, ...]]:
            self.surveyor.open()
            return self.surveyor.survey(call)

        return await self._run(self._survey_thread, ask)

    async def produce(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call of `producer` on the producer's thread and return its result."""
        return await self._run(self._producer_thread, functools.partial(call, *args, **kwargs))

    def submit(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a call of `producer` run on the producer's thread. Thread: any. Raises ConnectError when the session is closed."""
        return self._submit(self._producer_thread, functools.partial(call, *args, **kwargs))

    async def reach(self, brokers: Sequence[Broker]) -> list[float | UserError]:
        """Ask every advertised broker something, all at once; return round trips in milliseconds, or why not."""

        async def one(broker: Broker) -> float | UserError:
            try:
                return await self._run(self._probe_threads, functools.partial(self.admin.reach, broker, REACH_TIMEOUT_S))
            except UserError as error:
                return error

        return list(await asyncio.gather(*(one(broker) for broker in brokers)))

    async def close(self, settle_s: float = PRODUCER_CLOSE_S) -> None:
        """Settle open sends within settle_s, then close both clients; threads end when their call does."""
        for thread, call in (
            (self._producer_thread, functools.partial(self.producer.close, settle_s)),
            (self._survey_thread, self.surveyor.close),
            (self._admin_thread, self.admin.close),
        ):
            try:
                await asyncio.wait_for(self._run(thread, call), PRODUCER_CLOSE_S + 3)
            except (TimeoutError, UserError) as error:
                log.info("A client did not close in time: %s", error)
        for pool in (self._survey_thread, self._admin_thread, self._producer_thread, self._probe_threads):
            pool.shutdown(wait=False)

    async def _run(self, pool: ThreadPoolExecutor, call: Callable[[], T]) -> T:
        return await asyncio.wrap_future(self._submit(pool, call))

    @staticmethod
    def _submit(pool: ThreadPoolExecutor, call: Callable[[], T]) -> Future[T]:
        try:
            return pool.submit(call)
        except RuntimeError as error:  # the pool's word for: shut down
            raise ConnectError(Text(QT_TRANSLATE_NOOP("core", "The connection was closed.")), retry=True) from error
