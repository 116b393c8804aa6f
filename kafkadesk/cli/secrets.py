"""A profile's passwords for the commands: from the keyring, else typed."""

import getpass
import sys

from kafkadesk.core.cluster.profiles import NO_SECRETS, Profile, Secrets


def secrets_of(profile: Profile) -> Secrets:
    """Return what the keyring has; a password that it has not is asked for, where there is somebody to ask."""
    from kafkadesk.system.profiles.keyring import SecretStore  # imports keyring

    kept = SecretStore().read(profile.id)
    if kept is None and profile.security.by_password and sys.stdin.isatty():
        return Secrets(password=getpass.getpass(f"Password of {profile.security.username}: "))
    return kept or NO_SECRETS
