"""The hosts file in the window: read, changed by the helper, proved by resolving; nothing of it on the window's thread."""

import asyncio
import socket
import sys
from collections.abc import Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from kafkadesk.app.intents import Intents
from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions.window import HOSTS
from kafkadesk.core.errors import UserError
from kafkadesk.core.events import ConnectionChanged, NoticeLevel
from kafkadesk.core.hosts.answers import Answer, HostsError
from kafkadesk.core.hosts.diff import diff_lines
from kafkadesk.core.hosts.entries import HostEntry
from kafkadesk.core.hosts.facts import Look, Place, Proof
from kafkadesk.core.hosts.file import find_block, foreign
from kafkadesk.core.hosts.plan import Wanted, plan_of
from kafkadesk.core.hosts.request import Op, Request
from kafkadesk.core.state import ConnectionState, Phase
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk
from kafkadesk.system.hosts.elevate import Elevation, change_system, open_notepad, printed_command, writable_by_user
from kafkadesk.system.hosts.helper import system_store
from kafkadesk.system.hosts.proof import prove
from kafkadesk.system.hosts.store import HostsStore
from kafkadesk.widgets.hosts.hosts_dialog import HostsDialog
from kafkadesk.widgets.window.message_bar import Message

LOOK_AGAIN_S = 5.0  # a virus scanner puts the file back within seconds
WATCH_S = 1.0  # between looks while Notepad is open
WINDOWS = sys.platform == "win32"


