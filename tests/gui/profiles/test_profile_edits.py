"""Hurry in the profile editor: keyrings that answer late, Connect before Save has ended, what is typed when something else comes."""

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.core.cluster.profiles import LOCAL, Mechanism, Profile, Protocol, Secrets, Security
from kafkadesk.core.errors import AuthError
from kafkadesk.core.state import Phase
from kafkadesk.system.files.settings import Store
from kafkadesk.system.profiles.book import ProfileBook
from kafkadesk.system.profiles.tls_files import file_defects
from kafkadesk.widgets.profiles.password_dialog import PasswordDialog
from kafkadesk.widgets.profiles.profile_dialog import ProfileDialog
from tests.rigs.memory_keyring import MemoryKeyring
from tests.rigs.profiles import Window, in_window, shown, type_profile
from tests.rigs.security import PASSWORD, SecureBroker, certificate
from tests.rigs.window import until

A, B = Profile(id="a", name="A", bootstrap="h:1"), Profile(id="b", name="B", bootstrap="h:2")


def names(dialog: ProfileDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def drop(dialog: ProfileDialog) -> None:
    """Answer the question after edits that would be lost."""
    assert dialog.question is not None
    (button,) = (b for b in dialog.question.buttons() if "Drop" in b.text())
    button.click()
    dialog.question = None


@pytest.fixture
def dialog(qtbot: QtBot) -> ProfileDialog:
    made = ProfileDialog()
    qtbot.addWidget(made)
    made.set_profiles((LOCAL, A, B), kept=frozenset(), can_keep=True, choose="a")
    made.show()
    return made


def test_what_is_typed_stays_when_the_keyring_answers_late(dialog: ProfileDialog) -> None:
    dialog.add.click()
    dialog.form.name.setText("Mine")
    dialog.form.password.setText(PASSWORD)
    dialog.set_profiles((LOCAL, A, B), kept=frozenset("a"), can_keep=True, choose="b")
    assert (dialog.form.name.text(), dialog.form.password.text()) == ("Mine", PASSWORD)
    assert names(dialog) == ["Local Kafka", "A", "B", "Mine"]
    assert dialog.save.isEnabled()
    dialog.form.bootstrap.setText("h:3")
    dialog.save.click()
    dialog.set_profiles((LOCAL, A, B), kept=frozenset(), can_keep=True, choose="b")
    assert dialog.form.name.text() == "B", "after it was saved there is nothing to protect"


@pytest.mark.parametrize("press", ["add", "copy", "take"])
def test_no_button_drops_edits_without_a_question(dialog: ProfileDialog, press: str) -> None:
    dialog.form.name.setText("A changed")
    getattr(dialog, press).click()
    assert dialog.form.name.text() == "A changed"
    assert dialog.question is not None
    assert "not saved" in dialog.question.text()
    dialog.question.close()
    assert names(dialog) == ["Local Kafka", "A", "B"]


def test_a_new_profile_that_is_dropped_leaves_no_row_behind(dialog: ProfileDialog) -> None:
    dialog.add.click()
    dialog.list.setCurrentRow(2)
    drop(dialog)
    assert names(dialog) == ["Local Kafka", "A", "B"]
    assert dialog.form.name.text() == "B"


def test_no_password_stays_in_a_closed_editor(dialog: ProfileDialog) -> None:
    dialog.form.password.setText(PASSWORD)
    dialog.shut.click()
    drop(dialog)
    assert not dialog.isVisible()
    assert dialog.form.password.text() == ""


def test_a_file_that_is_there_by_now_no_longer_hinders(dialog: ProfileDialog, tmp_path: Path) -> None:
    """As one on a network drive, or a key that somebody is just making: nobody should have to type its path again."""
    dialog.check_requested.connect(lambda profile, secrets: dialog.set_file_defects(profile, file_defects(profile.security, secrets)))
    saved: list[object] = []
    dialog.save_requested.connect(lambda *what: saved.append(what))
    dialog.form.protocol.setCurrentIndex(list(Protocol).index(Protocol.SSL))
    dialog.form.ca_file.set_path(str(tmp_path / "ca.pem"))
    dialog.save.click()
    assert "There is no file" in dialog.form.faults()["ca_file"]
    (tmp_path / "ca.pem").write_bytes(certificate("Test CA", ca=True).cert_pem())
    dialog.save.click()
    assert dialog.form.faults() == {}
    dialog.save.click()
    assert len(saved) == 1


def test_a_token_server_without_tls_is_warned_of(dialog: ProfileDialog) -> None:
    form = dialog.form
    form.protocol.setCurrentIndex(list(Protocol).index(Protocol.SASL_SSL))
    form.mechanism.setCurrentIndex(list(Mechanism).index(Mechanism.OAUTHBEARER))
    for address, warned in (
        ("http://login.example/token", True),
        ("https://login.example/token", False),
        ("http://127.0.0.1:8080/token", False),
        ("http://localhost.evil.example/", True),
    ):
        form.token_url.setText(address)
        assert ("can read the client secret" in form._warning.text() and form._warning.isVisible()) is warned, address


@pytest.mark.allow_logs(r"^kafka\.")
def test_connect_right_after_typing_takes_what_was_typed(
    qtbot: QtBot, qapp: QApplication, secure_broker: SecureBroker, tmp_path: Path
) -> None:
    store = Store(tmp_path / "settings.json")

    async def play(window: Window) -> None:
        dialog = window.profiles.manage()
        await until(lambda: dialog.list.count(), "Local Kafka is always there")
        type_profile(dialog, replace(secure_broker.profile("LOGIN"), name="Rig"), PASSWORD)
        dialog.go.click()
        await until(lambda: window.desk.connection.phase is Phase.CONNECTED, str(window.desk.connection))
        assert not shown(PasswordDialog), "there is no keyring here, but it was typed a moment ago"

    in_window(qtbot, qapp, store, play)
    assert [profile.name for profile in ProfileBook(store).all()] == ["Local Kafka", "Rig"]


@pytest.mark.allow_logs(r"^kafka\.")
def test_only_a_password_that_was_taken_is_kept(
    qtbot: QtBot, qapp: QApplication, secure_broker: SecureBroker, ring: MemoryKeyring, tmp_path: Path
) -> None:
    store = Store(tmp_path / "settings.json")
    profile = ProfileBook(store).save(replace(secure_broker.profile("LOGIN"), name="Rig"))

    async def answer(window: Window, password: str) -> None:
        window.profiles.connect_to(profile.id)
        await until(lambda: shown(PasswordDialog), "the question")
        (asked,) = shown(PasswordDialog)
        assert asked.keep.isChecked()
        asked.edits["password"].setText(password)
        asked.accept()

    async def play(window: Window) -> None:
        await answer(window, "wrong password")
        await until(lambda: isinstance(window.desk.connection.error, AuthError), str(window.desk.connection))
        assert ring.kept == {}
        await window.desk.disconnect()
        await answer(window, PASSWORD)
        await until(lambda: ring.kept, "the right one is kept")
        assert window.desk.connection.phase is Phase.CONNECTED

    in_window(qtbot, qapp, store, play)


def test_of_two_wishes_the_later_one_counts(qtbot: QtBot, qapp: QApplication, ring: MemoryKeyring, tmp_path: Path) -> None:
    store = Store(tmp_path / "settings.json")
    login = Security(protocol=Protocol.SASL_PLAINTEXT, mechanism=Mechanism.SCRAM_SHA_256, username="u")
    slow, quick = (ProfileBook(store).save(Profile(name=name, bootstrap="127.0.0.1:9", security=login)) for name in ("slow", "quick"))
    unlocked = threading.Event()

    async def play(window: Window) -> None:
        tried: list[str] = []
        read = window.profiles.keyring.read

        def locked(profile_id: str) -> Secrets | None:
            if profile_id == slow.id:
                unlocked.wait(20)
            return read(profile_id)

        async def go(profile: Profile, secrets: Secrets) -> None:
            tried.append(profile.name)

        window.profiles.keyring.read = locked  # type: ignore[method-assign]
        window.profiles._go = go  # type: ignore[method-assign]
        for profile in (slow, quick):
            window.profiles.keyring.write(profile.id, Secrets(password=PASSWORD))
        window.profiles.connect_to(slow.id)
        window.profiles.connect_to(quick.id)
        await until(lambda: tried, "the second")
        unlocked.set()
        await until(lambda: not [t for t in asyncio.all_tasks() if t.get_name() == "connect by profile"], "the first has ended")
        assert tried == ["quick"]

    in_window(qtbot, qapp, store, play)
