"""The menu of a consumer pane: what is done seldom."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from kafkadesk.core.read_plan import Assignor, CommitMode
from kafkadesk.core.start_position import EARLIEST, LATEST, PLAIN, Start
from kafkadesk.core.state import READING, PaneMode, PaneState
from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.consumer import pane_words as words

THROTTLES = (0, 1, 5, 20, 100, 1000)  # records a second; 0: none


class PaneMenu(QObject):
    """Builds the menu for a state when it is opened.

    Signals:
        kill_wanted(), close_wanted(), commit_wanted(), python_wanted(), rename_wanted(), maximise_wanted(), copy_wanted(), detail_wanted(),
        search_wanted(), export_wanted()
        start_chosen(Start), start_asked(): a start position was taken, or has to be asked for.
        seek_chosen(Start), seek_asked(): the same for a seek.
        throttle_chosen(per_second), commit_mode_chosen(CommitMode), uncommitted_chosen(shown), assignor_chosen(Assignor).
    """

    kill_wanted = Signal()
    close_wanted = Signal()
    commit_wanted = Signal()
    python_wanted = Signal()
    rename_wanted = Signal()
    maximise_wanted = Signal()
    copy_wanted = Signal()
    detail_wanted = Signal()
    search_wanted = Signal()
    export_wanted = Signal()
    start_chosen = Signal(Start)
    start_asked = Signal()
    seek_chosen = Signal(Start)
    seek_asked = Signal()
    throttle_chosen = Signal(int)
    commit_mode_chosen = Signal(CommitMode)
    uncommitted_chosen = Signal(bool)
    assignor_chosen = Signal(Assignor)

    def build(self, state: PaneState, start: Start, *, row: bool, maximised: bool, parent: QWidget) -> QMenu:
        """Return the menu for a state. start: where the next join begins; row: whether a row is selected."""
        menu = QMenu(parent)
        reading = state.mode in READING
        self._start_menu(menu, start)
        self._seek_menu(menu).setEnabled(state.mode in words.SETTLED and bool(state.partitions))
        self._throttle_menu(menu, state)
        self._commit_menu(menu, state)
        self._assignment_menu(menu, state)
        everything = menu.addAction(self.tr("Show uncommitted and aborted records"))
        everything.setCheckable(True)
        everything.setChecked(state.uncommitted)
        everything.setToolTip(
            self.tr("Reads on with isolation level read_uncommitted: records of transactions that are open or were aborted")
        )
        everything.toggled.connect(self.uncommitted_chosen)
        menu.addSeparator()
        menu.addAction(self.tr("Find or filter rows…"), self.search_wanted.emit)
        menu.addAction(self.tr("Copy rows as lines"), self.copy_wanted.emit).setEnabled(row)
        menu.addAction(self.tr("Show record…"), self.detail_wanted.emit).setEnabled(row)
        menu.addAction(self.tr("Export rows…"), self.export_wanted.emit)
        menu.addAction(self.tr("Show as Python…"), self.python_wanted.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Rename"), self.rename_wanted.emit)
        menu.addAction(self.tr("Back to all panes") if maximised else self.tr("Maximise"), self.maximise_wanted.emit)
        menu.addSeparator()
        kill = menu.addAction(self.tr("Kill"), self.kill_wanted.emit)
        kill.setEnabled(reading or state.mode is PaneMode.LEAVING)
        kill.setToolTip(self.tr("Ends the process like a crash: the group is not told"))
        menu.addAction(self.tr("Close"), self.close_wanted.emit)
        menu.setToolTipsVisible(True)
        return menu

    def _start_menu(self, menu: QMenu, start: Start) -> None:
        sub = menu.addMenu(self.tr("Start position"))
        one = QActionGroup(sub)
        for choice in map(Start, PLAIN):
            self._choice(sub, one, render(choice.words()), choice == start).triggered.connect(lambda _, c=choice: self.start_chosen.emit(c))
        other = render(start.words()) + "…" if start.kind.takes_value else self.tr("last N, offset or time…")
        self._choice(sub, one, other, start.kind.takes_value).triggered.connect(lambda _: self.start_asked.emit())

    def _seek_menu(self, menu: QMenu) -> QAction:
        sub = menu.addMenu(self.tr("Seek"))
        sub.addAction(self.tr("to earliest"), lambda: self.seek_chosen.emit(EARLIEST))
        sub.addAction(self.tr("to latest"), lambda: self.seek_chosen.emit(LATEST))
        sub.addAction(self.tr("last N, offset or time…"), self.seek_asked.emit)
        return sub.menuAction()

    def _throttle_menu(self, menu: QMenu, state: PaneState) -> None:
        sub = menu.addMenu(self.tr("Throttle"))
        one = QActionGroup(sub)
        for n in THROTTLES:
            text = self.tr("at most {n}/s").format(n=n) if n else self.tr("as fast as it can")
            self._choice(sub, one, text, n == state.per_second).triggered.connect(lambda _, n=n: self.throttle_chosen.emit(n))

    def _commit_menu(self, menu: QMenu, state: PaneState) -> None:
        sub = menu.addMenu(self.tr("Commit"))
        one = QActionGroup(sub)
        for mode, text in ((CommitMode.SHOWN, self.tr("what was shown")), (CommitMode.MANUAL, self.tr("by hand"))):
            self._choice(sub, one, text, mode is state.commit).triggered.connect(lambda _, m=mode: self.commit_mode_chosen.emit(m))
        sub.addSeparator()
        sub.addAction(self.tr("Commit now"), self.commit_wanted.emit).setEnabled(state.group is not None and state.mode is PaneMode.MEMBER)

    def _assignment_menu(self, menu: QMenu, state: PaneState) -> None:
        """How partitions are shared out. It is proposed at a join: a member of a group leaves first."""
        member = state.group is not None and state.mode in READING
        sub = menu.addMenu(self.tr("Assignment (leave the group to change it)") if member else self.tr("Assignment"))
        one = QActionGroup(sub)
        for assignor in Assignor:
            choice = self._choice(sub, one, assignor, assignor is state.assignor)
            choice.setToolTip(tip(words.assignor_tip(assignor)))
            choice.setEnabled(not member)
            choice.triggered.connect(lambda _, a=assignor: self.assignor_chosen.emit(a))
        sub.setToolTipsVisible(True)

    def _choice(self, menu: QMenu, one: QActionGroup, text: str, checked: bool) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        one.addAction(action)
        return action
