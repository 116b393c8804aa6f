"""What writing the typed lines would change in the hosts file, the file as it is, and its backups."""

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from kafkadesk.core.hosts.entries import is_loopback, shown_name
from kafkadesk.core.hosts.facts import Look, Place
from kafkadesk.core.hosts.plan import Plan
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.hosts.hosts_backups import HostsBackups
from kafkadesk.widgets.hosts.hosts_preview import HostsPreview


class HostsResult(Responsive, QWidget):
    """Three tabs. path: of the hosts file."""

    def __init__(self, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.said, self.checks = PlainLabel(role="muted", wrap=True), PlainLabel(wrap=True)
        self.preview, self.file, self.backups = HostsPreview(), HostsPreview(), HostsBackups()
        self.tabs = QTabWidget()
        page = QWidget()
        changes = QVBoxLayout(page)
        changes.addWidget(self.said)
        changes.addWidget(self.preview, 1)
        changes.addWidget(self.checks)
        for widget in (page, self.file, self.backups):
            self.tabs.addTab(widget, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        self.retranslate()

    def show_plan(self, plan: Plan, look: Look, place: Place) -> None:
        """Show what writing would change, and what is to be known before."""
        edit = plan.edit
        changes = edit is not None and edit.changes
        self.preview.show_difference(plan.difference)
        where = self.tr("{path} — these lines will be added at its end, nothing else changes:")
        if plan.replaces:
            where = self.tr("{path} — only KafkaDesk's own lines will change:")
        if edit is not None and edit.turned_off:
            where = self.tr("{path} — these lines will change, nothing else:")
        if look.torn:
            where = self.tr("{path} — repairing an interrupted change does this:")
            if plan.repair is None:
                where = self.tr("{path} — damaged beyond certain repair: restore a backup.")
        self.said.setText((where if changes or look.torn else self.tr("{path} — nothing to change.")).format(path=self._path))
        self.checks.setText("\n".join(self._found(plan, look, place)))
        self.checks.setVisible(bool(self.checks.text()))

    def _found(self, plan: Plan, look: Look, place: Place) -> list[str]:
        """Return what is to be known before the lines are written."""
        found = [self.tr("! There is no hosts file: it will be created.")] if look.missing else []
        if place.moved:
            text = self.tr("! This Windows is set to read its hosts file in {folder}; KafkaDesk does not follow that.")
            found.append(text.format(folder=place.moved))
        edit = plan.edit
        if edit is None:
            return found
        for other in edit.conflicts:
            text = self.tr("✗ Line {n} already maps {name} to {ip}: “{line}”. It comes first: comment it out below, or leave the name out.")
            found.append(text.format(n=other.number, name=shown_name(other.entry.name), ip=other.entry.ip, line=other.text.strip()[:80]))
        found += [self.tr("✓ {name} has this address already").format(name=shown_name(entry.name)) for entry in edit.already]
        for other in edit.turned_off:
            text = self.tr("! Line {n} will be commented out: “{line}”. “Remove all” restores it.")
            found.append(text.format(n=other.number, line=other.text.strip()[:80]))
        if not edit.conflicts and not edit.turned_off:
            found.append(self.tr("✓ no name has another address elsewhere in the file"))
        found += [
            self.tr("! {ip} is this PC itself: {name} will lead to no other computer").format(ip=entry.ip, name=entry.name)
            for entry in plan.entries
            if is_loopback(entry.ip)
        ]
        found += [f"  {shown_name(entry.name)}" for entry in plan.entries if shown_name(entry.name) != entry.name]
        found.append(self.tr("– before writing: a backup is made and read back"))
        found.append(self.tr("– after writing: the names are resolved"))
        return found

    def retranslate(self) -> None:
        for tab, text in enumerate((self.tr("What changes"), self.tr("The file now"), self.tr("Backups"))):
            self.tabs.setTabText(tab, text)
