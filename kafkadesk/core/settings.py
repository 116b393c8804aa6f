"""All settings: what each is called in its file, what it is where nobody has chosen, and what it is for.

A new setting is a line here. The file belongs to system.files.settings.Store; what it holds may be damaged, edited by hand
or of an earlier version: a value of another type is the default, and a setting whose form changes reads the old one by `convert`.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")


class Values(Protocol):
    """Where settings are stored: a Store."""

    def get(self, name: str, default: Any = None) -> Any:
        """Return the JSON value of this name."""

    def put(self, name: str, value: Any) -> None:
        """Replace a value."""

    def change(self, name: str, edit: Callable[[Any], Any]) -> None:
        """Replace a value by what `edit` makes of the one in the file, which another window may have changed."""


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting. name: in the file, never changed; convert: makes it of any JSON value, where its type alone does not tell."""

    name: str
    default: T
    convert: Callable[[object], T] | None = None

    def get(self, values: Values, default: T | None = None) -> T:
        """Return its value. default: in place of the usual one, where that depends on the system."""
        return self._read(values.get(self.name), self.default if default is None else default)

    def put(self, values: Values, value: T) -> None:
        """Change it, whatever other windows made of it."""
        values.put(self.name, value)

    def change(self, values: Values, edit: Callable[[T], T]) -> None:
        values.change(self.name, lambda found: edit(self._read(found, self.default)))

    def stored(self, values: Values) -> bool:
        return values.get(self.name) is not None

    def _read(self, found: object, default: T) -> T:
        if self.convert is not None and found is not None:
            return self.convert(found)
        return found if isinstance(found, type(default)) else copy(default)  # a list or dict is not shared


def _texts(found: object) -> list[str]:
    return [text for text in found if isinstance(text, str)] if isinstance(found, list) else []


# settings.json, shared by all windows of a user
LAST: Setting[str] = Setting("last", "")  # what the window was connected to: "local", or bootstrap addresses
LAST_PROFILE: Setting[str] = Setting("last_profile", "")  # the id of the profile behind `last`
RECENT: Setting[list[str]] = Setting("recent", [], _texts)  # addresses, the latest first
PROFILES: Setting[dict[Any, Any]] = Setting("profiles", {})  # id -> Profile.to_json(); passwords are in the keyring
THEME: Setting[str] = Setting("theme", "auto")  # auto | light | dark
LANGUAGE: Setting[str] = Setting("language", "")  # en | zh_CN; where nobody has chosen, the system's
MOTION: Setting[bool] = Setting("motion", True)  # of the flow; where nobody has chosen, as the system moves things
WINDOW: Setting[dict[str, Any]] = Setting("window", {})  # geometry, splitters, layout: MainWindow.state()
WORKSPACE: Setting[dict[str, Any]] = Setting("workspace", {})  # the panes, and groups made here by cluster
PLACES: Setting[dict[str, Any]] = Setting("places", {})  # by profile: filter, sort, widths, favourites of Topics and Groups
GROUPS: Setting[list[Any]] = Setting("groups", [])  # names, in the order in which they got their colours
PALETTE: Setting[list[str]] = Setting("palette", [], _texts)  # ids of what was done by the palette, the latest first
KEYS: Setting[dict[str, Any]] = Setting("keys", {})  # those that the user chose, by an action's id
FILTERS: Setting[list[Any]] = Setting("filters", [])  # that are kept, the latest first: see core.rows.saved_filters
CALLOUTS: Setting[list[Any]] = Setting("callouts", [])  # explanations that were closed

# draft.json, one a window; before that in settings.json
DRAFT: Setting[dict[str, Any]] = Setting("producer", {})  # what is typed in the producer pane
# templates.json; before that beside the draft
TEMPLATES: Setting[dict[str, Any]] = Setting("templates", {})  # messages kept under a name
