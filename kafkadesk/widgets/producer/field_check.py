"""Whether a typed field can become bytes, and how many: a large one is looked at in a thread, so that a paste stalls nothing."""

import logging
import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kafkadesk.core.compose.fields import CompiledField
from kafkadesk.core.delivery import Encoding
from kafkadesk.core.errors import InputError

log = logging.getLogger(__name__)

LATER = 100_000  # characters; so many are checked in 10 ms


@dataclass(frozen=True, slots=True)
class Typed:
    """A field as it is typed."""

    text: str
    encoding: Encoding
    ascii_escaped: bool
    templates: bool

    def measure(self) -> "Measured":
        """Return what is found of it."""
        try:
            field = CompiledField(self.text, self.encoding, ascii_escaped=self.ascii_escaped, templates=self.templates)
            return Measured(len(field.make(1)), field.fixed, None)
        except InputError as error:
            return Measured(0, True, error)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found of a field. size: its bytes; fixed: every message gets the same; fault: why it cannot be sent."""

    size: int
    fixed: bool
    fault: InputError | None


class FieldCheck(QObject):
    """Remembers what was found of the latest field.

    Signals:
        ready: what look() had no answer for is known now.
    """

    ready = Signal()
    _over = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: tuple[Typed, Measured] | None = None
        self._wanted: Typed | None = None
        self._busy = False
        self._over.connect(self._on_over)

    def check(self, typed: Typed, *, now: bool) -> Measured | None:
        """Return what is found of a field; None for a large one that is still looked at, unless it must be known now."""
        if self._known is not None and self._known[0] == typed:
            return self._known[1]
        if now or len(typed.text) <= LATER:
            self._known, self._wanted = (typed, typed.measure()), None
            return self._known[1]
        self._wanted = typed
        if not self._busy:
            self._begin(typed)
        return None

    def _begin(self, typed: Typed) -> None:
        self._busy = True
        threading.Thread(target=self._run, args=(typed,), name="check", daemon=True).start()

    def _run(self, typed: Typed) -> None:
        found = typed.measure()
        try:
            self._over.emit(typed, found)
        except RuntimeError:
            log.debug("The window was closed before a field was checked")

    def _on_over(self, typed: Typed, found: Measured) -> None:
        self._busy = False
        if self._wanted is None:
            return
        if self._wanted != typed:
            self._begin(self._wanted)
            return
        self._known, self._wanted = (typed, found), None
        self.ready.emit()
