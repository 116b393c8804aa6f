"""Stands before closing while sends are open: lists them, waits a bounded time for their verdicts, and lets the user decide."""

import time
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.models.text_table import TextTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.plain_table import PlainTable

WAIT_S = 5.0
EXTEND_S = 30.0
LOOK_EVERY_MS = 200
LISTED = 1_000  # rows; more are counted


class ExitDialog(QDialog):
    """Modal. While a series runs it only asks whether to stop it; then it counts down, on the monotonic clock.

    unsent: how many records of running series are still to be sent.

    Signals:
        close_requested: the time is up, every send has its verdict, or the user does not want to wait.
        stop_requested: stop the running series, since the user wants to close; set_deliveries() says when that is done.
        look_requested: ask for the open sends again, and set_deliveries().
        stay_requested: the user does not want to close after all.
    """

    close_requested = Signal()
    stop_requested = Signal()
    look_requested = Signal()
    stay_requested = Signal()

    def __init__(self, *, unsent: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._until = time.monotonic() + WAIT_S
        self._unsent = unsent
        self._over = False
        self.setWindowTitle(self.tr("Sends are still open"))
        self._title = PlainLabel(role="title", wrap=True)
        self._explain = PlainLabel(role="muted", wrap=True)
        self._explain.setText(
            self.tr(
                "KafkaDesk waits for the brokers' answers. Sends without one at closing are recorded: the next start"
                " looks them up in the topics and shows the result."
            )
        )
        self._series = PlainLabel(role="warn", wrap=True)
        self._rows = TextTable((self.tr("number"), self.tr("age"), self.tr("state"), self.tr("topic")), frozenset({0, 1}))
        self._table = PlainTable(self._rows, ("#000000", "000.0 s", self.tr("handed over, no answer") + "00"))
        self._count = PlainLabel(role="warn")
        self._stay = QPushButton(self.tr("Do not close"))
        self._wait = QPushButton(self.tr("Wait {n} s more").format(n=f"{EXTEND_S:g}"))
        self._close = QPushButton(self.tr("Close now"))
        self._stop = QPushButton(self.tr("Stop the series and close"))
        for button in (self._wait, self._stop):
            theme.set_role(button, "primary")
        self._lay_out()
        self._show_question()
        self._stay.clicked.connect(self.reject)
        self._wait.clicked.connect(self._extend)
        self._close.clicked.connect(self._go)
        self._stop.clicked.connect(self._on_stop)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def set_deliveries(self, deliveries: Sequence[Delivery], unsent: int = 0) -> None:
        """Show the sends that are open now. When there are none and no series runs, there is nothing to wait for."""
        now = time.monotonic()
        if self._unsent and not unsent:  # the series is over, or was stopped: now the time runs
            self._until = now + WAIT_S
        self._unsent = unsent
        self._show_question()
        rows = [(f"#{d.number}", self.tr("{n} s").format(n=f"{now - d.sent_at:.1f}"), self._state(d), d.topic) for d in deliveries[:LISTED]]
        if len(deliveries) > LISTED:
            rows.append(("…", "", self.tr("{n} more").format(n=f"{len(deliveries) - LISTED:,}"), ""))
        self._rows.set_rows(rows)
        said = {0: self.tr("Every send has its verdict."), 1: self.tr("1 send has no verdict yet.")}
        many = self.tr("{n} sends have no verdict yet.")
        verdicts = said.get(len(deliveries)) or many.format(n=f"{len(deliveries):,}")
        self._title.setText(verdicts if deliveries or not unsent else self.tr("A series is still being sent."))
        left = max(0.0, self._until - now)
        self._count.setText("" if unsent else self.tr("Closing in {n} s").format(n=f"{left:.0f}"))
        if not unsent and not (left and deliveries):
            self._go()

    def _show_question(self) -> None:
        """Ask about the series while one runs, else about waiting."""
        running = self._unsent > 0
        self._series.setText(
            self.tr("A series is still running: {n} of its records are not sent yet, and would not be.").format(n=f"{self._unsent:,}")
        )
        for widget, shown in ((self._series, running), (self._stop, running), (self._wait, not running), (self._close, not running)):
            widget.setVisible(shown)
        (self._stop if running else self._wait).setDefault(True)

    def _on_stop(self) -> None:
        self.stop_requested.emit()
        self._look()

    def _state(self, delivery: Delivery) -> str:
        if delivery.verdict is Verdict.QUEUED:
            return self.tr("waits in KafkaDesk")
        return self.tr("handed over, no answer")

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._count, 1)
        for button in (self._stay, self._wait, self._close, self._stop):
            button.setAutoDefault(button in (self._wait, self._stop))
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (self._title, self._explain, self._series):
            layout.addWidget(widget)
        layout.addWidget(self._table, 1)
        layout.addLayout(buttons)
        em, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.resize(em * 92, line * 22)

    def _look(self) -> None:
        self.look_requested.emit()

    def _extend(self) -> None:
        self._until = max(self._until, time.monotonic()) + EXTEND_S
        self._look()

    def _go(self) -> None:
        if not self._over:
            self._over = True
            self._timer.stop()
            self.accept()
            self.close_requested.emit()

    def reject(self) -> None:
        if not self._over:
            self._over = True
            self._timer.stop()
            super().reject()
            self.stay_requested.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.reject()
