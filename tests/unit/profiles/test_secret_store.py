"""Keyrings as they are: chains of them, plain files among them, errors of every kind; no secret in what is said of it."""

import logging
from collections.abc import Callable, Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend

from kafkadesk.core.cluster.profiles import Secrets
from kafkadesk.core.errors import ProfileError
from kafkadesk.system.profiles.keyring import SecretStore

SECRET = "canary-7f3a"


class _WindowsError(Exception):
    """As pywintypes.error: neither a KeyringError nor an OSError."""


class _Kept(KeyringBackend):
    """A keyring that is one. fails: with what."""

    priority = 5.0

    def __init__(self, fails: type[Exception] | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[str, str] = {}
        self.fails = fails

    def _may_fail(self, secret: str = "") -> None:
        if self.fails:
            raise self.fails(1783, "CredWrite", f"The stub received bad data {secret}")

    def get_password(self, service: str, username: str) -> str | None:
        self._may_fail()
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._may_fail(password)
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._may_fail()
        del self.kept[username]


class _PlainFile(_Kept):
    """One of keyrings.alt, as it is installed on many a Linux."""

    priority = 0.5


_PlainFile.__module__ = "keyrings.alt.file"


class _Chain(ChainerBackend):
    """What keyring chooses where it finds several."""

    priority = 10
    links: tuple[KeyringBackend, ...] = ()

    @property
    def backends(self) -> tuple[KeyringBackend, ...]:
        return self.links


@pytest.fixture
def use() -> Iterator[Callable[[KeyringBackend], None]]:
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_a_chain_of_plain_files_is_no_keyring(use: Callable[[KeyringBackend], None]) -> None:
    chain, files = _Chain(), (_PlainFile(), _PlainFile())  # type: ignore[no-untyped-call]
    chain.links = files
    use(chain)
    assert not SecretStore().available()
    with pytest.raises(ProfileError, match="none that can be used"):
        SecretStore().write("a", Secrets(password=SECRET))
    assert not any(link.kept for link in files)


def test_of_a_chain_the_first_good_one_is_taken(use: Callable[[KeyringBackend], None]) -> None:
    chain, good = _Chain(), _Kept()  # type: ignore[no-untyped-call]
    chain.links = (_PlainFile(), good)
    use(chain)
    SecretStore().write("a", Secrets(password=SECRET))
    assert set(good.kept) == {"a"}
    assert SecretStore().read("a") == Secrets(password=SECRET)


def test_whatever_a_keyring_raises_is_told_without_the_secret(
    use: Callable[[KeyringBackend], None], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    use(_Kept(_WindowsError))
    store = SecretStore()
    assert store.read("a") is None
    with pytest.raises(ProfileError, match="was not kept") as write:
        store.write("a", Secrets(password=SECRET))
    with pytest.raises(ProfileError, match="did not delete") as forget:
        store.forget("a")
    for error in (write.value, forget.value):
        assert SECRET not in error.sentence()
        assert error.__suppress_context__, "a traceback would show what the keyring said"
    assert SECRET not in caplog.text
