"""The first page: three ways in, each with what it costs; then Local Kafka's steps as they go."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kafkadesk.core.errors import AddressError, UserError
from kafkadesk.core.steps import Step, StepReport
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.ask_file import ask_open
from kafkadesk.widgets.base.i18n import error_words
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.base.step_list import StepList

LEAST_CARD_LINES = 13
MOST_EM = 170  # wider than this the page does not get
NARROW_EM = 110  # below this width, in average characters, the cards stand one below the other


class FirstRun(Responsive, QWidget):
    """Nothing is downloaded or started before a click that says what it costs.

    Signals:
        see_it_requested: Local Kafka with the demo panes. local_only_requested: Local Kafka, nothing else.
        connect_cluster_requested: the address as typed.
        cancel_requested: stop the steps. retry_requested: start them again. folder_requested: take Kafka from this folder.
    """

    see_it_requested = Signal()
    local_only_requested = Signal()
    connect_cluster_requested = Signal(str)
    cancel_requested = Signal()
    retry_requested = Signal()
    folder_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._download = True
        self._welcome, self._slogan = PlainLabel(role="title"), PlainLabel(role="muted", wrap=True)
        self._language = QPushButton()
        self._see, self._cluster, self._local = _Card(primary=True), _Card(), _Card()
        self._address = QLineEdit()
        self._address_fault = PlainLabel(role="bad", wrap=True)
        self._cluster.add(self._address)
        self._cluster.add(self._address_fault)
        self._steps = StepList()
        self._cards = QWidget()
        self._pages = QStackedWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._see.button.clicked.connect(self.see_it_requested)
        self._local.button.clicked.connect(self.local_only_requested)
        self._cluster.button.clicked.connect(self._connect)
        self._address.returnPressed.connect(self._connect)
        self._address.textChanged.connect(lambda _: self.show_address_error(None))
        self._steps.cancel_requested.connect(self.cancel_requested)
        self._steps.retry_requested.connect(self.retry_requested)
        self._steps.elsewhere_requested.connect(self.show_cards)
        self._steps.folder_button.clicked.connect(self._ask_folder)
        self.retranslate()

    def set_language_menu(self, menu: QMenu) -> None:
        """Let the language be chosen from this menu."""
        self._language.setMenu(menu)

    def set_download(self, needed: bool) -> None:
        """Take whether Kafka has to be downloaded first, so that the cards say what a click costs."""
        self._download = needed
        self.retranslate()

    def begin(self, steps: Sequence[Step]) -> None:
        self._steps.begin(steps)
        self._pages.setCurrentIndex(1)

    def update_step(self, report: StepReport) -> None:
        self._steps.update_step(report)
        self._pages.setCurrentIndex(1)

    def failed(self, error: UserError) -> None:
        """Say what did not work, and what can be done now."""
        self._steps.failed(error)
        self._pages.setCurrentIndex(1)

    def show_cards(self) -> None:
        """Go back to the three ways in."""
        self._pages.setCurrentIndex(0)

    def set_address(self, text: str) -> None:
        """Put an address into the field."""
        self._address.setText(text)

    def show_address_error(self, error: AddressError | None) -> None:
        """Say under the address what is wrong with it; the typed text stays. None: nothing is."""
        self._address_fault.setText("" if error is None else error_words(error))
        self._address_fault.setVisible(error is not None)

    def retranslate(self) -> None:
        self._welcome.setText(self.tr("See Kafka work"))
        self._slogan.setText(self.tr("Send a message, see what became of it, and see who in which consumer group got it."))
        self._language.setText("中/EN")
        self._language.setToolTip(self.tr("Language"))
        if self._download:
            cost = self.tr("Kafka 4.3, 43 MB once, about 340 MB of memory while it runs, stops with the app")
        else:
            cost = self.tr("Kafka 4.3 is on this PC already; about 340 MB of memory while it runs, stops with the app")
        self._see.say(
            self.tr("See it in 2 minutes"),
            self.tr("A local Kafka, a topic with 4 partitions and four consumers: two share a group, one has its own, one observes."),
            cost,
            self.tr("Start"),
        )
        self._cluster.say(
            self.tr("Connect to my cluster"),
            self.tr(
                "Paste the address that you were given, host:port (Kafka's word: bootstrap servers). Nothing is changed there before you send, join or create something."
            ),
            self.tr("Downloads nothing"),
            self.tr("Connect"),
        )
        self._local.say(
            self.tr("Just a local Kafka"),
            self.tr("An empty broker on this PC, for this window and for your own programs."),
            cost,
            self.tr("Start Local Kafka"),
        )
        self._address.setPlaceholderText("kafka-1:9092, kafka-2:9092")
        self._address.setAccessibleName(self.tr("Bootstrap servers"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        titles = QVBoxLayout()
        titles.addWidget(self._welcome)
        titles.addWidget(self._slogan)
        head.addLayout(titles, 1)
        head.addWidget(self._language, alignment=Qt.AlignmentFlag.AlignTop)
        self._row.setSpacing(16)
        for card in (self._see, self._cluster, self._local):
            card.setMinimumHeight(self.fontMetrics().height() * LEAST_CARD_LINES)
            self._row.addWidget(card, 1)
        cards = QVBoxLayout(self._cards)
        cards.setContentsMargins(24, 24, 24, 24)
        cards.setSpacing(20)
        cards.addStretch(1)
        cards.addLayout(head)
        cards.addLayout(self._row)
        cards.addStretch(2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._cards)
        self._pages.addWidget(area)
        self._pages.addWidget(self._steps)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(self._pages, 100)
        outer.addStretch(1)
        self._address_fault.hide()

    def _connect(self) -> None:
        self.connect_cluster_requested.emit(self._address.text())

    def _ask_folder(self) -> None:
        ask_open(self, self.tr("A Kafka folder (the one that contains libs)"), [], self.folder_requested.emit, folder=True)

    def restyle(self) -> None:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        self._welcome.setFont(font)
        em = self.fontMetrics().averageCharWidth()
        self._pages.setMaximumWidth(em * MOST_EM)
        narrow = self.width() < NARROW_EM * em
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.restyle()


class _Card(QFrame):
    """One way in: title, what one gets, what it costs, one button."""

    def __init__(self, *, primary: bool = False) -> None:
        super().__init__()
        theme.set_role(self, "card")
        self._title, self._text = PlainLabel(role="title", wrap=True), PlainLabel(wrap=True)
        self._cost = PlainLabel(role="muted", wrap=True)
        self.button = QPushButton()
        theme.set_role(self.button, "primary" if primary else "")
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(20, 18, 20, 18)
        self._inside.setSpacing(12)
        self._inside.addWidget(self._title)
        self._inside.addWidget(self._text)
        self._inside.addStretch(1)
        self._inside.addWidget(self._cost)
        self._inside.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)

    def add(self, widget: QWidget) -> None:
        """Put a widget between the text and the cost."""
        self._inside.insertWidget(self._inside.count() - 3, widget)

    def say(self, title: str, text: str, cost: str, button: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._cost.setText(cost)
        self.button.setText(button)
        self.button.setAccessibleDescription(cost)
