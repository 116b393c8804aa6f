"""The topic field: type or pick a topic, see how many partitions it has."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kafkadesk.core.state import Topic
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive

PARTITIONS_ROLE = int(Qt.ItemDataRole.UserRole)
SHOWN_TOPICS = 5_000  # more are still found by typing the whole name


def partitions_text(count: int) -> str:
    """Return "1 partition" or "4 partitions"."""
    one = QCoreApplication.translate("TopicBox", "1 partition")
    return one if count == 1 else QCoreApplication.translate("TopicBox", "{n} partitions").format(n=count)


class TopicBox(Responsive, QComboBox):
    """Signals:
    topic_changed: the text is another one now (typed or picked); it need not be the name of a topic that exists.
    """

    topic_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topics: dict[str, Topic] = {}
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(10)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setItemDelegate(_TopicDelegate(self))
        for_rows = self.view()
        if isinstance(for_rows, QListView):
            for_rows.setUniformItemSizes(True)  # or each of thousands is measured when the list opens
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self._count = PlainLabel(parent=self.lineEdit(), role="muted")
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.editTextChanged.connect(self._text_changed)
        self.retranslate()

    def topic_name(self) -> str:
        """Return what stands in the field, without spaces around it."""
        return self.currentText().strip()

    def topic(self) -> Topic | None:
        """Return the topic that the field names, if there is one."""
        return self._topics.get(self.topic_name())

    def set_topic_name(self, name: str) -> None:
        """Put a name into the field."""
        self.setEditText(name)

    def set_topics(self, topics: Sequence[Topic]) -> None:
        """Take the topics of the cluster; what was typed stays."""
        self._topics = {topic.name: topic for topic in topics}
        listed = sorted((t for t in topics if not t.internal), key=lambda t: t.name)[:SHOWN_TOPICS]
        typed, cursor = self.currentText(), self._edit().cursorPosition()
        self.blockSignals(True)
        self.clear()
        for topic in listed:
            self.addItem(topic.name)
            self.setItemData(self.count() - 1, topic.partitions, PARTITIONS_ROLE)
        self.setCurrentIndex(self.findText(typed, Qt.MatchFlag.MatchExactly))
        self.setEditText(typed)
        self._edit().setCursorPosition(cursor)
        self.blockSignals(False)
        self._show_count()

    def retranslate(self) -> None:
        self._edit().setPlaceholderText(self.tr("choose or type a topic"))
        self.setAccessibleName(self.tr("Topic"))
        self._show_count()

    def _edit(self) -> QLineEdit:
        edit = self.lineEdit()
        if edit is None:
            msg = "an editable combo box has a line edit"
            raise RuntimeError(msg)
        return edit

    def _text_changed(self, text: str) -> None:
        self._show_count()
        self.topic_changed.emit(text.strip())

    def _show_count(self) -> None:
        topic = self.topic()
        self._count.setText("" if topic is None else partitions_text(topic.partitions))
        self._count.adjustSize()
        edit = self._edit()
        needed = edit.fontMetrics().horizontalAdvance(self.currentText()) + self._count.width() + 12
        self._count.setVisible(topic is not None and needed <= edit.width())
        edit.setTextMargins(0, 0, self._count.width() + 4 if self._count.isVisibleTo(edit) else 0, 0)
        self._count.move(edit.width() - self._count.width() - 2, (edit.height() - self._count.height()) // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_count()


class _TopicDelegate(QStyledItemDelegate):
    """A row of the list: name left, partition count right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().paint(painter, option, index)
        count = index.data(PARTITIONS_ROLE)
        if count is not None:
            painter.save()
            painter.setOpacity(0.65)
            rect = option.rect.adjusted(0, 0, -8, 0)
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, partitions_text(count))
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        metrics = option.fontMetrics
        return QSize(size.width() + metrics.horizontalAdvance("00000 partitions"), size.height())
