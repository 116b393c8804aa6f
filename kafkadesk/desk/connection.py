"""The one connection of the window: reached fully before it counts as connected, watched, and found again."""

import asyncio
import contextlib
import ipaddress
import logging
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from kafkadesk.core.cluster.address import format_bootstrap
from kafkadesk.core.cluster.profiles import NO_SECRETS, NO_SECURITY, Profile, Secrets
from kafkadesk.core.errors import AuthError, ConnectError, ProfileError, ReadOnlyError, UserError
from kafkadesk.core.events import ProducerEvent
from kafkadesk.core.state import Broker, ClusterInfo, ConnectionState, Phase, Topic
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.session import PRODUCER_CLOSE_S, Session
from kafkadesk.desk.tasks import Tasks
from kafkadesk.transport.client.options import ClientOptions

log = logging.getLogger(__name__)
T = TypeVar("T")
Servers = tuple[tuple[str, int], ...]

WATCH_EVERY_S = 1.5
RETRY_EVERY_S = 1.0
SILENT_AFTER_S = 2.5  # for an answer; the user is told then, though it is still waited for
SLOW_AFTER_S = 1.0
SLOW_FACTOR = 3  # a cluster that is known to be slow gets so many times its usual time
CALL_LIMIT_S = 8.0  # no watch round takes longer, whatever the library does

NEARBY_SESSION_MS, NEARBY_HEARTBEAT_MS = 6_000, 200  # 6 s: the lowest a stock broker takes
REMOTE_SESSION_MS, REMOTE_HEARTBEAT_MS = 10_000, 500


class Connect(Protocol):
    """How the desk connects: what belongs to another cluster is stopped first."""

    def __call__(self, servers: Servers, *, local: bool, profile: Profile | None = None, secrets: Secrets = NO_SECRETS) -> None:
        """Start connecting."""


