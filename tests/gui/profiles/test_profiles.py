"""Profiles in the real window on a real broker with logins; what a user does with them, and where no password ever is."""

from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kafkadesk.core.cluster.profiles import LOCAL, Mechanism, Profile, Protocol, Secrets, Security, read_profiles
from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.errors import AuthError, ProfileError
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.settings import PROFILES
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import PaneMode, Phase
from kafkadesk.system.files.folders import config_folder, data_folder
from kafkadesk.system.files.settings import Store
from kafkadesk.system.profiles.book import ProfileBook
from kafkadesk.system.profiles.keyring import SERVICE, SecretStore
from kafkadesk.widgets.profiles.password_dialog import PasswordDialog
from kafkadesk.widgets.profiles.profile_dialog import ProfileDialog
from kafkadesk.widgets.profiles.profile_form import ProfileForm
from kafkadesk.widgets.profiles.quick_switch import QuickSwitch
from tests.rigs.memory_keyring import MemoryKeyring
from tests.rigs.profiles import Window, files_with, in_window, shown, type_profile
from tests.rigs.security import PASSWORD, SecureBroker
from tests.rigs.window import until


def texts(window: QWidget) -> str:
    """Return everything that the window shows as text."""
    widgets = [window, *window.findChildren(QWidget)]
    found = [w.toolTip() + w.accessibleName() + w.windowTitle() for w in widgets]
    found += [w.text() for w in widgets if isinstance(w, QLabel)] + [w.displayText() for w in widgets if isinstance(w, QLineEdit)]
    return "\n".join(found + [w.toPlainText() for w in widgets if isinstance(w, QPlainTextEdit)])


@pytest.mark.allow_logs(r"^kafka\.")
def test_a_profile_from_the_first_field_to_the_first_record_and_its_password_nowhere(
    qtbot: QtBot, qapp: QApplication, secure_broker: SecureBroker, ring: MemoryKeyring, tmp_path: Path
) -> None:
    store = Store(tmp_path / "settings.json")
    wanted = replace(secure_broker.profile("LOGINTLS", Mechanism.SCRAM_SHA_256), name="Test & rig")

    async def play(window: Window) -> None:
        desk, parts = window.desk, window.parts
        dialog = window.profiles.manage()
        await until(lambda: dialog.list.count(), "Local Kafka is always there")
        assert not dialog.form.isVisible()
        type_profile(dialog, wanted, PASSWORD)
        await until(lambda: not dialog.form.faults(), str(dialog.form.faults()))
        dialog.test.click()
        await until(lambda: "It works" in dialog.outcome.text(), dialog.outcome.text())
        dialog.save.click()
        await until(lambda: "is saved" in dialog.outcome.text(), dialog.outcome.text())
        assert [service for service, _ in ring.kept] == [SERVICE]
        assert "kept in the keyring" in dialog.form.password.placeholderText()
        assert dialog.form.password.text() == "", "what is kept is not taken out to be shown"
        dialog.go.click()
        await until(lambda: desk.connection.phase is Phase.CONNECTED, str(desk.connection))
        assert "Test && rig" in parts.bar._profile.text()
        await desk.create_topic("canary", 1)
        pane = desk.add_pane()
        await desk.join(pane, ReadPlan(topic="canary", group="g", start=Start(StartKind.EARLIEST)), confirmed=True)
        await until(lambda: desk.panes[pane].mode is PaneMode.MEMBER, str(desk.panes[pane]))
        desk.send(SendPlan(topic="canary", value="{}"))
        await until(lambda: desk.panes[pane].received, str(desk.panes[pane]))
        window.profiles.manage()
        await window.profiles._export(tmp_path / "out.json")
        assert "without passwords" in dialog.outcome.text()
        everything = texts(parts.window) + texts(dialog) + desk.logbook.as_text() + repr(desk.connection) + repr(desk._connection.session)
        everything += repr(desk._connection.need_session().options)
        for process in (psutil.Process(), *psutil.Process().children(recursive=True)):
            if process.name().startswith("java"):
                continue  # the broker's own files are the test's
            everything += " ".join(process.cmdline()) + repr(process.environ())
        assert PASSWORD not in everything

    in_window(qtbot, qapp, store, play)
    assert files_with(PASSWORD, tmp_path, config_folder(), data_folder()) == []
    (back,) = read_profiles((tmp_path / "out.json").read_bytes())
    assert (back.name, back.security) == (wanted.name, wanted.security)


