"""A record's value in tabs: Pretty, Tree, Text, Hex. The first part of each is there at once, however large the value is."""

import time
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from kafkadesk.core.jsontext.index import JsonIndex, JsonReader
from kafkadesk.core.jsontext.notes import JsonFault, fault_of
from kafkadesk.core.jsontext.pretty import pretty_pieces
from kafkadesk.core.serde.decoder import Decoded
from kafkadesk.core.text_tools.pieces import Hit, Pieces, decoded_pieces, text_pieces
from kafkadesk.core.text_tools.visible import hidden_in, visible
from kafkadesk.widgets.base.slices import Slices
from kafkadesk.widgets.record.detail_hex import HexView
from kafkadesk.widgets.record.detail_text import PiecesView, iter_pieces
from kafkadesk.widgets.record.detail_tree import JsonTreeView

MOSTLY_TEXT = 0.1  # share of bytes that are no UTF-8, in the beginning; with more of them the bytes are shown first
BEGINNING = 4096  # bytes
FIRST_MS = 12  # of reading before the window shows
FRESH_MS = 1000  # after which the tab is not changed under the reader's eyes
BINARY_CONTROLS = frozenset(range(0x20)) - {0x09, 0x0A, 0x0D}


class ValueReading(QObject):
    """Finds out what bytes are, a turn at a time: text, JSON, how much hides in them.

    text: None where they are no text. json: complete once json.done.

    Signals:
        json_read(): json is complete.
        finished(): hidden is complete too.
    """

    json_read = Signal()
    finished = Signal()

    def __init__(self, decoded: Decoded, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.decoded = decoded
        self.data = bytes(decoded.data or b"")
        self.text = decoded.text
        self.hidden: Counter[str] = Counter()
        self.fault: JsonFault | None = None
        self._slices = Slices(self)
        self._reader = JsonReader(self.text or "")

    @property
    def json(self) -> JsonIndex:
        """The value as JSON, as far as it is read."""
        return self._reader.index

    @property
    def busy(self) -> bool:
        """Whether there is more to find out."""
        return self._slices.busy

    def start(self) -> None:
        """Begin; what is short is done at once."""
        self._slices.run(self._steps(), self.finished.emit, first_ms=FIRST_MS)

    def pieces(self, *, raw: bool) -> Pieces:
        """Return the text to show; bytes that are no UTF-8 are marked in it."""
        source = decoded_pieces(self.data) if self.text is None else text_pieces(self.text)
        return Pieces(source, raw=raw)

    def place(self, at: int, *, raw: bool) -> Hit:
        """Return where a character of the text is among its pieces."""
        number = 0
        for piece in text_pieces(self.text or ""):
            if at < len(piece):
                return Hit(number, at if raw else len(visible(piece[:at])), 1)
            at -= len(piece)
            number += 1
        return Hit(max(0, number - 1), at, 0)

    def looks_binary(self) -> bool:
        """Whether the bytes say more than the text would."""
        head = self.data[:BEGINNING]
        bad = sum(0xDC80 <= ord(c) <= 0xDCFF for c in head.decode("utf-8", "surrogateescape"))
        controls = sum(b in BINARY_CONTROLS for b in head)
        return bad + controls > MOSTLY_TEXT * len(head)

    def _steps(self) -> Iterator[None]:
        if self.text is not None:
            yield from self._reader.steps()
            yield
            self.fault = fault_of(self.json)
            self.json_read.emit()
        for piece in text_pieces(self.text) if self.text is not None else decoded_pieces(self.data):
            found = hidden_in(piece)
            self.hidden.update({c: n for c, n in found.items() if not 0xD800 <= ord(c) <= 0xDFFF})
            yield


class ValueTabs(QObject):
    """Adds the four tabs to a tab widget and fills them when they are first looked at."""

    def __init__(self, tabs: QTabWidget, reading: ValueReading, placeholder: str = "") -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._reading = reading
        self._raw = False
        self._filled: set[QWidget] = set()
        self._made_at = time.monotonic()
        self._chosen = False
        self.pretty, self.tree, self.text, self.hex = PiecesView(), JsonTreeView(), PiecesView(), HexView()
        for view, name in (
            (self.pretty, self.tr("Pretty")),
            (self.tree, self.tr("Tree")),
            (self.text, self.tr("Text")),
            (self.hex, self.tr("Hex")),
        ):
            tabs.addTab(view, name)
            view.setAccessibleName(name)
        for view in (self.pretty, self.tree):
            tabs.setTabEnabled(tabs.indexOf(view), False)
            tabs.setTabToolTip(tabs.indexOf(view), self.tr("Only for a value that is JSON"))
        self.text.setPlaceholderText(placeholder)
        tabs.setCurrentWidget(self.hex if reading.looks_binary() else self.text)
        tabs.currentChanged.connect(self.fill)
        tabs.tabBarClicked.connect(self._choose)
        reading.json_read.connect(self._on_json)
        self.fill()

    def set_raw(self, raw: bool) -> None:
        """Show hidden characters as they are, or marked."""
        if raw != self._raw:
            self._raw = raw
            self._filled -= {self.pretty, self.text}
            self.fill()

    def show_place(self, at: int) -> None:
        """Go to a character of the text."""
        self._tabs.setCurrentWidget(self.text)
        self.fill()
        self.text.go_to(self._reading.place(at, raw=self._raw))

    def shown_pieces(self) -> Iterator[str]:
        """Give the whole value as the shown tab shows it; as Text, where that tab shows no text."""
        reading = self._reading
        if self._tabs.currentWidget() is self.pretty:
            return iter_pieces(Pieces(pretty_pieces(reading.json), raw=self._raw))
        return iter_pieces(reading.pieces(raw=self._raw))

    def fill(self) -> None:
        view = self._tabs.currentWidget()
        if view not in self._filled:
            self._fill(view)

    def _fill(self, view: QWidget) -> None:
        reading = self._reading
        if view is self.text:
            self.text.show_pieces(reading.pieces(raw=self._raw), is_json=reading.json.valid)
        elif view is self.hex:
            self.hex.show_bytes(reading.data)
        elif view is self.pretty and reading.json.valid:
            self.pretty.show_pieces(Pieces(pretty_pieces(reading.json), raw=self._raw), is_json=True)
        elif view is self.tree and reading.json.valid:
            self.tree.show_json(reading.json)
        else:
            return
        self._filled.add(view)

    def _on_json(self) -> None:
        if not self._reading.json.valid:
            return
        for view in (self.pretty, self.tree):
            self._tabs.setTabEnabled(self._tabs.indexOf(view), True)
            self._tabs.setTabToolTip(self._tabs.indexOf(view), "")
        if not self._chosen and time.monotonic() < self._made_at + FRESH_MS / 1000:
            self._filled.discard(self.text)
            self._tabs.setCurrentWidget(self.pretty)

    def _choose(self) -> None:
        self._chosen = True
