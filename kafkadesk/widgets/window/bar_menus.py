"""The menus of the connection bar: profiles and Local Kafka, language, light or dark and how the window is laid out."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from kafkadesk.core.cluster.profiles import Profile
from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.widgets.base.i18n import LANGUAGES
from kafkadesk.widgets.profiles.profile_colors import color_icon

LOG_KEYS = "Ctrl+Shift+L"
HELP_KEY = "F1"
SWITCH_KEYS = "Ctrl+K"
# What kafka-python and Windows say when there is no connection, word for word: whoever has such a line looks for it.
CONNECTION_ERRORS = (
    "NoBrokersAvailable",
    "Unable to bootstrap",
    "KafkaTimeoutError",
    "getaddrinfo failed [Errno 11001]",
    "WinError 10060, 10061",
)
MOST_PROFILES = 12  # in the menu


class LocalMenu(QMenu):
    """Profiles on top, then what concerns Local Kafka.

    Signals:
    profile_requested: connect by the profile with this id. switch_requested, manage_requested: open the quick switch, the editor.
    start_requested, stop_requested: Local Kafka.
    reset_requested: delete its data; asked and confirmed.
    log_requested: show the log.
    """

    profile_requested = Signal(str)
    switch_requested = Signal()
    manage_requested = Signal()
    start_requested = Signal()
    stop_requested = Signal()
    reset_requested = Signal()
    log_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._disk_bytes: int | None = None
        self._question: QMessageBox | None = None
        self._start, self._stop, self._reset, self._disk, self._log = (QAction(self) for _ in range(5))
        self._switch, self._manage = QAction(self), QAction(self)
        self._profiles: list[QAction] = []
        self._below_profiles = self.addSeparator()
        self.addActions([self._switch, self._manage])
        self._switch.triggered.connect(self.switch_requested)
        self._manage.triggered.connect(self.manage_requested)
        self.addSeparator()
        self.addActions([self._start, self._stop])
        self.addSeparator()
        self.addActions([self._reset, self._disk])
        self.addSeparator()
        self.addAction(self._log)
        self._log.setShortcut(LOG_KEYS)
        self._log.triggered.connect(self.log_requested)
        self._disk.setEnabled(False)
        self._start.triggered.connect(self.start_requested)
        self._stop.triggered.connect(self.stop_requested)
        self._reset.triggered.connect(self._ask_reset)
        self.feed(running=False, disk_bytes=None)

    def feed(self, *, running: bool, disk_bytes: int | None) -> None:
        """Take whether Local Kafka runs, and how much disk it uses."""
        self._disk_bytes = disk_bytes
        self._start.setVisible(not running)
        self._stop.setVisible(running)
        self.retranslate()

    def feed_profiles(self, profiles: Sequence[Profile]) -> None:
        """Take the profiles to offer, the first MOST_PROFILES of them; the quick switch has all."""
        for action in self._profiles:
            self.removeAction(action)
            action.deleteLater()
        self._profiles = []
        for profile in [p for p in profiles if not p.local][:MOST_PROFILES]:
            icon = color_icon(profile.color, self.fontMetrics().ascent(), self.devicePixelRatioF())
            action = QAction(icon, profile.name.replace("&", "&&"), self)
            action.triggered.connect(lambda _=False, key=profile.id: self.profile_requested.emit(key))
            self.insertAction(self._below_profiles, action)
            self._profiles.append(action)
        self._below_profiles.setVisible(bool(self._profiles))

    def plain_menu(self) -> QMenu:
        """Return a new, empty menu of the same owner."""
        return QMenu(self.parentWidget())

    def retranslate(self) -> None:
        """Show all texts in the language of now."""
        self._switch.setText(self.tr("Switch profile…") + f"\t{SWITCH_KEYS}")
        self._manage.setText(self.tr("Profiles…"))
        self._start.setText(self.tr("Start Local Kafka"))
        self._stop.setText(self.tr("Stop Local Kafka"))
        self._reset.setText(self.tr("Reset Local Kafka…"))
        self._log.setText(self.tr("Log…"))
        self._disk.setVisible(self._disk_bytes is not None)
        self._disk.setText(self.tr("Disk use: {size}").format(size=self._size()))
        self._reset.setEnabled(self._disk_bytes != 0)

    def _size(self) -> str:
        return QLocale().formattedDataSize(self._disk_bytes or 0, 0, QLocale.DataSizeFormat.DataSizeSIFormat)

    def _ask_reset(self) -> None:
        box = QMessageBox(self.parentWidget())
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Reset Local Kafka"))
        box.setText(self.tr("All topics, records and committed offsets of Local Kafka are deleted ({size}).").format(size=self._size()))
        reset = box.addButton(self.tr("Delete it all"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        reset.clicked.connect(self.reset_requested)
        box.finished.connect(self._answered)
        self._question = box
        box.open()  # exec() would spin a second event loop inside the first

    def question(self) -> QMessageBox | None:
        """Return the question that stands now."""
        return self._question

    def _answered(self) -> None:
        if self._question is not None:
            self._question.deleteLater()
            self._question = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()


class LanguageMenu(QMenu):
    """Signals:
    chosen: a key of LANGUAGES.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        for key, name in LANGUAGES.items():
            self.addAction(name).triggered.connect(lambda _=False, k=key: self.chosen.emit(k))


