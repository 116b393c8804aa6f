"""One outage is told once; what is a pane's own trouble is told in that pane, outage or not."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kafkadesk.app.panes import outage
from kafkadesk.app.panes.outage import Outage
from kafkadesk.core.errors import AuthError, ConnectError, KafkaRefusedError, StuckError, UserError
from kafkadesk.core.state import PaneMode, PaneState, Phase
from kafkadesk.core.text import Text
from kafkadesk.widgets.consumer import pane_words

AWAY = ConnectError(Text("The broker does not answer this pane."), Text("It keeps asking."), retry=True)
READS = PaneState(pane="p", name="Consumer 1", mode=PaneMode.MEMBER, group="g", partitions=(0,))


@pytest.fixture
def shown(qtbot: QtBot) -> tuple[Outage, list[str]]:
    del qtbot  # for the application's event loop
    seen: list[str] = []
    owner = QObject()
    made = Outage(seen.append, owner)
    made.destroyed.connect(lambda: owner)  # kept as long as what it owns
    return made, seen


@pytest.mark.parametrize(
    "own",
    [
        StuckError(Text("The process gives no sign of life."), retry=True),
        AuthError(Text("The broker refused this user name.")),
        KafkaRefusedError(Text("This user may not use this consumer group.")),
        KafkaRefusedError(Text("P0 is blocked by an open transaction."), retry=True),
        ConnectError(Text("This port does not speak TLS.")),  # waiting does not help
    ],
)
def test_what_is_a_panes_own_trouble_is_told_in_it_also_during_an_outage(shown: tuple[Outage, list[str]], own: UserError) -> None:
    outage, _ = shown
    outage.update(Phase.TROUBLE, ["p"])
    assert not outage.covers(replace(READS, error=own))
    assert not outage.covers(replace(READS, mode=PaneMode.FAILED, error=AWAY)), "it has stopped, and will not come back by itself"
    assert outage.covers(replace(READS, error=AWAY))


def test_a_pane_that_waits_says_so_in_three_words_and_no_sentence() -> None:
    assert pane_words.notice(replace(READS, error=AWAY), 0.0).startswith("The broker does not answer this pane.")
    waits = replace(READS, error=AWAY, away=True)
    assert pane_words.notice(waits, 0.0) == ""
    assert pane_words.status(waits) == "waits for the broker"
    assert pane_words.status(READS) == ""


def test_a_pane_that_alone_is_out_of_touch_tells_it_after_a_moment(
    qtbot: QtBot, shown: tuple[Outage, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as where one of three brokers is away: the connection stands, and no banner will come."""
    monkeypatch.setattr(outage, "GRACE_S", 0.1)
    watch, seen = shown
    watch.update(Phase.PARTLY, ["p"])
    waits = replace(READS, error=AWAY)
    assert watch.covers(waits), "the banner may be about to come"
    qtbot.waitUntil(lambda: seen == ["p"])
    assert not watch.covers(waits)


def test_when_the_connection_stands_again_a_pane_has_a_moment_to_follow(
    qtbot: QtBot, shown: tuple[Outage, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, seen = shown
    watch.update(Phase.TROUBLE, ["p", "q"])
    assert seen == ["p", "q"], "shown anew, in short"
    waits = replace(READS, error=AWAY)
    assert watch.covers(waits)
    monkeypatch.setattr(outage, "GRACE_S", 0.1)
    qtbot.wait(150)  # an outage that is longer than the moment
    assert watch.covers(waits)
    seen.clear()
    watch.update(Phase.CONNECTED, ["p", "q"])
    assert watch.covers(waits), "not the whole sentence at the very end"
    qtbot.waitUntil(lambda: seen[2:] == ["p"])
    assert not watch.covers(waits), "the connection stands, and this pane still gets no answer: that is its own"
