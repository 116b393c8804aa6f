"""Faults in the field, around the real window: shown within 5 s, one banner for one trouble, over without a click, never a stall."""

import functools
import time
import uuid
from collections.abc import Callable, Iterator

import psutil
import pytest

from tests.rigs.broker import Broker, ProxiedBroker
from tests.rigs.clients import freeze, frozen, thaw, wait_for
from tests.rigs.fault_proxy import Way
from tests.rigs.field import FieldApp, Snapshot, check_smooth, field_on, received
from tests.rigs.wine import SLOWER

pytestmark = pytest.mark.usefixtures("priorities")

SHOWN_S = 5.0 * SLOWER
# What still stands when all is well again: what the user should know of what happened.
OF_THE_PAST = ("KafkaDesk did not run", "The process of", "Consumer 1 was out", "Consumer 2 was out", "Consumer 1, Consumer 2 were out")
SLEEP_S = 8.0  # longer than the session timeout


def name() -> str:
    return f"field-{uuid.uuid4().hex[:6]}"


def trouble(now: Snapshot) -> bool:
    """Whether one banner says that the broker does not answer, the bar that there is no connection, and every pane that it waits: no more."""
    banners = [message for message in now["messages"] if not message.startswith(OF_THE_PAST)]
    waits = all(p["status"] == "waits for the broker" and not p["notice"] for p in now["panes"].values())
    return now["phase"] == "trouble" and now["bar"].startswith("no connection") and len(banners) == 1 and waits


def shown_in_time(app: FieldApp, holds: Callable[[Snapshot], bool], began: float) -> Snapshot:
    """Wait until the window shows something that began then; fail if that is too late."""
    now = app.until(holds, "shown")
    print(
        f"shown after {now['at'] - began:.1f} s: {now['bar']} | {now['messages']} | {[p['notice'] or p['status'] for p in now['panes'].values()]}"
    )
    assert now["at"] - began < SHOWN_S
    return now


def told_once(app: FieldApp, mark: int) -> None:
    """See that since snapshot `mark` no pane has said in a sentence what the banner says: neither before it came nor after it went."""
    assert not [p["notice"] for seen in app.seen[mark:] for p in seen["panes"].values() if p["notice"]]


def recovered(app: FieldApp, topic: str, began: float) -> None:
    """Wait until all is well again without a click, also for what is sent from now on, and see that the window never stalled."""
    now = app.healthy()
    print(f"recovered after {now['at'] - began:.1f} s")
    before = received(now)
    app.do(f"send {topic}")
    app.until(lambda later: received(later) >= before + 2, "both groups get what is sent now")
    now = app.healthy()
    assert all(message.startswith(OF_THE_PAST) for message in now["messages"]), now["messages"]
    print(check_smooth(app, now))


@pytest.fixture
def on_own(own_broker: Callable[[], Broker]) -> Iterator[tuple[FieldApp, Broker, str]]:
    """The window on a broker that may be broken."""
    broker, topic = own_broker(), name()
    with field_on(broker.bootstrap, topic) as app:
        yield app, broker, topic


@pytest.mark.parametrize("more", [False, pytest.param(True, marks=pytest.mark.long)])
def test_a_broker_that_is_frozen_and_thawed_then_killed_and_restarted(on_own: tuple[FieldApp, Broker, str], *, more: bool) -> None:
    app, broker, topic = on_own
    mark = len(app.seen)
    with frozen(broker.pid):
        began = time.monotonic()
        shown_in_time(app, trouble, began)
    recovered(app, topic, time.monotonic())
    began = time.monotonic()
    broker.kill()
    shown_in_time(app, trouble, began)
    broker.restart()
    recovered(app, topic, time.monotonic())
    told_once(app, mark)
    if not more:
        return
    broker.stop()
    began = time.monotonic()
    shown_in_time(app, trouble, began)
    broker.restart()
    recovered(app, topic, time.monotonic())


@pytest.mark.long
def test_a_network_that_swallows_everything_resets_or_refuses(proxied_broker: ProxiedBroker) -> None:
    proxy, topic = proxied_broker.proxy, name()
    with field_on(proxied_broker.bootstrap, topic) as app:
        for fault in (proxy.freeze, functools.partial(proxy.freeze, Way.ANSWERS), proxy.refuse):
            began = time.monotonic()
            fault()
            shown_in_time(app, trouble, began)
            proxy.let_through()
            recovered(app, topic, time.monotonic())
        proxy.reset()
        recovered(app, topic, time.monotonic())


