"""The topic field with more topics than anybody can look through."""

from collections import Counter

import pytest
from PySide6.QtCore import QModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from kafkadesk.core.state import Topic
from kafkadesk.widgets.producer.topic_box import SHOWN_TOPICS, TopicBox

TOPICS = tuple(Topic(name=f"orders-{i:05}-events", partitions=3) for i in range(SHOWN_TOPICS + 1))


@pytest.fixture
def box(qtbot: QtBot) -> TopicBox:
    made = TopicBox()
    qtbot.addWidget(made)
    made.resize(320, 30)
    made.show()
    made.set_topics(TOPICS)
    return made


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_opening_the_list_measures_no_more_rows_than_it_shows(box: TopicBox, monkeypatch: pytest.MonkeyPatch) -> None:
    delegate = type(box.itemDelegate())
    size_hint, measured = delegate.sizeHint, Counter[str]()

    def counted(self: QStyledItemDelegate, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        measured["rows"] += 1
        return size_hint(self, option, index)

    monkeypatch.setattr(delegate, "sizeHint", counted)
    box.showPopup()
    box.hidePopup()
    assert measured["rows"] < 100, "each of thousands takes 14 µs, and the window stands still meanwhile"


def test_a_topic_beyond_the_list_is_known_by_its_name(box: TopicBox) -> None:
    assert box.count() == SHOWN_TOPICS
    box.set_topic_name(TOPICS[-1].name)
    assert box.topic() == TOPICS[-1]
