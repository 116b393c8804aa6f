"""About KafkaDesk: its version, under what licence it is, and what it is shipped with, each part with its licence."""

from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kafkadesk import __version__
from kafkadesk.core.components import Component
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive

WIDTH_CHARACTERS, HEIGHT_LINES = 96, 34
ICON_LINES = 3  # of text high


class AboutDialog(Responsive, QDialog):
    """Signals:
    text_requested(part): show this part's licence texts, by set_text().
    """

    text_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._parts: tuple[Component, ...] = ()
        self._icon = QLabel()
        self.title = PlainLabel(role="title")
        self.words = PlainLabel(wrap=True)
        self.heading = PlainLabel(role="muted", wrap=True)
        self.table = QTreeWidget()
        self.text = QPlainTextEdit()
        self.copy = QPushButton()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self.table.currentItemChanged.connect(self._on_chosen)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.as_text()))
        self._buttons.rejected.connect(self.reject)
        self.retranslate()

    def set_parts(self, parts: Sequence[Component]) -> None:
        """Take what KafkaDesk is made of."""
        self._parts = tuple(parts)
        self.table.clear()
        for part in self._parts:
            item = QTreeWidgetItem([part.name, part.version, part.licence or "?"])
            item.setData(0, Qt.ItemDataRole.UserRole, part)
            self.table.addTopLevelItem(item)
        if (first := self.table.topLevelItem(0)) is not None:
            self.table.setCurrentItem(first)
        self.retranslate()

    def set_text(self, part: Component, text: str) -> None:
        """Take the licence texts of a part; those of one that is no longer chosen are not shown."""
        if self._chosen() == part:
            none = self.tr("No licence text came with {name}. Its licence: {licence}.").format(name=part.name, licence=part.licence or "?")
            self.text.setPlainText(text or none)

    def set_trouble(self, sentence: str) -> None:
        """Take why the list cannot be shown."""
        self.heading.setText(sentence)

    def choose(self, name: str) -> None:
        """Choose a part by its name, as a click on its row does."""
        for item in self.table.findItems(name, Qt.MatchFlag.MatchExactly, 0):
            self.table.setCurrentItem(item)

    def as_text(self) -> str:
        """Return what the list says, for a clipboard."""
        return "\n".join([self.title.text(), *(f"{part.name}\t{part.version}\t{part.licence}" for part in self._parts), ""])

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("About KafkaDesk"))
        self.title.setText(f"KafkaDesk {__version__}")
        self.words.setText(
            self.tr(
                "A desktop window in which you see Kafka work. Under the Apache License 2.0.\n"
                "Qt {qt} is used under the GNU LGPL 3: its files lie beside the program and can be replaced.\n"
                "Apache Kafka is a trademark of the Apache Software Foundation; this project is not part of it."
            ).format(qt=QLibraryInfo.version().toString())
        )
        if self._parts:
            self.heading.setText(self.tr("Shipped with the work of others ({count} parts):").format(count=len(self._parts)))
        self.table.setHeaderLabels([self.tr("part"), self.tr("version"), self.tr("licence")])
        self.table.setAccessibleName(self.tr("What KafkaDesk is shipped with"))
        self.text.setAccessibleName(self.tr("Licence text"))
        self.copy.setText(self.tr("Copy list"))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Close"))

    def _lay_out(self) -> None:
        metrics = self.fontMetrics()
        size = metrics.lineSpacing() * ICON_LINES
        self._icon.setPixmap(QGuiApplication.windowIcon().pixmap(size, size))
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.header().setStretchLastSection(True)
        self.text.setReadOnly(True)
        self.text.setFont(theme.mono_font(self.font()))
        words = QVBoxLayout()
        words.addWidget(self.title)
        words.addWidget(self.words)
        head = QHBoxLayout()
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.table)
        halves.addWidget(self.text)
        halves.setChildrenCollapsible(False)
        self._buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.heading)
        layout.addWidget(halves, 1)
        layout.addWidget(self._buttons)
        self.resize(metrics.averageCharWidth() * WIDTH_CHARACTERS, metrics.lineSpacing() * HEIGHT_LINES)

    def _chosen(self) -> Component | None:
        item = self.table.currentItem()
        return None if item is None else item.data(0, Qt.ItemDataRole.UserRole)

    def _on_chosen(self) -> None:
        self.text.clear()
        if (part := self._chosen()) is not None:
            self.text_requested.emit(part)
