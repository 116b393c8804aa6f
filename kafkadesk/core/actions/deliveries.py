"""What can be done with a row of the delivery table."""

from dataclasses import dataclass

from kafkadesk.core.actions.action import Action, Items, actions_in
from kafkadesk.core.delivery import Delivery
from kafkadesk.core.sends.advice import can_look_up
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The row that is chosen, if any. case: whether the doctor can be asked about it."""

    delivery: Delivery | None
    case: bool = False


DeliveryAction = Action[Chosen]


def _no_case(now: Chosen) -> Text | None:
    return None if now.case else Text(QT_TRANSLATE_NOOP("core", "Nothing went wrong that the doctor could explain"))


def _no_look_up(now: Chosen) -> Text | None:
    unknown = now.delivery is not None and can_look_up(now.delivery)
    return None if unknown else Text(QT_TRANSLATE_NOOP("core", "Its outcome is not in doubt, or cannot be looked up"))


def _not_final(now: Chosen) -> Text | None:
    final = now.delivery is not None and now.delivery.verdict.final
    return None if final else Text(QT_TRANSLATE_NOOP("core", "Its outcome is not known yet"))


COPY = DeliveryAction("deliveries.copy", Text(QT_TRANSLATE_NOOP("core", "Copy as line")), keys=("Ctrl+C",))
WHY = DeliveryAction("deliveries.why", Text(QT_TRANSLATE_NOOP("core", "Why? Ask the doctor")), obstacle=_no_case)
LOOK_UP = DeliveryAction("deliveries.look_up", Text(QT_TRANSLATE_NOOP("core", "Look it up")), obstacle=_no_look_up)
SEND_AGAIN = DeliveryAction(
    "deliveries.send_again",
    Text(QT_TRANSLATE_NOOP("core", "Send again")),
    tip=Text(QT_TRANSLATE_NOOP("core", "The same bytes once more, as a new record. It may be there twice then.")),
    obstacle=_not_final,
)
DELIVERY_MENU: Items[Chosen] = (COPY, None, WHY, LOOK_UP, SEND_AGAIN)
ACTIONS: tuple[DeliveryAction, ...] = actions_in(DELIVERY_MENU)
