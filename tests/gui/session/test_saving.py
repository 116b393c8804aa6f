"""Two windows on one home, a damaged draft, a full disk: nothing typed is lost, and what goes wrong is said once."""

import asyncio
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kafkadesk.app.session import saving as saving_module
from kafkadesk.app.session.drafts import Drafts
from kafkadesk.app.session.saving import Saving, draft_damaged, settings_damaged
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.models.delivery_table import DeliveryTable
from kafkadesk.system.files.drafts import DraftStore, draft_store, template_store
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.producer.producer_pane import ProducerPane
from kafkadesk.widgets.window.message_bar import Message, MessageBar
from kafkadesk.widgets.window.unsaved_dialog import UnsavedDialog

BUILT_IN = '{"built in": 1}'


class Window:
    """The producer pane of a window, and what keeps it."""

    def __init__(self, qtbot: QtBot) -> None:
        table = DeliveryTable(DeliveryLog())
        self.pane = ProducerPane(table)
        table.setParent(self.pane)
        qtbot.addWidget(self.pane)
        self.draft: DraftStore = draft_store()
        self.drafts = Drafts(self.pane, self.draft, template_store(), staged=lambda: False)
        self.drafts.restore({"value": BUILT_IN})

    def text(self) -> str:
        return self.pane.editor.payload.editor.text()

    def type(self, text: str) -> None:
        self.pane.editor.payload.set_text(text)
        self.drafts.save()

    def close(self) -> None:
        asyncio.run(self.drafts.close())

    def crash(self) -> None:
        """Let go of the draft as the operating system does."""
        self.draft.release()


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Window]:
    monkeypatch.setenv("KAFKADESK_HOME", str(tmp_path))
    theme.apply(qapp, "light")
    return lambda: Window(qtbot)


def test_each_window_has_a_draft_of_its_own(opened: Callable[[], Window]) -> None:
    first, second = opened(), opened()
    assert second.text() == BUILT_IN
    first.type("in the first")
    second.type("in the second")
    second.close()
    first.type("in the first, later")
    first.crash()
    third, fourth = opened(), opened()
    assert third.text() == "in the first, later", "what was typed last comes back first"
    assert fourth.text() == "in the second"
    third.close()
    fourth.close()


def test_templates_of_two_windows_are_all_kept(opened: Callable[[], Window]) -> None:
    first, second = opened(), opened()
    for window, name, text in ((first, "mine", "1"), (second, "yours", "2"), (first, "same", "3"), (second, "same", "4")):
        window.type(text)
        window.pane.saved.save(name, window.pane.state())
    second.pane.saved.delete("same")
    second.pane.saved.save("same", second.pane.state())
    first.close()
    second.close()
    third = opened()
    kept = {name: third.pane.saved.get(name)["value"] for name in third.pane.saved.names()}
    assert kept == {"mine": "1", "yours": "2", "same": "3", "same (2)": "4"}
    third.close()


def test_templates_beside_the_draft_of_an_earlier_version_are_taken_over(opened: Callable[[], Window], tmp_path: Path) -> None:
    Store(tmp_path / "config" / "draft.json").put("templates", {"old": {"value": "1"}})
    window = opened()
    assert window.pane.saved.names() == ("old",)
    window.close()
    assert Store(tmp_path / "config" / "templates.json").get("templates") == {"old": {"value": "1"}}


@pytest.fixture
def messages(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def saving(messages: MessageBar) -> Iterator[Saving]:
    made = Saving(messages)
    yield made
    asyncio.run(made.close())


def test_damaged_files_are_said_and_kept(tmp_path: Path, messages: MessageBar, saving: Saving) -> None:
    for name, damaged in (("settings", settings_damaged()), ("draft", draft_damaged())):
        (tmp_path / f"{name}.json").write_text('{"format": 1, "settings": {"theme": "da', encoding="utf-8")
        saving.watch(Store(tmp_path / f"{name}.json"), damaged)
    draft, settings = messages.texts()
    assert settings.startswith("The settings file was damaged and could not be read")
    assert settings.endswith(f"The damaged file is kept as {tmp_path / 'settings.damaged.json'}.")
    assert draft.startswith("The file with what you typed last was damaged and could not be read: this is not your latest message.")
    for row in ("settings.json", "draft.json"):
        messages.dismiss(row)
    saving.watch(Store(tmp_path / "settings.json"), settings_damaged())
    assert messages.texts() == (), "said once"


def test_what_is_used_in_place_of_a_damaged_or_later_file_is_said(tmp_path: Path, messages: MessageBar, saving: Saving) -> None:
    for value in (1, 2):
        Store(tmp_path / "draft.json").put("a", value)
    (tmp_path / "draft.json").write_text('{"format": 7, "settings": {}}')
    saving.watch(Store(tmp_path / "draft.json"), draft_damaged())
    [text] = messages.texts()
    assert text.startswith("draft.json was written by a later version of KafkaDesk. What the session before had kept is used in its place.")


class Disk(QObject):
    """A disk that is full until somebody makes room."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        self.full, self.tries = True, 0
        sync = os.fsync

        def fsync(handle: int) -> None:
            if self.full:
                self.tries += 1
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            sync(handle)

        monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.allow_logs("No space left")
def test_a_full_disk_is_said_once_and_tried_again_until_there_is_room(
    qtbot: QtBot, tmp_path: Path, messages: MessageBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving_module, "RETRY_MS", 20)
    saving = Saving(messages)
    stores = [Store(tmp_path / f"{n}.json") for n in range(2)]
    for store in stores:
        saving.watch(store, settings_damaged())
    disk = Disk(monkeypatch)
    shown: list[str] = []
    show = messages.show_message

    def note(message: Message) -> None:
        shown.append(message.text.render())
        show(message)

    monkeypatch.setattr(messages, "show_message", note)
    for n in range(5):
        for store in stores:
            store.put("typed", n)
    qtbot.waitUntil(lambda: disk.tries > 12)
    assert shown == ["The disk is full: what you type and set is not saved."]
    assert saving.trouble() is not None
    disk.full = False
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert shown[1] == "What you typed and set is saved again: nothing is missing on disk."
    assert messages.texts() == (shown[1],)
    assert [Store(store.path).get("typed") for store in stores] == [4, 4]
    asyncio.run(saving.close())


def test_closing_with_something_unsaved_is_asked_about(qtbot: QtBot) -> None:
    dialog = UnsavedDialog(OSError(errno.ENOSPC, "No space left on device"))
    qtbot.addWidget(dialog)
    stay, close = dialog.findChildren(QPushButton)
    assert stay.isDefault()
    with qtbot.waitSignal(dialog.accepted):
        close.click()
