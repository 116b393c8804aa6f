"""Sentences: what to do about a send that was not confirmed."""

from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

_ONCE = QT_TRANSLATE_NOOP("core", "It was not written: sending it again writes it once.")
_LOOK_FIRST = QT_TRANSLATE_NOOP("core", "Look it up before you send it again: it may be written twice.")
_NOBODY_ASKED = QT_TRANSLATE_NOOP("core", "KafkaDesk did not wait for the broker's answer, so the result is not known.")


def advice(delivery: Delivery) -> Text | None:
    """Return the state of the send and what to do next; None if nothing has to be done."""
    if delivery.looked_up is not None:
        return delivery.looked_up
    match delivery.verdict:
        case Verdict.REJECTED if delivery.hint is not None:
            return Text("{hint} {once}", {"hint": delivery.hint, "once": Text(_ONCE)})
        case Verdict.REJECTED:
            return Text(_ONCE)
        case Verdict.UNKNOWN:
            return Text(_LOOK_FIRST)
        case Verdict.NOT_CONFIRMED if delivery.found is None:
            return Text(_NOBODY_ASKED)
        case _:
            return None


def may_come_twice(delivery: Delivery) -> bool:
    """Whether sending it again may write it a second time."""
    match delivery.verdict:
        case Verdict.UNKNOWN | Verdict.NOT_CONFIRMED:
            return delivery.found is not False
        case Verdict.REJECTED:
            return False
        case _:
            return True


def can_look_up(delivery: Delivery) -> bool:
    """Whether reading the topic can determine the outcome."""
    return delivery.verdict is Verdict.UNKNOWN and delivery.looked_up is None
