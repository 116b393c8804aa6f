"""Show as Python on a real broker: what the scripts send and print, as a person would run them."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kafkadesk.core.cluster.address import parse_bootstrap
from kafkadesk.core.compose.template import MONITOR_EVENT, Template
from kafkadesk.core.delivery import Mode, SendPlan
from kafkadesk.core.python_script import consumer_script, producer_script
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.records import Record
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.transport.admin.admin import Admin
from kafkadesk.transport.client.options import ClientOptions
from tests.rigs.broker import Broker

WAIT_S = 30
# Windows sends Ctrl+C to a whole console, and this process is in it: there the reader presses it itself when it is told to.
PRESSING = """
import _thread, os, runpy, sys, threading

def press():
    os.read(0, 1)
    _thread.interrupt_main()

threading.Thread(target=press).start()
runpy.run_path(sys.argv[1], run_name="__main__")
"""
# A console takes every character, whatever the code page of Windows; these pipes stand for one.
AS_A_CONSOLE = {**os.environ, "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def admin(broker: Broker) -> Iterator[Admin]:
    admin = Admin(ClientOptions(bootstrap=parse_bootstrap(broker.bootstrap)))
    admin.open()
    yield admin
    admin.close()


@pytest.fixture
def topic(admin: Admin) -> str:
    name = f"script-{uuid.uuid4().hex[:8]}"
    admin.create_topic(name, 4)
    return name


def run(script: str, folder: Path) -> list[str]:
    """Run a script to its end and return the lines it printed."""
    file = folder / "script.py"
    file.write_text(script, encoding="utf-8")
    done = subprocess.run([sys.executable, str(file)], capture_output=True, encoding="utf-8", env=AS_A_CONSOLE, timeout=WAIT_S, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def read_lines(script: str, n: int, folder: Path, *, ready: Callable[[], bool] = lambda: True) -> list[str]:
    """Run a reading script until it has printed n lines and is `ready`, then press Ctrl+C (what happens then, on Windows)."""
    file = folder / "reader.py"
    file.write_text(script, encoding="utf-8")
    how = ["-c", PRESSING] if sys.platform == "win32" else []
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-u", *how, str(file)], stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8", env=AS_A_CONSOLE
    ) as reader:
        try:
            assert reader.stdout is not None
            lines = [reader.stdout.readline().rstrip("\n") for _ in range(n)]
            end = time.monotonic() + WAIT_S
            while not ready() and time.monotonic() < end:
                pass  # each look is a question to the broker
            if sys.platform != "win32":
                reader.send_signal(signal.SIGINT)
            rest, errors = reader.communicate("c" if sys.platform == "win32" else None, timeout=WAIT_S)
        finally:
            reader.kill()  # or the end of a test that fails would wait for it
    assert reader.returncode == 0, errors
    return lines + rest.splitlines()


def records(admin: Admin, topic: str) -> list[Record]:
    return admin.read_range(topic, dict.fromkeys(range(4), 0), admin.end_offsets(topic), 10.0)


@pytest.mark.parametrize("mode", [Mode.CONFIRM, Mode.PIPELINED])
def test_what_a_script_sends_is_what_the_window_sends(mode: Mode, broker: Broker, admin: Admin, topic: str, tmp_path: Path) -> None:
    plan = SendPlan(topic=topic, value=MONITOR_EVENT, key="k{{ seq }}", headers=(("h", "消息"), ("h", "")), count=8, mode=mode)
    lines = run(producer_script(plan, parse_bootstrap(broker.bootstrap)), tmp_path)
    found = records(admin, topic)
    assert sorted((r.partition, r.key, r.value, r.headers) for r in found) == sorted(
        ((seq - 1) % 4, f"k{seq}".encode(), Template(MONITOR_EVENT).render(seq).encode(), (("h", "消息".encode()), ("h", b"")))
        for seq in range(1, 9)
    )
    by_key = {r.key: r for r in found}
    assert lines == [f"#{seq} {topic}:{by_key[f'k{seq}'.encode()].partition}:{by_key[f'k{seq}'.encode()].offset}" for seq in range(1, 9)]


def test_a_script_that_forgets_loses_messages(broker: Broker, admin: Admin, topic: str, tmp_path: Path) -> None:
    plan = SendPlan(topic=topic, value="{{ seq }}", count=10, mode=Mode.FORGET)
    assert run(producer_script(plan, parse_bootstrap(broker.bootstrap)), tmp_path) == []
    assert len(records(admin, topic)) < 10


def test_a_tombstone(broker: Broker, admin: Admin, topic: str, tmp_path: Path) -> None:
    run(producer_script(SendPlan(topic=topic, value=None, key="gone", partition=1), parse_bootstrap(broker.bootstrap)), tmp_path)
    assert [(r.partition, r.key, r.value) for r in records(admin, topic)] == [(1, b"gone", None)]


STARTS = {
    "earliest": (Start(StartKind.EARLIEST), range(1, 9)),
    "last": (Start(StartKind.LAST, 1), range(5, 9)),
    "offset": (Start(StartKind.OFFSET, 1), range(5, 9)),
    "time": (Start(StartKind.TIME, 0), range(1, 9)),
}


@pytest.mark.parametrize("kind", STARTS)
@pytest.mark.parametrize("group", [None, "readers"])
def test_a_reading_script_prints_what_a_pane_copies(
    kind: str, group: str | None, broker: Broker, admin: Admin, topic: str, tmp_path: Path
) -> None:
    servers = parse_bootstrap(broker.bootstrap)
    run(producer_script(SendPlan(topic=topic, value="消息 {{ seq }}", key="k", count=8, mode=Mode.PIPELINED), servers), tmp_path)
    start, seqs = STARTS[kind]
    own_group = None if group is None else f"{group}-{topic}"

    def committed() -> bool:  # Ctrl+C between the last line and its commit would rightly leave it uncommitted
        return own_group is None or admin.group(own_group).committed.get(topic) == dict.fromkeys(range(4), 2)

    lines = read_lines(consumer_script(ReadPlan(topic=topic, group=own_group, start=start), servers), len(seqs), tmp_path, ready=committed)
    assert sorted(lines) == sorted(f"{topic}:{(seq - 1) % 4}:{(seq - 1) // 4}: key=k value=消息 {seq}" for seq in seqs)
    if own_group is not None:
        assert committed()
        assert admin.group(own_group).members == ()  # it left when it was told to end