class HostsWiring(QObject):
    """Opens the dialog and does what it asks. store, elevation: other ones in tests."""

    def __init__(
        self,
        parts: WindowParts,
        intents: Intents,
        desk: Desk | None = None,
        store: HostsStore | None = None,
        elevation: Elevation | None = None,
    ) -> None:
        super().__init__(parts.window)
        self._parts, self._intents = parts, intents
        self._store = store or system_store()
        self._elevation = elevation or Elevation()
        self._look = Look(b"")
        self._written: tuple[HostEntry, ...] = ()
        self._attempt = 0
        self._asking = False  # consent is asked for; the dialog may be closed and opened meanwhile
        self._watched: asyncio.Task[None] | None = None
        self.look_again_s, self.watch_s = LOOK_AGAIN_S, WATCH_S
        self.dialog: HostsDialog | None = None
        parts.bar.commands.bind(HOSTS, self.open)
        if desk is not None:
            desk.listen(lambda event: self._on_connection(desk.connection) if isinstance(event, ConnectionChanged) else None)

    def open(self, entries: Sequence[HostEntry] = ()) -> HostsDialog:
        """Show the dialog, with lines that are proposed; nothing is written by that."""
        if self.dialog is None:
            dialog = self.dialog = HostsDialog(str(self._store.path), socket.gethostname(), self._parts.window)
            dialog.change_requested.connect(lambda request: self._start(self._change(request)))
            dialog.by_hand_requested.connect(lambda wanted: self._start(self._by_hand(wanted)))
            dialog.command_requested.connect(self._copy_command)
            dialog.plan_requested.connect(lambda wanted: self._start(self._plan(wanted)))
            dialog.reload_requested.connect(lambda: self._start(self._load()))
            dialog.backup_requested.connect(lambda sha256: self._start(self._show_backup(sha256)))
            dialog.finished.connect(lambda _: self._stop_watching())
        if entries:
            self.dialog.offer(entries)
        if not self._asking:
            self.dialog.tell("")
        self.dialog.show()
        self.dialog.raise_()
        self._start(self._load())
        return self.dialog

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._intents.start(work, "hosts file")

    async def _load(self) -> None:
        assert self.dialog is not None
        place = await asyncio.to_thread(self._place)
        backups = await asyncio.to_thread(self._store.backups)
        self.dialog.pages.backups.set_backups(backups)
        try:
            self._look = await asyncio.to_thread(self._store.read)
        except HostsError as error:
            self.dialog.set_unreadable(error)
            return
        self.dialog.set_facts(self._look, place)

    async def _plan(self, wanted: Wanted) -> None:
        """Look through a large file beside the window's thread."""
        assert self.dialog is not None
        self.dialog.set_plan(wanted, await asyncio.to_thread(plan_of, wanted))

    def _place(self) -> Place:
        elevated = self._elevation.is_elevated()
        folder = None if elevated else writable_by_user()
        return Place(
            writable="" if folder is None else str(folder),
            can_ask=self._elevation.can_ask(),
            notepad=WINDOWS and not elevated,
            elevated=elevated,
            moved=self._elevation.moved_to(),
        )

    async def _change(self, request: Request) -> None:
        """Have the change made, look at the file again, and prove what was added."""
        assert self.dialog is not None
        self._asking = True
        answer = Answer.INVALID
        try:
            answer = await asyncio.to_thread(change_system, request, self._elevation, self._store)
            await self._load()
        finally:
            self._asking = False
            self.dialog.set_answer(answer)
        if answer is Answer.DONE:
            self._written = request.entries if request.op is Op.ADD else ()
        if answer is Answer.DONE and request.op is Op.ADD:
            self.dialog.set_proofs(await asyncio.to_thread(prove, request.entries))
            await asyncio.sleep(self.look_again_s)
            await self._look_again(request.entries)

    async def _look_again(self, entries: Sequence[HostEntry]) -> None:
        """Show when what was written a moment ago is not there any more."""
        assert self.dialog is not None
        look = await asyncio.to_thread(self._store.read)
        gone = await asyncio.to_thread(missing, look.data, entries)
        if gone:
            self.dialog.set_vanished(gone)

    def _on_connection(self, state: ConnectionState) -> None:
        """Look at the beginning of a trouble whether what was written is still there: some scanners put the file back much later."""
        if state.phase is Phase.CONNECTING and state.attempt != self._attempt and self._written:
            self._start(self._check_written())
        self._attempt = state.attempt if state.phase is Phase.CONNECTING else 0

    async def _check_written(self) -> None:
        look = await asyncio.to_thread(self._store.read)
        gone = await asyncio.to_thread(missing, look.data, self._written)
        if gone:
            self._written = ()  # told once
            text = Text(
                QT_TRANSLATE_NOOP("core", "The lines for {names} disappeared from the hosts file: another program restored it."),
                {"names": ", ".join(entry.name for entry in gone)},
            )
            hint = Text(
                QT_TRANSLATE_NOOP("core", "A virus scanner does that. Map the names in the profile instead, or allow the lines there.")
            )
            self._parts.messages.show_message(Message(text=text, hint=hint, level=NoticeLevel.WARNING, key="hosts"))

    async def _by_hand(self, entries: Sequence[HostEntry]) -> None:
        """Open Notepad as administrator and watch until the lines are there and resolve."""
        assert self.dialog is not None
        if not await asyncio.to_thread(open_notepad, self._store.path):
            self.dialog.set_answer(Answer.REFUSED)
            return
        self.watch(entries)

    def watch(self, entries: Sequence[HostEntry]) -> None:
        """Look at the file every second, until these lines are there and resolve, or the dialog is closed."""
        assert self.dialog is not None
        self._stop_watching()
        self.dialog.tell(self.tr("Paste the lines at the end, save, and close the editor. KafkaDesk watches for them."))
        self._watched = self._intents.start(self._watch(tuple(entries)), "watch the hosts file")

    async def _watch(self, entries: tuple[HostEntry, ...]) -> None:
        assert self.dialog is not None
        while True:
            await asyncio.sleep(self.watch_s)
            try:
                look = await asyncio.to_thread(self._store.read)
            except HostsError:
                continue  # the editor is writing it just now
            if look.data != self._look.data:
                await self._load()
            if not await asyncio.to_thread(missing, look.data, entries):
                await asyncio.to_thread(self._elevation.flush_dns)
                proofs: list[Proof] = await asyncio.to_thread(prove, entries)
                self.dialog.set_proofs(proofs)
                if all(proof.holds for proof in proofs):
                    return

    def _stop_watching(self) -> None:
        if self._watched is not None:
            self._watched.cancel()
            self._watched = None

    def _copy_command(self, request: Request) -> None:
        assert self.dialog is not None
        try:
            command = printed_command(request)
        except UserError as error:
            self.dialog.tell(error.sentence(), "bad")
            return
        QGuiApplication.clipboard().setText(command)
        self.watch(request.entries)
        self.dialog.tell(self.tr("The command is on the clipboard: run it in a terminal. KafkaDesk watches for the lines."))

    async def _show_backup(self, sha256: str) -> None:
        assert self.dialog is not None
        try:
            saved = await asyncio.to_thread(self._store.load, sha256)
            difference = await asyncio.to_thread(diff_lines, self._look.data, saved)
        except HostsError as error:
            self.dialog.pages.backups.set_fault(error.sentence())
            return
        self.dialog.pages.backups.set_content(sha256, difference)


def in_force(data: bytes, entry: HostEntry) -> bool:
    """Whether a line of the file, ours or another, gives the name this address."""
    try:
        block = find_block(data)
        if block is not None and any(one.key == entry.key and one.ip == entry.ip for one in block.entries):
            return True
        return any(
            one.active and one.entry.key == entry.key and one.entry.ip == entry.ip for one in foreign(data, [entry.name], windows=WINDOWS)
        )
    except HostsError:
        return False


def missing(data: bytes, entries: Sequence[HostEntry]) -> list[HostEntry]:
    """Return those of the entries that no line of the file gives. A large file takes a while."""
    return [entry for entry in entries if not in_force(data, entry)]
