"""Composing in the real window on a real broker: the topic's own limit, asked for anew when it is met; bytes back as they were."""

import asyncio
from typing import Any

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.app.panes import producer as composing
from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions.producer import PREVIEW
from kafkadesk.core.compose.fields import ValueKind
from kafkadesk.core.delivery import Verdict
from kafkadesk.desk.desk import Desk
from kafkadesk.transport.admin.admin import Admin
from kafkadesk.transport.client.options import ClientOptions
from kafkadesk.widgets.producer.preview_dialog import PreviewDialog
from tests.rigs.broker import Broker
from tests.rigs.window import in_window, until
from tests.rigs.wine import SLOWER

WAIT_S = 20.0 * SLOWER
LIMIT = 2_000
HEADERS = (("h", b"\xff"), ("h", b"{{ seq }}"), ("", b""))


def limit(broker: Broker, topic: str, size: int) -> None:
    """Set max.message.bytes of a topic, as another program would."""
    client = KafkaAdminClient(bootstrap_servers=broker.bootstrap)
    client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, configs={"max.message.bytes": str(size)})])
    client.close()


def test_the_topics_limit_holds_until_it_is_raised(qtbot: QtBot, qapp: QApplication, broker: Broker, monkeypatch: Any) -> None:
    monkeypatch.setattr(composing, "ASK_AGAIN_S", 0.0)

    async def play(desk: Desk, parts: WindowParts) -> None:
        pane = parts.producer
        await desk.create_topic("tight", 1)
        await asyncio.to_thread(limit, broker, "tight", LIMIT)
        pane.editor.payload.set_kind(ValueKind.TEXT)
        pane.editor.payload.set_text("x" * LIMIT)
        pane.set_topic("tight")
        await until(lambda: not pane.editor.controls.button.isEnabled(), "the limit is known")
        assert pane.sentence.text() == "The record has 2 070 bytes; the topic accepts at most 2 000 (max.message.bytes)."
        await asyncio.to_thread(limit, broker, "tight", 2 * LIMIT)
        pane.editor.payload.set_text("x" * (LIMIT + 1))
        await until(pane.editor.controls.button.isEnabled, "the limit was asked for again")
        pane.editor.controls.button.click()
        await until(lambda: [d.verdict for d in desk.sends.log.recent(1)] == [Verdict.CONFIRMED], "it is confirmed")

    in_window(qtbot, qapp, broker, play)


def test_a_record_put_back_and_previewed_is_sent_byte_for_byte(qtbot: QtBot, qapp: QApplication, broker: Broker) -> None:
    async def play(desk: Desk, parts: WindowParts) -> None:
        pane = parts.producer
        await desk.create_topic("again", 1)
        pane.fill("again", b"\x00key", b'{"as": "{{ it }}", "is": 1.50}', HEADERS)
        pane.commands.trigger(PREVIEW)
        dialog = parts.window.findChild(PreviewDialog)
        assert dialog is not None
        assert (dialog.number.value(), dialog.value.text()) == (1, '{"as": "{{ it }}", "is": 1.50}')
        dialog.close()
        await until(pane.editor.controls.button.isEnabled, "the topic is known")
        pane.editor.controls.button.click()
        await until(lambda: [d.verdict for d in desk.sends.log.recent(1)] == [Verdict.CONFIRMED], "it is confirmed")

    in_window(qtbot, qapp, broker, play)
    admin = Admin(ClientOptions(bootstrap=(("127.0.0.1", broker.port),)))
    admin.open()
    (record,) = admin.read_range("again", {0: 0}, {0: 1}, 10.0)
    admin.close()
    assert (record.key, record.value, record.headers) == (b"\x00key", b'{"as": "{{ it }}", "is": 1.50}', HEADERS)
