"""Profiles in the window: picked in the bar, switched by Ctrl+K, edited in a dialog; their secrets fetched only to connect."""

import asyncio
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from kafkadesk.app.intents import CONNECTION_KEY, Intents
from kafkadesk.app.window import WindowParts
from kafkadesk.core import settings
from kafkadesk.core.actions.window import MANAGE_PROFILES, START_LOCAL, SWITCH_PROFILE
from kafkadesk.core.cluster.address import format_bootstrap
from kafkadesk.core.cluster.profile_import import Fate, Imported
from kafkadesk.core.cluster.profiles import LOCAL_ID, NO_SECRETS, Defect, Profile, Secrets, Security, renamed, write_profiles
from kafkadesk.core.errors import AuthError, ExportError, ProfileError, UserError
from kafkadesk.core.events import ConnectionChanged, DeskEvent, NoticeLevel
from kafkadesk.core.state import Phase
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk
from kafkadesk.system.files.export import export
from kafkadesk.system.files.settings import Store
from kafkadesk.system.profiles.book import ProfileBook
from kafkadesk.system.profiles.import_file import read_import
from kafkadesk.system.profiles.keyring import SecretStore
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.profiles.password_dialog import PasswordDialog
from kafkadesk.widgets.profiles.profile_dialog import ProfileDialog
from kafkadesk.widgets.profiles.quick_switch import QuickSwitch
from kafkadesk.widgets.window.message_bar import Message


