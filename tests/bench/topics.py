"""How the window does with many topics: until they are listed, and how long it is away while one looks for one of them."""

import asyncio
import tempfile
import time
from pathlib import Path

from PySide6.QtTest import QTest

from kafkadesk.widgets.base.stall_recorder import StallRecorder
from tests.bench.peers import make_topics
from tests.bench.rig import Bench, Figure, broker

SCALED_TOPICS = (10, 1_000, 10_000)
TYPED = "777"
LOOKED_S = 6.0  # longer than the pause between two looks at the cluster


async def scale_topics(bench: Bench) -> list[Figure]:
    """Topics, on a broker of their own: others would be slower beside so many. Until they are listed, and the longest gaps after that."""
    figures, there = [], 0
    with tempfile.TemporaryDirectory() as folder:
        async with broker(Path(folder), None) as address:
            for n in (n for n in SCALED_TOPICS if n <= max(bench.records, SCALED_TOPICS[0])):
                await asyncio.to_thread(make_topics, address, there, n)
                there = n
                figures += await _listed(bench, address, n)
            await bench.desk.disconnect()
    await bench.desk.connect(bench.bootstrap)
    await bench.desk.connected()
    return figures


async def _listed(bench: Bench, address: str, n: int) -> list[Figure]:
    stalls = StallRecorder()
    await bench.desk.disconnect()
    stalls.start()
    began = time.perf_counter()
    await bench.desk.connect(address)
    await bench.wait(lambda: sum(not topic.internal for topic in bench.desk.topics.values()) == n)
    listed = (time.perf_counter() - began) * 1000
    await bench.desk.connected()
    await asyncio.sleep(LOOKED_S)
    box = bench.parts.producer.editor.form.topic
    edit, completer = box.lineEdit(), box.completer()
    assert edit is not None
    assert completer is not None
    edit.setFocus()
    box.set_topic_name("")
    for letter in TYPED:
        QTest.keyClicks(edit, letter)
        await asyncio.sleep(0.1)
    popup = completer.popup()
    assert popup is not None
    popup.hide()
    box.showPopup()
    await asyncio.sleep(0.2)
    box.hidePopup()
    stalls.stop()
    return [
        Figure(name=f"from Connect to {n:,} topics listed", unit="ms", value=listed, at=n, axis="topics of the cluster"),
        Figure(
            name=f"longest gap meanwhile and while one is looked for, {n:,} topics",
            unit="ms away",
            value=stalls.percentile(1.0) or 0.0,
            at=n,
            axis="topics of the cluster",
        ),
    ]
