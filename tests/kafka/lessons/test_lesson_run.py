"""Lessons played on a real broker: the built-in ones, what a reader may do meanwhile, and the whole program from its command line."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from kafkadesk.core.cluster.profiles import LOCAL
from kafkadesk.core.delivery import Mode, SendPlan
from kafkadesk.core.errors import LessonError
from kafkadesk.core.events import PANE_LOST_AFTER_S
from kafkadesk.core.lessons.file import parse_lesson
from kafkadesk.core.lessons.steps import Lesson, LessonStep
from kafkadesk.core.read_plan import CommitMode, ReadPlan
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.lessons.facts import LessonRun, gather, report
from kafkadesk.desk.lessons.files import built_in, load_lesson
from kafkadesk.desk.lessons.player import LessonPlayer
from tests.rigs.broker import Broker
from tests.rigs.clients import freeze, thaw
from tests.rigs.desk import WAIT_S, desk_on, join, new_topic, received, send
from tests.rigs.wine import SLOWER

RUN_S = 60 * SLOWER  # of a whole lesson by a process of its own
HEAD = """
format = 1
title = "T"
topic = { name = "lesson-{run}", partitions = 2 }
"""
PANE = '[[pane]]\nname = "A1"\n'
JOIN = '[[step]]\njoin = [ { pane = "A1", group = "A" } ]\n'

Meanwhile = Callable[[Desk, LessonPlayer, LessonStep], Awaitable[None]]


def lesson(text: str, *, local: bool = False) -> Lesson:
    return parse_lesson((HEAD + text).encode(), local=local)


async def played(desk: Desk, made: Lesson, before: Meanwhile | None = None) -> tuple[LessonRun, dict[str, Any]]:
    """Play a lesson on a desk, doing something before each step; return its run and its report."""

    async def before_step(step: LessonStep) -> None:
        if before is not None:
            await before(desk, player, step)

    player = LessonPlayer(desk, made, before_step=before_step)
    run = await player.play()
    written = json.loads(json.dumps(report(desk, run, gather(desk, run), stall_ms=(None, None))))
    player.close_panes()
    return run, written


def play(broker: Broker, made: Lesson, before: Meanwhile | None = None) -> tuple[LessonRun, dict[str, Any]]:
    async def scenario() -> tuple[LessonRun, dict[str, Any]]:
        async with desk_on(broker.bootstrap) as desk:
            return await played(desk, made, before)

    return asyncio.run(scenario())


# the whole program


def arguments(broker: Broker, *more: str) -> list[str]:
    return [sys.executable, "-m", "kafkadesk", "lesson", "run", *more, "--headless", "--bootstrap", broker.bootstrap]


def test_lesson_four_from_the_command_line(broker: Broker, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    done = subprocess.run(arguments(broker, "fan-out", "--report", str(out)), capture_output=True, text=True, timeout=RUN_S, check=False)
    assert (done.returncode, done.stdout) == (0, "passed\n"), done.stderr
    assert [line.split()[:3] for line in done.stderr.splitlines()] == [
        ["step", str(n), verb] for n, verb in enumerate(("say", "join", "observe", "send", "wait", "expect", "say"), 1)
    ]
    assert sorted(path.name for path in out.iterdir()) == [
        "01-say.png", "02-join.png", "03-observe.png", "04-send.png", "05-wait.png", "06-expect.png", "07-say.png", "report.json",
    ]  # fmt: skip
    pictures = {path.read_bytes() for path in out.glob("*.png")}
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert len(pictures) == 7, "each shows the lesson's text of its step, and not the page of the first start"
    check_lesson_four(json.loads((out / "report.json").read_text(encoding="utf-8")), broker.bootstrap)


def check_lesson_four(found: dict[str, Any], bootstrap: str) -> None:
    """Hold a report against the format, field by field."""
    assert list(found) == [
        "format", "lesson", "passed", "kafka", "topic", "steps", "deliveries", "panes", "groups", "rebalances", "sends", "ui", "expectations",
    ]  # fmt: skip
    assert (found["format"], found["lesson"], found["passed"]) == (1, "Fan-out and load-sharing", True)
    assert found["kafka"].keys() == {"bootstrap", "version", "cluster_id"}
    assert found["kafka"]["bootstrap"] == bootstrap
    assert found["kafka"]["version"].startswith("4.")
    assert found["topic"]["name"].startswith("lesson-")
    assert found["topic"]["partitions"] == 4
    run = found["topic"]["name"].removeprefix("lesson-")
    assert [(s["n"], s["verb"], s["ok"], s["why"]) for s in found["steps"]] == [
        (n, verb, True, None) for n, verb in enumerate(("say", "join", "observe", "send", "wait", "expect", "say"), 1)
    ]
    deliveries = found["deliveries"]
    assert all(d.keys() == {"seq", "send", "verdict", "partition", "offset", "latency_ms", "reason"} for d in deliveries)
    assert [(d["seq"], d["send"], d["verdict"], d["reason"]) for d in deliveries] == [(n, None, "confirmed", None) for n in range(1, 13)]
    assert sorted((d["partition"], d["offset"]) for d in deliveries) == [(p, o) for p in range(4) for o in range(3)]
    assert all(0 < d["latency_ms"] < 10_000 for d in deliveries)
    places = {(d["partition"], d["offset"]): d["seq"] for d in deliveries}
    panes = {pane["name"]: pane for pane in found["panes"]}
    assert {name: (p["group"], p["member"], len(p["partitions"]), len(p["received"])) for name, p in panes.items()} == {
        "A1": ("A", True, 2, 6), "A2": ("A", True, 2, 6), "B1": ("B", True, 4, 12), "solo": (None, False, 4, 12),
    }  # fmt: skip
    for pane in panes.values():
        for row in pane["received"]:
            assert row.keys() == {"partition", "offset", "seq", "group", "generation", "delay_ms", "redelivered"}
            assert (row["seq"], row["group"]) == (places[row["partition"], row["offset"]], pane["group"])
            assert (row["redelivered"], row["generation"] is None) == (False, pane["group"] is None)
            assert 0 <= row["delay_ms"] < 10_000
    assert found["groups"] == [
        {"id": group, "real_id": f"{group}-{run}", "verdict": "each once", "missing": [], "redelivered": []} for group in ("A", "B")
    ]
    assert {r["group"] for r in found["rebalances"]} == {"A", "B"}
    last = [r for r in found["rebalances"] if r["group"] == "A"][-1]
    assert last.keys() == {"group", "cause", "detected_after_s", "seconds", "generation", "assignment"}
    assert last["assignment"] == {name: panes[name]["partitions"] for name in ("A1", "A2")}
    (sent,) = found["sends"]
    assert (sent["name"], sent["count"]) == (None, 12)
    assert sent["seconds"] > 0.5
    assert sent["requests"] >= 12
    assert found["ui"].keys() == {"stall_p99_ms", "stall_max_ms", "stalls"}
    assert 0 <= found["ui"]["stall_p99_ms"] <= found["ui"]["stall_max_ms"]
    wanted = [("each_once", "A"), ("each_once", "B"), ("all", "solo"), ("balanced", "A")]
    wanted += [("received", name) for name in ("A1", "A2", "B1", "solo")]
    assert found["expectations"] == [{"step": 6, "name": name, "of": of, "held": True, "why": None} for name, of in wanted]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere Ctrl+C goes to this process too")
def test_a_lesson_that_fails_and_one_that_is_interrupted(broker: Broker, tmp_path: Path) -> None:
    """Both say so in one line on standard output, and leave a report."""
    path, out = tmp_path / "own.toml", tmp_path / "out"
    steps = (
        "[[step]]\nwait = { seconds = 0.1 }\n[[step]]\nexpect = { connected = false }\ntimeout_s = 1\n[[step]]\nwait = { seconds = 60 }\n"
    )
    path.write_text(HEAD + steps + "timeout_s = 120\n", encoding="utf-8")
    with subprocess.Popen(
        arguments(broker, str(path), "--report", str(out)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        said = [process.stderr.readline() for _ in range(2)]
        assert said[1].startswith("step 2  expect"), said
        assert "FAILED: The window is connected." in said[1]
        process.send_signal(signal.SIGINT)
        stdout, rest = process.communicate(timeout=RUN_S)
    assert (process.returncode, stdout, rest) == (1, "failed: it was stopped\n", "")
    found = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert (found["passed"], [s["ok"] for s in found["steps"]]) == (False, [True, False])


# the built-in ones


@pytest.mark.parametrize("name", ["promise", "everyone", "shared", "second-joins", "order-and-keys", "remembers", "batches"])
def test_a_built_in_lesson_comes_out_as_it_says(name: str, broker: Broker) -> None:
    run, found = play(broker, load_lesson(name, local=False))
    assert run.passed, [(step.n, str(step.why)) for step in run.steps if not step.ok]
    assert run.verdict() == "passed"
    assert all(e["held"] for e in found["expectations"])


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_every_built_in_lesson_passes_three_times_on_local_kafka(tmp_path: Path) -> None:
    home = os.environ | {"KAFKADESK_HOME": str(tmp_path / "home"), "PYTHONFAULTHANDLER": "1"}  # a crash says where, in its stderr
    for n in range(3):
        for name in built_in():
            command = [sys.executable, "-m", "kafkadesk", "lesson", "run", name, "--headless", "--report", str(tmp_path / f"{n}-{name}")]
            done = subprocess.run(command, capture_output=True, text=True, timeout=3 * RUN_S, check=False, env=home)
            if (done.returncode, done.stdout) != (0, "passed\n"):
                pytest.fail(f"{name}, round {n + 1}, ended with {done.returncode}: {done.stdout}\n{done.stderr}", pytrace=False)


# what a reader may do meanwhile


def test_what_the_reader_sends_beside_it_is_none_of_the_lessons_messages(broker: Broker) -> None:
    async def before(desk: Desk, player: LessonPlayer, step: LessonStep) -> None:
        if step.verb == "send":
            await send(desk, SendPlan(topic=player.run.topic, value='"mine"', count=3))

    made = lesson(
        PANE
        + JOIN
        + "[[step]]\nsend = { count = 2, value = '{{ seq }}' }\n" * 2
        + "[[step]]\nexpect = { confirmed = 4, received = { A1 = 4 }, each_once = ['A'] }\n"
    )
    values: list[bytes | None] = []

    async def scenario() -> tuple[LessonRun, dict[str, Any]]:
        async with desk_on(broker.bootstrap) as desk:
            stop = desk.listen(lambda e: values.extend(e.batch.row(i).value for i in range(len(e.batch))) if hasattr(e, "batch") else None)
            found = await played(desk, made, before)
            stop()
            assert desk.sends.book.seq_base == 0
            return found

    run, found = asyncio.run(scenario())
    assert run.verdict() == "passed"
    assert [d["seq"] for d in found["deliveries"]] == [1, 2, 3, 4]
    assert [s["count"] for s in found["sends"]] == [2, 2]
    assert sorted(r["seq"] or 0 for r in found["panes"][0]["received"]) == [0] * 6 + [1, 2, 3, 4]
    assert sorted(v.decode() for v in values if v is not None) == ['"mine"'] * 6 + ["1", "2", "3", "4"]


def test_a_pane_that_the_reader_closed_fails_its_step_and_no_more(broker: Broker) -> None:
    async def before(desk: Desk, player: LessonPlayer, step: LessonStep) -> None:
        if step.number == 2:
            desk.close_pane(player.run.panes["A1"])

    steps = ['leave = ["A1"]', "wait = { received = { A1 = 1 } }", "send = { value = '1' }", "expect = { confirmed = 1 }"]
    run, found = play(broker, lesson(PANE + JOIN + "".join(f"[[step]]\n{step}\n" for step in steps)), before)
    assert [(s.ok, str(s.why)) for s in run.steps] == [
        (True, "None"), (False, "The pane “A1” was closed."), (False, "The pane “A1” was closed."), (True, "None"), (True, "None"),
    ]  # fmt: skip
    assert run.verdict() == "failed: step 2 (leave): The pane “A1” was closed."
    assert found["panes"][0]["name"] == "A1"
    assert not found["passed"]


# the rules of the format


def test_a_wait_for_a_group_that_nobody_joined_yet_ends_with_its_step(broker: Broker) -> None:
    run, _ = play(broker, lesson(PANE + "[[step]]\nwait = { stable = 'A' }\ntimeout_s = 1\n" + JOIN))
    assert [(s.ok, str(s.why)) for s in run.steps] == [(False, "It was not done after 1 s."), (True, "None")]


def test_an_expectation_is_judged_whatever_its_timeout(broker: Broker) -> None:
    run, found = play(broker, lesson(PANE + "[[step]]\nexpect = { connected = false, confirmed = 1 }\ntimeout_s = 1\n"))
    assert run.steps[0].seconds < 2
    assert [(e["name"], e["held"]) for e in found["expectations"]] == [("connected", False), ("confirmed", False)]
    assert str(run.steps[0].why) == "The window is connected."


def test_a_group_that_somebody_uses_stops_the_lesson(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as theirs, desk_on(broker.bootstrap) as desk:
            topic = await new_topic(theirs, 1)
            await join(theirs, topic, topic)
            made = lesson("exact_groups = true\n" + PANE + JOIN.replace('"A"', f'"{topic}"'))
            with pytest.raises(LessonError, match=f"Group “{topic}” has members or commits already"):
                await LessonPlayer(desk, made).play()
            assert not desk.panes
            assert not [name for name in desk.topics if name.startswith("lesson-") and name not in theirs.topics]

    asyncio.run(scenario())


def test_a_background_send_has_its_verdicts_in_the_report(broker: Broker) -> None:
    steps = "[[step]]\nsend = { name = 'flow', count = 1000, every_ms = 5, value = 'x', background = true }\n[[step]]\nwait = { seconds = 0.3 }\n"
    run, found = play(broker, lesson(PANE + JOIN + steps))
    assert run.verdict() == "passed"
    assert 10 < len(found["deliveries"]) < 1000
    assert {(d["send"], d["verdict"]) for d in found["deliveries"]} == {("flow", "confirmed")}


def test_after_a_restart_every_pane_is_back(tmp_path: Path) -> None:
    made = lesson(
        PANE
        + '[[pane]]\nname = "solo"\n'
        + JOIN
        + """
