"""The bar on top: which cluster, how it is, and what concerns the whole window."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.actions.window import (
    ACTIONS,
    ADD_CONSUMER,
    APPEARANCE_MENU,
    DISK_USE,
    DOCTOR,
    DOCTOR_ABOUT,
    HELP_MENU,
    HOSTS,
    LANGUAGE_MENU,
    LESSON_MENU,
    LESSONS,
    LOCAL_MENU,
    PROFILES,
    RESET_LOCAL,
    SWITCH_PROFILE,
    WindowState,
)
from kafkadesk.core.cluster.profiles import Profile
from kafkadesk.core.errors import AddressError
from kafkadesk.core.state import ConnectionState, Phase
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.action_map import ActionMap, Entry
from kafkadesk.widgets.base.i18n import error_words
from kafkadesk.widgets.base.labels import ElidedLabel, PlainLabel
from kafkadesk.widgets.base.own_keys import OwnKeys
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.profiles.profile_colors import color_icon, hue_of, tint_of
from kafkadesk.widgets.window.reset_dialog import ResetDialog
from kafkadesk.widgets.window.state_words import dot_icon, is_slow, state_text, trouble_text

RECENT = 8
MOST_PROFILES = 12  # in the menu; the quick switch has all
NAME_CHARS = 28
STRIPE_PX = 3  # of a profile's hue, on top of the bar


class ConnectionBar(Responsive, QFrame):
    """What needs nothing but a click is in `commands`; whoever does it binds it there.

    Signals:
    connect_requested: the text of the address field, as typed.
    profile_requested: connect by the profile with this id.
    disconnect_requested, cancel_requested: end the connection, or the attempt.
    local_reset_requested: delete the data of Local Kafka; it has been confirmed.
    lesson_requested: play the lesson of this name.
    doctor_requested: find out what is wrong, about this message of a program.
    """

    connect_requested = Signal(str)
    profile_requested = Signal(str)
    disconnect_requested = Signal()
    cancel_requested = Signal()
    local_reset_requested = Signal()
    lesson_requested = Signal(str)
    doctor_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ConnectionState()
        self._fault: AddressError | None = None
        self._chosen: Profile | None = None  # what Connect means while its address stands in the field
        self._brand = PlainLabel("KafkaDesk", role="title")
        self._profile = QPushButton()
        self._field = QComboBox()
        self._field.setEditable(True)
        self._field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._words = ElidedLabel()
        self._add, self._connect = QPushButton(), QPushButton()
        self._doctor, self._hosts = QPushButton(), QPushButton()
        self._lessons, self._language, self._appearance, self._help = (QPushButton() for _ in range(4))
        self._fault_line = PlainLabel(role="bad", wrap=True)
        self._fault_line.hide()
        self._window_state = WindowState()
        self.commands = ActionMap(self, lambda: self._window_state)
        self._profiles: Sequence[Profile] = ()
        self._lesson_list: tuple[tuple[str, str], ...] = ()
        self._lay_out()
        self._connect_signals()
        theme.set_role(self, "bar")
        self.set_lessons(())
        self.retranslate()

    def set_state(self, state: ConnectionState) -> None:
        if state.phase is not Phase.DISCONNECTED:
            self.show_address_error(None)
            self._chosen = state.profile
            if not state.local:
                self._field.setEditText(state.bootstrap if state.profile is None else state.profile.bootstrap)
        self._state = state
        self._show_state()

    def set_profiles(self, profiles: Sequence[Profile]) -> None:
        """Take the profiles that can be picked; the one that is chosen may have changed."""
        self._profiles = profiles
        if self._chosen is not None and not self._chosen.local and self._state.phase is Phase.DISCONNECTED:
            self.choose_profile(next((p for p in profiles if p.id == self._chosen.id), None))

    def choose_profile(self, profile: Profile | None) -> None:
        """Have Connect mean this profile, while its address stands in the field. None: only what is typed there."""
        self._chosen = profile
        if profile is not None:
            self._field.setEditText(profile.bootstrap)
        self._show_state()

    def profile(self) -> Profile | None:
        """Return the profile that the bar speaks of now, if any."""
        if self._state.phase is not Phase.DISCONNECTED:
            return self._state.profile
        chosen = self._chosen
        return chosen if chosen is not None and not chosen.local and chosen.bootstrap == self._field.currentText() else None

    def set_recent(self, addresses: Sequence[str]) -> None:
        """Take the addresses used before, newest first; what is typed stays."""
        typed = self._field.currentText()
        self._field.blockSignals(True)
        self._field.clear()
        self._field.addItems(list(addresses[:RECENT]))
        self._field.setEditText(typed or (addresses[0] if addresses else ""))
        self._field.blockSignals(False)

    def set_lessons(self, lessons: Sequence[tuple[str, str]]) -> None:
        """Take the lessons that can be played: name and title."""
        self._lesson_list = tuple(lessons)
        self._lessons.setVisible(bool(lessons))

    def set_local(self, *, running: bool, disk_bytes: int | None) -> None:
        """Take whether Local Kafka runs, and how much disk it uses."""
        self._set_window_state(local_running=running, local_bytes=disk_bytes)

    def show_address_error(self, error: AddressError | None) -> None:
        """Say under the field what is wrong with the address; the typed text stays. None: nothing is."""
        self._fault = error
        self._fault_line.setText("" if error is None else error_words(error))
        self._fault_line.setVisible(error is not None)

    def address(self) -> str:
        """Return what stands in the address field."""
        return self._field.currentText()

    def set_address(self, text: str) -> None:
        """Put an address into the field."""
        self._field.setEditText(text)

    def set_scheme(self, scheme: str) -> None:
        """Show which of auto, light, dark is chosen."""
        self._set_window_state(scheme=scheme)

    def retranslate(self) -> None:
        self._edit().setPlaceholderText(self.tr("host:port, host:port, …"))
        self._field.setAccessibleName(self.tr("Bootstrap servers"))
        self._field.setToolTip(self.tr("Bootstrap servers: host:port, several with commas; pasted bootstrap_servers=[…] works too"))
        self._lessons.setText(self.tr("Lessons") + " ▾")
        self._language.setText("中/EN")
        self._language.setToolTip(self.tr("Language"))
        self._language.setAccessibleName(self._language.toolTip())
        self._appearance.setText("◐")
        self._appearance.setToolTip(self.tr("Light or dark"))
        self._appearance.setAccessibleName(self._appearance.toolTip())
        self._help.setText("?")
        self._help.setToolTip(self.tr("Help"))
        self._help.setAccessibleName(self._help.toolTip())
        self.show_address_error(self._fault)
        self._show_state()

    def withhold_doctor(self) -> None:
        """Do not offer the doctor, and say why: this is a lesson's window."""
        self._set_window_state(doctor=False)

    def add_keys(self, window: QWidget) -> None:
        """Let the keys work in all of the window: also on its first page, which has no bar."""
        self.commands.add_keys(window, (a for a in ACTIONS if a is not SWITCH_PROFILE), Qt.ShortcutContext.WindowShortcut)
        OwnKeys(SWITCH_PROFILE.keys[0], window).shortcut.activated.connect(lambda: self.commands.trigger(SWITCH_PROFILE))

    def _set_window_state(self, **changed: object) -> None:
        self._window_state = replace(self._window_state, **changed)  # type: ignore[arg-type]
        self.commands.update_buttons()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._brand)
        row.addWidget(self._profile)
        row.addWidget(self._field, 3)
        row.addWidget(self._words, 4)
        row.addWidget(self._connect)
        row.addWidget(self._add)
        row.addWidget(self._doctor)
        row.addWidget(self._hosts)
        row.addWidget(self._lessons)
        row.addWidget(self._language)
        row.addWidget(self._appearance)
        row.addWidget(self._help)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._fault_line)

    def _connect_signals(self) -> None:
        commands = self.commands
        for button, items in (
            (self._profile, LOCAL_MENU),
            (self._lessons, LESSON_MENU),
            (self._language, LANGUAGE_MENU),
            (self._appearance, APPEARANCE_MENU),
            (self._help, HELP_MENU),
        ):
            button.setMenu(commands.menu(items, button))
        for button, action in ((self._add, ADD_CONSUMER), (self._doctor, DOCTOR), (self._hosts, HOSTS)):
            commands.attach(button, action)
        commands.bind(RESET_LOCAL, self._ask_reset)
        for message, action in DOCTOR_ABOUT.items():
            commands.bind(action, partial(self.doctor_requested.emit, message))
        commands.bind_slot(PROFILES, self._profile_entries)
        commands.bind_slot(LESSONS, lambda: [Entry(text=t, act=partial(self.lesson_requested.emit, n)) for n, t in self._lesson_list])
        commands.bind_slot(DISK_USE, self._disk_entries)
        self._connect.clicked.connect(self._press)
        self._edit().returnPressed.connect(self._press_connect)
        self._field.editTextChanged.connect(self._on_typed)

    def _profile_entries(self) -> list[Entry]:
        return [
            Entry(
                text=p.name,
                act=partial(self.profile_requested.emit, p.id),
                icon=color_icon(p.color, self.fontMetrics().ascent(), self.devicePixelRatioF()),
            )
            for p in [p for p in self._profiles if not p.local][:MOST_PROFILES]
        ]

    def _disk_entries(self) -> list[Entry]:
        return [] if self._window_state.local_bytes is None else [Entry(text=self.tr("Disk use: {size}").format(size=self._disk_use()))]

    def _disk_use(self) -> str:
        return QLocale().formattedDataSize(self._window_state.local_bytes or 0, 0, QLocale.DataSizeFormat.DataSizeSIFormat)

    def _ask_reset(self) -> None:
        dialog = ResetDialog(self._disk_use(), self)
        dialog.reset.clicked.connect(self.local_reset_requested)
        dialog.open()  # exec() would spin a second event loop inside the first

    def _on_typed(self) -> None:
        self.show_address_error(None)
        self._show_state()

    def _press(self) -> None:
        match self._state.phase:
            case Phase.DISCONNECTED:
                self._press_connect()
            case Phase.CONNECTING:
                self.cancel_requested.emit()
            case _:
                self.disconnect_requested.emit()

    def _press_connect(self) -> None:
        if self._state.phase is Phase.DISCONNECTED:
            profile = self.profile()
            if profile is None:
                self.connect_requested.emit(self._field.currentText())
            else:
                self.profile_requested.emit(profile.id)

    def _show_state(self) -> None:
        phase = self._state.phase
        self._field.setVisible(phase in (Phase.DISCONNECTED, Phase.CONNECTING))
        self._field.setEnabled(phase is Phase.DISCONNECTED)
        self._connect.setText(
            {Phase.DISCONNECTED: self.tr("Connect"), Phase.CONNECTING: self.tr("Cancel")}.get(phase, self.tr("Disconnect"))
        )
        theme.set_role(self._connect, "primary" if phase is Phase.DISCONNECTED else "")
        self._profile.setText(f"{self._profile_name()} ▾")
        self._profile.setIcon(dot_icon(phase, self.fontMetrics().ascent(), self.devicePixelRatioF()))
        role = {Phase.PARTLY: "warn", Phase.TROUBLE: "bad"}.get(phase, "warn" if is_slow(self._state) else "muted")
        theme.set_role(self._words, role)
        self._words.set_variants(state_text(self._state), more=trouble_text(self._state))
        self.update()
        self._profile.setAccessibleName(f"{self._profile_name()}: {state_text(self._state)}")

    def _profile_name(self) -> str:
        if self._state.local:
            return self.tr("Local Kafka")
        profile = self.profile()
        if profile is not None:
            name = profile.name if len(profile.name) <= NAME_CHARS else profile.name[: NAME_CHARS - 1] + "…"
            name = name.replace("&", "&&")
            return self.tr("{name} (read-only)").format(name=name) if profile.read_only else name
        return self.tr("Not connected") if self._state.phase is Phase.DISCONNECTED else self.tr("Cluster")

    def _edit(self) -> QLineEdit:
        edit = self._field.lineEdit()
        if edit is None:
            raise RuntimeError("an editable combo box has a line edit")
        return edit

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        profile = self.profile()
        if profile is not None and (tint := tint_of(profile.color)) is not None and (hue := hue_of(profile.color)) is not None:
            painter = QPainter(self)
            painter.fillRect(self.rect(), tint)
            painter.fillRect(0, 0, self.width(), STRIPE_PX, hue)
            painter.end()

    def restyle(self) -> None:
        self._show_state()
