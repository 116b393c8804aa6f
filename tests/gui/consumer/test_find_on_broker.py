"""The main job with rows in the real window on a real broker: find among 50,000, send one again byte for byte, export."""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from confluent_kafka import Consumer, Producer, TopicPartition
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.app.hub import Hub
from kafkadesk.app.main import SWITCH_S
from kafkadesk.core.delivery import Verdict
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.desk.desk import Desk
from kafkadesk.widgets.base.stall_recorder import StallRecorder
from kafkadesk.widgets.consumer.consumer_pane import ConsumerPane
from kafkadesk.widgets.consumer.export_dialog import ExportDialog
from tests.rigs.broker import Broker
from tests.rigs.desk import new_topic
from tests.rigs.window import connected_window, run_in_qt
from tests.rigs.wine import SLOWER

ROWS = 50_000
WAIT_S = 40.0 * SLOWER
STALL_MS = 250 * SLOWER
ODD = b'{"n":7, "n":8, "text":"{{ seq }} \xe2\x80\xae"}\r\n'
ODD_HEADERS: list[tuple[str, str | bytes | None]] = [("h", b"\xff"), ("h", b"x")]


@pytest.fixture(autouse=True)
def _turns_as_in_the_app() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    yield
    sys.setswitchinterval(before)


async def until(what: Callable[[], bool]) -> None:
    """Wait for something that no event tells of."""
    end = asyncio.get_running_loop().time() + WAIT_S
    while not what():
        assert asyncio.get_running_loop().time() < end
        await asyncio.sleep(0.002)


def produce(bootstrap: str, topic: str) -> None:
    """Have another client library write the rows, and an odd one at the end."""
    producer = Producer({"bootstrap.servers": bootstrap, "linger.ms": 20, "queue.buffering.max.messages": 2 * ROWS})
    for n in range(ROWS - 1):
        producer.produce(
            topic, b'{"interval":10,"name":"producer %d","seq":%d,"msg":"Hello kafka"}' % (n % 7, n), b"k%d" % (n % 100), n % 4
        )
    assert producer.flush(30) == 0
    producer.produce(topic, ODD, b"odd\x00", 3, headers=ODD_HEADERS)
    assert producer.flush(30) == 0


def read(bootstrap: str, topic: str, partition: int, offset: int) -> tuple[bytes | None, bytes | None, object]:
    """Have another client library read one record."""
    client = Consumer({"bootstrap.servers": bootstrap, "group.id": "reads-back", "enable.auto.commit": False})
    try:
        client.assign([TopicPartition(topic, partition, offset)])
        message = client.poll(20)
        assert message is not None
        return message.key(), message.value(), message.headers()
    finally:
        client.close()


async def scenario(desk: Desk, wiring: Hub, broker: Broker, folder: Path) -> None:
    topic = await new_topic(desk)
    await asyncio.to_thread(produce, broker.bootstrap, topic)
    pane_id = desk.add_pane()
    pane = wiring._parts.grid.pane(pane_id)
    assert pane is not None
    pane.resize(900, 400)
    desk.observe(pane_id, topic, Start(StartKind.EARLIEST))
    model = pane.model
    await until(lambda: model.shown == ROWS)

    # find, as one types
    pane.search.open()
    assert pane.search.bar is not None
    stalls = StallRecorder()
    in_key = sum(n % 7 == 6 and n % 4 == 1 and str(n % 100)[0] == "5" for n in range(ROWS - 1))
    for text, matching in (("/seq\\W+4999\\d,/", 9), ("$.name~6 p:1 key:k5", in_key), ("odd", 1)):
        stalls.start()
        await typed(pane, text, matching)
        print(f"longest gap {longest(stalls):.0f} ms")
        stalls.stop()
        assert longest(stalls) < STALL_MS
    assert f"{ROWS:,} received · 1 shown · {ROWS - 1:,} filtered out · 0 dropped" in pane.footer.text()

    # the odd one again
    pane.view.go_to(0)
    pane.actions_on_rows._send_again()
    assert not desk.sends.log.recent(1)
    wiring._parts.producer.editor.controls.button.click()
    await until(lambda: any(d.verdict is Verdict.CONFIRMED for d in desk.sends.log.recent(1)))
    (sent,) = desk.sends.log.recent(1)
    assert sent.partition is not None
    assert sent.offset is not None
    again = await asyncio.to_thread(read, broker.bootstrap, topic, sent.partition, sent.offset)
    assert again == (b"odd\x00", ODD, ODD_HEADERS)
    await until(lambda: model.shown == 2)  # it came in, and matches

    # into a file
    dialog = wiring.rows.ask_export(pane)
    dialog.rows.button(len(dialog.rows.buttons()) - 1).setChecked(True)
    stalls.start()
    await exported(dialog, folder / "all.jsonl")
    print(f"exported, longest gap {longest(stalls):.0f} ms")
    stalls.stop()
    assert longest(stalls) < STALL_MS
    dialog.close()
    lines = [json.loads(line) for line in (folder / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == ROWS
    assert [line["value"] for line in lines[-1:]] == [ODD.decode()]
    assert len({(line["partition"], line["offset"]) for line in lines}) == ROWS


async def typed(pane: ConsumerPane, text: str, matching: int) -> None:
    """Type a filter, wait for its first and for all of its rows."""
    bar, model, finder, clock = pane.search.bar, pane.model, pane.model.finder, asyncio.get_running_loop().time
    assert bar is not None
    begun = clock()
    bar.edit.setText(text)
    await until(lambda: finder.filter is not None and finder.filter.text == text and 0 < model.shown < ROWS)
    first = clock() - begun
    await until(lambda: not finder.left and model.shown == matching)
    print(f"{text}: first {first * 1000:.0f} ms, all {(clock() - begun) * 1000:.0f} ms")


def longest(stalls: StallRecorder) -> float:
    return stalls.percentile(1) or 0.0


async def exported(dialog: ExportDialog, file: Path) -> None:
    dialog.begin(str(file))
    await until(lambda: not dialog.bar.isVisible())
    assert file.name in dialog.said.text()


@pytest.mark.usefixtures("priorities")
def test_find_send_again_and_export(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    async def work() -> None:
        async with connected_window(qtbot, broker.bootstrap) as (desk, _, wiring):
            await scenario(desk, wiring, broker, tmp_path)

    run_in_qt(qapp, work())
