"""The doctor: endpoints and stages as they are tested, one root cause in words, the evidence, and buttons that mend it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QLineEdit, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kafkadesk.core.doctor import Diagnosis, Stage, Step
from kafkadesk.core.doctor_report import to_text
from kafkadesk.core.errors import InputError
from kafkadesk.core.host_entries import HostEntry, check_ip
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.widgets import theme
from kafkadesk.widgets.i18n import fault_text, render
from kafkadesk.widgets.labels import PlainLabel

MARKS = {True: "✓", False: "✗", None: "…"}
STAGES = {
    Stage.NAME: Text(QT_TRANSLATE_NOOP("core", "name")),
    Stage.PORT: Text(QT_TRANSLATE_NOOP("core", "port")),
    Stage.TLS: Text(QT_TRANSLATE_NOOP("core", "TLS")),
    Stage.KAFKA: Text(QT_TRANSLATE_NOOP("core", "Kafka")),
    Stage.LOGIN: Text(QT_TRANSLATE_NOOP("core", "login")),
    Stage.CLUSTER: Text(QT_TRANSLATE_NOOP("core", "cluster")),
    Stage.RIGHTS: Text(QT_TRANSLATE_NOOP("core", "topic and group")),
}
UNKNOWN_NAMES = ("D1", "A1", "A3")
WIDTH_CHARACTERS, HEIGHT_LINES = 100, 30


class DoctorDialog(QDialog):
    """Shows one examination after another.

    Signals:
        again_requested: examine once more.
        map_requested(pairs): put these (name, IP) pairs into the profile's name map and connect.
        hosts_requested(entries): show the hosts file with these lines proposed.
        try_requested(name, ip): examine with this name at this IP.
    """

    again_requested = Signal()
    map_requested = Signal(object)
    hosts_requested = Signal(object)
    try_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None, *, mends: bool = True) -> None:
        """mends: with the buttons that change something; else it only shows."""
        super().__init__(parent)
        self.setObjectName("doctor")
        self._mends = mends
        self._diagnosis: Diagnosis | None = None
        self._steps: list[Step] = []
        self._pairs: tuple[tuple[str, str], ...] = ()
        self._name = ""
        self.title = PlainLabel(role="title", wrap=True)
        self.fix = PlainLabel(wrap=True)
        self.note = PlainLabel(role="muted", wrap=True)
        self.asked = PlainLabel(role="note", wrap=True)
        self._asked: Text | None = None
        self.tree = QTreeWidget()
        self.ask = PlainLabel()
        self.ip = QLineEdit()
        self.fault = PlainLabel(role="bad", wrap=True)
        self.try_ip, self.map, self.hosts, self.copy_lines, self.copy, self.again, self.shut = (QPushButton() for _ in range(7))
        self._lay_out()
        self._wire()
        self.retranslate()
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * WIDTH_CHARACTERS, metrics.lineSpacing() * HEIGHT_LINES)

    def begin(self, where: str, asked: Text | None = None) -> None:
        """Show that this address is being examined. asked: what did not work, for which the doctor was called."""
        self._asked = asked
        self._show_asked()
        self._diagnosis, self._pairs, self._name = None, (), ""
        self._steps.clear()
        self.tree.clear()
        theme.mark(self.title, "title")
        self.title.setText(self.tr("Examining {where} …").format(where=where))
        self.fix.clear()
        self.note.clear()
        self._show_buttons()

    def step(self, step: Step) -> None:
        """Show a stage as it is tested."""
        self._steps = [s for s in self._steps if (s.endpoint, s.stage, s.advertised) != (step.endpoint, step.stage, step.advertised)] + [
            step
        ]
        self._show_step(step)

    def feed(self, diagnosis: Diagnosis) -> None:
        """Show what came out."""
        self._diagnosis = diagnosis
        unknown = next((f for f in diagnosis.findings if f.kind in UNKNOWN_NAMES), None)
        self._name = "" if unknown is None else str(unknown.args.get("host", ""))
        self._pairs = tuple(dict.fromkeys((p.name, p.ip) for p in diagnosis.proved))
        self._show_words()
        self._point_at_cause()

    def mapped(self) -> None:
        """Say what was mended, and what was not."""
        self.note.setText(
            self.tr(
                "Only KafkaDesk is mended by that. Your own programs on this PC need the same lines in the hosts file: copy them below."
            )
        )
        self.note.show()
        self.map.hide()

    def report(self) -> str:
        """Return everything as text, to paste into a ticket."""
        return "" if self._diagnosis is None else to_text(self._diagnosis, self._steps)

    def proposed(self) -> tuple[HostEntry, ...]:
        """Return the mappings that were proved."""
        return tuple(HostEntry(ip, name) for name, ip in self._pairs)

    def retranslate(self) -> None:
        """Show all texts in the language of now."""
        self.setWindowTitle(self.tr("Doctor"))
        self.tree.setHeaderLabels([self.tr("endpoint and stage"), self.tr("result"), self.tr("what was seen")])
        self.tree.setAccessibleName(self.tr("What was tested"))
        self.try_ip.setText(self.tr("Try it"))
        self.ip.setPlaceholderText("192.168.23.200")
        self.hosts.setText(self.tr("Hosts file…"))
        self.hosts.setToolTip(self.tr("For all programs on this PC; asks for administrator consent"))
        self.copy_lines.setText(self.tr("Copy lines"))
        self.copy.setText(self.tr("Copy report"))
        self.again.setText(self.tr("Examine again"))
        self.shut.setText(self.tr("Close"))
        self._show_asked()
        if self._diagnosis is not None:
            self._show_words()

    def _lay_out(self) -> None:
        asked = QHBoxLayout()
        asked.addWidget(self.ask)
        asked.addWidget(self.ip, 1)
        asked.addWidget(self.try_ip)
        buttons = QHBoxLayout()
        for button in (self.map, self.hosts, self.copy_lines):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.copy, self.again, self.shut):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        for widget in (self.asked, self.title, self.fix, self.note):
            widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(widget)
        layout.addLayout(asked)
        layout.addWidget(self.fault)
        layout.addWidget(self.tree, 1)
        layout.addLayout(buttons)
        self.tree.setRootIsDecorated(False)
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        header = self.tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        theme.mark(self.map, "primary")
        self.fault.hide()

    def _wire(self) -> None:
        self.again.clicked.connect(self.again_requested)
        self.shut.clicked.connect(self.close)
        self.map.clicked.connect(lambda: self.map_requested.emit(self._pairs))
        self.hosts.clicked.connect(lambda: self.hosts_requested.emit(self.proposed()))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report()))
        self.copy_lines.clicked.connect(
            lambda: QGuiApplication.clipboard().setText("".join(f"{entry.ip} {entry.name}\n" for entry in self.proposed()))
        )
        self.try_ip.clicked.connect(self._try)
        self.ip.returnPressed.connect(self._try)
        for button in (self.try_ip, self.map, self.hosts, self.copy_lines, self.copy, self.again, self.shut):
            button.setAutoDefault(False)

    def _try(self) -> None:
        try:
            ip = check_ip(self.ip.text())
        except InputError as error:
            self.fault.setText(fault_text(error))
            self.fault.show()
            return
        self.fault.hide()
        self.try_requested.emit(self._name, ip)

    def _show_words(self) -> None:
        assert self._diagnosis is not None
        verdict = self._diagnosis.verdict
        theme.mark(self.title, "good" if self._diagnosis.well else "bad")
        self.title.setText(render(verdict.title))
        self.fix.setText(render(verdict.fix))
        if self._pairs:
            lines = ", ".join(f"{name} → {ip}" for name, ip in self._pairs)
            self.note.setText(self.tr("Proved, the same cluster answers there on the advertised port: {lines}").format(lines=lines))
        self._show_buttons()

    def _show_asked(self) -> None:
        """Say what the doctor was called for, so that one knows what the answer is about."""
        self.asked.setText("" if self._asked is None else self.tr("Asked about: {what}").format(what=render(self._asked)))
        self.asked.setVisible(self._asked is not None)

    def _point_at_cause(self) -> None:
        """Choose the line of the finding that the verdict is about."""
        assert self._diagnosis is not None
        kind = self._diagnosis.verdict.kind
        wrong = [f for f in self._diagnosis.findings if f.kind == kind] or list(self._diagnosis.findings)
        failed = [s for s in self._steps if s.ok is False]
        step = next((s for f in wrong for s in failed if s.endpoint == f.endpoint and f.stage in (None, s.stage)), None)
        if step is not None:
            _, item = self._step_items(step)
            self.tree.setCurrentItem(item)
            self.tree.scrollToItem(item)

    def _show_buttons(self) -> None:
        over = self._diagnosis is not None
        self.note.setVisible(bool(self.note.text()))
        for button in (self.map, self.hosts, self.copy_lines):
            button.setVisible(self._mends and bool(self._pairs))
        self.again.setVisible(self._mends)
        self.map.setText(
            self.tr("Map {n} names in KafkaDesk").format(n=len(self._pairs)) if len(self._pairs) > 1 else self.tr("Map it in KafkaDesk")
        )
        asks = self._mends and over and bool(self._name) and not self._pairs
        asking: tuple[QWidget, ...] = (self.ask, self.ip, self.try_ip)
        for widget in asking:
            widget.setVisible(asks)
        self.ask.setText(self.tr("IP of {name}, if you know it:").format(name=self._name))
        self.fault.hide()
        self.copy.setEnabled(over)
        self.again.setEnabled(over)

    def _show_step(self, step: Step) -> None:
        head, item = self._step_items(step)
        took = "" if step.ms is None else f" {step.ms:.0f} ms"
        item.setText(1, f"{MARKS[step.ok]}{took}")
        item.setText(2, step.note)
        if step.ok is False:
            head.setText(1, MARKS[False])
        elif step.ok and step.stage is Stage.CLUSTER:
            head.setText(1, MARKS[True])
        head.setExpanded(True)

    def _step_items(self, step: Step) -> tuple[QTreeWidgetItem, QTreeWidgetItem]:
        """Return the line of a step's endpoint, and its own."""
        whose = self.tr("the cluster says: talk to me as {endpoint}") if step.advertised else "{endpoint}"
        head = self._item(self.tree, whose.format(endpoint=step.endpoint))
        return head, self._item(head, render(STAGES[step.stage]))

    @staticmethod
    def _item(under: QTreeWidget | QTreeWidgetItem, text: str) -> QTreeWidgetItem:
        if isinstance(under, QTreeWidget):
            known: Sequence[QTreeWidgetItem | None] = [under.topLevelItem(i) for i in range(under.topLevelItemCount())]
        else:
            known = [under.child(i) for i in range(under.childCount())]
        found = next((item for item in known if item is not None and item.text(0) == text), None)
        return found if found is not None else QTreeWidgetItem(under, [text])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
