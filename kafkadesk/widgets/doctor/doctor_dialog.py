"""The doctor: endpoints and stages as they are tested, one root cause in words, the evidence, and buttons that mend it."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.doctor.judge import Diagnosis, ProbeStep, Stage
from kafkadesk.core.doctor.place import DoctorContext
from kafkadesk.core.doctor.report import Examined, to_text
from kafkadesk.core.text import Text
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import ElidedLabel, PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.base.scroll_body import ScrollBody
from kafkadesk.widgets.doctor.doctor_box import DoctorBox
from kafkadesk.widgets.doctor.doctor_tree import DoctorTree

WIDTH_CHARACTERS, HEIGHT_LINES = 104, 34
MOST_NAME = 249  # characters of a topic's name


class DoctorDialog(Responsive, QDialog):
    """Shows one examination after another.

    Signals:
        again_requested: examine once more, about wanted().
    """

    again_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, mends: bool = True) -> None:
        """mends: with the buttons that change something; else it only shows."""
        super().__init__(parent)
        self.setObjectName("doctor")
        self._mends = mends
        self._examined = Examined("")
        self._asked: Text | None = None
        self._diagnosis: Diagnosis | None = None
        self._steps: dict[tuple[str, Stage, bool], ProbeStep] = {}  # in the order in which they came
        self._head, self.where, self.took = PlainLabel(role="title"), ElidedLabel(role="muted"), PlainLabel(role="muted")
        self.asked = PlainLabel(role="note", wrap=True)
        self._topic_words, self._group_words = PlainLabel(role="muted"), PlainLabel(role="muted")
        self.topic, self.group = QLineEdit(), QLineEdit()
        self.box = DoctorBox(mends=mends)
        self.tree = DoctorTree()
        self.copy, self.again, self.shut = (QPushButton() for _ in range(3))
        self._lay_out()
        self._connect_signals()
        self.retranslate()
        metrics = self.fontMetrics()
        wanted = metrics.averageCharWidth() * WIDTH_CHARACTERS, metrics.lineSpacing() * HEIGHT_LINES
        room = self.screen().availableGeometry()
        self.resize(min(wanted[0], room.width() * 9 // 10), min(wanted[1], room.height() * 9 // 10))

    def ask_about(self, place: DoctorContext) -> None:
        """Put a topic and a group into the fields; what stood there is of no interest any more."""
        self.topic.setText(place.topic)
        self.group.setText(place.group or "")

    def wanted(self) -> DoctorContext:
        """Return what the user wants to know of besides the connection."""
        return DoctorContext(self._asked, self.topic.text().strip(), self.group.text().strip() or None)

    def begin(self, examined: Examined, asked: Text | None = None) -> None:
        """Show that this address is being examined. asked: what did not work, for which the doctor was called."""
        self._examined, self._asked = examined, asked
        self._diagnosis = None
        self._steps.clear()
        self.tree.clear()
        self.box.begin(examined.where)
        self._show_head()

    def step(self, step: ProbeStep) -> None:
        """Show a stage as it is tested."""
        key = step.endpoint, step.stage, step.advertised
        self._steps.pop(key, None)
        self._steps[key] = step
        self.tree.show_step(step)

    def set_diagnosis(self, diagnosis: Diagnosis) -> None:
        self._diagnosis = diagnosis
        self.box.set_diagnosis(diagnosis)
        self._show_head()
        self.tree.set_diagnosis(diagnosis)

    def report(self) -> str:
        """Return everything as text, to paste into a ticket."""
        return "" if self._diagnosis is None else to_text(self._diagnosis, tuple(self._steps.values()), self._examined)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Doctor"))
        self._head.setText(self.tr("Doctor"))
        self.tree.retranslate()
        self._topic_words.setText(self.tr("Topic"))
        self._group_words.setText(self.tr("Group"))
        self.topic.setPlaceholderText(self.tr("optional: a topic, a named stream of messages"))
        self.group.setPlaceholderText(self.tr("optional: a group, readers that share it"))
        self.topic.setToolTip(self.tr("Whether this user may use the topic. Nothing is sent, and no topic is created."))
        self.group.setToolTip(self.tr("Whether this user may read with the group ID. The group is not joined."))
        for field, words in ((self.topic, self._topic_words), (self.group, self._group_words)):
            field.setAccessibleName(words.text())
        self.copy.setText(self.tr("Copy report"))
        self.copy.setToolTip(self.tr("All of it as text, to paste into a ticket. No password is in it."))
        self.again.setText(self.tr("Examine again"))
        self.shut.setText(self.tr("Close"))
        self._show_head()
        self._show_all()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._head)
        head.addWidget(self.where, 1)
        for widget in (self.took, self.copy, self.again):
            head.addWidget(widget)
        about = QHBoxLayout()
        for label, field in ((self._topic_words, self.topic), (self._group_words, self.group)):
            about.addWidget(label)
            about.addWidget(field, 1)
            label.setVisible(self._mends)
            field.setVisible(self._mends)
            field.setMaxLength(MOST_NAME)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(about)
        layout.addWidget(self.asked)
        layout.addWidget(self._body(), 1)
        layout.addLayout(foot)
        self.asked.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _body(self) -> ScrollBody:
        """Return the cause and the evidence."""
        body = ScrollBody()
        body.add(self.box)
        body.add(self.tree, 1)
        return body

    def _connect_signals(self) -> None:
        self.again.clicked.connect(self.again_requested)
        self.shut.clicked.connect(self.close)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report()))
        for field in (self.topic, self.group):
            field.returnPressed.connect(self.again.click)  # a disabled button does nothing
        for button in (self.copy, self.again, self.shut):
            button.setAutoDefault(False)
        self.shut.setFocus()  # else it is in the topic's field, as if that had to be filled in

    def _show_head(self) -> None:
        """Say what is examined, for whom, when, and what the doctor was called for."""
        shown, diagnosis = self._examined, self._diagnosis
        profile = self.tr("profile “{name}”").format(name=shown.profile) if shown.profile else ""
        self.where.set_variants(" · ".join(filter(None, (shown.where, profile, shown.security))), shown.where)
        at = "" if shown.at is None else shown.at.strftime("%H:%M:%S")
        took = "" if diagnosis is None else self.tr("{n} s").format(n=QLocale().toString(diagnosis.seconds, "f", 1))
        self.took.setText(" · ".join(filter(None, (at, took))))
        self.asked.setText("" if self._asked is None else self.tr("Asked about: {what}").format(what=render(self._asked)))
        self.asked.setVisible(self._asked is not None)
        self.copy.setEnabled(diagnosis is not None)
        self.again.setEnabled(diagnosis is not None)
        self.again.setVisible(self._mends)

    def _show_all(self) -> None:
        """Show the lines anew, in the language and the colours of now."""
        self.tree.clear()
        for step in self._steps.values():
            self.tree.show_step(step)
        if self._diagnosis is not None:
            self.tree.set_diagnosis(self._diagnosis)

    def restyle(self) -> None:
        self._show_all()
