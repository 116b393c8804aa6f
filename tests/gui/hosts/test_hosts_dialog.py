"""The hosts file in the window: typed, shown, written by the helper, proved; refused consent is calm. On a file of the test's own."""

import asyncio
import shlex
import subprocess
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kafkadesk.app.cluster.hosts import HostsWiring, in_force
from kafkadesk.core.actions.window import HOSTS
from kafkadesk.core.events import ConnectionChanged
from kafkadesk.core.hosts.answers import Answer, HostsError
from kafkadesk.core.hosts.diff import diff_lines
from kafkadesk.core.hosts.entries import HostEntry, parse_entries
from kafkadesk.core.hosts.facts import Look, Place, Proof
from kafkadesk.core.hosts.file import CLOSE, OPEN, add, digest
from kafkadesk.core.hosts.request import Op, Request
from kafkadesk.core.state import ConnectionState, Phase
from kafkadesk.system.files.settings import Store
from kafkadesk.system.hosts import helper as hosts_helper
from kafkadesk.system.hosts import proof as hosts_proof
from kafkadesk.system.hosts.elevate import Elevation, helper_command
from kafkadesk.system.hosts.store import HostsStore
from kafkadesk.widgets.hosts.hosts_dialog import HostsDialog
from kafkadesk.widgets.window.connection_bar import ConnectionBar
from kafkadesk.widgets.window.message_bar import MessageBar
from tests.rigs.field_app import Work
from tests.rigs.profiles import Window, in_window
from tests.rigs.window import until

OLD = b"127.0.0.1 localhost\n10.0.0.5 taken\n"
NODES = "10.0.0.1 kafka-1\n10.0.0.2 kafka-2"


@pytest.fixture
def dialog(qtbot: QtBot) -> HostsDialog:
    made = HostsDialog("/etc/hosts", "my-pc")
    qtbot.addWidget(made)
    made.set_facts(Look(OLD), Place())
    made.show()
    return made


def typed(dialog: HostsDialog, text: str) -> None:
    dialog.entries.typed.setPlainText(text)
    dialog.refresh()


def asked(qtbot: QtBot, dialog: HostsDialog, press: Callable[[], None]) -> Request:
    with qtbot.waitSignal(dialog.change_requested) as waited:
        press()
    assert waited.args is not None
    request = waited.args[0]
    assert isinstance(request, Request)
    return request


def test_the_exact_lines_are_shown_before_they_are_asked_for(qtbot: QtBot, dialog: HostsDialog) -> None:
    dialog.entries.typed.setPlainText(NODES)
    qtbot.waitUntil(lambda: dialog.write.text() == "Add 2 lines…")
    assert dialog.pages.preview.toPlainText().splitlines()[-4:] == [
        f"+ {OPEN.decode()}",
        "+ 10.0.0.1 kafka-1",
        "+ 10.0.0.2 kafka-2",
        f"+ {CLOSE.decode()}",
    ]
    assert "/etc/hosts — these lines will be added at its end, nothing else changes:" in dialog.pages.said.text()
    assert asked(qtbot, dialog, dialog.write.click) == Request(op=Op.ADD, expected=digest(OLD), entries=parse_entries(NODES))
    assert not dialog.write.isEnabled()  # not twice


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10.0.0.1 kafka-1:9092", "“kafka-1:9092”: a host name cannot contain “:”."),
        ("x\n10.0.0.1 my-pc", "Line 1: “x” is not an IP address. Line 2: “my-pc” is the name of this PC; other programs rely on it."),
    ],
)
def test_pasted_lines_that_are_wrong_are_named(dialog: HostsDialog, text: str, said: str) -> None:
    typed(dialog, text)
    assert dialog.entries.fault.isVisible()
    assert dialog.entries.fault.text().startswith(said)
    assert not dialog.write.isEnabled()


