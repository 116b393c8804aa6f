"""The profiles of a user, kept in the settings; Local Kafka is always among them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kafkadesk.core import settings
from kafkadesk.core.cluster.profiles import LOCAL, Profile, renamed, storable
from kafkadesk.core.errors import ProfileError
from kafkadesk.system.files.settings import Store

Edit = Callable[[dict[str, Any]], dict[str, Any]]


class ProfileBook:
    """Profiles by id, as the settings hold them at each look: another window may have changed them.

    faults: of those that cannot be read, by id. They stay in the file as they are.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.faults: dict[str, ProfileError] = {}

    def all(self) -> tuple[Profile, ...]:
        """Return all profiles: Local Kafka, then the others by name."""
        found: list[Profile] = []
        self.faults = {}
        for key, data in self._kept().items():
            try:
                profile = Profile.from_json(data)
            except ProfileError as error:
                self.faults[key] = error
            else:
                if not profile.local:
                    found.append(replace(profile, id=key))
        return (LOCAL, *sorted(found, key=lambda profile: profile.name.casefold()))

    def get(self, profile_id: str) -> Profile | None:
        return next((profile for profile in self.all() if profile.id == profile_id), None)

    def named(self, name: str) -> Profile | None:
        """Return the profile of this name; letters' case does not matter when only one fits."""
        exact = [p for p in self.all() if p.name == name]
        alike = [p for p in self.all() if p.name.casefold() == name.casefold()]
        return exact[0] if exact else alike[0] if len(alike) == 1 else None

    def save(self, profile: Profile) -> Profile:
        """Keep a new or changed profile; return it by the name it has now: no two have the same."""
        profile = renamed(storable(profile), (other.name for other in self.all() if other.id != profile.id))
        self._change(lambda kept: kept | {profile.id: profile.to_json()})
        return profile

    def remove(self, profile_id: str) -> None:
        self._change(lambda kept: {key: data for key, data in kept.items() if key != profile_id})

    def _change(self, edit: Edit) -> None:
        settings.PROFILES.change(self._store, edit)

    def _kept(self) -> Mapping[str, Any]:
        return {key: data for key, data in settings.PROFILES.get(self._store).items() if isinstance(key, str)}
