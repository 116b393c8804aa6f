"""The flow view: partitions, groups, members, and the records that travel between them."""

import time

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QHideEvent, QImage, QPainter, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStackedWidget, QStyle, QToolButton, QVBoxLayout, QWidget

from kafkadesk.core.flow.layout import lay_out
from kafkadesk.core.flow.plan import FlowPlan, LaneKind
from kafkadesk.core.flow.traffic import Sampler
from kafkadesk.core.flow.world import FlowWorld
from kafkadesk.core.focus import Focus
from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.ask_file import ask_save
from kafkadesk.widgets.base.labels import ElidedLabel, PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.flow import flow_words as words
from kafkadesk.widgets.flow.flow_canvas import STEP, FlowCanvas
from kafkadesk.widgets.flow.flow_lanes import LaneKey
from kafkadesk.widgets.flow.flow_scene import TRAVEL_S, FlowScene

PICTURE_SCALE = 2  # of an exported picture: sharp on paper
TELL_MS = 500  # how often "1 of 50 shown" is looked at while records travel


class FlowView(Responsive, QWidget):
    """Takes a FlowWorld, shows it; lets dots travel for records. While it is not to be seen it does nothing.

    Signals:
        pointed(focus): the pointer is over this partition or member; None: over none.
        chosen(focus): the user chose this partition or member; None: none any more.
        motion_changed(on): the user switched motion on or off.
    """

    pointed = Signal(object)
    chosen = Signal(object)
    motion_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._world = FlowWorld()
        self._past: tuple[FlowWorld, str] | None = None
        self._stale = True
        self._lanes: dict[tuple[str, int, str], LaneKey] = {}
        self._sampler = Sampler(TRAVEL_S)
        self._chosen: Focus | None = None
        self._empty_words = ""
        self.scene = FlowScene(self.font(), self)
        self.canvas = FlowCanvas(self.scene, self._plain, self)
        self.caption = ElidedLabel(role="title")
        self.sampled = PlainLabel(role="muted")
        self.back = QPushButton()
        self.motion, self._out, self._in, self._fit, self._save = (QToolButton() for _ in range(5))
        self._none = PlainLabel(role="muted", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint = PlainLabel(role="muted", parent=self.canvas)
        self._body = QStackedWidget()
        self._sampling = QTimer(self, interval=TELL_MS)
        self._sampling.timeout.connect(self._tell_sampled)
        self._lay_out()
        self.retranslate()
        self.set_motion(on=system_moves())

    def set_world(self, world: FlowWorld) -> None:
        """Show this world; not yet while a past one is looked at."""
        if world != self._world:
            self._world = world
            if self._past is None:
                self._refresh(move=True)

    def show_past(self, world: FlowWorld, story: str) -> None:
        """Show how a rebalance went, with its story, until the user goes back to now."""
        self._stop()
        self._past = (world, story)
        self.light(None)
        self.back.show()
        self._refresh(move=False)

    def show_now(self) -> None:
        self._past = None
        self.back.hide()
        self._refresh(move=False)

    @property
    def _shown(self) -> FlowWorld:
        return self._world if self._past is None else self._past[0]

    def records(self, topic: str, partition: int, member: str, count: int) -> None:
        """Let `count` records of a partition travel to a member, or as many of them as can be seen."""
        if not self.motion.isChecked() or not self.isVisible() or self._past is not None:
            return
        lane = self._lanes.get((topic, partition, member))
        if lane is not None:
            starts = self._sampler.arrived(lane, count, time.monotonic())
            if starts:
                self.scene.launch(lane, starts)
            if not self._sampling.isActive():
                self._sampling.start()

    def light(self, focus: Focus | None) -> None:
        """Light up what was chosen here or elsewhere; None: nothing."""
        self._chosen = focus
        self.canvas.choose(focus)
        self.scene.light(focus)
        self._describe()

    def set_motion(self, *, on: bool) -> None:
        """Switch motion on or off."""
        self.motion.setChecked(on)

    def moves(self) -> bool:
        """Whether motion is switched on."""
        return self.motion.isChecked()

    def picture(self) -> QImage:
        """Return the whole picture, as it is now."""
        area = self.scene.sceneRect()
        size = QSize(max(1, round(area.width())), max(1, round(area.height()))) * PICTURE_SCALE
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(QColor(theme.colors().card))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.scene.render(painter, QRectF(image.rect()), area)
        painter.end()
        return image

    # helpers

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.caption, 1)
        head.addWidget(self.sampled)
        theme.set_role(self.back, "badge")
        head.addWidget(self.back)
        for button in (self.motion, self._out, self._in, self._fit, self._save):
            theme.set_role(button, "flat")
            button.setAutoRaise(True)
            head.addWidget(button)
        self._head = head
        self._body.addWidget(self._none)
        self._body.addWidget(self.canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._body, 1)
        self.motion.setCheckable(True)
        self.motion.toggled.connect(self._on_motion)
        self._out.clicked.connect(lambda: self.canvas.zoom(1 / STEP))
        self._in.clicked.connect(lambda: self.canvas.zoom(STEP))
        self._fit.clicked.connect(self.canvas.fit)
        self._save.clicked.connect(self._ask_file)
        self.canvas.room_changed.connect(lambda: self._refresh(move=False))
        self.canvas.pointed.connect(self._on_pointed)
        self.canvas.chosen.connect(self._on_chosen)
        self.back.clicked.connect(self.show_now)
        self.sampled.hide()
        self.back.hide()
        self.restyle()

    def _refresh(self, *, move: bool) -> None:
        """Lay the world out for the room there is, if it is to be seen."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        self._body.setCurrentWidget(self.canvas if self._shown.topics else self._none)
        room = self.canvas.viewport().size()
        plan = lay_out(self._shown, room.width(), room.height(), self.scene.unit)
        resized = (plan.width, plan.height) != (self.scene.plan.width, self.scene.plan.height)
        self._lanes = {
            (lane.topic, partition, lane.member): lane.key
            for lane in plan.lanes
            if lane.kind is LaneKind.READS
            for partition in lane.partitions
        }
        self.scene.show_plan(plan, move=move and self.moves())
        if resized or not move:
            self.canvas.place()
        topics = self._world.topics
        self.caption.setText(self._past[1] if self._past is not None else words.topic_line(topics[0]) if len(topics) == 1 else "")
        self._show_hint(plan)
        self._describe()

    def _show_hint(self, plan: FlowPlan) -> None:
        """Say where readers would stand that nobody reads, while there is none."""
        self.hint.setVisible(bool(plan.rows) and not plan.seats)
        if self.hint.isVisible():
            self.hint.adjustSize()
            free = self.canvas.width() - plan.rows[0].box.right
            self.hint.move(
                round(plan.rows[0].box.right + max(0.0, (free - self.hint.width()) / 2)), (self.canvas.height() - self.hint.height()) // 2
            )

    def _describe(self) -> None:
        """Say in words what is chosen, or all of the picture: for who cannot see it."""
        text = self._plain(self._chosen) if self._chosen is not None else ""
        self.canvas.setAccessibleDescription(text or words.about_world(self._shown))

    def _plain(self, focus: Focus) -> str:
        for topic in self._shown.topics:
            if topic.name == focus.topic:
                return next((words.about_partition(topic, p) for p in topic.partitions if p.number == focus.partition), "")
        return next((words.about_seat(s) for s in self.scene.plan.seats if focus.member in {m.key for m in s.members}), "")

    def _on_pointed(self, focus: Focus | None) -> None:
        self.scene.light(focus or self._chosen)
        self.pointed.emit(focus)

    def _on_chosen(self, focus: Focus | None) -> None:
        self.light(focus)
        self.chosen.emit(focus)

    def _on_motion(self, on: bool) -> None:
        if not on:
            self._stop()
        self.motion_changed.emit(on)

    def _stop(self) -> None:
        self.scene.still()
        self._sampler.clear()
        self._sampling.stop()
        self.sampled.hide()

    def _tell_sampled(self) -> None:
        shown = self._sampler.one_of(time.monotonic())
        self.sampled.setText(self.tr("1 of {n} shown").format(n=shown))
        self.sampled.setVisible(shown > 1)
        if shown == 1 and not self.scene.moving:
            self._sampling.stop()

    def _ask_file(self) -> None:
        ask_save(self, self.tr("Save the picture"), "kafka-flow.png", [self.tr("Pictures (*.png)")], self.save)

    def save(self, file: str) -> None:
        """Write the picture to a PNG file; say in the caption's place when that fails."""
        if not self.picture().save(file):
            self.caption.setText(self.tr("The picture could not be written to {file}: choose another folder.").format(file=file))

    def retranslate(self) -> None:
        self._none.setText(self.tr("Choose a topic in the producer pane: its partitions, and who reads them, are shown here."))
        self.hint.setText(self.tr("Nobody reads this topic.\nPress Observe or Join in a consumer pane."))
        self.back.setText(self.tr("Back to now"))
        self.canvas.setAccessibleName(self.tr("Flow: who reads which partition"))
        for button, text, meaning in (
            (self.motion, self.tr("Motion"), self.tr("Show records travelling, and changes as they happen")),
            (self._out, "−", self.tr("Smaller (−)")),
            (self._in, "+", self.tr("Larger (+)")),
            (self._fit, self.tr("Fit"), self.tr("Show everything (0)")),
            (self._save, self.tr("PNG…"), self.tr("Save the picture")),
        ):
            button.setText(text)
            button.setToolTip(tip(meaning))
            button.setAccessibleName(meaning)
        self.restyle()

    def restyle(self) -> None:
        unit = self.fontMetrics().height()
        self._head.setContentsMargins(unit // 2, unit // 4, unit // 4, 0)
        self._head.setSpacing(unit // 4)
        self.scene.restyle(self.font())
        self._refresh(move=False)

    # Qt's

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh(move=False)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stop()


def system_moves() -> bool:
    """Return whether the system wants motion, as far as Qt can tell: its style animates nothing, or Windows' effects are off."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return True
    animated = app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
    # Elsewhere Qt answers "no effects" whatever the user chose.
    windows = QGuiApplication.platformName() == "windows"
    return animated and (not windows or QApplication.isEffectEnabled(Qt.UIEffect.UI_General))
