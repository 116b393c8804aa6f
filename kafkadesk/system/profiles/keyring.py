"""Passwords in the system's keyring, one entry a profile, and nowhere else. Without a keyring they are asked for each time.

Windows: the Credential Locker. macOS: the Keychain. Linux: Secret Service or KWallet. A keyring that is a plain file is none.
Every method blocks, a locked keyring as long as its user takes to unlock it: call them in a thread.
"""

import json
import logging
from typing import TYPE_CHECKING

from kafkadesk.core.cluster.profiles import NO_SECRETS, Secrets
from kafkadesk.core.errors import ProfileError
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
        backend = self._backend()
        if backend is None:
            return None
        try:
            kept = backend.get_password(SERVICE, profile_id)
            found = None if kept is None else json.loads(kept)
        except Exception as error:  # noqa: BLE001  # Windows raises pywintypes.error, D-Bus its own: nothing but Exception is common to them
            log.info("The keyring gave nothing for a profile: %s", type(error).__name__)  # its text may have anything in it
            return None
        return Secrets.from_json(found) if isinstance(found, dict) else None

    def write(self, profile_id: str, secrets: Secrets) -> None:
        """Keep a profile's secrets; none: forget them. Raises ProfileError when the keyring refuses, such as for their length."""
        if secrets == NO_SECRETS:
            self.forget(profile_id)
            return
        backend = self._backend()
        if backend is None:
            raise _not_kept(Text(QT_TRANSLATE_NOOP("core", "this computer has none that can be used")))
        try:
            backend.set_password(SERVICE, profile_id, json.dumps(secrets.to_json()))
        except Exception as error:  # noqa: BLE001  # as above; its text may have the password in it
            raise _not_kept(Text(QT_TRANSLATE_NOOP("core", "it refused ({name})"), {"name": type(error).__name__})) from None

    def forget(self, profile_id: str) -> None:
        """Delete what was kept for a profile, if anything was. Raises ProfileError when it is still there."""
        from keyring.errors import PasswordDeleteError

        backend = self._backend()
        if backend is None:
            return
        try:
            backend.delete_password(SERVICE, profile_id)
        except PasswordDeleteError:
            return  # there was nothing
        except Exception as error:  # noqa: BLE001  # as above
            raise ProfileError(
                Text(
                    QT_TRANSLATE_NOOP("core", "The keyring did not delete the password of the profile: {name}."),
                    {"name": type(error).__name__},
                ),
                Text(QT_TRANSLATE_NOOP("core", "Delete it there: its entry is called KafkaDesk.")),
            ) from None

    def _backend(self) -> "KeyringBackend | None":
        # Imported here: it asks the desktop's services, which takes its time.
        import keyring
        from keyring.backends.chainer import ChainerBackend

        chosen = keyring.get_keyring()
        # Where there are several the chain of them is chosen, and it is good even if all its links are plain files.
        links = chosen.backends if isinstance(chosen, ChainerBackend) else (chosen,)
        return next((link for link in links if _is_good(link)), None)


def _is_good(backend: "KeyringBackend") -> bool:
    return backend.priority >= LEAST_PRIORITY and not type(backend).__module__.startswith("keyrings.alt")


def _not_kept(why: Text) -> ProfileError:
    return ProfileError(
        Text(QT_TRANSLATE_NOOP("core", "The password was not kept in the system's keyring: {why}."), {"why": why}),
        Text(QT_TRANSLATE_NOOP("core", "KafkaDesk asks for it each time. It is never written to a file.")),
    )