@pytest.mark.allow_logs(r"^kafka\.")
def test_without_a_keyring_the_password_is_asked_for_and_a_wrong_one_tried_once(
    qtbot: QtBot, qapp: QApplication, secure_broker: SecureBroker, tmp_path: Path
) -> None:
    store = Store(tmp_path / "settings.json")
    profile = ProfileBook(store).save(replace(secure_broker.profile("LOGIN"), name="Rig", read_only=True))

    async def answer(window: Window, password: str) -> None:
        # By Ctrl+K, as a hurried person does.
        editor = window.parts.producer.editor.payload.editor
        window.parts.window.activateWindow()
        editor.setFocus()  # where X11 takes Ctrl+K for "delete to the end of the line"
        await until(lambda: QApplication.focusWidget() is not None, "the focus")
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: shown(QuickSwitch), "the quick switch")
        (switch,) = shown(QuickSwitch)
        QTest.keyClicks(switch.edit, "ri")
        assert len(switch.offered()) == 1
        QTest.keyClick(switch.edit, Qt.Key.Key_Return)
        await until(lambda: shown(PasswordDialog), "the question")
        (asked,) = shown(PasswordDialog)
        assert "asked for each time" in texts(asked)
        assert not asked.keep.isVisible()
        asked.edits["password"].setText(password)
        asked.accept()

    async def play(window: Window) -> None:
        desk, bar = window.desk, window.parts.bar
        before = secure_broker.refusals()
        await answer(window, "wrong")
        await until(lambda: isinstance(desk.connection.error, AuthError), str(desk.connection))
        assert "tried once" in texts(window.parts.window)
        assert "Edit the profile" in [b.text() for b in window.parts.messages.findChildren(QPushButton) if b.isVisible()]
        assert bar._connect.text() == "Connect"
        await desk.disconnect()
        assert secure_broker.refusals() - before == 1
        await answer(window, PASSWORD)
        await until(lambda: desk.connection.phase is Phase.CONNECTED, str(desk.connection))
        assert "read-only" in bar._profile.text()
        assert "read-only" in texts(window.parts.producer)
        assert not window.parts.producer.editor.controls.button.isEnabled()

    in_window(qtbot, qapp, store, play)
    assert store.get("last_profile") == profile.id
    assert files_with(PASSWORD, tmp_path, config_folder(), data_folder()) == []


def test_the_fields_are_those_that_the_protocol_needs(qtbot: QtBot) -> None:
    form = ProfileForm()
    qtbot.addWidget(form)
    form.set_profile(Profile(name="x", bootstrap="h:1"), Secrets(), kept=False, can_keep=True)
    form.show()

    def visible() -> set[str]:
        always = {"name", "color", "bootstrap", "protocol", "default_topic", "name_map", "read_only", "production"}
        return {name for name, field in form._fields.items() if field.isVisible()} - always

    def choose(protocol: Protocol, mechanism: Mechanism = Mechanism.PLAIN) -> set[str]:
        form.protocol.setCurrentIndex(list(Protocol).index(protocol))
        form.mechanism.setCurrentIndex(list(Mechanism).index(mechanism))
        return visible()

    assert choose(Protocol.PLAINTEXT) == set()
    assert choose(Protocol.SSL) == {"ca_file", "cert_file"}
    assert choose(Protocol.SASL_PLAINTEXT) == {"mechanism", "username", "password", "keep", "warning"}
    assert "warning" not in choose(Protocol.SASL_PLAINTEXT, Mechanism.SCRAM_SHA_256)
    oauth = {"mechanism", "token_url", "client_id", "client_secret", "scope", "ca_file", "cert_file", "keep"}
    assert choose(Protocol.SASL_SSL, Mechanism.OAUTHBEARER) == oauth
    choose(Protocol.SSL)
    form.cert_file.set_path("/x/me.pem")
    assert visible() == {"ca_file", "cert_file", "key_file", "key_password", "keep"}


