"""The middle of a dialog, between its head and its buttons: it scrolls where large text or a small screen leaves too little room."""

from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget


class ScrollBody(QScrollArea):
    """Holds widgets one below the other; they get all the room there is, and scroll only when it is less than the least that they need."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = _Inside()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(10)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidget(self._inside)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)

    def add(self, what: QWidget | QLayout, stretch: int = 0) -> None:
        """Put one more in."""
        if isinstance(what, QWidget):
            self._rows.addWidget(what, stretch)
        else:
            self._rows.addLayout(what, stretch)


class _Inside(QWidget):
    """A QScrollArea asks for the height that is preferred at a width; here the least will do."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)
