"""The log of the window, its panes and Kafka's library: in words, newest first, to be searched, copied and kept."""

import logging
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kafkadesk.core.log.book import LogBook, LogEntry
from kafkadesk.models.log_table import LogColumn, LogTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.ask_file import ask_save
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive

REFRESH_MS = 300
LEVELS = (logging.INFO, logging.WARNING, logging.ERROR)


class LogPanel(Responsive, QWidget):
    """A window of its own. It looks into the book while it is shown, and only then.

    Signals:
        export_requested(path): the user chose where all of the log is to be written.
    """

    export_requested = Signal(str)

    def __init__(self, book: LogBook, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._book = book
        self._revision = -1
        self._level, self._search = QComboBox(), QLineEdit()
        self._search.setClearButtonEnabled(True)
        self._copy, self._export = QPushButton(), QPushButton()
        self._count = PlainLabel(role="muted")
        self.table = LogTable(render, self)
        self.view = QTableView()
        self.details = QPlainTextEdit()
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self._lay_out()
        self._level.currentIndexChanged.connect(lambda _: self._filter())
        self._search.textChanged.connect(lambda _: self._filter())
        self._copy.clicked.connect(self._on_copy)
        self._export.clicked.connect(self._ask_path)
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self._search.setFocus)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)
        self.retranslate()

    def open(self, *, level: int | None = None) -> None:
        """Show the panel, at this level if one is given, with the newest entry selected."""
        if level is not None:
            self._level.setCurrentIndex(LEVELS.index(level))
        self.show()
        self.raise_()
        self.activateWindow()
        self.refresh()
        if self.table.rowCount():
            self.view.selectRow(0)

    def refresh(self) -> None:
        """Show what has come; cheap when nothing has."""
        if self._book.revision != self._revision:
            self._revision = self._book.revision
            self._filter()

    def texts(self) -> list[str]:
        """Return what the rows say, newest first."""
        return [self.table.words(self.table.entry(row)) for row in range(self.table.rowCount())]

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget, stretch in ((self._level, 0), (self._search, 1), (self._count, 0), (self._copy, 0), (self._export, 0)):
            top.addWidget(widget, stretch)
        self.view.setModel(self.table)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.horizontalHeader().setHighlightSections(False)
        self.view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.horizontalHeader().setStretchLastSection(True)
        self.details.setReadOnly(True)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        for part in (self.view, self.details):
            split.addWidget(part)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(split, 1)
        self.restyle()
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 130, metrics.height() * 34)

    def restyle(self) -> None:
        metrics = self.fontMetrics()
        self.view.verticalHeader().setDefaultSectionSize(round(metrics.height() * 1.5))
        for column, sample in ((LogColumn.TIME, "00:00:00.000  "), (LogColumn.LEVEL, "⚠⚠"), (LogColumn.WHO, "monitoring-10  ")):
            self.view.setColumnWidth(column, metrics.horizontalAdvance(sample) + metrics.averageCharWidth() * 2)
        self.details.setFont(theme.mono_font(self.font()))

    def _filter(self) -> None:
        current = self.view.currentIndex()
        serial = self.table.entry(current.row()).serial if current.isValid() else None
        scroll = self.view.verticalScrollBar()
        top, before = scroll.value(), self.table.rowCount()
        entries = self._book.entries(level=LEVELS[max(0, self._level.currentIndex())], containing=self._search.text().strip())
        self.table.set_entries(entries)
        row = None if serial is None else self.table.row_of(serial)
        if row is not None:
            self.view.setCurrentIndex(self.table.index(row, 0))
        else:
            self.details.clear()
        if top:  # who reads further down is not pushed about by what comes in on top
            scroll.setValue(top + max(0, len(entries) - before))
        self._count.setText(self.tr("{n} entries").format(n=f"{len(entries):,}"))

    def _on_row(self, current: QModelIndex) -> None:
        if not current.isValid():
            return
        self.details.setPlainText(self._told(self.table.entry(current.row())))

    def _told(self, entry: LogEntry) -> str:
        parts = [] if entry.meaning is None else [render(entry.meaning), ""]
        parts.append(replace(entry, meaning=None).as_text().rstrip())
        return "\n".join(parts)

    def _on_copy(self) -> None:
        current = self.view.currentIndex()
        chosen = [self.table.entry(current.row())] if current.isValid() else [self.table.entry(r) for r in range(self.table.rowCount())]
        QGuiApplication.clipboard().setText("".join(entry.as_text() for entry in chosen))
        self._copy.setText(self.tr("Copied"))

    def _ask_path(self) -> None:
        ask_save(self, self.tr("Write the log to a file"), "kafkadesk-log.txt", [self.tr("Text files (*.txt)")], self.export_requested.emit)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("KafkaDesk: log"))
        index = max(0, self._level.currentIndex())
        self._level.blockSignals(True)
        self._level.clear()
        self._level.addItems([self.tr("everything"), self.tr("warnings and errors"), self.tr("errors")])
        self._level.setCurrentIndex(index)
        self._level.blockSignals(False)
        self._level.setAccessibleName(self.tr("Lowest level"))
        self._search.setPlaceholderText(self.tr("text to search for"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._copy.setText(self.tr("Copy"))
        self._copy.setToolTip(self.tr("Copies the selected entry, or all that are shown"))
        self._export.setText(self.tr("Write to file…"))
        self._export.setToolTip(self.tr("All of the log. Passwords and tokens are masked in it"))
        self.view.setAccessibleName(self.tr("Log entries"))
        self.details.setAccessibleName(self.tr("The selected entry"))
        self._revision = -1
        self.refresh()

    # Qt's

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._copy.setText(self.tr("Copy"))
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)