def test_a_preview_that_does_not_hold_any_more_leaves_nothing_behind(dialog: HostsDialog) -> None:
    typed(dialog, NODES)
    assert dialog.pages.preview.extraSelections()
    typed(dialog, "10.0.0.1:9092 kafka-1")
    assert dialog.pages.preview.toPlainText() == ""
    assert not dialog.pages.preview.extraSelections()


class Marking(QTranslator):
    """Translates every text into itself in brackets."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"‹{text}›"

    def isEmpty(self) -> bool:
        return False


def test_its_texts_follow_the_language_while_it_is_open(qtbot: QtBot, qapp: QApplication, dialog: HostsDialog) -> None:
    typed(dialog, NODES)
    marking = Marking()
    qapp.installTranslator(marking)
    try:
        qtbot.waitUntil(lambda: dialog.write.text().startswith("‹"))
        shown = [button.text() for button in dialog.findChildren(QAbstractButton) if button.text()]
        shown += [dialog.pages.tabs.tabText(i) for i in range(3)]
        shown += [label.text() for label in dialog.findChildren(QLabel) if label.isVisible() and label.text()]
        assert [text for text in shown if "‹" not in text] == []
    finally:
        qapp.removeTranslator(marking)
    qtbot.waitUntil(lambda: dialog.write.text() == "Add 2 lines…")


def test_a_hosts_file_that_is_read_elsewhere_is_told(dialog: HostsDialog) -> None:
    dialog.set_facts(Look(OLD), Place(moved="D:/etc"))
    assert "This Windows is set to read its hosts file in D:/etc" in dialog.pages.checks.text()


def test_a_conflict_is_told_with_its_line_and_stops_the_button(dialog: HostsDialog) -> None:
    typed(dialog, "10.0.0.1 kafka-1\n10.0.0.9 taken")
    assert "✗ Line 2 already maps taken to 10.0.0.5: “10.0.0.5 taken”." in dialog.pages.checks.text()
    assert not dialog.write.isEnabled()
    assert dialog.copy.isEnabled()


def test_the_line_against_can_be_turned_off_by_a_tick(tmp_path: Path, qtbot: QtBot, resolves: dict[str, str]) -> None:
    desk = Desk(tmp_path, qtbot)
    assert not desk.dialog.turn_off.isVisible()
    typed(desk.dialog, "10.0.0.9 taken")
    assert desk.dialog.turn_off.isVisible()
    desk.dialog.turn_off.click()
    assert "! Line 2 will be commented out: “10.0.0.5 taken”. “Remove all” restores it." in desk.dialog.pages.checks.text()
    assert "+ # KafkaDesk off: 10.0.0.5 taken" in desk.dialog.pages.preview.toPlainText()
    desk.dialog.write.click()
    desk.loop.run()
    assert b"\n# KafkaDesk off: 10.0.0.5 taken\n" in desk.file.read_bytes()
    assert b"\n10.0.0.9 taken\n" in desk.file.read_bytes()
    desk.dialog.entries.undo.click()
    desk.loop.run()
    assert desk.file.read_bytes() == OLD


def test_a_name_of_the_internet_is_asked_about_once_more(qtbot: QtBot, dialog: HostsDialog) -> None:
    typed(dialog, "10.0.0.1 kafka.example.com")
    dialog.write.click()
    assert dialog.question is not None
    assert "kafka.example.com: this looks like a public Internet name" in dialog.question.text()
    yes = next(button for button in dialog.question.buttons() if button.text() == "Add anyway")
    assert asked(qtbot, dialog, yes.click).op is Op.ADD


def test_refused_consent_is_calm_and_what_was_typed_stays(qtbot: QtBot, dialog: HostsDialog) -> None:
    typed(dialog, NODES)
    asked(qtbot, dialog, dialog.write.click)
    dialog.set_answer(Answer.REFUSED)
    assert dialog.outcome.text().startswith("Nothing was changed.")
    assert dialog.outcome.property("role") == "muted"
    assert dialog.entries.typed.toPlainText() == NODES
    assert dialog.write.isEnabled()


def test_works_is_said_only_after_the_names_resolve(dialog: HostsDialog) -> None:
    one, two = parse_entries(NODES)
    dialog.set_answer(Answer.DONE)
    assert "All programs" not in dialog.outcome.text()
    dialog.set_proofs([Proof(one, (one.ip,)), Proof(two, ("10.7.7.7",))])
    assert "✗ kafka-2: this PC answers 10.7.7.7, not 10.0.0.2." in dialog.outcome.text()
    assert "All programs" not in dialog.outcome.text()
    dialog.set_proofs([Proof(one, (one.ip,)), Proof(two, (two.ip,))])
    assert dialog.outcome.text().endswith("All programs on this PC now find these names.")


def test_lines_of_ours_are_changed_removed_and_undone(qtbot: QtBot, dialog: HostsDialog) -> None:
    data = add(OLD, parse_entries(NODES), windows=False).new
    dialog.set_facts(Look(data), Place())
    assert [dialog.entries.ours.item(i).text() for i in range(2)] == NODES.splitlines()
    assert not dialog.entries.remove_line.isEnabled()
    dialog.entries.ours.setCurrentRow(1)
    dialog.entries.edit_line.click()
    typed(dialog, dialog.entries.typed.toPlainText().replace("10.0.0.2", "10.0.0.99"))
    assert "only KafkaDesk's own lines will change:" in dialog.pages.said.text()
    dialog.entries.ours.setCurrentRow(1)
    assert asked(qtbot, dialog, dialog.entries.remove_line.click).entries == (HostEntry("10.0.0.2", "kafka-2"),)
    dialog.set_answer(Answer.REFUSED)
    assert asked(qtbot, dialog, dialog.entries.undo.click) == Request(op=Op.UNDO, expected=digest(data))


def test_a_damaged_block_is_told_and_nothing_is_offered(dialog: HostsDialog) -> None:
    dialog.set_facts(Look(OPEN + b"\n"), Place())
    typed(dialog, NODES)
    assert "its markers are damaged" in dialog.entries.fault.text()
    assert not dialog.write.isEnabled()


def test_a_repair_is_a_step_of_its_own_that_shows_what_it_does(qtbot: QtBot, dialog: HostsDialog) -> None:
    assert not dialog.repair.isVisible()
    torn = Look(OLD + OPEN[:9], torn=True, repaired=OLD)
    dialog.set_facts(torn, Place())
    typed(dialog, NODES)
    assert dialog.pages.preview.toPlainText().splitlines()[-2] == f"- {OPEN[:9].decode()}"
    assert "repairing an interrupted change does this:" in dialog.pages.said.text()
    assert not dialog.write.isEnabled()
    assert not dialog.entries.undo.isEnabled()
    request = Request(op=Op.REPAIR, expected=torn.sha256, backup=digest(OLD))
    with qtbot.waitSignal(dialog.command_requested, check_params_cb=lambda copied: copied == request):
        dialog.command.click()
    assert asked(qtbot, dialog, dialog.repair.click) == request
    assert not dialog.repair.isEnabled()  # not twice
    dialog.set_answer(Answer.DONE)
    dialog.set_facts(Look(OLD), Place())
    assert not dialog.repair.isVisible()


def test_what_cannot_be_repaired_for_sure_is_not_offered(dialog: HostsDialog) -> None:
    dialog.set_facts(Look(OLD + OPEN[:9], torn=True), Place())
    assert not dialog.repair.isVisible()
    assert "damaged beyond certain repair: restore a backup." in dialog.pages.said.text()
    assert dialog.pages.preview.toPlainText() == ""


def test_a_folder_that_the_user_can_write_is_told_with_both_ways(dialog: HostsDialog) -> None:
    assert not dialog.note.isVisible()
    dialog.set_facts(Look(OLD, read_only=True), Place(writable="/home/ann/<b>kafkadesk", notepad=True))
    typed(dialog, NODES)
    assert "KafkaDesk is installed in /home/ann/<b>kafkadesk, where you can write" in dialog.note.text()
    assert dialog.write.isEnabled()
    assert dialog.by_hand.isVisible()
    assert dialog.read_only.isVisible()
    dialog.by_hand.click()
    assert QGuiApplication.clipboard().text().split() == NODES.split()


class FakeParts:
    """As much of the window as the wiring needs."""

    def __init__(self) -> None:
        self.window, self.bar, self.messages = QWidget(), ConnectionBar(), MessageBar()
        self.bar.setParent(self.window)
        self.messages.setParent(self.window)


class Loop:
    """Runs what the wiring starts, when the test says so."""

    def __init__(self) -> None:
        self.works: list[Coroutine[Any, Any, Any]] = []

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        self.works.append(work)

    def run(self) -> None:
        while self.works:
            asyncio.run(self.works.pop(0))


class Asking(Elevation):
    """A person who consents, or not."""

    def __init__(self, store: HostsStore, *, gives: bool) -> None:
        self.store, self.gives = store, gives

    def is_elevated(self) -> bool:
        return False

    def can_ask(self) -> bool:
        return True

    def run(self, command: list[str]) -> int | None:
        return int(hosts_helper.main(command[-1:], self.store)) if self.gives else None


class FakeDesk:
    """Tells of connection states that the test makes up."""

    def __init__(self) -> None:
        self.connection = ConnectionState()
        self.heard: list[Callable[[object], None]] = []

    def listen(self, hear: Callable[[object], None]) -> Callable[[], None]:
        self.heard.append(hear)
        return lambda: self.heard.remove(hear)

    def tell(self, attempt: int) -> None:
        self.connection = ConnectionState(phase=Phase.CONNECTING, attempt=attempt)
        for hear in self.heard:
            hear(ConnectionChanged())


class Desk:
    """The wiring with a file of its own."""

    def __init__(self, folder: Path, qtbot: QtBot, *, gives: bool = True) -> None:
        self.file = folder / "hosts"
        self.file.write_bytes(OLD)
        self.store, self.loop, self.parts = HostsStore(self.file, folder / "backups"), Loop(), FakeParts()
        qtbot.addWidget(self.parts.window)
        self.desk = FakeDesk()
        self.wiring = HostsWiring(self.parts, self.loop, self.desk, self.store, Asking(self.store, gives=gives))  # type: ignore[arg-type]
        self.wiring.look_again_s = self.wiring.watch_s = 0.01
        self.parts.bar.commands.trigger(HOSTS)
        assert self.wiring.dialog is not None
        self.dialog = self.wiring.dialog
        self.loop.run()

    def add(self, text: str) -> None:
        typed(self.dialog, text)
        self.dialog.write.click()
        self.loop.run()


@pytest.fixture
def resolves(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """What this PC answers: the one thing that cannot be had here without writing the real file."""
    answers = {"kafka-1": "10.0.0.1", "kafka-2": "10.0.0.2"}
    monkeypatch.setattr(hosts_proof, "resolve", lambda entry: (answers[entry.name],) if entry.name in answers else ())
    return answers  # type: ignore[return-value]


def test_added_through_the_helper_proved_undone_and_restored(tmp_path: Path, qtbot: QtBot, resolves: dict[str, str]) -> None:
    desk = Desk(tmp_path, qtbot)
    desk.add(NODES)
    new = add(OLD, parse_entries(NODES), windows=False).new
    assert desk.file.read_bytes() == new
    assert desk.dialog.outcome.text().endswith("All programs on this PC now find these names.")
    assert desk.dialog.entries.typed.toPlainText() == ""
    desk.dialog.entries.undo.click()
    desk.loop.run()
    assert desk.file.read_bytes() == OLD
    backups = desk.dialog.pages.backups
    assert backups.list.count() == 2
    row = next(i for i in range(2) if "the very first" not in backups.list.item(i).text())
    backups.list.setCurrentRow(row)
    desk.loop.run()
    assert "+ 10.0.0.1 kafka-1" in backups.preview.toPlainText()
    backups.restore.click()
    desk.loop.run()
    assert desk.file.read_bytes() == new


def test_refused_consent_changes_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk(tmp_path, qtbot, gives=False)
    desk.add(NODES)
    assert desk.file.read_bytes() == OLD
    assert desk.dialog.outcome.text().startswith("Nothing was changed.")
    assert desk.dialog.entries.typed.toPlainText() == NODES


def test_a_change_by_others_meanwhile_is_told_and_the_new_file_shown(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk(tmp_path, qtbot)
    typed(desk.dialog, NODES)
    desk.file.write_bytes(OLD + b"10.9.9.9 kafka-1\n")
    desk.dialog.write.click()
    desk.loop.run()
    assert "Another program changed the hosts file meanwhile." in desk.dialog.outcome.text()
    assert "✗ Line 3 already maps kafka-1 to 10.9.9.9" in desk.dialog.pages.checks.text()


def test_lines_that_vanish_again_are_told(tmp_path: Path, qtbot: QtBot, resolves: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path, qtbot)
    sleep = asyncio.sleep

    async def guarded(seconds: float) -> None:
        desk.file.write_bytes(OLD)  # a scanner, in the moment between
        await sleep(seconds)

    monkeypatch.setattr(asyncio, "sleep", guarded)
    desk.add(NODES)
    assert desk.dialog.outcome.text().startswith("The lines for kafka-1, kafka-2 disappeared again")


def test_at_the_next_connect_lines_that_are_gone_are_told_once(tmp_path: Path, qtbot: QtBot, resolves: dict[str, str]) -> None:
    desk = Desk(tmp_path, qtbot)
    desk.add(NODES)
    desk.desk.tell(1)
    desk.loop.run()
    assert desk.parts.messages.dismiss_newest() is False
    desk.file.write_bytes(OLD + b"10.0.0.1 kafka-1\n")
    desk.desk.tell(2)
    desk.desk.tell(3)
    desk.loop.run()
    shown = " ".join(label.text() for label in desk.parts.messages.findChildren(QLabel))
    assert "The lines for kafka-2 disappeared from the hosts file" in shown
    assert desk.parts.messages.dismiss_newest() is True
    assert desk.parts.messages.dismiss_newest() is False


def test_lines_pasted_by_hand_are_watched_for_until_they_resolve(
    tmp_path: Path, qtbot: QtBot, resolves: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, qtbot)
    typed(desk.dialog, NODES)
    sleep, turns = asyncio.sleep, iter([OLD, OLD + NODES.encode()[:16] + b"\n", OLD + NODES.encode() + b"\n"])

    async def edited(seconds: float) -> None:
        desk.file.write_bytes(next(turns))
        await sleep(0)

    monkeypatch.setattr(asyncio, "sleep", edited)
    desk.dialog.command_requested.emit(Request(op=Op.ADD, expected=digest(OLD), entries=parse_entries(NODES)))
    assert QGuiApplication.clipboard().text().startswith("sudo ")
    desk.loop.run()
    assert desk.dialog.outcome.text().endswith("All programs on this PC now find these names.")


def test_a_look_that_fails_while_the_editor_writes_does_not_end_the_watch(
    tmp_path: Path, qtbot: QtBot, resolves: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, qtbot)
    sleep, looks = asyncio.sleep, desk.store.read
    denied = iter([True, False])

    def look() -> Look:
        if next(denied, False):
            raise HostsError(Answer.DENIED)
        return looks()

    async def edited(seconds: float) -> None:
        desk.file.write_bytes(OLD + NODES.encode() + b"\n")
        await sleep(0)

    monkeypatch.setattr(asyncio, "sleep", edited)
    monkeypatch.setattr(desk.store, "read", look)
    desk.wiring.watch(parse_entries(NODES))
    desk.loop.run()
    assert desk.dialog.outcome.text().endswith("All programs on this PC now find these names.")


def test_while_consent_is_asked_for_nothing_else_can_be_asked(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, thought = Desk(tmp_path, qtbot), threading.Event()
    monkeypatch.setattr(desk.wiring._elevation, "run", lambda command: None if thought.wait(20) else 0)
    typed(desk.dialog, NODES)
    desk.dialog.write.click()

    async def hurried() -> None:
        waiting = asyncio.create_task(desk.loop.works.pop())
        await asyncio.sleep(0)
        desk.dialog.close()
        desk.parts.bar.commands.trigger(HOSTS)
        await desk.loop.works.pop()
        desk.dialog.refresh()
        assert not desk.dialog.write.isEnabled()
        assert "Waiting for administrator consent" in desk.dialog.outcome.text()
        thought.set()
        await waiting

    asyncio.run(hurried())
    assert desk.dialog.write.isEnabled()
    assert desk.dialog.outcome.text().startswith("Nothing was changed.")


def test_a_backup_of_a_hundred_thousand_lines_does_not_stall_the_window(dialog: HostsDialog) -> None:
    saved = b"".join(b"0.0.0.0 ads%d.example.net\r\n" % n for n in range(100_000))
    dialog.pages.backups.set_content(digest(saved), diff_lines(OLD, saved))
    assert dialog.pages.backups.preview.blockCount() < 2_100
    assert dialog.pages.backups.preview.toPlainText().endswith(" more lines")
    assert dialog.pages.backups.restore.isEnabled()


def test_a_hosts_file_of_a_hundred_thousand_lines_is_looked_through_beside_the_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """Each key typed cost 135 to 200 ms of the window's thread; a plan that was overtaken by more typing is not shown."""
    path = tmp_path / "hosts"
    path.write_bytes(OLD + b"".join(b"0.0.0.0 ads%d.example.net\r\n" % n for n in range(100_000)))

    async def play(window: Window) -> None:
        hosts = HostsWiring(window.parts, window.wiring.intents, store=HostsStore(path, tmp_path / "kept"))
        dialog = hosts.open()
        await until(lambda: bool(dialog.pages.file.toPlainText()), "the file is not shown")
        work = Work()
        dialog.entries.typed.setPlainText("10.0.0.1 kafka-1")
        dialog.refresh()
        assert not dialog.write.isEnabled(), "nothing is written that was not looked at"
        typed(dialog, NODES)
        await until(lambda: dialog.write.text() == "Add 2 lines…", "no plan")
        assert dialog.pages.preview.toPlainText().splitlines()[-2] == "+ 10.0.0.2 kafka-2"
        typed(dialog, "10.0.0.9 taken")
        await until(lambda: "✗ Line 2 already maps taken" in dialog.pages.checks.text(), "the conflict is not told")
        assert work.longest_ms < 80
        work.deleteLater()
        dialog.close()

    in_window(qtbot, qapp, Store(), play)


def test_the_copied_command_is_the_helpers(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk(tmp_path, qtbot)
    request = Request(op=Op.ADD, expected=digest(OLD), entries=parse_entries(NODES))
    desk.dialog.command_requested.emit(request)
    words = shlex.split(QGuiApplication.clipboard().text())
    assert words == ["sudo", *helper_command(request)]
    for work in desk.loop.works:
        work.close()
    assert subprocess.run([*words[1:-1], "no-request"], check=False, timeout=30).returncode == Answer.INVALID


def test_in_force_means_a_line_that_is_heeded() -> None:
    entry = HostEntry("10.0.0.1", "kafka-1")
    assert in_force(b"10.0.0.1 x KAFKA-1\n", entry)
    assert not in_force(b"#10.0.0.1 kafka-1\n", entry)
    assert not in_force(b"10.0.0.2 kafka-1\n", entry)
    assert not in_force(b"\0", entry)