def test_defects_stand_at_their_fields_and_nothing_is_saved_with_one(qtbot: QtBot) -> None:
    dialog = ProfileDialog()
    qtbot.addWidget(dialog)
    saved: list[object] = []
    dialog.save_requested.connect(lambda *what: saved.append(what))
    dialog.set_profiles((LOCAL,), kept=frozenset(), can_keep=True)
    dialog.add.click()
    dialog.form.bootstrap.setText("h:9092,")
    assert "empty server" in dialog.form.faults()["bootstrap"]
    dialog.form.protocol.setCurrentIndex(list(Protocol).index(Protocol.SASL_SSL))
    assert "username" not in dialog.form.faults(), "nobody is scolded for a field not yet come to"
    dialog.save.click()
    assert "username" in dialog.form.faults()
    assert saved == []
    dialog.form.username.setText("u")
    dialog.form.bootstrap.setText("h:9092")
    dialog.form.name_map.setPlainText("kafka-1 10.0.0.5 x")
    assert "is not an IP address" in dialog.form.faults()["name_map"]
    dialog.form.name_map.setPlainText("kafka-1  10.0.0.5")
    dialog.save.click()
    assert len(saved) == 1
    assert dialog.form.profile().name_map == (("kafka-1", "10.0.0.5"),)


def test_closing_asks_before_edits_are_lost(qtbot: QtBot) -> None:
    dialog = ProfileDialog()
    qtbot.addWidget(dialog)
    dialog.set_profiles((LOCAL, Profile(id="a", name="A", bootstrap="h:1")), kept=frozenset(), can_keep=True, choose="a")
    dialog.show()
    dialog.form.name.setText("B")
    dialog.shut.click()
    assert dialog.isVisible()
    assert dialog.question is not None
    assert "not saved" in dialog.question.text()
    dialog.question.buttons()[-1].click()
    dialog.question.close()


def test_profiles_are_kept_by_two_windows_at_once(tmp_path: Path) -> None:
    mine, other = Store(tmp_path / "s.json"), Store(tmp_path / "s.json")
    a = ProfileBook(mine).save(Profile(name="A", bootstrap="h:1"))
    b = ProfileBook(other).save(Profile(name="a", bootstrap="h:2", security=Security(username="u")))
    ProfileBook(mine).save(replace(a, color="red"))
    found = {profile.id: profile for profile in ProfileBook(Store(tmp_path / "s.json")).all()}
    assert set(found) == {LOCAL.id, a.id, b.id}
    assert found[a.id].color == "red"


def test_one_damaged_profile_costs_no_other_and_stays_in_the_file(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.json")
    ProfileBook(store).save(Profile(id="good", name="A", bootstrap="h:1"))
    store.change(PROFILES.name, lambda kept: kept | {"bad": {"name": "B", "bootstrap": 7}, "odd": []})
    book = ProfileBook(store)
    assert [profile.id for profile in book.all()] == [LOCAL.id, "good"]
    assert set(book.faults) == {"bad", "odd"}
    book.remove("good")
    assert set(store.get(PROFILES.name)) == {"bad", "odd"}


def test_what_the_keyring_does_not_take_is_said_without_the_password(ring: MemoryKeyring) -> None:
    store = SecretStore()
    store.write("a", Secrets(password="p"))
    assert store.read("a") == Secrets(password="p")
    ring.most = 10
    with pytest.raises(ProfileError, match="was not kept") as caught:
        store.write("a", Secrets(password=PASSWORD))
    assert PASSWORD not in caught.value.sentence()
    store.forget("a")
    store.forget("a")
    assert store.read("a") is None


def test_a_plain_file_is_no_keyring() -> None:
    assert not SecretStore().available(), "tests have none"
    with pytest.raises(ProfileError):
        SecretStore().write("a", Secrets(password="p"))
