"""A search from the place *Topics*: what is typed, what is shown while it runs, and what is said at its end."""

import asyncio
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.app.places.places import PlaceWiring
from kafkadesk.core.actions.places import FIND_IN
from kafkadesk.core.find.plan import SearchPlan
from kafkadesk.core.find.progress import PartitionRead, SearchEnd, SearchProgress
from kafkadesk.core.focus import WindowPlace
from kafkadesk.core.start_position import EARLIEST, Start, StartKind
from kafkadesk.core.text import Text
from kafkadesk.models.record_table import RecordTable
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.consumer.export_dialog import ExportDialog
from kafkadesk.widgets.find.search_window import SearchWindow
from kafkadesk.widgets.record.record_detail import RecordDetail
from tests.rigs.broker import Broker
from tests.rigs.desk import new_topic
from tests.rigs.processes import cluster_on
from tests.rigs.window import connected_window, run_in_qt, see


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> SearchWindow:
    theme.apply(qapp, "light")
    made = SearchWindow("orders", RecordTable(lambda *_: None))
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_filter_or_a_range_that_cannot_be_understood_is_refused_under_the_line(qtbot: QtBot, window: SearchWindow) -> None:
    plans: list[SearchPlan] = []
    window.find_requested.connect(plans.append)
    window.edit.setText("$.total> 3")
    assert window.trouble.isVisible()
    assert window.trouble.text().startswith("Character 9: Nothing follows")
    window.go.click()
    assert plans == []
    window.edit.setText("key=o-7714")
    assert not window.trouble.isVisible()
    window.begin.setCurrentText("soon")
    assert "neither an offset nor a time" in window.trouble.text()
    window.begin.setCurrentText("120")
    QTest.keyClick(window.edit, Qt.Key.Key_Return)
    assert plans == [SearchPlan(topics=("orders",), filter="key=o-7714", begin=Start(StartKind.OFFSET, 120), most=10_000)]
    window.begin.setCurrentIndex(0)
    window.by_key.setChecked(False)
    window.go.click()
    assert (plans[-1].begin, plans[-1].by_key) == (EARLIEST, False)


def test_it_says_how_far_it_is_and_what_could_not_be_read(window: SearchWindow) -> None:
    part = PartitionRead(topic="orders", partition=2, begin=0, end=100, position=37)
    window.set_running(SearchPlan(topics=("orders",), filter="key=o-1"))
    window.update_progress(SearchProgress(parts=(part,), records=37, found=1, seconds=1.0, keyed={"orders": (2, 12)}), None)
    assert (window.go.text(), window.bar.value()) == ("Stop", 370)
    assert window.said.text() == "37 % · 37 of 100 read · 1 found · 37/s · 2 s left"
    assert window.notes.text() == "orders: only partition 2 of 12 is read, as the key that the filter demands hashes to it."
    lost = PartitionRead(topic="orders", partition=2, begin=0, end=100, position=37, why=Text("The broker is away."))
    window.set_end(SearchEnd.INCOMPLETE, SearchProgress(parts=(lost,), records=37, found=1, seconds=9.0), None)
    assert (window.go.text(), window.export.isEnabled()) == ("Find", False)
    assert window.said.text() == "Not all of the range could be read: 37 of 100 offsets were, 1 found."
    assert window.notes.text() == "orders P2: read to offset 37 of 100. The broker is away."


def test_from_a_topic_to_its_matches_their_detail_and_a_file(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    async def story() -> None:
        async with connected_window(qtbot, broker.bootstrap) as (desk, parts, hub):
            topic = await new_topic(desk, 3)
            with cluster_on(broker.bootstrap) as cluster:
                await asyncio.to_thread(cluster.send, topic, [b'{"n": %d}' % n for n in range(300)], key=b"k")
            places = PlaceWiring(desk, parts, hub.intents, hub.panes, Store(tmp_path / "settings.json"))
            parts.window.show_desk()
            parts.rail.button(WindowPlace.TOPICS).click()
            place = places._topics
            assert place is not None
            place.filter.setText(topic)
            await see("the topic", lambda: place.table.table.rowCount() == 1)
            place.table.choose(topic)
            place.table.selectRow(0)
            place.show_detail()
            place.commands.trigger(FIND_IN)
            window = parts.window.findChild(SearchWindow)
            assert window is not None
            window.edit.setText("$.n>=298")
            window.go.click()
            await see("its end", lambda: window.said.text().startswith("All of the range was read: 2 found in 300 records"))
            await see("its rows", lambda: window.model.shown == 2)
            assert window.model.marks(0)[1], "what matches is marked"
            assert sorted(str(window.model.row(i).value.text) for i in range(2)) == ['{"n": 298}', '{"n": 299}']
            window.view.opened.emit(0)
            detail = window.findChild(RecordDetail)
            assert detail is not None
            detail.close()
            window.export.click()
            dialog = window.findChild(ExportDialog)
            assert dialog is not None
            file = tmp_path / "found.jsonl"
            dialog.begin(str(file))
            await see("the file", file.exists)
            await see("all of it", lambda: "2 rows written" in dialog.said.text())
            assert {json.loads(line)["topic"] for line in file.read_text(encoding="utf-8").splitlines()} == {topic}
            dialog.close()
            window.edit.setText("")
            window.go.click()
            await see("a second search, of all", lambda: window.model.shown == 300 and not window.running)
            window.go.click()
            window.close()
            await see("a search ends with its window", lambda: not any(name.startswith("search") for name in desk._processes.pids()))
            places.close()

    run_in_qt(qapp, story())
