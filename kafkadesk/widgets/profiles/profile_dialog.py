"""The window of all profiles: a list, and the fields of the chosen one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kafkadesk.core.cluster.profiles import LOCAL_ID, NO_SECRETS, Defect, Profile, Secrets
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.ask_file import ask_open, ask_save
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.profiles.profile_colors import color_icon
from kafkadesk.widgets.profiles.profile_form import ProfileForm

ICON_PX = 14
GAP_PX = 16


class ProfileDialog(QDialog):
    """Signals:
    save_requested(Profile, Secrets, bool): keep a profile, and what was typed of its secrets; bool: in the keyring.
    delete_requested(str), duplicate_requested(str): by id; deleting was asked and confirmed.
    connect_requested(str, Secrets): by id, with what is typed of its secrets; a save_requested may have come just before.
    test_requested(Profile, Secrets): connect once and say what comes of it; set_result() shows it.
    check_requested(Profile, Secrets): look into the files; set_file_defects() shows it.
    import_requested(Path), export_requested(Path).
    """

    save_requested = Signal(object, object, bool)
    delete_requested = Signal(str)
    duplicate_requested = Signal(str)
    connect_requested = Signal(str, object)
    test_requested = Signal(object, object)
    check_requested = Signal(object, object)
    import_requested = Signal(Path)
    export_requested = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Profiles"))
        self._profiles: dict[str, Profile] = {}
        self._kept: frozenset[str] = frozenset()
        self._can_keep = False
        self._edited = False
        self._begun: set[str] = set()  # ids of profiles that were never saved
        self.question: QMessageBox | None = None
        self.list, self.form = QListWidget(), ProfileForm()
        self.add, self.copy, self.delete = (QPushButton() for _ in range(3))
        self.take, self.give = QPushButton(), QPushButton()
        self.test, self.save, self.go, self.shut = (QPushButton() for _ in range(4))
        self.outcome = PlainLabel(wrap=True)
        self._local_words = PlainLabel(role="muted", wrap=True)
        self._scroll = QScrollArea()
        self.retranslate()
        self._lay_out()
        self._connect_signals()

    def set_profiles(self, profiles: Sequence[Profile], *, kept: frozenset[str], can_keep: bool, choose: str | None = None) -> None:
        """Take all profiles. kept: ids whose secrets the keyring has; can_keep: there is a keyring; choose: the one to show.

        A keyring answers late: what was typed meanwhile stays, and is shown on.
        """
        shown = self.chosen()
        edited = self.form.profile() if self._edited else None
        self._profiles = {profile.id: profile for profile in profiles}
        self._begun.clear()
        self._kept, self._can_keep = kept, can_keep
        self.list.blockSignals(True)
        self.list.clear()
        for profile in profiles:
            self._add_item(profile)
        if edited is not None and edited.id not in self._profiles:
            self._begun.add(edited.id)
            self._add_item(edited)
        self.list.blockSignals(False)
        if edited is not None:
            self._back_to(edited)
            self._enable()
        else:
            wanted = choose or shown or LOCAL_ID
            self.choose(wanted if wanted in self._profiles else LOCAL_ID)

    def chosen(self) -> str | None:
        """Return the id of the profile that is shown."""
        row = self.list.currentRow()
        return None if row < 0 else str(self.list.item(row).data(Qt.ItemDataRole.UserRole))

    def choose(self, profile_id: str) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == profile_id:
                self.list.blockSignals(True)
                self.list.setCurrentRow(row)
                self.list.blockSignals(False)
        self._show()

    def begin_new(self, profile: Profile | None = None, secrets: Secrets = NO_SECRETS) -> None:
        """Show the fields of a profile that is not saved yet; secrets: passwords that came with it."""
        new = profile or Profile(name=self.tr("New profile"))
        self._begun.add(new.id)
        self._add_item(new)
        self.choose(new.id)
        if secrets != NO_SECRETS:
            self.form.set_profile(new, secrets, kept=False, can_keep=self._can_keep)
        self._edited = True
        self._enable()
        self.form.name.setFocus()
        self.form.name.selectAll()

    def set_file_defects(self, profile: Profile, defects: Sequence[Defect]) -> None:
        """Take what is wrong with the files of a profile, if it is still the one that is shown."""
        if profile.security == self.form.profile().security:
            self.form.set_file_defects(defects)

    def set_result(self, text: str, role: str) -> None:
        """Say what came of a test or an import; role: good, bad, warn or muted."""
        self.outcome.setText(text)
        theme.set_role(self.outcome, role)
        self.test.setEnabled(True)

    def reject(self) -> None:
        """Close; ask first where edits would be lost."""
        self._unless_edited(super().reject)

    def done(self, result: int) -> None:
        """Close; no password stays in a field that nobody sees."""
        super().done(result)
        self.form.forget_secrets()

    # inside

    def _add_item(self, profile: Profile) -> None:
        self._profiles[profile.id] = profile
        item = QListWidgetItem(color_icon(profile.color, ICON_PX, self.devicePixelRatioF()), profile.name, self.list)
        item.setData(Qt.ItemDataRole.UserRole, profile.id)

    def _drop_begun(self) -> None:
        """Take the profiles that were never saved out of the list."""
        self.list.blockSignals(True)
        for row in reversed(range(self.list.count())):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) in self._begun:
                self.list.takeItem(row)
        self.list.blockSignals(False)
        for key in self._begun:
            del self._profiles[key]
        self._begun.clear()

    def _unless_edited(self, go_on: Callable[[], None]) -> None:
        """Go on; ask first where edits would be lost."""
        if self._edited:
            self._ask_lost(go_on)
        else:
            go_on()

    def _show(self) -> None:
        profile = self._profiles.get(self.chosen() or "")
        self.outcome.setText("")
        local = profile is None or profile.local
        self._scroll.setVisible(not local)
        self._local_words.setVisible(local)
        if profile is not None and not local:
            self.form.set_profile(profile, NO_SECRETS, kept=profile.id in self._kept, can_keep=self._can_keep)
        self._edited = False
        self._enable()

    def _enable(self) -> None:
        local = self.chosen() in (None, LOCAL_ID)
        for button in (self.copy, self.delete, self.test):
            button.setEnabled(not local)
        self.save.setEnabled(not local and self._edited)
        self.give.setEnabled(len(self._profiles) > 1)

    def _on_edited(self) -> None:
        self._edited = True
        self._enable()

    def _on_row(self) -> None:
        self._unless_edited(self._show)

    def _press_save(self) -> bool:
        if not self._complete():
            self.set_result(self.tr("Not saved: see what is marked above."), "bad")
            return False
        self._edited = False
        self.save_requested.emit(self.form.profile(), self.form.secrets(), self.form.keeps())
        return True

    def _complete(self) -> bool:
        if complete := self.form.complete():
            return complete
        self.form.files_changed.emit()  # one that was missing may be there now: the next press will know
        return False

    def _press_test(self) -> None:
        if self._complete():
            self.set_result(self.tr("Connecting …"), "muted")
            self.test.setEnabled(False)
            self.test_requested.emit(self.form.profile(), self.form.secrets())

    def _press_go(self) -> None:
        chosen = self.chosen()
        if chosen is None or (self._edited and not self._press_save()):
            return
        self.connect_requested.emit(chosen, self.form.secrets() if chosen != LOCAL_ID else NO_SECRETS)
        self.accept()

    def _press_delete(self) -> None:
        profile = self._profiles.get(self.chosen() or "")
        if profile is None:
            return
        box = self._box(self.tr("Delete the profile {name}, and its passwords in the keyring?").format(name=profile.name))
        yes = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)

        def confirmed() -> None:
            self._edited = False
            self._drop_begun()
            self.delete_requested.emit(profile.id)

        yes.clicked.connect(confirmed)
        box.open()

    def _ask_lost(self, go_on: Callable[[], None]) -> None:
        edited = self.form.profile()
        box = self._box(self.tr("The profile {name} has changes that are not saved.").format(name=edited.name))
        drop = box.addButton(self.tr("Drop them"), QMessageBox.ButtonRole.DestructiveRole)

        def dropped() -> None:
            self._edited = False
            self._drop_begun()
            go_on()

        drop.clicked.connect(dropped)
        box.rejected.connect(lambda: self._back_to(edited))
        box.open()

    def _back_to(self, edited: Profile) -> None:
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == edited.id:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def _box(self, text: str) -> QMessageBox:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.windowTitle())
        box.setText(text)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        self.question = box
        return box

    def _ask_import(self) -> None:
        known = self.tr("Profiles, Java client properties, kcat/librdkafka (*.json *.properties *.conf *.config)")
        kinds = [known, self.tr("All files (*)")]
        ask_open(self, self.tr("Import profiles"), kinds, lambda path: self.import_requested.emit(Path(path)))

    def _ask_export(self) -> None:
        kinds = [self.tr("Profiles (*.json)")]
        ask_save(self, self.tr("Export profiles"), "kafkadesk-profiles.json", kinds, lambda path: self.export_requested.emit(Path(path)))

    def retranslate(self) -> None:
        self.add.setText(self.tr("Add"))
        self.copy.setText(self.tr("Duplicate"))
        self.delete.setText(self.tr("Delete…"))
        self.take.setText(self.tr("Import…"))
        self.take.setToolTip(self.tr("Profiles of KafkaDesk, a Java client's .properties, a kcat or librdkafka configuration"))
        self.give.setText(self.tr("Export…"))
        self.give.setToolTip(self.tr("All profiles, without passwords"))
        self.test.setText(self.tr("Test"))
        self.test.setToolTip(self.tr("Connects once, with one login, and says what answers"))
        self.save.setText(self.tr("Save"))
        self.go.setText(self.tr("Connect"))
        self.shut.setText(self.tr("Close"))
        theme.set_role(self.go, "primary")
        self._local_words.setText(
            self.tr(
                "Local Kafka is always here: a real Kafka broker of your own on this computer, started with Connect and stopped with KafkaDesk."
            )
        )

    def _lay_out(self) -> None:
        em = self.fontMetrics().averageCharWidth()
        self._scroll.setWidget(self.form)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        grid = QGridLayout()
        grid.addWidget(self.add, 0, 0)
        grid.addWidget(self.copy, 0, 1)
        grid.addWidget(self.delete, 1, 0)
        grid.addWidget(self.take, 2, 0)
        grid.addWidget(self.give, 2, 1)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addLayout(grid)
        self.list.setFixedWidth(em * 32)
        buttons = QHBoxLayout()
        for button in (self.test, self.save):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.shut, self.go):
            buttons.addWidget(button)
        right = QVBoxLayout()
        right.addWidget(self._scroll, 1)
        right.addWidget(self._local_words, 1, Qt.AlignmentFlag.AlignTop)
        right.addWidget(self.outcome)
        right.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.addLayout(left)
        layout.addSpacing(GAP_PX)  # so that Import and Export are seen to belong to the list
        layout.addLayout(right, 1)
        self.resize(em * 130, self.fontMetrics().lineSpacing() * 36)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter in a field connects to nothing

    def _connect_signals(self) -> None:
        self.form.changed.connect(self._on_edited)
        self.form.files_changed.connect(lambda: self.check_requested.emit(self.form.profile(), self.form.secrets()))
        self.list.currentRowChanged.connect(lambda _: self._on_row())
        self.add.clicked.connect(lambda: self._unless_edited(self.begin_new))
        self.copy.clicked.connect(lambda: self._unless_edited(lambda: self.duplicate_requested.emit(self.chosen())))
        self.delete.clicked.connect(self._press_delete)
        self.take.clicked.connect(lambda: self._unless_edited(self._ask_import))
        self.give.clicked.connect(self._ask_export)
        self.test.clicked.connect(self._press_test)
        self.save.clicked.connect(self._press_save)
        self.go.clicked.connect(self._press_go)
        self.shut.clicked.connect(self.reject)
