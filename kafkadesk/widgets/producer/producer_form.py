"""Where a send goes: topic, key, partition."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPushButton, QWidget

from kafkadesk.core.delivery import Partitioning
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.producer.key_field import KeyField
from kafkadesk.widgets.producer.topic_box import TopicBox

LISTED_PARTITIONS = 1_000  # one by one in the box; a topic with more is sent to by key or evenly


class PartitionBox(Responsive, QComboBox):
    """Automatic, spread evenly, or one partition. Until the user chooses, what is usual on the cluster holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(9)
        self._chosen = False
        self.addItem("", Partitioning.SPREAD.value)
        self.addItem("", Partitioning.AUTOMATIC.value)
        self.activated.connect(self._activated)
        self.retranslate()

    def choice(self) -> int | Partitioning:
        """Return a partition, or who chooses it."""
        data = self.currentData()
        return data if isinstance(data, int) else Partitioning(data)

    def chosen(self) -> bool:
        """Whether the choice is the user's own."""
        return self._chosen

    def choose(self, choice: int | Partitioning) -> None:
        """Choose, as the user would."""
        self._chosen = True
        index = self.findData(choice.value if isinstance(choice, Partitioning) else choice)
        if index < 0 and isinstance(choice, int):
            self._list(choice + 1)
            index = self.findData(choice)
        self.setCurrentIndex(max(0, index))

    def choose_spread(self) -> None:
        """Choose to send to all partitions in turn."""
        self.choose(Partitioning.SPREAD)

    def set_local(self, local: bool) -> None:
        """Take over what is usual: evenly on Local Kafka, where one looks; by key elsewhere, as programs do."""
        if not self._chosen:
            usual = Partitioning.SPREAD if local else Partitioning.AUTOMATIC
            self.setCurrentIndex(self.findData(usual.value))

    def set_count(self, partitions: int) -> None:
        """Take how many partitions the topic has; a partition that it does not have is no choice any more. 0: not known."""
        if partitions > 0:
            self._list(partitions)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Partition"))
        self.setItemText(0, self.tr("spread evenly"))
        self.setItemText(1, self.tr("automatic"))
        self.setToolTip(self.tr("Spread evenly: each partition in turn. Automatic: by key, and without key random, as the library does."))
        for index in range(2, self.count()):
            self.setItemText(index, self.tr("partition {n}").format(n=index - 2))

    def _list(self, partitions: int) -> None:
        wanted = min(partitions, LISTED_PARTITIONS)
        if wanted == self.count() - 2:
            return
        gone = isinstance(self.currentData(), int) and self.currentData() >= wanted
        blocker = QSignalBlocker(self)
        while self.count() - 2 > wanted:
            self.removeItem(self.count() - 1)
        for partition in range(self.count() - 2, wanted):
            self.addItem(self.tr("partition {n}").format(n=partition), partition)
        if gone:
            self.setCurrentIndex(0)
        blocker.unblock()
        if gone:
            self.currentIndexChanged.emit(0)

    def _activated(self) -> None:
        self._chosen = True


class ProducerForm(Responsive, QWidget):
    """Signals:
    changed: key or partition are other ones (the topic has a signal of its own).
    create_requested: the + was pressed: what stands in the topic field.
    """

    changed = Signal()
    create_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.topic = TopicBox(self)
        self.partition = PartitionBox(self)
        self.key = KeyField(self)
        self._create = QPushButton()
        self._create.setText("+")
        self._topic_label, self._key_label, self._partition_label = (PlainLabel(role="muted") for _ in range(3))
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(6)
        first.addWidget(self.topic, 1)
        first.addWidget(self._create)
        second.addWidget(self.key, 4)
        second.addWidget(self._partition_label)
        second.addWidget(self.partition, 4)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(6)
        layout.setHorizontalSpacing(8)
        layout.addWidget(self._topic_label, 0, 0)
        layout.addLayout(first, 0, 1)
        layout.addWidget(self._key_label, 1, 0)
        layout.addLayout(second, 1, 1)
        layout.setColumnStretch(1, 1)
        self.key.changed.connect(self.changed)
        self.partition.currentIndexChanged.connect(self.changed)
        self._create.clicked.connect(lambda: self.create_requested.emit(self.topic.topic_name()))
        self.retranslate()

    def retranslate(self) -> None:
        self._topic_label.setText(self.tr("Topic"))
        self._key_label.setText(self.tr("Key"))
        self._partition_label.setText(self.tr("Partition"))
        self._create.setToolTip(self.tr("Create a topic"))
        self._create.setAccessibleName(self._create.toolTip())
