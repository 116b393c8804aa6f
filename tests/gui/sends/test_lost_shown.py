"""What became of the sends of a killed session is kept until it stood before somebody's eyes."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.app.hub import Hub
from kafkadesk.app.intents import Intents
from kafkadesk.app.panes.deliveries import LOST_KEY, SEEN_EVERY_MS, DeliveryWiring
from kafkadesk.app.window import WindowParts
from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.sends.journal import JournalPlace
from kafkadesk.desk.desk import Desk
from kafkadesk.system.files.journal import JournalFile, journal_folder
from tests.rigs.broker import Broker
from tests.rigs.window import in_window, until


def left_behind(desk: Desk, topic: str) -> None:
    state, topic_id = desk.connection, desk.topics[topic].topic_id
    place = JournalPlace(topic=topic, bootstrap=state.bootstrap, cluster_id=state.cluster_id, wall_ms=1_000, ends={0: 0}, topic_id=topic_id)
    journal = JournalFile(journal_folder() / "killed.jsonl")
    journal.note([OutgoingRecord(number=7, topic=topic, partition=0, key=None, value=b"x")], place)
    journal.close()


def kept(desk: Desk) -> int:
    return sum(len(journal.state) for journal in desk.unresolved.recovery._journals)


def test_an_outcome_that_nobody_could_see_stays_in_the_journal(qtbot: QtBot, qapp: QApplication, broker: Broker) -> None:
    async def play(desk: Desk, parts: WindowParts) -> None:
        await desk.create_topic("lost-shown", 1)
        left_behind(desk, "lost-shown")
        aftermath = DeliveryWiring(desk, parts, Hub(desk, parts, Intents(parts.messages)).intents)
        parts.window.showMinimized()
        aftermath.begin()
        await until(lambda: any("Looked up" in text for text in parts.messages.texts()), "looked up")
        assert not parts.messages.shows(LOST_KEY)
        assert kept(desk) == 1
        assert aftermath._seen.isActive()
        assert aftermath._seen.interval() == SEEN_EVERY_MS
        parts.window.showNormal()
        await until(lambda: kept(desk) == 0, "it was seen")
        assert not aftermath._seen.isActive()
        aftermath.close()

    in_window(qtbot, qapp, broker, play)


def test_an_outcome_in_the_bar_of_a_window_that_shows_is_told(qtbot: QtBot, qapp: QApplication, broker: Broker) -> None:
    async def play(desk: Desk, parts: WindowParts) -> None:
        await desk.create_topic("lost-told", 1)
        left_behind(desk, "lost-told")
        aftermath = DeliveryWiring(desk, parts, Hub(desk, parts, Intents(parts.messages)).intents)
        aftermath.begin()
        await until(lambda: any("Looked up" in text for text in parts.messages.texts()), "looked up")
        await until(lambda: kept(desk) == 0, "it was seen")
        aftermath.close()

    in_window(qtbot, qapp, broker, play)
