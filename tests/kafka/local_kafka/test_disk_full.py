"""The disk under Local Kafka fills up while it runs: said, every send judged, and all is there again once there is room.

A real full file system (a small tmpfs), so it needs the right to mount one; without it the test is skipped.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kafkadesk.core.delivery import Mode, SendPlan, Verdict
from kafkadesk.core.events import DeskEvent, Notice
from kafkadesk.core.state import Phase
from kafkadesk.desk.desk import Desk

SIZE, MORE = "160m", "400m"
RECORD_CHARS, RECORDS = 900_000, 220  # more than fits
SHOWN_S, WAIT_S = 5.0, 60.0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "kafkadesk-test", str(folder)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def make_room(disk: Path) -> None:
    subprocess.run(["mount", "-o", f"remount,size={MORE}", str(disk)], check=True)


@pytest.mark.long
def test_a_disk_that_fills_up_is_said_and_every_send_judged(small_disk: Path) -> None:
    async def scenario() -> None:
        desk = Desk(home=small_disk)
        notices: list[tuple[float, str]] = []

        def listen(event: DeskEvent) -> None:
            if isinstance(event, Notice):
                notices.append((time.monotonic(), f"{event.text} {event.hint}"))

        desk.listen(listen)
        try:
            await desk.local.start(lambda _: None)
            await desk.connected(WAIT_S)
            await desk.create_topic("full", 1)
            pid = desk.local.kafka.pid
            send_id = desk.send(SendPlan(topic="full", value="x" * RECORD_CHARS, count=RECORDS, mode=Mode.PIPELINED))
            assert await desk.until(lambda: desk.local.kafka.pid != pid, WAIT_S), "Kafka ends when its only disk is full"
            ended = time.monotonic()
            assert await desk.until(lambda: any("is full" in text for _, text in notices), SHOWN_S), notices
            assert notices[-1][0] - ended < SHOWN_S
            assert await desk.until(lambda: desk.connection.phase is Phase.TROUBLE, SHOWN_S)
            assert await desk.until(lambda: desk.sends.progress[send_id].done, WAIT_S)
            totals = desk.sends.log.totals()
            assert sum(totals[v] for v in Verdict if v.final) == RECORDS, totals
            confirmed = totals[Verdict.CONFIRMED]
            print(notices[-1][1], totals)
            make_room(small_disk)
            await desk.local.start(lambda _: None)
            await desk.connected(WAIT_S)
            assert await desk.until(lambda: "full" in desk.topics, WAIT_S)
            assert (await desk.end_offsets("full"))[0] >= confirmed, "what was confirmed is there"
        finally:
            await desk.close()

    asyncio.run(scenario())
