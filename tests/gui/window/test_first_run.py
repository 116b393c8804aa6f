"""The first page: three ways in, steps as they go, and what to do when one fails."""

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kafkadesk.core.errors import AddressError, LocalKafkaError
from kafkadesk.core.steps import Step, StepReport, StepState
from kafkadesk.core.text import Text
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.window.first_run import FirstRun

JAVA = Step(key="java", name=Text("Java"))
KAFKA = Step(key="kafka", name=Text("Kafka"), cost=Text("43 MB once"))
START = Step(key="start", name=Text("Start"))


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> FirstRun:
    theme.apply(qapp, "light")
    made = FirstRun()
    qtbot.addWidget(made)
    made.resize(1280, 640)
    made.show()
    return made


def texts(page: FirstRun) -> list[str]:
    return [label.text() for label in page.findChildren(PlainLabel) if label.isVisible() and label.text()]


def buttons(page: FirstRun) -> dict[str, QPushButton]:
    return {b.text(): b for b in page.findChildren(QPushButton) if b.isVisible()}


def test_every_card_says_what_it_costs_before_the_click(page: FirstRun) -> None:
    cost = "Kafka 4.3, 43 MB once, about 340 MB of memory while it runs, stops with the app"
    assert texts(page).count(cost) == 2
    page.set_download(False)
    assert texts(page).count("Kafka 4.3 is on this PC already; about 340 MB of memory while it runs, stops with the app") == 2


def test_three_ways_in(qtbot: QtBot, page: FirstRun) -> None:
    with qtbot.waitSignal(page.see_it_requested):
        buttons(page)["Start"].click()
    with qtbot.waitSignal(page.local_only_requested):
        buttons(page)["Start Local Kafka"].click()
    page.set_address("kafka-1:9092")
    with qtbot.waitSignal(page.connect_cluster_requested) as asked:
        buttons(page)["Connect"].click()
    assert asked.args == ["kafka-1:9092"]


def test_a_wrong_address_is_told_and_stays(page: FirstRun) -> None:
    page.set_address("kafka-1")
    page.show_address_error(AddressError(Text("“kafka-1” has no port.")))
    assert "“kafka-1” has no port." in texts(page)
    page.set_address("kafka-1:9092")
    assert "“kafka-1” has no port." not in texts(page)


def test_steps_as_they_go(qtbot: QtBot, page: FirstRun) -> None:
    page.begin((JAVA, KAFKA, START))
    assert texts(page) == ["Starting Local Kafka", "○", "Java", "○", "Kafka", "43 MB once", "○", "Start"]
    page.update_step(StepReport(step=JAVA, state=StepState.SKIPPED, text=Text("Temurin 25")))
    page.update_step(StepReport(step=KAFKA, state=StepState.RUN, done_bytes=12_300_000, total_bytes=43_000_000))
    assert texts(page) == ["Starting Local Kafka", "✓", "Java", "Temurin 25", "▸", "Kafka", "12.3 / 43 MB", "○", "Start"]
    page.update_step(StepReport(step=KAFKA, state=StepState.RUN, done_bytes=12_300_000))
    assert "12.3 MB" in texts(page)
    with qtbot.waitSignal(page.cancel_requested):
        buttons(page)["Cancel"].click()


def test_a_failure_says_what_can_be_done(qtbot: QtBot, page: FirstRun) -> None:
    page.begin((JAVA, KAFKA, START))
    page.update_step(StepReport(step=KAFKA, state=StepState.FAILED))
    page.failed(LocalKafkaError(Text("There is no network."), Text("Connect this PC."), retry=True, log_tail=("ERROR x",)))
    assert {"There is no network.", "Connect this PC.", "✗"} <= set(texts(page))
    assert set(buttons(page)) == {"Retry", "Use a Kafka folder…", "Connect elsewhere"}
    retried = QSignalSpy(page.retry_requested)
    buttons(page)["Retry"].click()
    assert retried.count() == 1
    page.update_step(StepReport(step=KAFKA, state=StepState.RUN))
    assert set(buttons(page)) == {"Cancel"}
    page.failed(LocalKafkaError(Text("Again.")))
    buttons(page)["Connect elsewhere"].click()
    assert "See it in 2 minutes" in texts(page)
