"""Sends and the clocks: deadlines are of the monotonic one, and what slept through its deadline is told right after waking."""

import subprocess
import sys
import time

import pytest

from kafkadesk.core.events import SendFailed
from tests.rigs.broker import ProxiedBroker
from tests.rigs.clients import PAUSE, freeze, record, sending, thaw, wait_for
from tests.rigs.fault_proxy import PRODUCE, Way

DEADLINE_S = 2.0
LATEST_S = 2.0  # after its deadline, or after waking, a verdict is late
DAY_S = 86_400

SLEEPER = """
import sys
from tests.rigs.clients import record, sending, wait_for
bootstrap, topic, deadline_ms = sys.argv[1], sys.argv[2], int(sys.argv[3])
with sending(bootstrap, deadline_ms=deadline_ms) as sent:
    sent.producer.prepare(topic)
    print("ready", flush=True)
    sys.stdin.readline()
    sent.producer.send_many([record(topic, 1)])
    wait_for(lambda: 1 in sent.verdicts(), "the verdict", 60)
    print(type(sent.verdicts()[1]).__name__, sent.verdicts()[1].may_be_written, flush=True)
    sys.stdin.readline()
"""


def test_a_wall_clock_that_jumps_moves_no_deadline(proxied_broker: ProxiedBroker, monkeypatch: pytest.MonkeyPatch) -> None:
    with sending(proxied_broker.bootstrap, deadline_ms=round(DEADLINE_S * 1000)) as sent:
        topic = sent.topic(1)
        sent.send(record(topic, 1))
        proxied_broker.proxy.freeze()
        usual = time.time
        for number, jump in ((2, DAY_S), (3, -DAY_S)):
            started = time.monotonic()
            sent.producer.send_many([record(topic, number)])
            monkeypatch.setattr(time, "time", lambda jump=jump: usual() + jump)
            wait_for(lambda: number in sent.verdicts(), "the verdict")  # noqa: B023  # called in this turn
            assert DEADLINE_S <= time.monotonic() - started <= DEADLINE_S + LATEST_S
            assert isinstance(sent.verdicts()[number], SendFailed)
        proxied_broker.proxy.let_through()


@pytest.mark.allow_logs("thread did not end within")
def test_who_slept_through_a_deadline_is_told_right_after_waking(proxied_broker: ProxiedBroker) -> None:
    proxy = proxied_broker.proxy
    with sending(proxied_broker.broker.bootstrap) as direct:
        topic = direct.topic(1)
        arguments = [sys.executable, "-c", SLEEPER, proxied_broker.bootstrap, topic, str(round(DEADLINE_S * 1000))]
        with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as sleeper:
            assert sleeper.stdin is not None
            assert sleeper.stdout is not None
            assert sleeper.stdout.readline() == "ready\n"
            proxy.freeze(Way.ANSWERS)
            asked = proxy.requests[PRODUCE]
            sleeper.stdin.write("send\n")
            wait_for(lambda: proxy.requests[PRODUCE] > asked, "the request has left")
            freeze(sleeper.pid)
            PAUSE.wait(DEADLINE_S + 1)
            thaw(sleeper.pid)
            woken = time.monotonic()
            assert sleeper.stdout.readline() == "SendFailed True\n"
            assert time.monotonic() - woken <= LATEST_S
            proxy.let_through()
            sleeper.stdin.write("end\n")
        assert sleeper.returncode == 0
        assert list(direct.on_broker(topic)) == [b"v1"], "unknown was the truth: it is there"
