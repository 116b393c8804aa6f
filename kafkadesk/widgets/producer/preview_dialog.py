"""Shows what will be sent: the next message, or a later one, with its templates filled in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from kafkadesk.core.compose.fields import Composer, Content, ValueKind
from kafkadesk.core.compose.record_to_form import fitting
from kafkadesk.core.compose.sizes import batch_size, spaced
from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.errors import InputError
from kafkadesk.core.text_tools.one_line import one_line
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import fault_text
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.editor.json_editor import JsonEditor

MAX_NUMBER = 2_000_000_000
SHOWN_CHARACTERS = 200_000


class PreviewDialog(QDialog):
    """number: the next `#` of the window. Chance and time are drawn anew: what is sent will have other ones."""

    def __init__(self, plan: SendPlan, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What will be sent"))
        self._plan = plan
        self.number = QSpinBox(minimum=1, maximum=MAX_NUMBER, value=number, prefix="#")
        self.key = PlainLabel(wrap=True)
        self.headers = PlainLabel(wrap=True)
        self.sizes = PlainLabel(role="muted", wrap=True)
        self.value = JsonEditor()
        self.value.setReadOnly(True)
        for label in (self.key, self.headers):
            label.setFont(theme.mono_font(self.font()))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("Message"), self._first_row())
        form.addRow(self.tr("Key"), self.key)
        form.addRow(self.tr("Headers"), self.headers)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.value, 1)
        layout.addWidget(self.sizes)
        layout.addWidget(buttons)
        self.number.valueChanged.connect(self._show)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 90, metrics.height() * 30)
        self._show()

    def _first_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.number)
        row.addWidget(
            PlainLabel(self.tr("now, uuid and what is drawn by chance will be other ones when it is sent"), role="muted", wrap=True), 1
        )
        return row

    def _show(self) -> None:
        try:
            self._show_content(Composer(self._plan).make(self.number.value()))
        except InputError as error:
            theme.set_role(self.sizes, "bad")
            self.sizes.setText(fault_text(error))
            self.value.setPlainText("")

    def _show_content(self, content: Content) -> None:
        theme.set_role(self.sizes, "muted")
        self.key.setText(self._short(content.key))
        lines = [f"{one_line(name)}: {self._short(value)}" for name, value in content.headers]
        self.headers.setText("\n".join(lines) or self.tr("none"))
        kind, text = fitting(content.value)
        self.value.setVisible(kind.typed)
        self.value.setPlainText(text[:SHOWN_CHARACTERS])
        sizes = [(len(name.encode()), len(value or b"")) for name, value in content.headers]
        batch = batch_size(None if content.key is None else len(content.key), None if content.value is None else len(content.value), sizes)
        self.sizes.setText(
            self.tr("Value: {value}. With key, headers and its batch, the record makes {batch} bytes.").format(
                value=self._measured(content.value), batch=spaced(batch)
            )
        )

    def _short(self, data: bytes | None) -> str:
        kind, text = fitting(data, json=False)
        return f"{one_line(text)}  ({self._measured(data)})" if kind.typed else self._measured(data)

    def _measured(self, data: bytes | None) -> str:
        """Return how many bytes there are, and how they are shown where that is not text."""
        kind = fitting(data, json=False)[0]
        if kind is ValueKind.NULL:
            return "null"
        size = self.tr("{n} bytes").format(n=spaced(len(data or b"")))
        if kind is ValueKind.EMPTY:
            return self.tr("empty, {size}").format(size=size)
        return size if kind is ValueKind.TEXT else self.tr("{size}, shown as {kind}").format(size=size, kind=kind.value)
