"""What the doctor tests, live: a line for each endpoint that says how far it was proved, and its stages below."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from kafkadesk.core.doctor.judge import Diagnosis, ProbeStep, Stage, endpoint_of
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render

MARKS = {True: "✓", False: "✗", None: "…"}
UNTESTED = "–"
STAGES = {
    Stage.NAME: Text(QT_TRANSLATE_NOOP("core", "name")),
    Stage.PORT: Text(QT_TRANSLATE_NOOP("core", "port")),
    Stage.TLS: Text(QT_TRANSLATE_NOOP("core", "TLS")),
    Stage.KAFKA: Text(QT_TRANSLATE_NOOP("core", "Kafka")),
    Stage.LOGIN: Text(QT_TRANSLATE_NOOP("core", "login")),
    Stage.CLUSTER: Text(QT_TRANSLATE_NOOP("core", "cluster")),
    Stage.RIGHTS: Text(QT_TRANSLATE_NOOP("core", "topic and group")),
}
# what is known of an endpoint once the stage went well
PROOFS = {
    Stage.NAME: Text(QT_TRANSLATE_NOOP("core", "name known")),
    Stage.PORT: Text(QT_TRANSLATE_NOOP("core", "port open")),
    Stage.TLS: Text(QT_TRANSLATE_NOOP("core", "encrypted")),
    Stage.KAFKA: Text(QT_TRANSLATE_NOOP("core", "speaks Kafka")),
    Stage.LOGIN: Text(QT_TRANSLATE_NOOP("core", "logged in")),
    Stage.CLUSTER: Text(QT_TRANSLATE_NOOP("core", "its cluster answers")),
    Stage.RIGHTS: Text(QT_TRANSLATE_NOOP("core", "topic and group usable")),
}
TREE_LINES = 8  # at least
Key = tuple[str, bool]  # an endpoint, and whether the cluster advertises it


class DoctorTree(QTreeWidget):
    """Shows the steps of one examination after another. The owner keeps them, and gives them anew for other languages and colours."""

    def __init__(self) -> None:
        super().__init__()
        self._stages: dict[Key, dict[Stage, ProbeStep]] = {}
        self._diagnosis: Diagnosis | None = None
        self._lines: dict[tuple[str, ...], QTreeWidgetItem] = {}  # by what they say: to search the tree takes its square
        self.setUniformRowHeights(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * TREE_LINES)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(50)  # rows: all of them would take 0.2 s at a time
        header.setStretchLastSection(True)

    def retranslate(self) -> None:
        """Show the headings in the language of now."""
        self.setHeaderLabels([self.tr("endpoint and stage"), self.tr("result"), self.tr("what was seen")])
        self.setAccessibleName(self.tr("What was tested"))

    def show_step(self, step: ProbeStep) -> None:
        """Show a stage as it is tested, and in its endpoint's line how far that has got."""
        key = step.endpoint, step.advertised
        self._stages.setdefault(key, {})[step.stage] = step
        head, item = self._items(step)
        took = "" if step.ms is None else f" {step.ms:.0f} ms"
        _mark(item, step.ok, f"{UNTESTED if step.untested else MARKS[step.ok]}{took}")
        _note(item, render(step.note) if isinstance(step.note, Text) else step.note)
        self._show_head(head, key)
        if step.finds or not step.advertised:  # a broker that is well tells so in one line
            head.setExpanded(True)

    def set_diagnosis(self, diagnosis: Diagnosis) -> None:
        """Show what came out: what was proved for names that lead nowhere, and the line that the verdict is about."""
        self._diagnosis = diagnosis
        for key, stages in self._stages.items():
            head = self._head(key)
            self._show_head(head, key)
            if not diagnosis.well:
                head.setExpanded(any(step.finds or step.untested for step in stages.values()))
        if diagnosis.left_out:
            more = self.tr("and {n} more brokers, which were not examined").format(n=QLocale().toString(diagnosis.left_out))
            self._line(self, "", "", more).setFirstColumnSpanned(True)
        self._point_at_cause(diagnosis)

    def _show_head(self, head: QTreeWidgetItem, key: Key) -> None:
        """Say of an endpoint how far it was proved."""
        stages = self._stages[key]
        steps = [stages[stage] for stage in Stage if stage in stages]
        running = next((step for step in reversed(steps) if step.ok is None and not step.untested), None)
        if any(step.ok is False for step in steps):
            _mark(head, False, MARKS[False])
        elif any(step.untested for step in steps):
            _mark(head, None, UNTESTED)
        elif running is not None or (self._diagnosis is None and Stage.CLUSTER not in stages):
            _mark(head, None, self.tr("testing…"))
        else:
            _mark(head, True, MARKS[True])
        _note(head, self._proofs(key, steps, running))

    def _proofs(self, key: Key, steps: Sequence[ProbeStep], running: ProbeStep | None) -> str:
        said = [render(PROOFS[step.stage]) for step in steps if step.ok]
        if running is not None:
            said.append(f"{render(STAGES[running.stage])} …")
        if self._diagnosis is not None:
            said = [self.tr("broker {id}").format(id=b.node_id) for b in self._diagnosis.brokers if b.endpoint == key[0]] + said
            proved = [p.ip for p in self._diagnosis.proved if endpoint_of(p.name, p.port) == key[0]]
            said += [self.tr("{ip} answers as the same cluster: can be mapped").format(ip=ip) for ip in proved]
        return " · ".join(said)

    def _point_at_cause(self, diagnosis: Diagnosis) -> None:
        """Choose the line of the finding that the verdict is about."""
        wrong = [f for f in diagnosis.findings if f.kind == diagnosis.verdict.kind] or list(diagnosis.findings)
        failed = [step for stages in self._stages.values() for step in stages.values() if step.ok is False]
        step = next((s for f in wrong for s in failed if s.endpoint == f.endpoint and f.stage in (None, s.stage)), None)
        if step is not None:
            head, item = self._items(step)
            self.setCurrentItem(item)
            self.scrollToItem(head)
            self.scrollToItem(item)

    def _items(self, step: ProbeStep) -> tuple[QTreeWidgetItem, QTreeWidgetItem]:
        """Return the line of a step's endpoint, and its own."""
        head = self._head((step.endpoint, step.advertised))
        return head, self._line(head, step.endpoint, str(step.advertised), render(STAGES[step.stage]))

    def _head(self, key: Key) -> QTreeWidgetItem:
        endpoint, advertised = key
        whose = self.tr("advertised: {endpoint}") if advertised else "{endpoint}"
        head = self._line(self, endpoint, str(advertised), whose.format(endpoint=endpoint))
        font = head.font(0)
        if not font.bold():
            font.setBold(True)
            head.setFont(0, font)
        return head

    def _line(self, under: QTreeWidget | QTreeWidgetItem, *key: str) -> QTreeWidgetItem:
        if key not in self._lines:
            self._lines[key] = QTreeWidgetItem(under, [key[-1]])
        return self._lines[key]

    def clear(self) -> None:
        self._stages.clear()
        self._lines.clear()
        self._diagnosis = None
        super().clear()


def _note(item: QTreeWidgetItem, text: str) -> None:
    item.setText(2, text)
    item.setData(2, Qt.ItemDataRole.ToolTipRole, tip(text))


def _mark(item: QTreeWidgetItem, ok: bool | None, text: str) -> None:
    """Put the mark of a line in its colour."""
    now = theme.colors()
    item.setText(1, text)
    item.setForeground(1, QBrush(QColor({True: now.good, False: now.bad, None: now.muted}[ok])))