def test_a_slow_cluster_is_called_slow_and_not_gone(proxied_broker: ProxiedBroker) -> None:
    proxy, topic = proxied_broker.proxy, name()
    with field_on(proxied_broker.bootstrap, topic) as app:
        began = time.monotonic()
        proxy.delay(0.3)
        shown_in_time(app, lambda now: now["phase"] == "connected" and "slow" in now["bar"], began)
        mark = len(app.seen)
        app.do(f"send {topic}")
        app.until(lambda now: received(now) >= 10, "records arrive, late")
        assert {now["phase"] for now in app.seen[mark:]} == {"connected"}
        proxy.let_through()
        app.until(lambda now: "slow" not in now["bar"], "no longer slow")
        recovered(app, topic, time.monotonic())


@pytest.mark.parametrize("more", [False, pytest.param(True, marks=pytest.mark.long)])
def test_pane_processes_that_hang_or_die_and_a_laptop_that_sleeps(broker: Broker, *, more: bool) -> None:
    topic = name()
    with field_on(broker.bootstrap, topic) as app:
        hangs_and_comes_to(app, "Consumer 1", topic)
        if more:
            hangs_and_comes_to(app, "Consumer 3", topic)  # the observer
            all_sleeps(app, topic)
        hangs_and_is_replaced(app, "Consumer 2", topic)
        all_are_killed(app, topic)


def test_a_laptop_that_sleeps(broker: Broker) -> None:
    topic = name()
    with field_on(broker.bootstrap, topic) as app:
        all_sleeps(app, topic)


def stop_process(app: FieldApp, pane: str) -> int:
    pid = app.seen[-1]["panes"][pane]["pid"]
    assert isinstance(pid, int)
    freeze(pid)
    return pid


def hangs_and_comes_to(app: FieldApp, pane: str, topic: str) -> None:
    began = time.monotonic()
    pid = stop_process(app, pane)
    now = shown_in_time(app, lambda now: now["panes"][pane]["rescue"], began)
    assert "gives no sign of life" in now["panes"][pane]["notice"]
    assert [p["rescue"] for p in now["panes"].values()].count(True) == 1
    thaw(pid)
    recovered(app, topic, time.monotonic())


def hangs_and_is_replaced(app: FieldApp, pane: str, topic: str) -> None:
    """The process that hangs is killed and started again by a click; its group takes its partitions back and gives them anew."""
    pid = stop_process(app, pane)
    app.until(lambda now: now["panes"][pane]["rescue"], "offered")
    app.do(f"press {pane}")
    app.until(lambda now: now["panes"][pane]["pid"] not in (None, pid), "a new process")
    recovered(app, topic, time.monotonic())


def all_are_killed(app: FieldApp, topic: str) -> None:
    """One banner for three processes, a new one for each, and the observer has nothing twice."""
    before = app.seen[-1]["panes"]["Consumer 3"]["received"]
    began = time.monotonic()
    for pane in app.seen[-1]["panes"].values():
        psutil.Process(pane["pid"]).kill()
    words = "The process of Consumer 1, Consumer 2, Consumer 3 ended by itself."
    now = shown_in_time(app, lambda now: any(m.startswith(words) for m in now["messages"]), began)
    assert sum(m.startswith("The process of") for m in now["messages"]) == 1
    recovered(app, topic, began)
    assert app.seen[-1]["panes"]["Consumer 3"]["received"] == before + 1


def all_sleeps(app: FieldApp, topic: str) -> None:
    """The app and its panes are stopped for longer than a session timeout, as by a closed laptop, and continued."""
    app.until(lambda now: received(now), "the latest")
    pids = [app.process.pid, *(child.pid for child in app.children())]
    mark = len(app.seen)
    for pid in pids:
        freeze(pid)
    began = time.monotonic()
    wait_for(lambda: time.monotonic() - began > SLEEP_S, "the sleep")
    for pid in pids:
        thaw(pid)
    began = time.monotonic()
    shown_in_time(app, lambda now: any("KafkaDesk did not run for" in m for m in now["messages"]), began)
    app.until(lambda now: any("Kafka is connected" in m for m in now["messages"]), "looked at")
    app.measure()  # what it measured was the sleep
    recovered(app, topic, began)
    assert not any(p["rescue"] for seen in app.seen[mark:] for p in seen["panes"].values()), "nobody was taken for hanging"
