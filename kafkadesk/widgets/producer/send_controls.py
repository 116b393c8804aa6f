"""The Send button and how often it sends: once by default, N times every T ms as a choice; progress and Stop while it runs."""

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QSpinBox, QWidget

from kafkadesk.core.actions.producer import SEND, Composing
from kafkadesk.core.delivery import Mode, SendProgress
from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.action_map import ActionMap
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive

DEBOUNCE_S = 0.3  # a double click is one press
MAX_COUNT = 1_000_000
MAX_EVERY_MS = 600_000
PROGRESS_MAX = 1_000
PROGRESS_MS = 100
NO_ARROWS = "QSpinBox::up-button, QSpinBox::down-button, QSpinBox::up-arrow, QSpinBox::down-arrow { width: 0; image: none; }"


class SendControls(Responsive, QWidget):
    """Signals:
    pressed: send now, `count` times.
    stop_requested: start no more of what runs.
    changed: count, pace or mode are other ones.
    """

    pressed = Signal()
    stop_requested = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed_at = float("-inf")
        self._progress: SendProgress | None = None
        self.button = QPushButton()
        theme.set_role(self.button, "primary")
        self.stop = QPushButton()
        self.stop.hide()
        self.count = QSpinBox(minimum=1, maximum=MAX_COUNT, value=1)
        self.every = QSpinBox(minimum=0, maximum=MAX_EVERY_MS, value=0, singleStep=100)
        for box in (self.count, self.every):
            box.setGroupSeparatorShown(True)
            # Arrow keys and the wheel step it; arrows to click would take the room of the number. (NoButtons with a style
            # sheet leaves the number a width of one pixel.)
            box.setStyleSheet(NO_ARROWS)
            box.lineEdit().setTextMargins(5, 0, 0, 0)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setAccelerated(True)
        self.mode = QComboBox()
        self.mode.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for mode in Mode:
            self.mode.addItem("", mode)
        self._every_label = PlainLabel(role="muted")
        self._bar = QProgressBar(maximum=PROGRESS_MAX, textVisible=False)
        self._bar.hide()
        self._done = PlainLabel(role="muted")
        self._done.hide()
        self._lay_out()
        self._progress_timer = QTimer(self, singleShot=True, interval=PROGRESS_MS)
        self._progress_timer.timeout.connect(self._show_progress)
        self.button.clicked.connect(self._press)
        self.stop.clicked.connect(self.stop_requested)
        self.count.valueChanged.connect(self._edited)
        self.every.valueChanged.connect(self._edited)
        self.mode.currentIndexChanged.connect(self._edited)
        self.commands = ActionMap(self, Composing, {SEND: self._press})
        self.commands.add_keys(self, [SEND], Qt.ShortcutContext.WindowShortcut, repeat=False)
        self.retranslate()

    def send_mode(self) -> Mode:
        """Return how each send goes."""
        mode = self.mode.currentData()
        return mode if isinstance(mode, Mode) else Mode(mode)

    def set_mode(self, mode: Mode) -> None:
        """Choose how each send goes."""
        self.mode.setCurrentIndex(list(Mode).index(mode))

    def allow(self, allowed: bool, why_not: str = "") -> None:
        """Let Send be pressed, or not; why_not also goes to the tooltip."""
        self.button.setEnabled(allowed)
        self.button.setToolTip(self.tr("Ctrl+Enter") if allowed else tip(why_not))

    def update_progress(self, progress: SendProgress | None) -> None:
        """Show how far a press of Send has got; None: nothing runs. Hundreds of verdicts a second are shown ten times in it."""
        before, self._progress = self._progress, progress
        if progress is None or before is None or before.send_id != progress.send_id or (before.held is None) != (progress.held is None):
            self._show_progress()
        elif not self._progress_timer.isActive():
            self._progress_timer.start()

    def _show_progress(self) -> None:
        """Show it; of a single send nothing, which is over before a bar could be seen."""
        progress = self._progress
        held = None if progress is None else progress.held
        running = progress is not None and not progress.done and (progress.planned > 1 or held is not None)
        for widget in (self.stop, self._bar, self._done):
            widget.setVisible(running)
        if progress is not None and running:
            self._bar.setValue(PROGRESS_MAX * progress.resolved // progress.planned)
            done = self.tr("{n} of {of}").format(n=_grouped(progress.resolved), of=_grouped(progress.planned))
            open_now = "" if held is None else self.tr("waits: {n} open").format(n=_grouped(held))
            self._done.setText(" · ".join(filter(None, (done, open_now))))
            self._done.setToolTip(
                self.tr("So many sends have no answer yet that the next one waits until there are fewer") if open_now else ""
            )

    def retranslate(self) -> None:
        self._show_count()
        self.stop.setText(self.tr("Stop"))
        self._every_label.setText(self.tr("every"))
        self.every.setSuffix(" ms")
        self.count.setAccessibleName(self.tr("How many times"))
        self.count.setToolTip(self.tr("How many times to send; each time the template is filled in anew"))
        self.every.setAccessibleName(self.tr("Pause between two sends, in milliseconds"))
        self.every.setToolTip(self.every.accessibleName())
        self.mode.setAccessibleName(self.tr("Mode"))
        for mode, text, why in (
            (Mode.CONFIRM, self.tr("confirm each"), self.tr("The next one is sent when the broker has acknowledged this one")),
            (Mode.PIPELINED, self.tr("pipelined"), self.tr("All are sent at once; every verdict comes when the broker answers")),
            (Mode.FORGET, self.tr("forget"), self.tr("A process sends without flush and ends at once: nobody asks whether they arrived")),
        ):
            index = list(Mode).index(mode)
            self.mode.setItemText(index, text)
            self.mode.setItemData(index, why, Qt.ItemDataRole.ToolTipRole)
        self._explain_mode()
        self._show_progress()
        self.changed.emit()  # Send's text stands elsewhere too

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.button, 1)
        first.addWidget(self.stop)
        second = QHBoxLayout()
        second.setSpacing(5)
        second.addWidget(PlainLabel("×", role="muted"))
        second.addWidget(self.count, 3)
        second.addWidget(self._every_label)
        second.addWidget(self.every, 4)
        second.addWidget(self.mode, 6)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addLayout(first, 0, 0, 1, 2)
        layout.addLayout(second, 1, 0, 1, 2)
        layout.addWidget(self._bar, 2, 0)
        layout.addWidget(self._done, 2, 1)
        self._bar.setFixedHeight(5)

    def _edited(self) -> None:
        self._show_count()
        self._explain_mode()
        self.changed.emit()

    def _show_count(self) -> None:
        n = self.count.value()
        text = self.tr("Send") if n == 1 else self.tr("Send {n}").format(n=_grouped(n))
        self.button.setText(f"{text}   Ctrl+↵")
        self.button.setAccessibleName(text)

    def _explain_mode(self) -> None:
        self.mode.setToolTip(self.mode.currentData(Qt.ItemDataRole.ToolTipRole) or "")

    def _press(self) -> None:
        now = time.monotonic()
        if self.button.isEnabled() and now - self._pressed_at >= DEBOUNCE_S:
            self._pressed_at = now
            self.pressed.emit()

    def restyle(self) -> None:
        for box in (self.count, self.every):
            box.setMaximumHeight(self.mode.sizeHint().height())


def _grouped(n: int) -> str:
    return f"{n:,}".replace(",", " ")