class ProfileWiring(QObject):
    """One window's profiles. book: those there are; keyring: where their secrets are."""

    def __init__(self, desk: Desk, parts: WindowParts, intents: Intents, store: Store) -> None:
        super().__init__(parts.window)
        self._desk, self._parts, self._intents, self._store = desk, parts, intents, store
        self.book = ProfileBook(store)
        self.keyring = SecretStore()
        self.dialog: ProfileDialog | None = None
        self._saving: asyncio.Task[None] | None = None
        self._wish: object = None  # of the latest connect: an older one, whose keyring answers late, comes to nothing
        self._to_keep: tuple[str, Secrets] | None = None  # once the login was taken
        self._used: tuple[str, Secrets] = ("", NO_SECRETS)  # by the latest connect
        parts.bar.profile_requested.connect(self.connect_to)
        for other in (parts.bar.connect_requested, parts.bar.disconnect_requested, parts.bar.cancel_requested):
            other.connect(self._drop_wish)
        parts.bar.commands.bind(SWITCH_PROFILE, self.switch)
        parts.bar.commands.bind(MANAGE_PROFILES, self.manage)
        self._update_bar()
        last = self.book.get(settings.LAST_PROFILE.get(store))
        if last is not None and not last.local and settings.LAST.get(store) == format_bootstrap(last.servers()):
            parts.bar.choose_profile(last)
        desk.listen(self._on_event)
        for fault in self.book.faults.values():
            intents.show_error(fault)

    def connect_to(self, profile_id: str, typed: Secrets = NO_SECRETS) -> None:
        """Connect by a profile; Local Kafka is started. typed: secrets that need not be asked for again."""
        profile = self.book.get(profile_id)
        if profile is None:
            return
        self._drop_wish()
        if profile.local:
            self._parts.bar.commands.trigger(START_LOCAL)
        else:
            self._intents.start(self._connect(profile, typed), "connect by profile")

    def refresh(self) -> None:
        """Show the profiles as the book has them now, after somebody else changed one."""
        self._update_bar()

    def secrets(self, profile: Profile) -> Secrets:
        """Return what the keyring has, and what was typed to connect by the profile last. Blocks."""
        needs = profile.security.protocol.sasl or profile.security.key_file
        kept = (self.keyring.read(profile.id) if needs and self.keyring.available() else None) or NO_SECRETS
        whose, used = self._used
        return _merged(kept, used) if whose == profile.id else kept

    def connect_named(self, name: str) -> None:
        """Connect by the profile of this name, as the command line said it."""
        if (profile := self.book.named(name)) is not None:
            self.connect_to(profile.id)

    def switch(self) -> QuickSwitch:
        """Open the list that gets shorter while one types."""
        chooser = QuickSwitch(self.book.all(), self._parts.window)
        chooser.chosen.connect(self.connect_to)
        chooser.open()
        return chooser

    def manage(self, choose: str | None = None) -> ProfileDialog:
        """Open the editor of all profiles."""
        if self.dialog is None:
            dialog = self.dialog = ProfileDialog(self._parts.window)
            dialog.save_requested.connect(self._begin_save)
            dialog.delete_requested.connect(lambda key: self._intents.start(self._delete(key), "delete profile"))
            dialog.duplicate_requested.connect(self._duplicate)
            dialog.connect_requested.connect(lambda *what: self._intents.start(self._connect_saved(*what), "connect by profile"))
            dialog.test_requested.connect(lambda *what: self._intents.start(self._test(*what), "test profile"))
            dialog.check_requested.connect(lambda *what: self._intents.start(self._check(*what), "check files"))
            dialog.import_requested.connect(lambda path: self._intents.start(self._import(path), "import profiles"))
            dialog.export_requested.connect(lambda path: self._intents.start(self._export(path), "export profiles"))
        state = self._desk.connection.profile
        self._intents.start(self._update_dialog(choose or (state.id if state is not None else None)), "show profiles")
        self.dialog.open()
        return self.dialog

    def _edit(self, profile_id: str) -> None:
        self.manage(profile_id)

    # connecting

    def _drop_wish(self) -> None:
        self._wish = self._to_keep = None

    async def _connect_saved(self, profile_id: str, typed: Secrets) -> None:
        """Connect by a profile as it was just saved."""
        if self._saving is not None:
            await asyncio.wait([self._saving])  # what went wrong it has said itself
        self.connect_to(profile_id, typed)

    async def _connect(self, profile: Profile, typed: Secrets) -> None:
        wish = self._wish = object()
        needed = await asyncio.to_thread(_needed, profile)
        missing = tuple(name for name in needed if not getattr(typed, name))
        can_keep = await asyncio.to_thread(self.keyring.available) if missing else False
        kept = (await asyncio.to_thread(self.keyring.read, profile.id) if can_keep else None) or NO_SECRETS
        secrets = _merged(kept, typed)
        if self._wish is not wish:
            return
        missing = tuple(name for name in needed if not getattr(secrets, name))
        if missing:
            asked = PasswordDialog(profile, missing, can_keep=can_keep, parent=self._parts.window)
            asked.accepted.connect(lambda: self._answered(profile, secrets, asked.secrets(), keep=asked.keeps()))
            asked.open()
        else:
            await self._go(profile, secrets)

    def _answered(self, profile: Profile, known: Secrets, typed: Secrets, *, keep: bool) -> None:
        secrets = _merged(known, typed)
        self._to_keep = (profile.id, secrets) if keep else None
        self._intents.start(self._go(profile, secrets), "connect by profile")

    async def _go(self, profile: Profile, secrets: Secrets) -> None:
        self._used = profile.id, secrets
        self._parts.bar.choose_profile(profile)
        self._parts.window.show_desk()
        try:
            await self._desk.profiles.connect(profile, secrets)
        except UserError as error:
            self._offer_edit(error, profile)
            return
        settings.LAST.put(self._store, self._desk.connection.bootstrap)
        settings.LAST_PROFILE.put(self._store, profile.id)
        if profile.default_topic and not self._parts.producer.editor.plan().topic:
            self._parts.producer.set_topic(profile.default_topic)

    def _on_event(self, event: DeskEvent) -> None:
        """A login that was refused is not tried again: offer what can be done about it, once. A password is kept once it was taken."""
        state = self._desk.connection
        if not isinstance(event, ConnectionChanged) or state.profile is None:
            return
        if isinstance(state.error, AuthError):
            self._to_keep = None
            self._offer_edit(state.error, state.profile)
        elif state.phase is Phase.CONNECTED and self._to_keep is not None and self._to_keep[0] == state.profile.id:
            (profile_id, secrets), self._to_keep = self._to_keep, None
            self._intents.start(asyncio.to_thread(self.keyring.write, profile_id, secrets), "keep passwords")

    def _offer_edit(self, error: UserError, profile: Profile) -> None:
        self._parts.messages.show_message(
            Message(
                text=error.title, hint=error.hint, level=NoticeLevel.ERROR, key=CONNECTION_KEY, details=True,
                action=Text(QT_TRANSLATE_NOOP("core", "Edit the profile")), on_action=lambda: self._edit(profile.id),
            )
        )  # fmt: skip

    # editing

    def _begin_save(self, profile: Profile, typed: Secrets, keep: bool) -> None:
        self._saving = self._intents.start(self._save(profile, typed, keep), "save profile")

    async def _save(self, profile: Profile, typed: Secrets, keep: bool) -> None:
        saved = self.book.save(profile)
        self._update_bar()
        try:
            if keep and typed != NO_SECRETS:
                known = await asyncio.to_thread(self.keyring.read, profile.id) or NO_SECRETS
                await asyncio.to_thread(self.keyring.write, profile.id, _merged(known, typed))
            elif not keep:
                await asyncio.to_thread(self.keyring.forget, profile.id)
            said, role = Text(QT_TRANSLATE_NOOP("core", "{name} is saved."), {"name": saved.name}), "good"
        except ProfileError as error:
            said, role = error.title, "warn"
        await self._update_dialog(saved.id)
        self._say(said, role)

    async def _delete(self, profile_id: str) -> None:
        self.book.remove(profile_id)
        self._update_bar()
        await self._update_dialog(LOCAL_ID)
        try:
            await asyncio.to_thread(self.keyring.forget, profile_id)
        except ProfileError as error:
            self._say(Text("{title} {hint}", {"title": error.title, "hint": error.hint or Text("")}), "bad")

    def _duplicate(self, profile_id: str) -> None:
        profile = self.book.get(profile_id)
        if profile is not None and self.dialog is not None:
            copy = replace(profile, id=Profile(name="").id)
            self.dialog.begin_new(renamed(copy, (p.name for p in self.book.all())))

    async def _check(self, profile: Profile, typed: Secrets) -> None:
        if self.dialog is not None:
            kept = NO_SECRETS if typed.key_password else await self._kept(profile)
            defects = await asyncio.to_thread(_file_defects, profile.security, _merged(kept, typed))
            self.dialog.set_file_defects(profile, defects)

    async def _test(self, profile: Profile, typed: Secrets) -> None:
        try:
            info = await self._desk.profiles.test(profile, _merged(await self._kept(profile), typed))
        except UserError as error:
            text, role = Text("{title} {hint}", {"title": error.title, "hint": error.hint or Text("")}), "bad"
        else:
            shown = {"n": len(info.brokers), "version": info.version or "?", "names": ", ".join(f"{b.host}:{b.port}" for b in info.brokers)}
            text, role = Text(QT_TRANSLATE_NOOP("core", "It works: Kafka {version}, {n} broker(s): {names}."), shown), "good"
        if (
            self.dialog is None or not self.dialog.isVisible() or self.dialog.chosen() == profile.id
        ):  # else it would stand beside another's fields
            self._say(text, role)

    async def _kept(self, profile: Profile) -> Secrets:
        """Return what the keyring has; it is not asked where the profile needs no secret."""
        if not (profile.security.protocol.sasl or profile.security.cert_file):
            return NO_SECRETS
        return await asyncio.to_thread(self.keyring.read, profile.id) or NO_SECRETS

    async def _import(self, path: Path) -> None:
        try:
            found = await asyncio.to_thread(read_import, path)
        except ProfileError as error:
            self._say(error.title, "bad")
            return
        if not found.ready and self.dialog is not None:
            self._show_import(path.name, found)
            return
        saved = [self.book.save(profile) for profile in found.profiles]
        self._update_bar()
        await self._update_dialog(saved[0].id)
        names = ", ".join(profile.name for profile in saved)
        self._say(Text(QT_TRANSLATE_NOOP("core", "Imported: {names}. Nothing was connected."), {"names": names}), "good")

    def _show_import(self, name: str, found: Imported) -> None:
        """Put what a file gave into the fields, and say of each setting that is not in them why."""
        remarks = found.remarks()
        if found.secrets != NO_SECRETS:
            secret = QT_TRANSLATE_NOOP(
                "core", "The passwords of the file stand in their fields: Save puts them into the keyring, if there is one."
            )
            remarks.append(Text(secret))
        notes = "\n".join(map(render, remarks)).replace("{", "{{").replace("}", "}}")
        shown = {"file": name, "notes": Text(notes)}
        if not found.profiles or self.dialog is None:
            self._say(Text(QT_TRANSLATE_NOOP("core", "Nothing was imported from {file}.\n{notes}"), shown), "bad")
            return
        self.dialog.begin_new(renamed(found.profiles[0], (p.name for p in self.book.all())), found.secrets)
        said = Text(QT_TRANSLATE_NOOP("core", "Read from {file}, not saved yet, nothing connected.\n{notes}"), shown)
        self._say(said, "bad" if found.of(Fate.REFUSED) else "warn" if remarks else "good")

    async def _export(self, path: Path) -> None:
        lines = write_profiles(self.book.all()).splitlines()
        try:
            await export(path, lines)
        except ExportError as error:
            self._say(error.title, "bad")
            return
        self._say(Text(QT_TRANSLATE_NOOP("core", "Written to {path}, without passwords."), {"path": path}), "good")

    def _say(self, text: Text, role: str) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.set_result(render(text), role)
        else:
            level = {"bad": NoticeLevel.ERROR, "warn": NoticeLevel.WARNING}.get(role, NoticeLevel.INFO)
            self._parts.messages.show_message(Message(text=text, level=level, key="profiles"))

    async def _update_dialog(self, choose: str | None) -> None:
        profiles = self.book.all()
        can_keep = await asyncio.to_thread(self.keyring.available)
        asks = [p for p in profiles if p.security.protocol.sasl or p.security.cert_file]
        kept = [p.id for p in asks if can_keep and await asyncio.to_thread(self.keyring.read, p.id) is not None]
        if self.dialog is not None:
            self.dialog.set_profiles(profiles, kept=frozenset(kept), can_keep=can_keep, choose=choose)

    def _update_bar(self) -> None:
        self._parts.bar.set_profiles(self.book.all())


def _needed(profile: Profile) -> tuple[str, ...]:
    """Return the names of the Secrets without which there is no way in. Blocks: it looks into the key's file."""
    security = profile.security
    found = ["password"] if security.by_password else ["client_secret"] if security.oauth else []
    if security.protocol.tls and security.cert_file:
        from kafkadesk.system.profiles.tls_files import is_locked  # as below

        if is_locked(security.key_file or security.cert_file):
            found.append("key_password")
    return tuple(found)


def _merged(known: Secrets, typed: Secrets) -> Secrets:
    """Return what is known with what was typed in its place."""
    return Secrets.from_json(known.to_json() | typed.to_json())


def _file_defects(security: Security, secrets: Secrets) -> tuple[Defect, ...]:
    from kafkadesk.system.profiles.tls_files import file_defects  # imports cryptography, which takes 70 ms: not before the first paint

    return file_defects(security, secrets)
