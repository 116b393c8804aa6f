"""One consumer pane: shows a PaneState and its records, and says what the user wants done."""

import time
from functools import partial

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.actions import pane as actions
from kafkadesk.core.actions.pane import Verb
from kafkadesk.core.colors import GroupColors
from kafkadesk.core.doctor.place import of_pane
from kafkadesk.core.focus import Focus
from kafkadesk.core.start_position import EARLIEST, LATEST, Start
from kafkadesk.core.state import READING, PaneMode, PaneState
from kafkadesk.models.record_table import RecordTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.action_map import ActionMap
from kafkadesk.widgets.base.labels import ElidedLabel, PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.consumer import pane_words as words
from kafkadesk.widgets.consumer.chips import CounterLine
from kafkadesk.widgets.consumer.pane_body import PaneBody
from kafkadesk.widgets.consumer.pane_header import PaneHeader
from kafkadesk.widgets.consumer.pane_search import PaneSearch
from kafkadesk.widgets.consumer.row_actions import RowActions
from kafkadesk.widgets.consumer.start_dialog import StartDialog
from kafkadesk.widgets.record.record_detail import RecordDetail

COUNTDOWN_MS = 250


class ConsumerPane(Responsive, QFrame):
    """Takes its model and state, shows them, emits intents; nothing in it changes Kafka.

    commands: the actions of core.actions.pane; those that only concern the view are bound here, the others in app/panes.
    Signals, of what needs more than a pane (its id is the first argument):
        read_requested(pane, verb, group, start): the state button; "" as group: observe.
        message_selected(topic, partition, offset): for all who light it up.
    """

    read_requested = Signal(str, Verb, str, Start)
    renamed = Signal(str, str)
    seek_requested = Signal(str, Start)
    start_changed = Signal(str, Start)
    message_selected = Signal(str, int, object)

    def __init__(self, model: RecordTable, state: PaneState, colors: GroupColors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "card")
        self.model = model
        self._state = state
        self._colors = colors
        self._resumed: dict[int, int] = {}
        self._away = False
        self._maximised = False
        self._compact = False
        self._no_read: str | None = None
        self._no_join: str | None = None
        self._doctor = False
        # Each with its parent at once: a widget that gets one later is styled anew, with all that is in it.
        self.header = PaneHeader(self)
        self.body = PaneBody(model, self)
        self.view, self.lines = self.body.view, self.body.lines
        self.notice = PlainLabel(parent=self, role="note", wrap=True)
        self.brief = ElidedLabel(parent=self, role="note")  # the same on one line, for a tile
        self.rescue = QWidget(self)
        self.restart, self.why = QPushButton(self.rescue), QPushButton(self.rescue)
        self.fresh = QPushButton(self.view)
        self._foot = QFrame(self)
        self.footer = CounterLine(self._foot)
        self.search = PaneSearch(self, model, self.view)
        self.actions_on_rows = RowActions(self.view, model)
        self.commands = ActionMap(self, self._context)
        self.menu = self.commands.menu(actions.PANE_MENU, self)
        self._countdown = QTimer(self)
        self._countdown.setInterval(COUNTDOWN_MS)
        self._lay_out()
        self._connect()
        self._bind_actions()
        self.retranslate()

    @property
    def pane(self) -> str:
        """The pane's id."""
        return self._state.pane

    @property
    def state(self) -> PaneState:
        """The state that is shown."""
        return self._state

    def set_state(self, state: PaneState) -> None:
        """Show this state."""
        old, self._state = self._state, state
        if (old.mode, old.generation, old.resumed, old.partitions) != (state.mode, state.generation, state.resumed, state.partitions):
            self._resumed = {p: state.positions[p] for p in sorted(state.resumed) if p in state.positions}
        group = words.active_group(state)
        self.header.set_state(state, self._colors.mark(group))
        if state.mode is PaneMode.KILLED and state.group is not None:
            self._countdown.start()
        self._show_notice()
        self._show_counters()
        self._show_body()

    def set_recent_groups(self, groups: tuple[str, ...]) -> None:
        """Offer these groups in the box."""
        self.header.box.set_recent(groups)

    def set_available(self, reason: str | None, no_join: str | None = None) -> None:
        """Say why reading cannot be started now (not connected, no topic), or None; no_join: why no group can be joined."""
        if (reason, no_join) != (self._no_read, self._no_join):
            self._no_read, self._no_join = reason, no_join
            self._show_buttons()

    def offer_doctor(self) -> None:
        """Offer the doctor where the pane's error is the connection's."""
        self._doctor = True
        self._show_notice()

    def set_maximised(self, maximised: bool) -> None:
        """Say whether the pane has the grid for itself."""
        self._maximised = maximised

    def highlight(self, topic: str, partition: int, offset: int) -> None:
        """Light up this message."""
        self.view.highlight(topic, partition, offset)
        self.lines.highlight(topic, partition, offset)

    def point(self, focus: Focus | None) -> None:
        """Light up what is pointed at anywhere: this pane, or its records of a partition; None: nothing."""
        theme.set_role(self, "card lit" if focus is not None and focus.member == self.pane else "card")
        self.view.point(focus)
        self.lines.point(focus)

    def set_form(self, *, tile: bool, narrow: bool, wide: bool) -> None:
        """Show the pane as a tile, or in full; narrow: with its head on two lines, as a tile has it too; wide: with more words."""
        self.header.set_form(compact=tile or narrow, pause=not tile, word=wide)
        if tile != self._compact:
            self._compact = tile
            self.search.set_tile(tile)
            self.restyle()
            self._show_notice()
            self._show_body()

    # building

    def _lay_out(self) -> None:
        theme.set_role(self._foot, "footer")
        QHBoxLayout(self._foot).addWidget(self.footer)
        theme.set_role(self.fresh, "badge")
        for hidden in (self.fresh, self.notice, self.brief, self.rescue):
            hidden.hide()
        rescue = QHBoxLayout(self.rescue)
        rescue.setContentsMargins(8, 0, 8, 0)
        rescue.addWidget(self.restart)
        rescue.addWidget(self.why)
        rescue.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.notice)
        layout.addWidget(self.brief)
        layout.addWidget(self.rescue)
        layout.addWidget(self.body, 1)
        layout.addWidget(self._foot)
        self.restyle()

    def restyle(self) -> None:
        unit = self.fontMetrics().height()
        margin = 1 if self._compact else unit // 4
        foot = self._foot.layout()
        assert foot is not None
        foot.setContentsMargins(unit // 2, margin, unit // 2, margin)
        self.body.set_tile(self._compact)

    def _connect(self) -> None:
        self.header.renamed.connect(lambda name: self.renamed.emit(self.pane, name))
        self.header.box.edited.connect(self._show_buttons)
        self.header.pause.toggled.connect(self._hold)
        self.header.more.clicked.connect(lambda: self.menu.popup(self.header.more.mapToGlobal(self.header.more.rect().bottomLeft())))
        self.header.search.clicked.connect(self.search.toggle)
        self.header.maximise_requested.connect(lambda: self.commands.trigger(actions.MAXIMISE))
        self.model.counted.connect(self._on_counted)
        for rows in (self.view.chosen, self.lines.chosen):
            rows.connect(self.message_selected)
        self.view.scrolled_away.connect(self._on_scrolled_away)
        self.view.opened.connect(self._open_record)
        self.body.older.clicked.connect(lambda: self.commands.trigger(actions.SEEK_EARLIEST))
        self.fresh.clicked.connect(self._go_on)
        self._countdown.timeout.connect(self._show_notice)
        self.actions_on_rows.filter_requested.connect(self.search.look_for)

    def _bind_actions(self) -> None:
        bind = self.commands.bind
        for start, action in actions.START.items():
            bind(action, partial(self.start_changed.emit, self.pane, start))
        bind(actions.READ, self._read)
        bind(actions.OTHER_START, self._ask_start)
        bind(actions.SEEK_EARLIEST, lambda: self.seek_requested.emit(self.pane, EARLIEST))
        bind(actions.SEEK_LATEST, lambda: self.seek_requested.emit(self.pane, LATEST))
        bind(actions.SEEK, self._ask_seek)
        bind(actions.RENAME, self._rename)
        bind(actions.COPY_ROWS, self.actions_on_rows.copy_lines)
        bind(actions.SHOW_RECORD, lambda: self._open_record(self.view.currentIndex().row()))
        bind(actions.FIND, self.search.open)
        bind(actions.FIND_NEXT, lambda: self.search.step(1))
        bind(actions.FIND_PREVIOUS, lambda: self.search.step(-1))
        self.commands.add_keys(self, (actions.FIND, actions.FIND_NEXT, actions.FIND_PREVIOUS))
        for button, action in ((self.header.button, actions.READ), (self.restart, actions.RESTART), (self.why, actions.WHY)):
            self.commands.attach(button, action)

    def _context(self) -> actions.PaneContext:
        return actions.PaneContext(
            state=self._state,
            row=self.view.currentIndex().isValid(),
            maximised=self._maximised,
            group=self.header.box.group(),
            no_read=self._no_read,
            no_join=self._no_join,
            case=of_pane(self._state) if self._doctor and words.notice(self._state, time.monotonic()) else None,
        )

    # what the user does

    def _read(self) -> None:
        now = self._context()
        self.read_requested.emit(self.pane, now.verb, now.group or "", self._state.next_plan.start)

    def _ask_start(self) -> None:
        explanation = self.tr("Used where the group has no commit for a partition.")
        dialog = StartDialog(self.tr("Start position"), explanation, self._state.next_plan.start, self)
        dialog.accepted.connect(lambda: self.start_changed.emit(self.pane, dialog.start()))
        dialog.open()

    def _ask_seek(self) -> None:
        dialog = StartDialog(self.tr("Seek"), self.tr("The pane goes on reading from here, in all its partitions."), EARLIEST, self)
        dialog.accepted.connect(lambda: self.seek_requested.emit(self.pane, dialog.start()))
        dialog.open()

    def _rename(self) -> None:
        self.header.name.setFocus()
        self.header.name.selectAll()

    def _open_record(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            record = self.model.record(row)
            if record is not None:
                RecordDetail(record, self, decoder=self.model.decoder).show()

    def _go_on(self) -> None:
        self.header.pause.setChecked(False)
        self.view.scrollToTop()

    def _on_scrolled_away(self, away: bool) -> None:
        self._away = away
        self._hold()

    def _hold(self, *_: object) -> None:
        self.model.hold(self._away or self.header.pause.isChecked())

    # what is shown

    def _on_counted(self) -> None:
        self._show_counters()
        self._show_body()

    def _show_counters(self) -> None:
        model = self.model
        left = words.counters(self._state, model.received, model.shown, model.dropped, model.hidden)
        reading = self._state.mode in READING
        self.footer.set_parts(
            left, words.origin(self._state, (self._state.plan if reading else self._state.next_plan).start, self._resumed)
        )
        waiting = model.waiting if model.held else 0
        self.fresh.setText(self.tr("▲ {n} new").format(n=f"{waiting:,}"))
        self.fresh.setVisible(waiting > 0)
        self._place_fresh()

    def _show_notice(self) -> None:
        now = time.monotonic()
        text = words.notice(self._state, now)
        self.notice.setText(text)
        self.notice.setVisible(bool(text) and not self._compact)
        self.body.set_crowded(bool(text) and not self._compact)
        self.brief.set_variants(text)
        self.brief.setVisible(bool(text) and self._compact)
        self._show_buttons()
        killed_at = self._state.killed_at
        if self._state.mode is not PaneMode.KILLED or killed_at is None or now > killed_at + self._state.session_timeout_s:
            self._countdown.stop()

    def _show_buttons(self) -> None:
        now = self._context()
        self.commands.update_buttons()
        self.rescue.setVisible(actions.RESTART.shown(now) or actions.WHY.shown(now))
        # What is about to change something stands out from what only goes on.
        theme.set_role(self.header.button, "primary" if now.verb is Verb.SWITCH else "")

    def _show_body(self) -> None:
        told = self._compact and bool(self.notice.text())  # a tile has no room to say it twice
        if filtered := self.search.empty_text():
            self.body.set_state(filtered, older=False)
        else:
            self.body.set_state("" if told else words.empty_text(self._state), bool(words.older_records(self._state)))

    def _place_fresh(self) -> None:
        size, header = self.fresh.sizeHint(), self.view.horizontalHeader().height()
        left = self.view.viewport().width() - size.width() - 4  # over the table's header, so that no row is hidden
        self.fresh.setGeometry(QRect(left, max(0, (header - size.height()) // 2), size.width(), min(header, size.height())))

    def retranslate(self) -> None:
        self.body.older.setText(self.tr("read them"))
        self.setAccessibleName(self._state.name)
        self.set_state(self._state)

    # Qt's

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # so that the grid shares its room out evenly

    def hasHeightForWidth(self) -> bool:
        return False  # for the same reason: a sentence that wraps makes no row of panes taller than another

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_fresh()
