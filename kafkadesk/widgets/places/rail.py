"""The rail at the left: which place the window shows."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from kafkadesk import resources
from kafkadesk.core.actions.keys import KEYS
from kafkadesk.core.actions.window import PLACES
from kafkadesk.core.focus import WindowPlace
from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.action_map import NEWS, native
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.responsive import Responsive


class Rail(Responsive, QFrame):
    """home: the place that is there from the first. in_use: there is somebody who shows places; else the rail stays hidden.

    Signals:
    place_requested: show this WindowPlace.
    """

    place_requested = Signal(object)
    home = WindowPlace.DESK

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.in_use = False
        self._compact = False
        self._buttons = {place: QToolButton() for place in WindowPlace}
        group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 8)
        layout.setSpacing(4)
        for place, button in self._buttons.items():
            button.setCheckable(True)
            button.setIcon(QIcon(str(resources.path("icons", f"place-{place.value}.svg"))))
            theme.set_role(button, "flat")
            group.addButton(button)
            button.clicked.connect(lambda _=False, place=place: self.place_requested.emit(place))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        theme.set_role(self, "rail")
        self._buttons[WindowPlace.DESK].setChecked(True)
        NEWS.changed.connect(self.retranslate)
        self.retranslate()
        self.restyle()

    def set_place(self, place: WindowPlace) -> None:
        """Show which place is shown."""
        self._buttons[place].setChecked(True)

    def set_compact(self, compact: bool) -> None:
        """Show icons without words, where there is little room."""
        if compact != self._compact:
            self._compact = compact
            self.restyle()

    def button(self, place: WindowPlace) -> QToolButton:
        return self._buttons[place]

    def retranslate(self) -> None:
        for place, button in self._buttons.items():
            button.setText(render(place.text))
            button.setAccessibleName(render(place.text))
            keys = native(KEYS.of(PLACES[place]))
            button.setToolTip(tip(f"{render(place.text)} ({keys})" if keys else render(place.text)))
        self.restyle()

    def restyle(self) -> None:
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if self._compact else Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        side = round(self.fontMetrics().height() * 1.2)
        width = 0 if self._compact else max(self.fontMetrics().horizontalAdvance(render(place.text)) for place in WindowPlace) + side
        for button in self._buttons.values():
            button.setToolButtonStyle(style)
            button.setIconSize(QSize(side, side))
            button.setMinimumWidth(width)
