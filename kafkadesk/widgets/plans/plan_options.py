"""What can be chosen in a plan: where offsets are reset to, how many partitions, up to which offset, which value."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QStackedWidget,
    QWidget,
)

from kafkadesk.core.cluster.topics import check_topic_name
from kafkadesk.core.plans.changes import AddPartitions, Change, ChangeSetting, DeleteRecords, NewTopic, ResetOffsets, Target, TargetKind
from kafkadesk.core.plans.typed import read_number, read_partitions, read_settings
from kafkadesk.widgets.base.i18n import render, utc_offset
from kafkadesk.widgets.base.labels import PlainLabel

MAX_PARTITIONS, MAX_REPLICAS, SETTING_LINES = 10_000, 1_000, 4
CHOICES = (TargetKind.EARLIEST, TargetKind.LATEST, TargetKind.OFFSET, TargetKind.TIME, TargetKind.SHIFT, TargetKind.GROUP)


class PlanOptions(QWidget):
    """Signals:
    edited(): something else was chosen.
    """

    edited = Signal()
    title = ""  # of the dialog, until there is a plan

    def change(self) -> Change:
        """Return the change as it is chosen; raises InputError for what cannot be read."""
        raise NotImplementedError


class ResetOptions(PlanOptions):
    """groups: other groups that can be followed; topics: those of the group, with the number of their partitions."""

    def __init__(self, change: ResetOffsets, groups: Sequence[str], topics: Mapping[str, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._change, self._topics = change, topics
        self.topic = QComboBox()
        self.topic.addItems(list(topics))
        self.topic.setCurrentText(change.topic)
        self.topic.setVisible(len(topics) > 1)
        self.topic.setAccessibleName(self.tr("Topic"))
        self.kind, self.partitions = QComboBox(), QLineEdit()
        self.number, self.time, self.group = QLineEdit("0"), QDateTimeEdit(QDateTime.currentDateTime().addSecs(-3600)), QComboBox()
        self._zone = PlainLabel(role="muted")
        for kind in CHOICES:
            self.kind.addItem(render(kind.text), kind)
        self.kind.setCurrentIndex(CHOICES.index(change.to.kind) if change.to.kind in CHOICES else 0)
        self.time.setDisplayFormat("yyyy-MM-dd HH:mm:ss.zzz")
        self.time.setCalendarPopup(True)
        self.group.addItems([group for group in groups if group != change.group])
        self.partitions.setPlaceholderText(self.tr("all"))
        self.partitions.setToolTip(self.tr("All partitions, or some: 0, 2, 5-7"))
        for field, name in (
            (self.kind, self.tr("Reset to")), (self.number, self.tr("Number")), (self.time, self.tr("Time")), (self.group, self.tr("Group")),
            (self.partitions, self.tr("Partitions")),
        ):  # fmt: skip
            field.setAccessibleName(name)
        self._value = QStackedWidget()
        at = QWidget()
        beside = QHBoxLayout(at)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.time)
        beside.addWidget(self._zone)
        for widget in (QWidget(), self.number, at, self.group):
            self._value.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (
            self.topic,
            PlainLabel(self.tr("to"), role="muted"),
            self.kind,
            self._value,
            PlainLabel(self.tr("partitions"), role="muted"),
            self.partitions,
        ):
            layout.addWidget(part)
        layout.setStretchFactor(self._value, 1)
        self.partitions.setFixedWidth(self.fontMetrics().averageCharWidth() * 16)
        for changed in (
            self.kind.currentIndexChanged, self.number.textChanged, self.partitions.textChanged, self.time.dateTimeChanged,
            self.group.currentIndexChanged, self.topic.currentIndexChanged,
        ):  # fmt: skip
            changed.connect(self._on_edited)
        self._show_field()

    def change(self) -> ResetOffsets:
        kind = CHOICES[self.kind.currentIndex()]
        match kind:
            case TargetKind.OFFSET:
                target = Target(kind=kind, value=read_number(self.number.text()))
            case TargetKind.SHIFT:
                target = Target(kind=kind, value=read_number(self.number.text(), negative=True))
            case TargetKind.TIME:
                target = Target(kind=kind, value=self.time.dateTime().toMSecsSinceEpoch())
            case TargetKind.GROUP:
                target = Target(kind=kind, group=self.group.currentText())
            case _:
                target = Target(kind=kind)
        topic = self.topic.currentText() or self._change.topic
        chosen = read_partitions(self.partitions.text(), range(self._topics.get(topic, 0)))
        return replace(self._change, topic=topic, to=target, partitions=chosen)

    def _on_edited(self, *_: object) -> None:
        self._show_field()
        self.edited.emit()

    def _show_field(self) -> None:
        pages = {TargetKind.OFFSET: 1, TargetKind.SHIFT: 1, TargetKind.TIME: 2, TargetKind.GROUP: 3}
        self._value.setCurrentIndex(pages.get(CHOICES[self.kind.currentIndex()], 0))
        self._zone.setText(utc_offset(self.time.dateTime()))


class CreateOptions(PlanOptions):
    """Name, partitions, replicas and settings of a new topic."""

    def __init__(self, change: NewTopic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = self.tr("Create a topic")
        self._change = change
        self.name, self.settings = QLineEdit(change.topic), QPlainTextEdit("\n".join("=".join(pair) for pair in change.settings.items()))
        self.partitions = QSpinBox(minimum=0, maximum=MAX_PARTITIONS, value=change.partitions or 0)
        self.replicas = QSpinBox(minimum=0, maximum=MAX_REPLICAS, value=change.replicas or 0)
        for box in (self.partitions, self.replicas):
            box.setSpecialValueText(self.tr("default"))
            box.setToolTip(self.tr("“default”: as many as the cluster gives by itself"))
            box.valueChanged.connect(lambda _: self.edited.emit())
        self.settings.setPlaceholderText("retention.ms=604800000\ncleanup.policy=compact")
        self.settings.setTabChangesFocus(True)
        self.settings.setFixedHeight(round(self.fontMetrics().lineSpacing() * (SETTING_LINES + 1)))
        counts = QHBoxLayout()
        for part in (self.partitions, PlainLabel(self.tr("replicas"), role="muted"), self.replicas):
            counts.addWidget(part)
        counts.addStretch(1)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(PlainLabel(self.tr("topic"), role="muted"), self.name)
        form.addRow(PlainLabel(self.tr("partitions"), role="muted"), counts)
        form.addRow(PlainLabel(self.tr("settings, one a line"), role="muted"), self.settings)
        for field, name in (
            (self.name, self.tr("Topic")), (self.partitions, self.tr("Partitions")), (self.replicas, self.tr("Replicas of each partition")),
            (self.settings, self.tr("Settings")),
        ):  # fmt: skip
            field.setAccessibleName(name)
        self.name.textChanged.connect(lambda _: self.edited.emit())
        self.settings.textChanged.connect(self.edited)

    def change(self) -> NewTopic:
        name = self.name.text().strip()
        check_topic_name(name)
        settings = read_settings(self.settings.toPlainText())
        return replace(
            self._change, topic=name, partitions=self.partitions.value() or None, replicas=self.replicas.value() or None, settings=settings
        )


class CountOptions(PlanOptions):
    """How many partitions a topic has then."""

    def __init__(self, change: AddPartitions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._change = change
        self.count = QSpinBox(minimum=1, maximum=MAX_PARTITIONS, value=change.count)
        self.count.setAccessibleName(self.tr("Partitions in all"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(PlainLabel(self.tr("partitions in all"), role="muted"))
        layout.addWidget(self.count)
        layout.addStretch(1)
        self.count.valueChanged.connect(lambda _: self.edited.emit())

    def change(self) -> AddPartitions:
        return replace(self._change, count=self.count.value())


class RecordsOptions(PlanOptions):
    """Up to which offset, in which partitions."""

    def __init__(self, change: DeleteRecords, partitions: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._change, self._count = change, partitions
        self.before, self.partitions = QLineEdit(), QLineEdit()
        self.before.setPlaceholderText(self.tr("the log end"))
        self.partitions.setPlaceholderText(self.tr("all"))
        self.before.setAccessibleName(self.tr("Delete records before offset"))
        self.partitions.setAccessibleName(self.tr("Partitions"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (
            PlainLabel(self.tr("before offset"), role="muted"),
            self.before,
            PlainLabel(self.tr("partitions"), role="muted"),
            self.partitions,
        ):
            layout.addWidget(part)
        layout.addStretch(1)
        for field in (self.before, self.partitions):
            field.setMaximumWidth(self.fontMetrics().averageCharWidth() * 22)
            field.textChanged.connect(lambda _: self.edited.emit())

    def change(self) -> DeleteRecords:
        chosen, typed = read_partitions(self.partitions.text(), range(self._count)), self.before.text().strip()
        if chosen is None and not typed:
            return replace(self._change, before=None)
        offset = read_number(typed) if typed else 2**63 - 1  # fitted into the log by the plan
        return replace(self._change, before=dict.fromkeys(range(self._count) if chosen is None else chosen, offset))


class ValueOptions(PlanOptions):
    """The value of a setting, or none of its own."""

    def __init__(self, change: ChangeSetting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._change = change
        self.value, self.none = QLineEdit(change.value or ""), QCheckBox(self.tr("no value of its own"))
        self.none.setChecked(change.value is None)
        self.value.setAccessibleName(change.name)
        self.value.setEnabled(change.value is not None)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (PlainLabel(change.name, role="muted"), self.value, self.none):
            layout.addWidget(part)
        layout.setStretchFactor(self.value, 1)
        self.value.textChanged.connect(lambda _: self.edited.emit())
        self.none.toggled.connect(self.value.setDisabled)
        self.none.toggled.connect(lambda _: self.edited.emit())

    def change(self) -> ChangeSetting:
        return replace(self._change, value=None if self.none.isChecked() else self.value.text().strip())
