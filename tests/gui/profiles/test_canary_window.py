"""A password that lets in is seen nowhere: not in any widget, model, tooltip or accessible name, not in a log, report or file, not in a picture."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kafkadesk.app.cluster.doctor import DoctorWiring
from kafkadesk.app.cluster.hosts import HostsWiring
from kafkadesk.core.cluster.profiles import Mechanism, Profile, Protocol, Secrets, Security
from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.log.book import LogBook
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import PaneMode, Phase
from kafkadesk.system.files.folders import config_folder, data_folder
from kafkadesk.system.files.settings import Store
from kafkadesk.system.profiles.book import ProfileBook
from kafkadesk.transport.client import logs
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.profiles.password_dialog import PasswordDialog
from kafkadesk.widgets.profiles.profile_dialog import ProfileDialog
from tests.rigs.memory_keyring import MemoryKeyring
from tests.rigs.profiles import Window, files_with, in_window
from tests.rigs.security import PASSWORD, SECRETS, SecureBroker
from tests.rigs.window import until

SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
SPOKEN = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description, QAccessible.Text.Help)
MOST_ROWS = 200


@pytest.fixture
def everything_logged() -> Iterator[LogBook]:
    """The log as the program keeps it, with every logger at DEBUG."""
    book = LogBook()
    undo = logs.keep_in(book)
    names = [None, *(name for name in logging.root.manager.loggerDict if not name.startswith(("asyncio", "qasync", "faker")))]
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield book
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)
    undo()


def cells(model: QAbstractItemModel, under: QModelIndex) -> Iterator[str]:
    """Everything that a view, a tooltip or a screen reader can get from a model."""
    for row in range(min(MOST_ROWS, model.rowCount(under))):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(under)):  # PySide hides a list's
            index = model.index(row, column, under)
            yield from (str(model.data(index, role)) for role in SHOWN)
        if not isinstance(model, QAbstractListModel):
            yield from cells(model, model.index(row, 0, under))


def said_by(widget: QWidget) -> Iterator[str]:
    """Everything that a widget says: painted, in bubbles, and to a screen reader."""
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.windowTitle())
    yield from (widget.accessibleName(), widget.accessibleDescription(), repr(widget.dynamicPropertyNames()))
    yield from (action.text() + action.toolTip() for action in widget.findChildren(QAction))
    spoken = QAccessible.queryAccessibleInterface(widget)
    if spoken is not None:
        yield from (spoken.text(kind) for kind in SPOKEN)
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield widget.displayText() + widget.placeholderText()
        case QPlainTextEdit():
            yield widget.toPlainText()
        case QComboBox():
            yield from (widget.itemText(row) for row in range(widget.count()))
        case QAbstractItemView() if widget.model() is not None:
            yield from cells(widget.model(), QModelIndex())


def all_said() -> str:
    """Everything that any widget of the program says."""
    return "\n".join(text for widget in QApplication.allWidgets() for text in said_by(widget))


@pytest.mark.allow_logs(r".")  # all levels are on
def test_a_password_that_lets_in_is_found_nowhere(
    qtbot: QtBot, qapp: QApplication, secure_broker: SecureBroker, ring: MemoryKeyring, tmp_path: Path, everything_logged: LogBook
) -> None:
    store = Store(tmp_path / "settings.json")
    profile = ProfileBook(store).save(replace(secure_broker.profile("LOGINTLS", Mechanism.SCRAM_SHA_512), name="Canary"))

    async def play(window: Window) -> None:
        desk, profiles = window.desk, window.profiles
        doctor = DoctorWiring(desk, window.parts, window.wiring.intents, profiles, HostsWiring(window.parts, window.wiring.intents))
        profiles.keyring.write(profile.id, Secrets(password=PASSWORD))
        assert PASSWORD in "".join(ring.kept.values()), "it is there to be found"
        profiles.connect_to(profile.id)
        await until(lambda: desk.connection.phase is Phase.CONNECTED, str(desk.connection))
        await desk.create_topic("seen-nowhere", 1)
        pane = desk.add_pane()
        await desk.join(pane, ReadPlan(topic="seen-nowhere", group="seen-nowhere", start=Start(StartKind.EARLIEST)), confirmed=True)
        await until(lambda: desk.panes[pane].mode is PaneMode.MEMBER, str(desk.panes[pane]))
        desk.send(SendPlan(topic="seen-nowhere", value="{}"))
        await until(lambda: desk.panes[pane].received, str(desk.panes[pane]))
        dialog = doctor.open()
        await until(lambda: dialog.again.isEnabled(), "no verdict")
        assert dialog.box.title.text().startswith("Everything is well"), dialog.report()
        dialog.topic.setText("seen-nowhere")
        dialog.group.setText("seen-nowhere")
        dialog.again.click()
        await until(lambda: dialog.again.isEnabled() and "Topic: seen-nowhere" in dialog.report(), "not asked about the topic")
        assert dialog.box.title.text().startswith("Everything is well"), dialog.report()
        assert "Profile: Canary" in dialog.report()
        dialog.copy.click()
        editor = profiles.manage(profile.id)
        await until(lambda: editor.chosen() == profile.id, "the profile is not shown")
        editor.form.password.setText(PASSWORD)  # as while it is typed anew
        everything = (
            all_said() + dialog.report() + QGuiApplication.clipboard().text() + everything_logged.as_text() + desk.logbook.as_text()
        )
        assert "Canary" in everything
        assert "kafka." in everything_logged.as_text(), "the library's own lines too"
        for process in (psutil.Process(), *psutil.Process().children(recursive=True)):
            if not process.name().startswith("java"):  # the broker's own settings are the test's
                everything += " ".join(process.cmdline()) + repr(process.environ())
        for part in (PASSWORD, PASSWORD.split()[0]):
            assert part not in everything
        editor._edited = False  # close it without the question
        editor.reject()
        dialog.close()

    in_window(qtbot, qapp, store, play)
    assert files_with(PASSWORD, tmp_path, config_folder(), data_folder()) == []


def picture(dialog: QDialog, qapp: QApplication) -> QImage:
    """What is painted; without the cursor, which blinks."""
    dialog.show()
    focus = dialog.focusWidget()
    if focus is not None:
        focus.clearFocus()
    qapp.processEvents()
    return dialog.grab().toImage()


PROFILES = (
    Security(protocol=Protocol.SASL_PLAINTEXT, username="app"),
    Security(protocol=Protocol.SASL_SSL, mechanism=Mechanism.OAUTHBEARER, token_url="https://id.example/token", client_id="kafkadesk"),
    Security(protocol=Protocol.SSL, cert_file="/client.pem", key_file="/client.key"),
)


@pytest.mark.parametrize("security", PROFILES, ids=["password", "client secret", "key password"])
def test_no_pixel_tells_one_secret_from_another(qtbot: QtBot, qapp: QApplication, security: Security) -> None:
    profile = Profile(id="p", name="Rig", bootstrap="h:9092", security=security)
    theme.apply(qapp, "light")

    def edited(fill: str) -> QImage:
        dialog = ProfileDialog()
        qtbot.addWidget(dialog)
        dialog.set_profiles((profile,), kept=frozenset(), can_keep=True, choose="p")
        form = dialog.form
        form.set_profile(profile, Secrets(password=fill, client_secret=fill, key_password=fill), kept=False, can_keep=True)
        assert fill in (edit.text() for edit in dialog.findChildren(QLineEdit) if edit.isVisibleTo(dialog))
        return picture(dialog, qapp)

    def asked(fill: str) -> QImage:
        dialog = PasswordDialog(profile, ("password", "client_secret", "key_password"), can_keep=True)
        qtbot.addWidget(dialog)
        for edit in dialog.edits.values():
            edit.setText(fill)
        return picture(dialog, qapp)

    for secret in (PASSWORD, SECRETS.key_password):
        other = "".join(chr(ord("a") + n % 26) for n in range(len(secret)))
        for take in (edited, asked):
            assert take(secret) == take(other)
            assert take(secret) != take(other[:-3]), "the picture is of the field"
