"""The text of the lesson that plays, beside the live window: where it stands, what to look at, a question now and then."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent, QTextLayout
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive

LEAST_WIDTH_EM, USUAL_WIDTH_EM, MOST_WIDTH_EM = 30, 40, 60  # average characters
SIDE, ASK_SIDE = 16, 10  # px beside the text, and around a question


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPage:
    """What the panel shows, in the reader's language. step counts from 1. doing: what plays now, in words; empty: nothing.

    answer: the index of the right choice. over: the lesson has been played to its end; passed: how it ended.
    """

    title: str
    step: int
    steps: int
    text: str = ""
    question: str = ""
    choices: tuple[str, ...] = ()
    answer: int | None = None
    doing: str = ""
    can_go_back: bool = False
    over: bool = False
    passed: bool | None = None


class LessonPanel(Responsive, QFrame):
    """Signals:
    next_requested, back_requested, replay_requested, stop_requested: the buttons.
    answered: the index of the choice.
    """

    next_requested = Signal()
    back_requested = Signal()
    replay_requested = Signal()
    stop_requested = Signal()
    answered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "card")
        self._page: LessonPage | None = None
        self._head = QFrame()
        theme.set_role(self._head, "bar")
        self._title, self._where = PlainLabel(role="title", wrap=True), PlainLabel(role="muted")
        self._text, self._doing = PlainLabel(wrap=True), PlainLabel(role="muted", wrap=True)
        self._ask = QFrame()
        theme.set_role(self._ask, "note")
        self._question, self._judgement = PlainLabel(wrap=True), PlainLabel(wrap=True)
        self._area = QScrollArea()
        self._choices = QVBoxLayout()
        self._group = QButtonGroup(self)
        self._back, self._next, self._replay, self._stop = (QPushButton() for _ in range(4))
        theme.set_role(self._next, "primary")
        self._lay_out()
        self._back.clicked.connect(self.back_requested)
        self._next.clicked.connect(self.next_requested)
        self._replay.clicked.connect(self.replay_requested)
        self._stop.clicked.connect(self.stop_requested)
        self._group.idClicked.connect(self._answer)
        self.retranslate()

    def set_page(self, page: LessonPage) -> None:
        asked = self._page is not None and (self._page.step, self._page.question) == (page.step, page.question)
        self._page = page
        if not asked:
            self._show_choices(page)
        self.retranslate()

    def choose(self, index: int) -> None:
        """Answer the question, as a click does."""
        self._group.button(index).click()

    def judgement(self) -> str:
        """Return what is shown of the answer, or an empty text."""
        return self._judgement.text()

    def next_button(self) -> QPushButton:
        """Return the Next button, for whoever points at it."""
        return self._next

    def retranslate(self) -> None:
        self._back.setText(self.tr("Back"))
        self._next.setText(self.tr("Next"))
        self._replay.setText(self.tr("Replay"))
        self._replay.setToolTip(self.tr("Play the lesson again from its beginning"))
        page = self._page
        self._stop.setText(self.tr("Close") if page is not None and page.over else self.tr("Stop"))
        if page is None:
            return
        self._title.setText(page.title)
        self._where.setText(self.tr("Step {n} of {of}").format(n=page.step, of=page.steps))
        self._text.setText(page.text)
        self._ask.setVisible(bool(page.question))
        self._question.setText(page.question)
        self._doing.setText(self._result(page) if page.over else page.doing)
        theme.set_role(self._doing, {True: "good", False: "bad"}.get(page.passed, "") if page.over and page.passed is not None else "muted")
        self._doing.setVisible(bool(self._doing.text()))
        self._back.setEnabled(page.can_go_back)
        self._next.setVisible(not page.over)
        self._next.setEnabled(not page.doing and (not page.question or self._group.checkedId() >= 0))

    def _result(self, page: LessonPage) -> str:
        if page.passed is None:
            return self.tr("The lesson is over.")
        held = self.tr("✓ The lesson is over: everything came out as it says.")
        return held if page.passed else self.tr("✗ The lesson is over: something came out differently.")

    def _show_choices(self, page: LessonPage) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._choices.removeWidget(button)
            button.deleteLater()
        self._judgement.hide()
        for index, choice in enumerate(page.choices):
            button = QRadioButton()
            button.setAccessibleName(choice)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._group.addButton(button, index)
            self._choices.addWidget(button)
        self._wrap_choices()

    def _wrap_choices(self) -> None:
        """Break the lines of long choices: a radio button does not, and would push all the text out of the panel at the right."""
        sign = self.style().pixelMetric(QStyle.PixelMetric.PM_ExclusiveIndicatorWidth)
        room = max(self.width(), self.minimumSizeHint().width()) - 2 * SIDE - 2 * sign - 2 * ASK_SIDE
        for button in self._group.buttons():
            button.setText(_broken(button.accessibleName(), button.font(), room).replace("&", "&&"))

    def _answer(self, index: int) -> None:
        page = self._page
        if page is None:
            return
        if page.answer is not None:
            right = index == page.answer
            wrong = self.tr("✗ It is: {choice}").format(choice=page.choices[page.answer])
            self._judgement.setText(self.tr("✓ Right.") if right else wrong)
            theme.set_role(self._judgement, "good" if right else "bad")
            self._judgement.show()
        self.retranslate()
        self.answered.emit(index)

    def _lay_out(self) -> None:
        head = QHBoxLayout(self._head)
        head.setContentsMargins(12, 8, 12, 8)
        head.addWidget(self._title)
        ask = QVBoxLayout(self._ask)
        ask.setContentsMargins(ASK_SIDE, ASK_SIDE, ASK_SIDE, ASK_SIDE)
        ask.addWidget(self._question)
        ask.addLayout(self._choices)
        ask.addWidget(self._judgement)
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(SIDE, 14, SIDE, 14)
        inside.setSpacing(12)
        for widget in (self._where, self._text, self._ask, self._doing):
            inside.addWidget(widget)
        inside.addStretch(1)
        area = self._area
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        for transparent in (area.viewport(), page):  # the card's own colour shall show
            transparent.setAutoFillBackground(False)
        foot = QFrame()
        theme.set_role(foot, "footer")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(10, 8, 10, 8)
        for button in (self._back, self._next, self._replay):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(area, 1)
        layout.addWidget(foot)
        self._ask.hide()
        self._doing.hide()
        self.restyle()

    def restyle(self) -> None:
        em = self.fontMetrics().averageCharWidth()
        self._area.setMinimumWidth(em * LEAST_WIDTH_EM)  # and the panel's is what the layout says: the buttons may need more
        self.setMaximumWidth(em * MOST_WIDTH_EM)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * USUAL_WIDTH_EM, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap_choices()


def _broken(text: str, font: QFont, width: int) -> str:
    """Return the text with its lines broken where they are too long, as a label breaks them."""
    layout, lines = QTextLayout(text, font), []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return "\n".join(lines)
