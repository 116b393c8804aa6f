"""What the doctor says, in one box: the root cause, what it means, what to do, what was proved, and the buttons that mend it."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.doctor.judge import GIVEN, Diagnosis, Proved
from kafkadesk.core.errors import InputError
from kafkadesk.core.hosts.entries import HostEntry, check_ip
from kafkadesk.core.text import Text
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import fault_text, render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive

UNKNOWN_NAMES = (
    DoctorClass.UNKNOWN_NAME,
    DoctorClass.ADVERTISES_UNKNOWN_NAME,
    DoctorClass.ADVERTISES_CONTAINER,
    DoctorClass.DEFECTIVE_HOSTS_LINE,
    DoctorClass.FOUND_ELSEWHERE,
)
OF_PROFILE = (
    DoctorClass.TLS_EXPECTED,
    DoctorClass.PLAINTEXT_EXPECTED,
    DoctorClass.UNKNOWN_CA,
    DoctorClass.CERTIFICATE_OF_OTHER,
    DoctorClass.CLIENT_CERTIFICATE_EXPECTED,
    DoctorClass.OTHER_MECHANISM,
    DoctorClass.NO_LOGIN_EXPECTED,
    DoctorClass.LOGIN_REFUSED,
    DoctorClass.LOGIN_EXPECTED,
    DoctorClass.NO_PASSWORD,
    DoctorClass.SEVERAL_CLUSTERS,
)  # what can be set right in the fields of the profile


class DoctorBox(Responsive, QFrame):
    """Signals:
    map_requested(pairs): put these (name, IP) pairs into the profile's name map and connect.
    hosts_requested(entries): show the hosts file with these lines proposed.
    try_requested(name, ip): examine with this name at this IP.
    profile_requested: show the fields of the profile.
    create_requested(topic): ask for the partitions of this topic, and create it.
    """

    map_requested = Signal(object)
    hosts_requested = Signal(object)
    try_requested = Signal(str, str)
    profile_requested = Signal()
    create_requested = Signal(str)

    def __init__(self, *, mends: bool) -> None:
        super().__init__()
        self._mends = mends
        self._where = ""
        self._diagnosis: Diagnosis | None = None
        self._pairs: tuple[tuple[str, str], ...] = ()
        self._proved: tuple[Proved, ...] = ()
        self._name = ""
        self._after_map = ""  # what became of it, instead of the diagnosis; "": nothing was mapped
        self._after_role = ""
        self._meant: tuple[HostEntry, ...] = ()  # what a defective line of the hosts file was to say: not proved
        self._missing = ""  # a topic that is not there
        self._hindered = ""
        self.title = PlainLabel(role="title", wrap=True)
        self.means, self.fix, self.note = (PlainLabel(wrap=True) for _ in range(3))
        self.ask = PlainLabel()
        self.ip = QLineEdit()
        self.fault = PlainLabel(role="bad", wrap=True)
        self.try_ip, self.map, self.hosts, self.copy_lines, self.profile, self.make_topic = (QPushButton() for _ in range(6))
        self.rights = PlainLabel(role="muted", wrap=True)
        self._lay_out()
        self._connect_signals()
        self.retranslate()

    def begin(self, where: str) -> None:
        """Show that this address is being examined."""
        self._where, self._diagnosis, self._pairs, self._name, self._after_map = where, None, (), "", ""
        self._proved, self._meant, self._missing, self._hindered = (), (), "", ""
        self.retranslate()

    def set_diagnosis(self, diagnosis: Diagnosis) -> None:
        self._diagnosis = diagnosis
        # H1 of a map or a hosts file has more to say than one of an address that the broker advertises: there is a name to mend
        unknown = next(
            (f for f in diagnosis.findings if f.kind in UNKNOWN_NAMES or (f.kind == DoctorClass.OTHER_CLUSTER and f.more is not None)), None
        )
        self._name = "" if unknown is None else str(unknown.args.get("host", ""))
        self._proved = diagnosis.proved
        self._pairs = tuple(dict.fromkeys((p.name, p.ip) for p in diagnosis.proved))
        lines = [
            entry
            for f in diagnosis.findings
            if f.kind == DoctorClass.DEFECTIVE_HOSTS_LINE
            for entry in cast(Sequence[HostEntry], f.args["entries"])
        ]
        self._meant = () if self._pairs else tuple(dict.fromkeys(lines))
        self.ip.setText(next((entry.ip for entry in self._meant if entry.name.lower() == self._name.lower()), self.ip.text()))
        missing = next((f for f in diagnosis.findings if f.kind == diagnosis.verdict.kind == DoctorClass.NO_TOPIC), None)
        self._missing = "" if missing is None else str(missing.args["topic"])
        self.retranslate()

    def hinder_creation(self, why: str) -> None:
        """Say why a topic that is not there cannot be created now; "": it can be."""
        self._hindered = why
        self._show_buttons()

    def tell_fault(self, text: str) -> None:
        """Say why a button did not do what it was to do."""
        self.fault.setText(text)
        self.fault.show()

    def mapped(self) -> None:
        """Say what was mended, and that it is being connected by it."""
        self._say_after(self.tr("Kept in the name map. KafkaDesk connects by it …"), "title")

    def connected(self) -> None:
        """Say that the mapping did it."""
        self._say_after(self.tr("Connected, by the name map."), "good")

    def not_connected(self, why: Text) -> None:
        """Say that something else stands in the way, and what."""
        self._say_after(self.tr("Kept in the name map. But: {why}").format(why=render(why)), "bad")

    def _say_after(self, said: str, role: str) -> None:
        self._after_map, self._after_role = said, role
        self._show_words()
        self._show_buttons()

    def proposed(self) -> tuple[HostEntry, ...]:
        """Return the mappings that were proved; where there are none, those that a defective line of the hosts file was to give."""
        return tuple(HostEntry(ip, name) for name, ip in self._pairs) or self._meant

    def retranslate(self) -> None:
        self.try_ip.setText(self.tr("Try it"))
        self.ip.setPlaceholderText("192.168.23.200")
        self.hosts.setText(self.tr("Hosts file…"))
        self.hosts.setToolTip(self.tr("For all programs on this PC; asks for administrator consent"))
        self.copy_lines.setText(self.tr("Copy lines"))
        self.copy_lines.setToolTip(self.tr("As they stand in a hosts file: IP and name"))
        self.profile.setText(self.tr("Edit the profile…"))
        self.make_topic.setText(self.tr("Create the topic…"))
        self.map.setText(
            self.tr("Map {n} names in KafkaDesk").format(n=len(self._pairs)) if len(self._pairs) > 1 else self.tr("Map it in KafkaDesk")
        )
        self.ask.setText(self.tr("IP of {name}, if you know it:").format(name=self._name))
        self.ip.setAccessibleName(self.ask.text())
        self._show_words()
        self._show_buttons()

    def _show_words(self) -> None:
        if self._diagnosis is None:
            theme.set_role(self, "box")
            theme.set_role(self.title, "title")
            self.title.setText(self.tr("Examining {where} …").format(where=self._where))
            for label in (self.means, self.fix, self.note):
                label.clear()
            return
        verdict, well = self._diagnosis.verdict, self._diagnosis.well
        if self._after_map:
            theme.set_role(self, {"good": "box good", "bad": "box bad"}.get(self._after_role, "box"))
            theme.set_role(self.title, self._after_role)
            self.title.setText(self._after_map)
            self.means.clear()
            self.fix.clear()
            self.note.setText(self._said_of_map())
            return
        theme.set_role(self, "box good" if well else "box bad")
        theme.set_role(self.title, "good" if well else "bad")
        self.title.setText(render(verdict.title))
        self.means.setText(render(verdict.means))
        self.fix.setText(render(verdict.fix))
        self.note.setText(self._said_of_map())

    def _said_of_map(self) -> str:
        if self._after_map:
            return self.tr(
                "Only KafkaDesk is mended by that. Your own programs on this PC need the same lines in the hosts file: copy them below."
            )
        if self._meant:
            lines = "\n".join(f"{entry.name} → {entry.ip}" for entry in self._meant)
            return self.tr("Meant by the line, and not proved yet (“Try it” asks there first):\n{lines}").format(lines=lines)
        if not self._pairs:
            return ""
        proved, given = ("\n".join(f"✓ {p.name} → {p.ip}" for p in self._proved if (p.origin == GIVEN) is own) for own in (False, True))
        said = (
            self.tr("Proved, the same cluster answers there on the advertised port:\n{lines}").format(lines=proved) if proved else "",
            self.tr("Kafka answers at the IP that you gave:\n{lines}").format(lines=given) if given else "",
        )
        return "\n".join(filter(None, said))

    def _show_buttons(self) -> None:
        diagnosis = self._diagnosis
        for label in (self.means, self.fix, self.note):
            label.setVisible(bool(label.text()))
        for button in (self.hosts, self.copy_lines):
            button.setVisible(self._mends and bool(self.proposed()))
        known = {name.lower() for name, _ in self._pairs}
        asks = self._mends and diagnosis is not None and bool(self._name) and self._name.lower() not in known
        found = any(proved.origin != GIVEN for proved in self._proved)
        maps = self._mends and bool(self._pairs) and (found or not asks) and not self._after_map
        self.map.setVisible(maps)
        self.make_topic.setVisible(self._mends and bool(self._missing))
        self.make_topic.setEnabled(not self._hindered)
        aside = (
            self.tr("Map: only KafkaDesk, no administrator rights · Hosts file: all programs, as administrator")
            if maps
            else self._hindered
            if self._missing
            else ""
        )
        self.rights.setText(aside)
        self.rights.setVisible(self._mends and bool(aside))
        self.profile.setVisible(self._mends and diagnosis is not None and diagnosis.verdict.kind in OF_PROFILE)
        asks = asks and not found and not self._after_map
        asking: tuple[QWidget, ...] = (self.ask, self.ip, self.try_ip)
        for widget in asking:
            widget.setVisible(asks)
        self.fault.hide()

    def _lay_out(self) -> None:
        asked = QHBoxLayout()
        asked.addWidget(self.ask)
        asked.addWidget(self.ip, 1)
        asked.addWidget(self.try_ip)
        buttons = QHBoxLayout()
        for button in (self.map, self.hosts, self.copy_lines, self.profile, self.make_topic):
            buttons.addWidget(button)
        buttons.addWidget(self.rights, 1)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        for label in (self.title, self.means, self.fix, self.note):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)
        layout.addLayout(asked)
        layout.addWidget(self.fault)
        layout.addLayout(buttons)
        theme.set_role(self.map, "primary")
        theme.set_role(self.profile, "primary")
        theme.set_role(self.make_topic, "primary")

    def _connect_signals(self) -> None:
        self.map.clicked.connect(lambda: self.map_requested.emit(self._pairs))
        self.hosts.clicked.connect(lambda: self.hosts_requested.emit(self.proposed()))
        self.copy_lines.clicked.connect(
            lambda: QGuiApplication.clipboard().setText("".join(f"{entry.ip} {entry.name}\n" for entry in self.proposed()))
        )
        self.profile.clicked.connect(self.profile_requested)
        self.make_topic.clicked.connect(lambda: self.create_requested.emit(self._missing))
        self.try_ip.clicked.connect(self._try)
        self.ip.returnPressed.connect(self._try)
        for button in (self.try_ip, self.map, self.hosts, self.copy_lines, self.profile, self.make_topic):
            button.setAutoDefault(False)

    def _try(self) -> None:
        try:
            ip = check_ip(self.ip.text())
        except InputError as error:
            self.tell_fault(fault_text(error))
            return
        self.fault.hide()
        self.try_requested.emit(self._name, ip)
