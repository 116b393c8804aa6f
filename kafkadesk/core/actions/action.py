"""What an action is: its text and keys, when it can be used, and why not; and how menus are made up of actions."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from typing import Generic, TypeAlias, TypeVar

from kafkadesk.core.text import Text

S = TypeVar("S", contravariant=True)


def literal(name: str) -> Text:
    """Return a name that is the same in every language."""
    return Text("{name}", {"name": name})


@dataclass(frozen=True, eq=False)  # no slots: Action[State](…) could not be called
class Action(Generic[S]):
    """One thing that the user can do in a state S.

    id: where it belongs, a dot, its name. label: its text on a button. keys: as Qt writes them. group: one of a group is checked.
    obstacle: why it cannot be done now. wording, explanation: text and tip in this state. shown: whether it is offered at all.
    """

    id: str
    text: Text
    _: KW_ONLY
    label: Text | None = None
    tip: Text | None = None
    keys: tuple[str, ...] = ()
    group: str = ""
    obstacle: Callable[[S], Text | None] = lambda _: None
    wording: Callable[[S], Text] | None = None
    explanation: Callable[[S], Text] | None = None
    checked: Callable[[S], bool] | None = None
    shown: Callable[[S], bool] = lambda _: True

    def text_in(self, state: S) -> Text:
        """Return the text in a state."""
        return self.text if self.wording is None else self.wording(state)

    def tip_in(self, state: S) -> Text | None:
        """Return the tip in a state."""
        return self.tip if self.explanation is None else self.explanation(state)


@dataclass(frozen=True, eq=False)
class Menu(Generic[S]):
    """A menu inside a menu. items: None is a line between."""

    title: Text
    items: "Items[S]"
    _: KW_ONLY
    obstacle: Callable[[S], Text | None] = lambda _: None
    wording: Callable[[S], Text] | None = None
    shown: Callable[[S], bool] = lambda _: True


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """Where a menu lists things there are now: profiles, lessons."""

    id: str


Items: TypeAlias = tuple[Action[S] | Menu[S] | Slot | None, ...]


def actions_in(*menus: Items[S]) -> tuple[Action[S], ...]:
    """Return the actions of menus and of the menus inside them, each once."""
    found: dict[Action[S], None] = {}
    for item in (item for items in menus for item in items):
        match item:
            case Action():
                found[item] = None
            case Menu():
                found |= dict.fromkeys(actions_in(item.items))
            case Slot() | None:
                pass
    return tuple(found)
