"""Hostile records, written by another client library to a real broker, opened in the real window: shown for what they are, to the byte."""

import asyncio
import hashlib
import json
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewTopic
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kafkadesk.app.hub import Hub
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.desk.desk import Desk
from kafkadesk.widgets.consumer.consumer_pane import ConsumerPane
from kafkadesk.widgets.record.record_detail import RecordDetail
from tests.rigs.broker import Broker
from tests.rigs.window import connected_window, run_in_qt
from tests.rigs.wine import SLOWER

WAIT_S = 30.0 * SLOWER
BIG = json.dumps({"pad": "x" * 10_000_000}).encode()
MARKUP = b'<b>bold</b><img src="\\\\host\\share\\x.png">'
Headers = list[tuple[str, str | bytes | None]]
RECORDS: tuple[tuple[bytes | None, bytes | None, Headers], ...] = (
    (b"k", b'{"a": 1e999, "a": 0.10, "big": ' + b"9" * 5000 + b', "x": NaN}', []),
    (b"k", b'{"a":' * 5000 + b"1" + b"}" * 5000, []),
    (b"k", b'{"a": [1, 2,, 3]}', []),
    (b"\xff\x00", b"\xfe\xffbinary", [("h", b"\xff"), ("h", None), ("", b"")]),
    (b"k", None, []),
    (b"", b"", []),
    (b"\x1b[2J", "a\x00b\x1b[31m\u202egpj.exe\u200b".encode(), []),
    (MARKUP, MARKUP, [(MARKUP.decode(), MARKUP)]),
    (b"k", b"\0\0\0\0\x2a\x02payload", []),
    (None, BIG, []),
)


def write(bootstrap: str, topic: str) -> None:
    """Have another client library make the topic and write the records."""
    config = {"max.message.bytes": "12000000", "message.timestamp.type": "LogAppendTime"}
    admin = AdminClient({"bootstrap.servers": bootstrap})
    (made,) = admin.create_topics([NewTopic(topic, 1, config=config)]).values()
    made.result(20)
    producer = Producer({"bootstrap.servers": bootstrap, "message.max.bytes": 12_000_000, "linger.ms": 0})
    for key, value, headers in RECORDS:
        producer.produce(topic, value, key, headers=headers)
        assert producer.flush(30) == 0


async def until(what: Callable[[], bool]) -> None:
    """Wait for something that no event tells of."""
    end = time.monotonic() + WAIT_S
    while not what():
        assert time.monotonic() < end
        await asyncio.sleep(0.005)


async def opened(pane: ConsumerPane, offset: int) -> RecordDetail:
    """Double-click the row of an offset; the newest is first."""
    row = len(RECORDS) - 1 - offset
    pane.view.doubleClicked.emit(pane.model.index(row, 0))
    detail = pane.findChildren(RecordDetail)[-1]
    await until(lambda: not detail.reading.busy)
    return detail


async def scenario(desk: Desk, wiring: Hub, broker: Broker, folder: Path) -> None:
    topic = f"test-{uuid.uuid4().hex[:8]}"
    await asyncio.to_thread(write, broker.bootstrap, topic)
    await until(lambda: topic in desk.topics)
    pane_id = desk.add_pane()
    pane = wiring._parts.grid.pane(pane_id)
    assert pane is not None
    desk.observe(pane_id, topic, Start(StartKind.EARLIEST))
    await until(lambda: pane.model.shown == len(RECORDS))
    for offset, (key, value, headers) in enumerate(RECORDS):
        detail = await opened(pane, offset)
        record = detail._record
        assert (record.offset, record.key, record.value, [*record.headers]) == (offset, key, value, headers)
        assert "LogAppendTime (set by the broker)" in detail.times.text()
        for i in range(detail.tabs.count()):
            if detail.tabs.isTabEnabled(i):
                detail.tabs.setCurrentIndex(i)
                await asyncio.sleep(0)
        await copied_exactly(detail, value, folder)
        detail.grab().save(str(folder / f"{offset}.png"))
        guessing = [w for w in labels(detail) if w.text() and w.textFormat() is not Qt.TextFormat.PlainText]
        assert guessing == []
        detail.close()
    pane.grab().save(str(folder / "pane.png"))
    rows = [pane.model.text(pane.model.row(i), pane.model.columnCount() - 1) for i in range(1, len(RECORDS))]  # type: ignore[arg-type]
    assert [rows[8 - 3][:9], rows[8 - 4], rows[8 - 5], rows[8 - 6], rows[8 - 7]] == [
        "not UTF-8", "null", "empty", "a\\x00b\\x1b[31m\\u202egpj.exe\\u200b", MARKUP.decode(),
    ]  # fmt: skip


def labels(widget: QWidget) -> list[QLabel]:
    return widget.findChildren(QLabel)


async def copied_exactly(detail: RecordDetail, value: bytes | None, folder: Path) -> None:
    """Copy and save; both must be the bytes that were written."""
    if not value:
        assert not detail.save.isEnabled()
        return
    if detail.copy_value.isEnabled():
        detail.copy_value.click()
        assert QGuiApplication.clipboard().text().encode() == value
    file = folder / "saved"
    detail.copies.save(file)
    await until(lambda: detail.status.text().startswith("Saved"))
    assert hashlib.sha256(file.read_bytes()).digest() == hashlib.sha256(value).digest()


def test_hostile_records_to_the_byte(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    async def work() -> None:
        async with connected_window(qtbot, broker.bootstrap) as (desk, parts, wiring):
            parts.window.resize(1366, 768)
            await scenario(desk, wiring, broker, tmp_path)

    run_in_qt(qapp, work())