[[step]]
observe = [ { pane = "solo" } ]
[[step]]
restart_kafka = {}
timeout_s = 60
[[step]]
send = { count = 4, value = "x" }
[[step]]
wait = { received = { A1 = 4, solo = 4 } }
timeout_s = 3
[[step]]
expect = { connected = true, each_once = ["A"], all = ["solo"] }
""",
        local=True,
    )

    async def scenario() -> None:
        desk = Desk(home=tmp_path / "local-kafka")
        try:
            await desk.local.start(lambda _: None)
            await desk.connected()
            run, _ = await played(desk, made)
            assert run.verdict() == "passed"
            assert run.steps[2].seconds > PANE_LOST_AFTER_S  # else a pane that is away would not have said so yet
        finally:
            await desk.close()

    asyncio.run(scenario())


def test_lesson_ten_finds_and_maps_the_name_and_leaves_nothing_behind(tmp_path: Path) -> None:
    async def scenario() -> None:
        desk = Desk(home=tmp_path / "local-kafka")
        try:
            await desk.local.start(lambda _: None)
            await desk.connected()
            own = desk.connection.bootstrap
            assert desk.local.kafka.advertised is None  # no such listener unless a lesson asks for it
            run, found = await played(desk, load_lesson("name-problem", local=True))
            assert run.verdict() == "passed"
            assert [d["verdict"] for d in found["deliveries"]] == ["confirmed"] * 6
            assert run.examined.startswith("127.0.0.1:")
            assert run.examined != own
            assert any(stage.advertised and stage.endpoint.startswith("kafka-node-1:") for stage in run.stages)
            other = run.examined
            await desk.connected()
            assert (desk.connection.bootstrap, desk.connection.profile) == (own, LOCAL)  # played() closed the panes
            await desk.local.restart()
            assert desk.local.kafka.advertised is None
            with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", int(other.rpartition(":")[2])), 1):
                pass
        finally:
            await desk.close()

    asyncio.run(scenario())


def test_a_commit_asked_for_during_another_is_made_afterwards(own_broker: Callable[[], Broker]) -> None:
    """In manual mode nobody else makes it. The broker stands still, so that the first one stays under way."""
    broker = own_broker()

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            await send(desk, SendPlan(topic=topic, value="x", count=20, mode=Mode.PIPELINED))
            pane = desk.add_pane()
            desk.throttle(pane, 2)  # what it fetched at once, it shows little by little
            await desk.join(
                pane, ReadPlan(topic=topic, group=topic, start=Start(StartKind.EARLIEST), commit=CommitMode.MANUAL), confirmed=True
            )
            await received(desk, pane, 1)
            freeze(broker.pid)
            try:
                desk.commit(pane)
                await received(desk, pane, desk.panes[pane].received + 1)
                shown = desk.panes[pane].received
                desk.commit(pane)
            finally:
                thaw(broker.pid)
            assert await desk.until(lambda: desk.groups[topic].committed.get(topic, {}).get(0, 0) >= shown, WAIT_S)

    asyncio.run(scenario())
