"""Whatever befalls the broker or the network under steady sends: each send gets its verdict in time, and the verdict is true.

The checker is tests/rigs/history.py; the reader is librdkafka. With --long at least 10,000 sends, and every single byte as a place to cut.
"""

import asyncio
import time
from collections.abc import Callable

import pytest

from kafkadesk.core.delivery import Verdict
from tests.rigs.broker import Broker, ProxiedBroker
from tests.rigs.clients import freeze, thaw
from tests.rigs.fault_proxy import PRODUCE, FaultProxy, Way
from tests.rigs.history import DEADLINE_S, Fault, History, read_back, storm

REQUEST_BYTES, ANSWER_BYTES = 240, 80  # more than either message has here: a cut beyond one falls into the next one
QUICK_STEP = 24  # bytes
CUT_WITHIN_S = 10.0
NO_REST_S = 0.05

# What the faults are: a thread of the library that hangs in a silent broker is given up after a second, and said so.
pytestmark = [pytest.mark.allow_logs("thread did not end within"), pytest.mark.timeout(600)]


async def pause(seconds: float) -> None:
    await asyncio.sleep(seconds)


async def checked(name: str, proxied: ProxiedBroker, fault: Fault, monkeypatch: pytest.MonkeyPatch, then: Fault | None = None) -> History:
    topic, history = await storm(proxied.bootstrap, fault, monkeypatch, then=then)
    history.there = await asyncio.to_thread(read_back, proxied.broker.bootstrap, topic)
    print(history.figures(name))
    history.check()
    return history


async def cuts(proxy: FaultProxy, step: int, *, rest: bool = True) -> None:
    """Cut off after every `step`-th byte of the request, then of the answer; with a RST and with a FIN in turn.

    rest: let a whole answer through between two cuts. Without, hardly any request comes through, and sends expire.
    """
    await pause(0.5)
    places = [(n, Way.REQUESTS) for n in range(0, REQUEST_BYTES, step)] + [(n, Way.ANSWERS) for n in range(0, ANSWER_BYTES, step)]
    for i, (n, way) in enumerate(places):
        cut = proxy.cut_after(n, way, api=PRODUCE, reset=i % 2 == 0)
        assert await asyncio.to_thread(cut.wait, CUT_WITHIN_S), f"no cut at byte {n} of {way}"
        passed, until = proxy.bytes_seen[Way.ANSWERS, PRODUCE], time.monotonic() + CUT_WITHIN_S
        await pause(NO_REST_S)
        while rest and proxy.bytes_seen[Way.ANSWERS, PRODUCE] == passed and time.monotonic() < until:
            await pause(0.01)


def test_cut_off_at_many_bytes_of_the_produce_exchange(proxied_broker: ProxiedBroker, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        history = await checked("cut", proxied_broker, lambda: cuts(proxied_broker.proxy, QUICK_STEP), monkeypatch)
        assert len(history.of(Verdict.CONFIRMED)) == len(history.sends), "each was sent again on a new connection, and written once"

    asyncio.run(scenario())


def test_held_back_refused_and_reset_by_the_network(proxied_broker: ProxiedBroker, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = proxied_broker.proxy

    async def fault() -> None:
        for make in (proxy.refuse, proxy.freeze, lambda: proxy.freeze(Way.ANSWERS), lambda: proxy.close_one_way(Way.REQUESTS), proxy.reset):
            await pause(0.3)
            await asyncio.to_thread(make)
            await pause(0.7)
            await asyncio.to_thread(proxy.let_through)
        await asyncio.to_thread(proxy.freeze)
        await pause(DEADLINE_S + 1)
        await asyncio.to_thread(proxy.let_through)
        await pause(1.0)

    history = asyncio.run(checked("network", proxied_broker, fault, monkeypatch))
    assert history.of(Verdict.CONFIRMED)
    assert history.of(Verdict.UNKNOWN), "held back for longer than the deadline"


def test_killed_and_restarted_then_frozen(own_proxied_broker: Callable[[], ProxiedBroker], monkeypatch: pytest.MonkeyPatch) -> None:
    proxied = own_proxied_broker()

    async def fault() -> None:
        await ups_and_downs(proxied.broker, frozen_s=DEADLINE_S + 1)

    history = asyncio.run(checked("broker", proxied, fault, monkeypatch))
    assert max(history.of(Verdict.CONFIRMED)) > max(n for n, d in history.sends.items() if d.verdict is not Verdict.CONFIRMED)


async def ups_and_downs(broker: Broker, *, frozen_s: float) -> None:
    """A kill, a start, standing still for longer than the deadline; and time to recover."""
    await pause(0.5)
    await asyncio.to_thread(broker.kill)
    await pause(0.5)
    await asyncio.to_thread(broker.restart)
    await pause(1.0)
    freeze(broker.pid)
    await pause(frozen_s)
    thaw(broker.pid)
    await pause(2.0)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_ten_thousand_sends_through_every_fault(own_proxied_broker: Callable[[], ProxiedBroker], monkeypatch: pytest.MonkeyPatch) -> None:
    proxied = own_proxied_broker()
    broker = proxied.broker
    histories: list[History] = []

    async def restarts() -> None:
        for _ in range(3):
            await pause(1.0)
            await asyncio.to_thread(broker.restart)

    async def kills() -> None:
        for _ in range(3):
            await ups_and_downs(broker, frozen_s=1.0)
            await ups_and_downs(broker, frozen_s=DEADLINE_S + 1)

    async def never_back() -> None:
        await pause(2.0)
        await asyncio.to_thread(broker.kill)
        await pause(2 * DEADLINE_S)

    async def back() -> None:
        await asyncio.to_thread(broker.restart)

    async def scenario() -> None:
        histories.append(await checked("every byte", proxied, lambda: cuts(proxied.proxy, 1), monkeypatch))
        histories.append(await checked("every byte, no rest", proxied, lambda: cuts(proxied.proxy, 1, rest=False), monkeypatch))
        histories.append(await checked("restarted", proxied, restarts, monkeypatch))
        histories.append(await checked("killed and frozen", proxied, kills, monkeypatch))
        histories.append(await checked("never restarted", proxied, never_back, monkeypatch, back))

    asyncio.run(scenario())
    sends = sum(len(history.sends) for history in histories)
    print(f"{sends} sends in all")
    assert sends >= 10_000
