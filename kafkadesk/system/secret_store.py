"""Passwords in the system's keyring, one entry a profile, and nowhere else. Without a keyring they are asked for each time.

Windows: the Credential Locker. macOS: the Keychain. Linux: Secret Service or KWallet. A keyring that is a plain file is none.
Every method blocks, a locked keyring as long as its user takes to unlock it: call them in a thread.
"""

import json
import logging
from typing import TYPE_CHECKING

from kafkadesk.core.errors import ProfileError
from kafkadesk.core.profiles import NO_SECRETS, Secrets
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

SERVICE = "KafkaDesk"
LEAST_PRIORITY = 1  # keyring's own word for "good enough to be chosen"; plain files are below it


class SecretStore:
    """The keyring of whoever is logged in."""

    def available(self) -> bool:
        """Whether there is a keyring that can keep a secret."""
        return self._backend() is not None

    def read(self, profile_id: str) -> Secrets | None:
        """Return what was kept for a profile; None when there is nothing, or the keyring does not give it away."""
        from keyring.errors import KeyringError

        backend = self._backend()
        if backend is None:
            return None
        try:
            kept = backend.get_password(SERVICE, profile_id)
            found = None if kept is None else json.loads(kept)
        except (KeyringError, ValueError, OSError) as error:
            log.info("The keyring gave nothing for a profile: %s", type(error).__name__)  # its text may have anything in it
            return None
        return Secrets.from_json(found) if isinstance(found, dict) else None

    def write(self, profile_id: str, secrets: Secrets) -> None:
        """Keep a profile's secrets; none: forget them. Raises ProfileError when the keyring refuses, such as for their length."""
        from keyring.errors import KeyringError

        if secrets == NO_SECRETS:
            self.forget(profile_id)
            return
        backend = self._backend()
        if backend is None:
            raise _not_kept(Text(QT_TRANSLATE_NOOP("core", "this computer has none that can be used")))
        try:
            backend.set_password(SERVICE, profile_id, json.dumps(secrets.to_json()))
        except (KeyringError, OSError, ValueError) as error:
            raise _not_kept(Text(QT_TRANSLATE_NOOP("core", "it refused ({name})"), {"name": type(error).__name__})) from None

    def forget(self, profile_id: str) -> None:
        """Delete what was kept for a profile, if anything was."""
        from keyring.errors import KeyringError, PasswordDeleteError

        backend = self._backend()
        if backend is None:
            return
        try:
            backend.delete_password(SERVICE, profile_id)
        except PasswordDeleteError:
            return  # there was nothing
        except (KeyringError, OSError) as error:
            log.warning("The keyring did not delete the password of a profile: %s", type(error).__name__)

    def _backend(self) -> "KeyringBackend | None":
        # Imported here: it asks the desktop's services, which takes its time.
        import keyring

        backend = keyring.get_keyring()
        good = backend.priority >= LEAST_PRIORITY and not type(backend).__module__.startswith("keyrings.alt")
        return backend if good else None


def _not_kept(why: Text) -> ProfileError:
    return ProfileError(
        Text(QT_TRANSLATE_NOOP("core", "The password was not kept in the system's keyring: {why}."), {"why": why}),
        Text(QT_TRANSLATE_NOOP("core", "KafkaDesk asks for it each time. It is never written to a file.")),
    )
