"""Whether a typed field can become bytes, and how many: large ones and templates are checked in a thread, so that none stalls the window."""

import logging
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kafkadesk.core.compose.fields import CompiledField
from kafkadesk.core.compose.template import Template
from kafkadesk.core.delivery import Encoding
from kafkadesk.core.errors import InputError

log = logging.getLogger(__name__)

LATER = 100_000  # characters; so many are checked in 10 ms
PATIENCE_S = 0.05  # that the window waits for templates: nearly all of them are checked in less, and then nothing flickers


@dataclass(frozen=True, slots=True)
class Typed:
    """A field as it is typed."""

    text: str
    encoding: Encoding
    ascii_escaped: bool
    templates: bool

    @property
    def quick(self) -> bool:
        """Whether it can be measured on the window's thread. What a template computes never is."""
        return len(self.text) <= LATER and (not self.templates or Template.simple(self.text))

    def measure(self) -> "Measured":
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

    def sendable(self) -> int:
        """Return the size; raise the fault, if there is one."""
        if self.fault is not None:
            raise self.fault
        return self.size


class FieldCheck(QObject):
    """Measures fields, in another thread where that may take long, and remembers what was found of each one's latest text.

    Signals:
        ready: what check() had no answer for is known now, or can be asked for again.
    """

    ready = Signal()
    _over = Signal(str, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, tuple[Typed, Measured]] = {}
        self._wanted: dict[str, Typed] = {}
        self._threads = 0
        self._over.connect(self._on_over)

    def check(self, name: str, typed: Typed, *, until: float | None) -> Measured | None:
        """Return what is found of the field `name`; None: not known yet. until: how long it waits (monotonic seconds); None: as needed."""
        known = self._known.get(name)
        if known is not None and known[0] == typed:
            return known[1]
        self._wanted[name] = typed
        found = typed.measure() if typed.quick else self._elsewhere(name, typed, until)
        if found is not None:
            self._known[name] = (self._wanted.pop(name), found)
        return found

    def _elsewhere(self, name: str, typed: Typed, until: float | None) -> Measured | None:
        if self._threads and until is not None:
            return None  # `ready` comes when that one is over
        ended: Future[Measured] = Future()
        self._threads += 1
        threading.Thread(target=self._run, args=(name, typed, ended), name="check", daemon=True).start()
        try:
            return ended.result(None if until is None else max(0, min(until - time.monotonic(), PATIENCE_S)))
        except TimeoutError:
            return None

    def _run(self, name: str, typed: Typed, ended: "Future[Measured]") -> None:
        try:
            found = typed.measure()
        except Exception as error:  # else somebody would wait for ever
            ended.set_exception(error)
            raise
        ended.set_result(found)
        try:
            self._over.emit(name, typed, found)
        except RuntimeError:
            log.debug("The window was closed before a field was checked")

    def _on_over(self, name: str, typed: Typed, found: Measured) -> None:
        self._threads -= 1
        if self._wanted.get(name) == typed:
            self._known[name] = (self._wanted.pop(name), found)
        elif not self._wanted:
            return  # it was waited for
        self.ready.emit()
