"""The hosts file: names for all programs on this PC, added and taken out line by line, every change shown before it is made."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.errors import InputError
from kafkadesk.core.hosts.answers import Answer, HostsError, words
from kafkadesk.core.hosts.entries import HostEntry, is_public, shown_name
from kafkadesk.core.hosts.facts import Look, Place, Proof
from kafkadesk.core.hosts.file import digest
from kafkadesk.core.hosts.plan import Plan, Wanted, plan_of
from kafkadesk.core.hosts.request import Op, Request
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.base.scroll_body import ScrollBody
from kafkadesk.widgets.hosts.hosts_entries import HostsEntries
from kafkadesk.widgets.hosts.hosts_result import HostsResult

TYPING_MS = 150  # after the last key the lines are read
AT_ONCE_BYTES = 100_000  # up to there a file is looked through in a few milliseconds
WINDOWS = sys.platform == "win32"


class HostsDialog(Responsive, QDialog):
    """Signals:
    change_requested(Request): make this change; the user has seen it. by_hand_requested(entries): the same with Notepad.
    command_requested(Request): the command for a terminal is wanted on the clipboard.
    plan_requested(Wanted): what would come of it, for a file that is too large to be looked through at once: answer by set_plan().
    reload_requested: read the file again. backup_requested(str): the content of a backup is wanted, by its SHA-256.
    """

    change_requested = Signal(object)
    by_hand_requested = Signal(object)
    command_requested = Signal(object)
    plan_requested = Signal(object)
    reload_requested = Signal()
    backup_requested = Signal(str)

    def __init__(self, path: str, this_pc: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._this_pc = this_pc
        self._look = Look(b"")
        self._place = Place()
        self._plan = Plan()
        self._wanted: Wanted | None = None
        self._busy = False
        self.question: QMessageBox | None = None
        self.title, self.subtitle = PlainLabel(role="title"), PlainLabel(role="muted", wrap=True)
        self.entries, self.pages = HostsEntries(), HostsResult(path)
        self.note = PlainLabel(role="note", wrap=True)
        self.read_only, self.turn_off = QCheckBox(), QCheckBox()
        self.outcome = PlainLabel(wrap=True)
        self.write, self.repair, self.by_hand, self.command, self.copy, self.shut = (QPushButton() for _ in range(6))
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._lay_out()
        self._connect_signals()
        self.retranslate()
        self.refresh()

    def set_facts(self, look: Look, place: Place) -> None:
        """Take the file as it is now, and how its helper can be asked."""
        self._look, self._place = look, place
        self.pages.file.show_file(look.data)
        self.refresh()

    def set_unreadable(self, error: HostsError) -> None:
        """Say why there is nothing to see."""
        self.tell(error.sentence(), "bad")

    def offer(self, entries: Sequence[HostEntry]) -> None:
        """Put lines into the field, as the doctor proposes them; nothing is written by that."""
        self.entries.offer(entries)
        self.refresh()

    def set_answer(self, answer: Answer) -> None:
        """Say what became of a change. Of a good one nothing yet: the proof follows."""
        self._busy = False
        title, hint = words(answer)
        role = {Answer.DONE: "muted", Answer.UNCHANGED: "muted", Answer.REFUSED: "muted"}.get(answer, "bad")
        self.tell(" ".join(render(text) for text in (title, hint) if text), role)
        if answer is Answer.DONE:
            self.entries.typed.clear()
        self._enable()

    def set_proofs(self, proofs: Sequence[Proof]) -> None:
        """Say what the names resolve to now: only this is called working."""
        if not proofs:
            return
        lines = [self._proof(proof) for proof in proofs]
        good = all(proof.holds for proof in proofs)
        if good:
            lines.append(self.tr("All programs on this PC now find these names."))
        self.tell("\n".join(lines), "good" if good else "bad")

    def set_vanished(self, entries: Sequence[HostEntry]) -> None:
        """Show that lines that were written are not there any more."""
        names = ", ".join(entry.name for entry in entries)
        text = self.tr("The lines for {names} disappeared again: a virus scanner or another program restores the file.")
        self.tell(text.format(names=names), "bad")

    def tell(self, text: str, role: str = "muted") -> None:
        """Say something in the line over the buttons."""
        self.outcome.setText(text)
        theme.set_role(self.outcome, role)
        self.outcome.setVisible(bool(text))

    def refresh(self) -> None:
        """Have what is typed read against the file, and show what would come of it: at once, or of a large file in a moment."""
        self._typing.stop()
        wanted = Wanted(self._look, self.entries.typed.toPlainText(), self._this_pc, self.turn_off.isChecked(), WINDOWS)
        self._wanted = wanted
        if len(self._look.data) <= AT_ONCE_BYTES:
            self.set_plan(wanted, plan_of(wanted))
            return
        self._plan = Plan(ours=self._plan.ours)  # nothing can be written that was not looked at
        self._enable()
        self.plan_requested.emit(wanted)

    def set_plan(self, wanted: Wanted, plan: Plan) -> None:
        """Show what would come of it, unless something else has been typed, or read, since it was asked for."""
        if wanted is not self._wanted:
            return
        self._plan = plan
        self.entries.show_plan(plan)
        self.pages.show_plan(plan, self._look, self._place)
        many = self.tr("Add {n} lines…").format(n=plan.new_lines) if plan.new_lines else self.tr("Add lines…")
        self.write.setText(self.tr("Add 1 line…") if plan.new_lines == 1 else many)
        self._enable()

    def _proof(self, proof: Proof) -> str:
        if proof.holds:
            return self.tr("✓ {name} → {ip}").format(name=shown_name(proof.entry.name), ip=proof.entry.ip)
        if not proof.answers:
            return self.tr("✗ {name}: the line is there, but this PC does not resolve it yet.").format(name=shown_name(proof.entry.name))
        text = self.tr("✗ {name}: this PC answers {answers}, not {ip}.")
        return text.format(name=shown_name(proof.entry.name), answers=", ".join(proof.answers), ip=proof.entry.ip)

    def _enable(self) -> None:
        place, ready = self._place, self._plan.edit is not None and self._plan.edit.changes and not self._busy
        clear = ready and self._plan.edit is not None and not self._plan.edit.conflicts
        self.write.setEnabled(clear and (place.can_ask or place.elevated))
        self.repair.setVisible(self._plan.repair is not None)
        self.repair.setEnabled(not self._busy and (place.can_ask or place.elevated))
        self.by_hand.setVisible(place.notepad)
        self.by_hand.setEnabled(clear)
        self.command.setVisible(not WINDOWS and not place.elevated)
        self.command.setEnabled(clear or self._plan.repair is not None)
        self.copy.setEnabled(bool(self._plan.entries))
        self.entries.set_busy(self._busy)
        self.pages.backups.set_busy(self._busy)
        self.turn_off.setVisible(self._plan.edit is not None and bool(self._plan.edit.conflicts or self._plan.edit.turned_off))
        self.read_only.setVisible(self._look.read_only)
        text = self.tr(
            "KafkaDesk is installed in {folder}, where you can write, and so can every program of yours. A program that changed KafkaDesk "
            "there would get the rights that you consent to."
        )
        if place.notepad:
            text += " " + self.tr(
                "You can consent all the same, or open the file in Notepad as administrator and paste the lines yourself."
            )
        self.note.setText(text.format(folder=place.writable))
        self.note.setVisible(bool(place.writable))

    def _connect_signals(self) -> None:
        entries, backups = self.entries, self.pages.backups
        entries.typed.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.refresh)
        self.turn_off.toggled.connect(self.refresh)
        self.write.clicked.connect(self._press_add)
        self.repair.clicked.connect(self._press_repair)
        entries.undo.clicked.connect(lambda: self._ask(Op.UNDO))
        entries.remove_line.clicked.connect(lambda: self._ask(Op.REMOVE, entries.selected()))
        entries.edit_line.clicked.connect(lambda: self.offer(entries.selected()))
        self.copy.clicked.connect(self._copy_lines)
        self.by_hand.clicked.connect(self._copy_lines)
        self.by_hand.clicked.connect(lambda: self.by_hand_requested.emit(self._plan.entries))
        self.command.clicked.connect(lambda: self.command_requested.emit(self._wanted_request()))
        backups.requested.connect(self.backup_requested)
        backups.restore_requested.connect(lambda sha256: self._ask(Op.RESTORE, backup=sha256))
        self.shut.clicked.connect(self.close)

    def _wanted_request(self) -> Request:
        repair = self._plan.repair
        return self._request(Op.ADD, self._plan.entries) if repair is None else self._request(Op.REPAIR, backup=digest(repair.new))

    def _press_repair(self) -> None:
        if self._plan.repair is not None:
            self._ask(Op.REPAIR, backup=digest(self._plan.repair.new))

    def _press_add(self) -> None:
        """Add, after a second look at names that may be somebody's on the Internet, and at this PC's own address."""
        names = [shown_name(entry.name) for entry in self._plan.entries if is_public(entry.name)]
        if not names:
            self._ask(Op.ADD, self._plan.entries)
            return
        text = self.tr(
            "{names}: this looks like a public Internet name. While the line is there, every program on this PC uses your address for it."
        )
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("Public Internet name"), text.format(names=", ".join(names)), parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(self.tr("Add it if the broker really advertises this name."))
        yes = box.addButton(self.tr("Add anyway"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.buttonClicked.connect(lambda button: self._ask(Op.ADD, self._plan.entries) if button is yes else None)
        self.question = box
        box.open()

    def _request(self, op: Op, entries: tuple[HostEntry, ...] = (), backup: str = "") -> Request:
        off = tuple(other.number for other in self._plan.edit.turned_off) if op is Op.ADD and self._plan.edit else ()
        marked = self.read_only.isChecked()
        return Request(op=op, expected=self._look.sha256, entries=entries, backup=backup, read_only=marked, off=off)

    def _ask(self, op: Op, entries: tuple[HostEntry, ...] = (), *, backup: str = "") -> None:
        request = self._request(op, entries, backup)
        try:
            request.encode()
        except InputError as error:
            self.tell(error.sentence(), "bad")
            return
        self._busy = True
        self.tell("" if self._place.elevated else self.tr("Waiting for administrator consent…"))
        self._enable()
        self.change_requested.emit(request)

    def _lay_out(self) -> None:
        theme.set_role(self.write, "primary")
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.subtitle, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.entries, 2)
        middle.addWidget(self.pages, 3)
        body = ScrollBody()
        body.add(middle, 1)
        buttons = QHBoxLayout()
        for button in (self.write, self.repair, self.copy, self.by_hand, self.command):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(body, 1)
        for widget in (self.note, self.turn_off, self.read_only, self.outcome):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 150, metrics.lineSpacing() * 32)

    def _copy_lines(self) -> None:
        QGuiApplication.clipboard().setText("\r\n".join(entry.line for entry in self._plan.entries) + "\r\n")
        self.tell(self.tr("The lines are on the clipboard."))

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Hosts file"))
        self.title.setText(self.tr("Hosts file"))
        self.subtitle.setText(self.tr("for all programs on this PC · asks for administrator consent"))
        self.read_only.setText(self.tr("The file is marked as read-only: clear the mark, write, and set it again"))
        self.turn_off.setText(self.tr("Comment out the conflicting lines (prefix “# KafkaDesk off: ”)"))
        self.repair.setText(self.tr("Repair the file…"))
        self.by_hand.setText(self.tr("Notepad as administrator…"))
        self.command.setText(self.tr("Copy the command"))
        self.copy.setText(self.tr("Copy lines"))
        self.shut.setText(self.tr("Close"))
        self.restyle()

    def restyle(self) -> None:
        self._typing.start()  # the plan is shown again