def options_for(bootstrap: Servers, profile: Profile | None = None, secrets: Secrets = NO_SECRETS) -> ClientOptions:
    """Return the client options for a cluster: brisk group timings on this machine, gentler ones elsewhere."""
    nearby = all(_is_loopback(host) for host, _ in bootstrap)
    return ClientOptions(
        bootstrap=bootstrap,
        session_timeout_ms=NEARBY_SESSION_MS if nearby else REMOTE_SESSION_MS,
        heartbeat_ms=NEARBY_HEARTBEAT_MS if nearby else REMOTE_HEARTBEAT_MS,
        security=NO_SECURITY if profile is None else profile.security,
        secrets=secrets,
        name_map=() if profile is None else profile.name_map,
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Connection:
    """Opens a session, watches it, and says what holds. `changed` is called after every change of state or topics."""

    def __init__(
        self, *, post_send: Callable[[ProducerEvent], None], changed: Callable[[], None], failed: Callable[[UserError], None]
    ) -> None:
        self.state = ConnectionState()
        self.topics: dict[str, Topic] = {}
        self.session: Session | None = None
        self._post_send = post_send
        self._changed = changed
        self._tasks = Tasks(failed)
        self._watching: asyncio.Task[None] | None = None
        self._look = asyncio.Event()
        self._asked_at: float | None = None  # what is not answered yet, time.monotonic() seconds
        self._took_s: list[float] = []  # the answers of this round
        self._usual_s = 0.0  # the slowest answer of the round before
        self._closing: set[asyncio.Task[None]] = set()

    def connect(self, bootstrap: Servers, *, local: bool = False, profile: Profile | None = None, secrets: Secrets = NO_SECRETS) -> None:
        """Give up the present connection and start on another one; returns at once, `state` tells how it goes."""
        self.disconnect()
        options = options_for(bootstrap, profile, secrets)
        self._set(ConnectionState(phase=Phase.CONNECTING, bootstrap=format_bootstrap(bootstrap), local=local, profile=profile))
        self._watching = self._tasks.start(self._watch(options), "connection")

    def disconnect(self, settle_s: float = PRODUCER_CLOSE_S) -> None:
        """End the connection, or the attempt, at once. Its clients settle what is open in the background, for settle_s; see closed()."""
        if self._watching is not None:
            self._watching.cancel()
            self._watching = None
        session, self.session = self.session, None
        if self.state.phase is not Phase.DISCONNECTED:
            self.topics = {}
            self._set(ConnectionState(bootstrap=self.state.bootstrap, profile=self.state.profile))
        if session is not None:
            self._close_behind(session, settle_s)

    async def closed(self) -> None:
        """Wait until the clients of ended connections are closed; each has its own bound."""
        while closing := tuple(self._closing):
            await asyncio.gather(*closing, return_exceptions=True)
            # Since Python 3.12 a gather of tasks that have just ended takes no turn of the loop, in which they would remove themselves.
            self._closing.difference_update(closing)

    def refresh_now(self) -> None:
        """Look at the cluster at once, such as after the computer slept; every advertised broker is reached anew."""
        self._asked_at = None
        self._look.set()

    def tick(self) -> None:
        """Say that the cluster is slow, or does not answer, while its answer is still waited for; call it a few times a second."""
        if self._asked_at is None or self.session is None or not self.state.phase.usable:
            return
        waited = time.monotonic() - max(self._asked_at, self.session.answered_at)
        if waited > min(CALL_LIMIT_S, max(SILENT_AFTER_S, self._usual_s * SLOW_FACTOR)):
            self._trouble(self._silent())
        elif waited > SLOW_AFTER_S and waited * 1000 > (self.state.round_trip_ms or 0.0):
            self._set(replace(self.state, round_trip_ms=waited * 1000))

    async def refresh_topics(self) -> None:
        """Ask for the topics now, such as after one was created."""
        if self.session is not None:
            self._set_topics(await self.session.ask(self.session.admin.topics))

    def need_session(self) -> Session:
        """Return the session, or raise ConnectError when there is none."""
        if self.session is None:
            raise ConnectError(
                Text(QT_TRANSLATE_NOOP("core", "There is no connection to a cluster.")),
                Text(QT_TRANSLATE_NOOP("core", "Connect first, or start Local Kafka.")),
                retry=True,
            )
        return self.session

    def need_writable(self) -> Session:
        """Return the session for something that changes the cluster, or raise: ReadOnlyError where the profile forbids it."""
        session = self.need_session()
        if self.state.read_only and self.state.profile is not None:
            raise read_only_error(self.state.profile)
        return session

    async def _watch(self, options: ClientOptions) -> None:
        while True:
            started = time.monotonic()
            try:
                session = self.session or await self._open(options)
                self._usual_s = max(self._took_s, default=0.0)
                self._took_s.clear()
                info = await self._answer(session.ask(session.admin.cluster))
                results = await self._answer(session.reach(info.brokers))
                topics = await self._answer(session.ask(session.admin.topics))
            except TimeoutError:
                self._trouble(self._silent())
            except (AuthError, ProfileError) as error:
                self._stop(error)
                return
            except UserError as error:
                self._trouble(error)
            else:
                self._reached(info, results)
                self._set_topics(topics)
            healthy = self.state.phase in (Phase.CONNECTED, Phase.PARTLY)
            every = WATCH_EVERY_S if healthy else RETRY_EVERY_S
            self._look.clear()
            # timeout(), nowhere here wait_for(): in Python 3.11 that one forgets a cancellation which comes together with the answer,
            # and the watch of an ended connection would go on.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(0.2, every - (time.monotonic() - started))):
                    await self._look.wait()

    async def _answer(self, asking: Coroutine[Any, Any, T]) -> T:
        """Wait for an answer of the cluster; raise TimeoutError after CALL_LIMIT_S."""
        self._asked_at = asked = time.monotonic()
        try:
            async with asyncio.timeout(CALL_LIMIT_S):
                return await asking
        finally:
            self._asked_at = None
            self._took_s.append(time.monotonic() - asked)

    async def _open(self, options: ClientOptions) -> Session:
        session = Session(options, self._post_send)
        try:
            await session.ask(session.admin.open)
            await session.produce(session.producer.open)
        except BaseException:  # a cancelled attempt too: what it opened is closed behind it
            self._close_behind(session)
            raise
        self.session = session
        return session

    def _close_behind(self, session: Session, settle_s: float = PRODUCER_CLOSE_S) -> None:
        task = self._tasks.start(session.close(settle_s), "close of a session")
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    def _reached(self, info: ClusterInfo, results: list[float | UserError]) -> None:
        brokers = tuple(
            replace(broker, reached=isinstance(result, float), error=None if isinstance(result, float) else result.title.render())
            for broker, result in zip(info.brokers, results, strict=True)
        )
        trips = [result for result in results if isinstance(result, float)]
        state = replace(
            self.state,
            cluster_id=info.cluster_id,
            version=info.version,
            brokers=brokers,
            round_trip_ms=min(trips, default=None),
            error=None,
            attempt=0,
            rounds=self.state.rounds + 1,
        )
        if not brokers:
            self._trouble(silent_error(self.state.bootstrap))
        elif len(trips) == len(brokers):
            self._set(replace(state, phase=Phase.CONNECTED))
        elif trips:
            self._set(replace(state, phase=Phase.PARTLY, error=_waiting(brokers, self.topics)))
        else:
            self._trouble(next(result for result in results if isinstance(result, UserError)))

    def _silent(self) -> ConnectError:
        return silent_error(self.state.bootstrap) if not self.state.rounds else silent_now_error(self.state.bootstrap)

    def _trouble(self, error: UserError) -> None:
        log.info("Connection trouble: %s", error.sentence())
        self._set(replace(self.state, phase=Phase.TROUBLE, error=error, round_trip_ms=None, attempt=self.state.attempt + 1))

    def _stop(self, error: UserError) -> None:
        """Say why there is no login, and try no other one: it might lock the account."""
        log.info("No login: %s", error.sentence())
        self._watching = None
        self.topics = {}
        session, self.session = self.session, None
        if session is not None:
            self._close_behind(session)
        self._set(ConnectionState(bootstrap=self.state.bootstrap, profile=self.state.profile, error=error, attempt=self.state.attempt + 1))

    def _set_topics(self, topics: tuple[Topic, ...]) -> None:
        new = {topic.name: topic for topic in topics}
        if new != self.topics:
            self.topics = new
            self._changed()

    def _set(self, state: ConnectionState) -> None:
        if state != self.state:
            self.state = state
            self._changed()


def silent_error(bootstrap: str) -> ConnectError:
    """Return the error of a cluster that says nothing at all."""
    return ConnectError(
        Text(QT_TRANSLATE_NOOP("core", "{bootstrap} does not answer."), {"bootstrap": bootstrap}),
        Text(QT_TRANSLATE_NOOP("core", "KafkaDesk keeps trying. Nothing has to be clicked when the cluster is back.")),
        retry=True,
    )


def silent_now_error(bootstrap: str) -> ConnectError:
    """Return the error of a cluster that answered before, and says nothing now: whatever is sent is swallowed, on the way or there."""
    return ConnectError(
        Text(QT_TRANSLATE_NOOP("core", "{bootstrap} does not answer any more."), {"bootstrap": bootstrap}),
        Text(
            QT_TRANSLATE_NOOP(
                "core",
                "Has the network or a VPN dropped, or does the broker hang? KafkaDesk keeps trying. "
                "Nothing has to be clicked when the cluster is back.",
            )
        ),
        retry=True,
    )


def read_only_error(profile: Profile) -> ReadOnlyError:
    """Return the error of an intent that would change something on a cluster whose profile is read-only."""
    return ReadOnlyError(
        Text(
            QT_TRANSLATE_NOOP("core", "The profile {name} is read-only: nothing is sent, joined, committed or created."),
            {"name": profile.name},
        ),
        Text(QT_TRANSLATE_NOOP("core", "Observe reads without a group. To change this, edit the profile.")),
    )


def _waiting(brokers: tuple[Broker, ...], topics: dict[str, Topic]) -> ConnectError:
    """Name the brokers that were not reached, and the partitions that wait for them."""
    missing = ", ".join(f"{b.host}:{b.port}" for b in brokers if not b.reached)
    waiting = ", ".join(f"{t.name} P{','.join(map(str, t.leaderless))}" for t in topics.values() if t.leaderless)
    title = Text(
        QT_TRANSLATE_NOOP("core", "Connected to {n} of {of} brokers. Not reached: {missing}."),
        {"n": sum(bool(b.reached) for b in brokers), "of": len(brokers), "missing": missing},
    )
    hint = Text(QT_TRANSLATE_NOOP("core", "These partitions wait: {partitions}."), {"partitions": waiting}) if waiting else None
    return ConnectError(title, hint, retry=True)
