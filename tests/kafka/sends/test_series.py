"""A series whose template fails on the way, or grows: every record that was asked for has a row, or is counted in words."""

import asyncio

import pytest

from kafkadesk.core.delivery import Mode, SendPlan, Verdict
from kafkadesk.core.errors import InputError
from kafkadesk.core.events import DeskEvent, Notice, NoticeLevel
from kafkadesk.desk.sends import send_run
from kafkadesk.desk.sends.send_run import stopped_words
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, desk_on, new_topic

FAILS_AT_7 = "{{ 1 // (seq - 7) }}"


@pytest.mark.parametrize("mode", list(Mode))
def test_what_is_before_the_fault_is_sent_and_the_rest_is_counted(broker: Broker, mode: Mode) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk)
            said: list[Notice] = []

            def heard(event: DeskEvent) -> None:
                if isinstance(event, Notice):
                    said.append(event)

            desk.listen(heard)
            send_id = desk.send(SendPlan(topic=topic, value=FAILS_AT_7, count=300, mode=mode))
            assert await desk.until(lambda: desk.sends.progress[send_id].done, WAIT_S)
            verdict = Verdict.NOT_CONFIRMED if mode is Mode.FORGET else Verdict.CONFIRMED
            assert desk.sends.log.totals() == {verdict: 6}
            assert await desk.until(lambda: any(n.level is NoticeLevel.ERROR for n in said), WAIT_S)
            [error] = [n for n in said if n.level is NoticeLevel.ERROR]
            assert error.text.render().startswith("Record 7 of 300 could not be made: The template cannot be filled in: ")
            assert error.hint is not None
            assert error.hint.render() == "6 records before it were sent and are listed; 294 were not sent."

    asyncio.run(scenario())


def test_a_series_whose_last_record_cannot_be_made_or_is_too_large_is_not_begun(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk)
            with pytest.raises(InputError, match="The last of 7 records could not be sent: The template cannot be filled in"):
                desk.send(SendPlan(topic=topic, value=FAILS_AT_7, count=7))
            monkeypatch.setattr(send_run, "MAX_REQUEST_BYTES", 5_000)
            large = "{{ 'x' * 1000 * seq }}"
            desk.sends.check(SendPlan(topic=topic, value=large, count=4))
            with pytest.raises(InputError, match=r"The last of 5 records could not be sent: The record has .* bytes; KafkaDesk sends"):
                desk.send(SendPlan(topic=topic, value=large, count=5))
            assert desk.sends.book.last_number == 0

    asyncio.run(scenario())


def test_a_series_that_is_stopped_counts_what_was_not_sent(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk)
            send_id = desk.send(SendPlan(topic=topic, value="{{ seq }}", count=1_000, every_ms=20))
            assert await desk.until(lambda: desk.sends.progress[send_id].confirmed >= 3, WAIT_S)
            assert desk.sends.unsent() > 900
            desk.sends.stop_all()
            assert desk.sends.unsent() == 0
            assert await desk.until(lambda: desk.sends.progress[send_id].done, WAIT_S)
            progress = desk.sends.progress[send_id]
            assert progress.stopped
            sent = desk.sends.log.totals()[Verdict.CONFIRMED]
            assert stopped_words(progress).render() == (
                f"The series was stopped: {sent} of 1,000 records were sent and are listed; {1000 - sent} were not sent."
            )

    asyncio.run(scenario())