class HelpMenu(QMenu):
    """Signals:
    doctor_asked(message): find out why there is no connection; the library's messages stand there, for who looks for one.
    help_requested: search the help. log_requested: show the log. stalls_requested: show how smooth the window is.
    about_requested: show version and licences.
    """

    doctor_asked = Signal(str)
    help_requested = Signal()
    log_requested = Signal()
    stalls_requested = Signal()
    about_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._search, self._log, self._stalls, self._about = (QAction(self) for _ in range(4))
        self._errors = QMenu(self)
        for message in CONNECTION_ERRORS:
            self._errors.addAction(message).triggered.connect(lambda _=False, said=message: self.doctor_asked.emit(said))
        self.addMenu(self._errors)
        self.addAction(self._search)
        self.addSeparator()
        self._search.triggered.connect(self.help_requested)
        self._log.triggered.connect(self.log_requested)
        self._stalls.triggered.connect(self.stalls_requested)
        self._about.triggered.connect(self.about_requested)
        self.addActions([self._log, self._stalls, self._about])
        self.retranslate()

    def withhold_doctor(self) -> None:
        """Do not offer the doctor: there is none in this window."""
        self._errors.menuAction().setVisible(False)

    def retranslate(self) -> None:
        """Show all texts in the language of now."""
        self._log.setText(self.tr("Log…") + f"\t{LOG_KEYS}")
        self._errors.setTitle(self.tr("Ask the doctor about…"))
        self._search.setText(self.tr("Search the help for an error…"))
        self._stalls.setText(self.tr("Performance…"))
        self._about.setText(self.tr("About KafkaDesk and its licences…") + f"\t{HELP_KEY}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()


LAYOUTS = ("work", "watch", "class")


class AppearanceMenu(QMenu):
    """Signals:
    chosen: auto, light or dark.
    layout_chosen: one of LAYOUTS.
    """

    chosen = Signal(str)
    layout_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        group = QActionGroup(self)
        self._actions = {scheme: group.addAction(QAction(self, checkable=True)) for scheme in ("auto", "light", "dark")}
        for scheme, action in self._actions.items():
            action.triggered.connect(lambda _=False, s=scheme: self.chosen.emit(s))
        self._layouts = {layout: QAction(self) for layout in LAYOUTS}
        for layout, action in self._layouts.items():
            action.triggered.connect(lambda _=False, n=layout: self.layout_chosen.emit(n))
        self.addActions(list(self._layouts.values()))
        self.addSeparator()
        self.addActions(group.actions())
        self.setToolTipsVisible(True)
        self.choose("auto")
        self.retranslate()

    def choose(self, scheme: str) -> None:
        """Show which one is chosen."""
        self._actions[scheme].setChecked(True)

    def retranslate(self) -> None:
        """Show all texts in the language of now."""
        for layout, text, meaning in (
            ("work", self.tr("Layout: Work"), self.tr("The producer beside the panes, text of the usual size")),
            ("watch", self.tr("Layout: Watch"), self.tr("The producer folded up, more room for the views below")),
            ("class", self.tr("Layout: Class"), self.tr("As Watch, with text that is read from the last row")),
        ):
            self._layouts[layout].setText(text)
            self._layouts[layout].setToolTip(tip(meaning))
        self._actions["auto"].setText(self.tr("As the system"))
        self._actions["light"].setText(self.tr("Light"))
        self._actions["dark"].setText(self.tr("Dark"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
