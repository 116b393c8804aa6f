"""The doctor in the window: asked for, or by itself after a failed connect; what it proved goes into the profile's name map."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from kafkadesk.app.cluster.hosts import HostsWiring
from kafkadesk.app.cluster.profiles import ProfileWiring
from kafkadesk.app.intents import Intents
from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions.window import DOCTOR
from kafkadesk.core.cluster.name_map import Pairs
from kafkadesk.core.cluster.profiles import NO_SECRETS, NO_SECURITY, Profile, renamed
from kafkadesk.core.doctor.error_help import place_of
from kafkadesk.core.doctor.judge import Diagnosis, ProbeStep, read_servers, verdict_of
from kafkadesk.core.doctor.place import NOWHERE, DoctorContext
from kafkadesk.core.doctor.report import examined
from kafkadesk.core.errors import AuthError, UserError
from kafkadesk.core.events import ConnectionChanged, DeskEvent
from kafkadesk.core.state import ConnectionState, Phase
from kafkadesk.desk.connection import read_only_error
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.doctor import Examination, merged
from kafkadesk.widgets.base.i18n import error_words, render
from kafkadesk.widgets.doctor.doctor_dialog import DoctorDialog
from kafkadesk.widgets.window.create_topic_dialog import CreateTopicDialog

MOST_NAME = 60  # characters of a new profile's name


class DoctorWiring(QObject):
    """Opens the dialog, examines in threads, and does what its buttons say."""

    _stepped = Signal(object)  # from the probing threads to the window's

    def __init__(self, desk: Desk, parts: WindowParts, intents: Intents, profiles: ProfileWiring, hosts: HostsWiring) -> None:
        super().__init__(parts.window)
        self._desk, self._parts, self._intents, self._profiles, self._hosts = desk, parts, intents, profiles, hosts
        self._running: Examination | None = None
        self._profile: Profile | None = None
        self._where = ""
        self._new = ""  # the id of the profile that was begun for an address
        self._tried: Pairs = ()  # what the user gave to be tried since it was last examined as it is
        self._mapped: Profile | None = None  # it was given names, and is being connected by
        self._told_of: str | None = None  # the address that it came up for by itself
        self.dialog: DoctorDialog | None = None
        self.place = NOWHERE  # what it was last asked about
        parts.bar.commands.bind(DOCTOR, self.open)
        parts.bar.doctor_requested.connect(lambda said: self.open(place_of(said)))
        intents.offer_doctor(self.ask)
        desk.listen(self._on_event)

    def open(self, place: DoctorContext = NOWHERE) -> DoctorDialog:
        """Show the dialog and examine the cluster that the bar speaks of. place: what did not work, for which it is asked."""
        self.place = place
        state = self._desk.connection
        self._profile = self._parts.bar.profile()
        self._new, self._mapped = "", None
        self._where = state.bootstrap if state.phase is not Phase.DISCONNECTED else self._parts.bar.address()
        if self.dialog is None:
            dialog = self.dialog = DoctorDialog(self._parts.window)
            dialog.again_requested.connect(lambda: self._examine())
            dialog.box.try_requested.connect(lambda name, ip: self._examine(merged(self._tried, ((name, ip),))))
            dialog.box.map_requested.connect(self._map)
            dialog.box.hosts_requested.connect(self._hosts.open)
            dialog.box.profile_requested.connect(self._edit_profile)
            dialog.box.create_requested.connect(self._ask_topic)
            dialog.finished.connect(lambda _: self._cancel())
            self._stepped.connect(self._on_step)
        self.dialog.ask_about(place)
        self.dialog.show()
        self.dialog.raise_()
        self._examine()
        return self.dialog

    def ask(self, place: DoctorContext) -> None:
        """Ask the doctor about what did not work."""
        self.open(place)

    def _on_event(self, event: DeskEvent) -> None:
        """Come up by itself when a first connect fails: once for an address, and never after a refused login, which would be tried again."""
        state = self._desk.connection
        if isinstance(event, ConnectionChanged) and self._mapped is not None and state.profile == self._mapped:
            self._connected_by_map(state)
            return
        if not isinstance(event, ConnectionChanged) or state.phase is not Phase.TROUBLE or state.local or state.rounds:
            return
        if state.error is not None and not isinstance(state.error, AuthError) and self._told_of != state.bootstrap:
            self._told_of = state.bootstrap
            self.open()

    def _connected_by_map(self, state: ConnectionState) -> None:
        """Show how it went with the names that were just kept: connected, or what stands in the way now."""
        assert self.dialog is not None
        if state.phase.usable:
            self._mapped = None
            self.dialog.box.connected()
        elif state.error is not None:
            self._mapped = None
            if isinstance(state.error, AuthError):  # to examine would be to log in once more
                self.dialog.box.not_connected(state.error.title)
            else:
                self._examine()

    def _cancel(self) -> None:
        self._mapped = None
        if self._running is not None:
            self._running.cancel()
            self._running = None

    def _examine(self, tried: Pairs = ()) -> None:
        """Examine things as they are, but for the names that the user gives to be tried."""
        assert self.dialog is not None
        self._cancel()
        self._tried = tried
        self.place = replace(self.dialog.wanted(), what=self.place.what)
        self._profile = self._as_saved()
        self.dialog.begin(examined(self._where, self._profile, self.place.topic, self.place.group), self.place.what)
        servers, fault = read_servers(self._where)
        if fault is not None:
            args = {"fault": fault.evidence, **fault.args}
            self.dialog.set_diagnosis(Diagnosis(verdict=verdict_of(fault.kind, args), findings=(fault,)))
            return
        self._intents.start(self._run(servers, tried), "doctor")

    async def _run(self, servers: Sequence[tuple[str, int]], tried: Pairs) -> None:
        assert self.dialog is not None
        profile = self._profile
        secrets = NO_SECRETS if profile is None else await asyncio.to_thread(self._profiles.secrets, profile)
        security, known = (NO_SECURITY, ()) if profile is None else (profile.security, profile.name_map)
        running = self._running = Examination(servers, security, secrets, known, self._stepped.emit, self.place, tried)
        diagnosis = await running.result()
        if running is self._running:  # else another one has begun, or the dialog was closed
            self._running = None
            self.dialog.set_diagnosis(diagnosis)
            self.dialog.box.hinder_creation(self._hindrance())

    def _hindrance(self) -> str:
        """Return why no topic can be created at the cluster that was examined; "": it can be."""
        state = self._desk.connection
        if state.bootstrap != self._where or not state.phase.usable:
            return self.tr("To create it, connect to this cluster first.")
        return render(read_only_error(state.profile).title) if state.profile is not None and state.read_only else ""

    def _ask_topic(self, topic: str) -> None:
        """Ask for the partitions of a topic that is not there, create it, and examine again."""
        asking = CreateTopicDialog(topic, taken=frozenset(self._desk.topics), parent=self.dialog)
        asking.accepted.connect(lambda: self._intents.start(self._create(asking.topic(), asking.partitions()), "create topic"))
        asking.finished.connect(asking.deleteLater)
        asking.open()

    async def _create(self, topic: str, partitions: int) -> None:
        assert self.dialog is not None
        try:
            await self._desk.create_topic(topic, partitions)
        except UserError as error:
            self.dialog.box.tell_fault(error_words(error))  # the message bar lies behind the dialog
            return
        self.dialog.topic.setText(topic)
        if self.dialog.isVisible():
            self._examine()

    def _as_saved(self) -> Profile | None:
        """Return the profile as it is now: it may have been corrected, or made, since the last examination."""
        return self._profiles.book.get(self._new if self._profile is None else self._profile.id) or self._profile

    def _edit_profile(self) -> None:
        """Show the fields of the profile; where only an address was typed, those of a new one that has it."""
        if self._profile is not None:
            self._profiles.manage(self._profile.id)
        else:
            new = Profile(name=self._where[:MOST_NAME], bootstrap=self._where, name_map=self._tried)
            self._new = new.id
            self._profiles.manage().begin_new(renamed(new, (p.name for p in self._profiles.book.all())))

    def _on_step(self, step: ProbeStep) -> None:
        if self.dialog is not None and self._running is not None:
            self.dialog.step(step)

    def _map(self, pairs: Pairs) -> None:
        """Keep the mappings in the profile, or in a new one, and connect by it."""
        assert self.dialog is not None
        book = self._profiles.book
        profile = self._profile
        if profile is None:
            profile = renamed(Profile(name=self._where[:MOST_NAME], bootstrap=self._where), (p.name for p in book.all()))
        self._profile = self._mapped = book.save(replace(profile, name_map=merged(profile.name_map, pairs)))
        self.dialog.box.mapped()
        self._profiles.refresh()
        self._profiles.connect_to(self._profile.id)
