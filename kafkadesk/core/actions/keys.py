"""The keys of actions: those that they are declared with, or those that the user chose."""

from collections.abc import Mapping
from typing import Any

from kafkadesk.core.actions import deliveries, pane, places, producer, rows, window
from kafkadesk.core.actions.action import Action
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

LONGEST = 40  # characters of a key, as Qt writes it
FIXED = frozenset({window.SWITCH_PROFILE.id})  # text fields would take these keys: they are caught in a way of their own
PARTS: tuple[tuple[Action[Any], ...], ...] = (  # actions whose keys work at the same place; those of the window work in each
    (*producer.ACTIONS, *deliveries.ACTIONS),
    (*pane.ACTIONS, *rows.ACTIONS),
    (*places.TOPIC_ACTIONS, *places.SHARED_ACTIONS, *places.GROUP_ACTIONS),
)


class ChosenKeys:
    """What the user chose, by an action's id; an empty tuple: the action has no keys."""

    def __init__(self) -> None:
        self.chosen: Mapping[str, tuple[str, ...]] = {}

    def of(self, action: Action[Any]) -> tuple[str, ...]:
        """Return the keys of an action, as Qt writes them."""
        return self.chosen.get(action.id, action.keys)


KEYS = ChosenKeys()


def read_keys(found: object) -> dict[str, tuple[str, ...]]:
    """Return what settings.json has, as far as it is any: a text by id, an empty one for no keys."""
    pairs = found.items() if isinstance(found, dict) else ()
    return {
        str(name): (keys,) if keys else () for name, keys in pairs if isinstance(keys, str) and len(keys) <= LONGEST and name not in FIXED
    }


def fault_in(action: Action[Any], keys: str, *, alone: bool) -> Text | None:
    """Return why an action cannot have these keys; None: it can. alone: it is a key that text fields would take."""
    if action.id in FIXED:
        return Text(QT_TRANSLATE_NOOP("core", "These keys cannot be changed."))
    if alone:
        return Text(
            QT_TRANSLATE_NOOP("core", "A letter alone is typed into text fields: press it with Ctrl or Alt, or take a function key.")
        )
    beside = [part for part in PARTS if action in part] or list(PARTS)
    for other in (*window.ACTIONS, *(other for part in beside for other in part)):
        if other is not action and keys in KEYS.of(other):
            return Text(QT_TRANSLATE_NOOP("core", "“{other}” has these keys."), {"other": other.text})
    return None
