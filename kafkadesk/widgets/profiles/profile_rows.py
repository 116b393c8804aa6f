"""Rows of the profile editor: a field with its defect beneath it, and a field for a file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.ask_file import ask_open
from kafkadesk.widgets.base.labels import PlainLabel


class FaultyField(QWidget):
    """A field and, beneath it, what is wrong with it."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self.field = field
        self.fault = PlainLabel(role="bad", wrap=True)
        self.fault.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(field)
        layout.addWidget(self.fault)
        self.setFocusProxy(field)
        if isinstance(field, QLabel):  # a note takes the whole width
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Show a defect; "": there is none."""
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        edit = self.field if isinstance(self.field, QLineEdit) else self.field.findChild(QLineEdit)
        if isinstance(edit, QLineEdit):
            theme.set_role(edit, "bad" if text else "")


class FileField(QWidget):
    """The path of a file, typed or picked.

    Signals:
        changed(): another path stands there.
    """

    changed = Signal()

    def __init__(self, title: str, pattern: str) -> None:
        super().__init__()
        self._title, self._pattern = title, pattern
        self.edit = QLineEdit()
        self._pick = QPushButton(self.tr("Choose…"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self._pick)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(lambda _: self.changed.emit())
        self._pick.clicked.connect(self._ask)

    def path(self) -> str:
        """Return the path, "" for none. Quotes around it, as Windows copies them, go."""
        return self.edit.text().strip().strip('"')

    def set_path(self, path: str) -> None:
        self.edit.setText(path)
        self.edit.setCursorPosition(0)

    def set_hint(self, text: str) -> None:
        """Say what an empty field means."""
        self.edit.setPlaceholderText(text)

    def _ask(self) -> None:
        ask_open(self, self._title, [self._pattern, self.tr("All files (*)")], self.set_path)


def password_edit() -> QLineEdit:
    """Return a field that shows dots, and nothing to an input method that learns words."""
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit
