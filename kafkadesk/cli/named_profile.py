"""A profile that a command names, and its passwords: from the keyring, else typed."""

import getpass
import sys

from kafkadesk.core.cluster.profiles import NO_SECRETS, Profile, Secrets
from kafkadesk.core.errors import UserError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.system.files.settings import Store
from kafkadesk.system.profiles.book import ProfileBook


def profile_named(name: str) -> Profile:
    """Return the profile of this name; raises UserError, which names those that there are."""
    book = ProfileBook(Store())
    found = book.named(name)
    if found is not None:
        return found
    known = ", ".join(profile.name for profile in book.all())
    raise UserError(
        Text(QT_TRANSLATE_NOOP("core", "There is no profile “{name}”."), {"name": name}),
        Text(QT_TRANSLATE_NOOP("core", "There are: {names}."), {"names": known}),
    )


def secrets_of(profile: Profile) -> Secrets:
    """Return what the keyring has; a password that it has not is asked for, where there is somebody to ask."""
    from kafkadesk.system.profiles.keyring import SecretStore  # imports keyring

    kept = SecretStore().read(profile.id)
    if kept is None and profile.security.by_password and sys.stdin.isatty():
        return Secrets(password=getpass.getpass(f"Password of {profile.security.username}: "))
    return kept or NO_SECRETS
