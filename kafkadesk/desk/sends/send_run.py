"""One press of Send while it runs, and the messages for a template that fails during it."""

import asyncio
import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kafkadesk.core.compose.fields import Content
from kafkadesk.core.compose.message_file import FileMessage
from kafkadesk.core.compose.sizes import Limits, batch_size
from kafkadesk.core.delivery import OutgoingRecord, SendPlan, SendProgress
from kafkadesk.core.errors import InputError
from kafkadesk.core.events import ProducerEvent, SendFailed
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.sends.journaling import Destination
from kafkadesk.desk.session import Session
from kafkadesk.transport.client.options import MAX_REQUEST_BYTES

SLICE_S = 0.05  # that making records may take from the event loop at one go


class ContentMaker(Protocol):
    """Makes the content of each record of a press: a compiled plan, or an earlier record."""

    def make(self, seq: int) -> Content:
        """Return the content of record number `seq`."""


class InOrder:
    """The messages of a file, one after the other. where, when: to their own partitions, with their own timestamps."""

    def __init__(self, messages: Sequence[FileMessage], *, where: bool, when: bool) -> None:
        self._messages = iter(messages)
        self._where = where
        self._when = when

    def make(self, seq: int) -> Content:
        """Return the next message: other presses of Send take numbers in between."""
        del seq
        message = next(self._messages)
        return Content(
            message.key,
            message.value,
            message.headers,
            message.partition if self._where else None,
            message.timestamp_ms if self._when else None,
        )


@dataclass(slots=True, eq=False)
class SendRun:
    """One press of Send while it runs. session, to: connection and destination at the moment when the button was pressed.

    fault: why its next record cannot be made; earlier records are still sent. to_enter: records made and not entered yet.
    """

    plan: SendPlan
    progress: SendProgress
    session: Session
    to: Destination
    started_at: float
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    finished: asyncio.Event = field(default_factory=asyncio.Event)
    fault: InputError | None = None
    to_enter: int = 0

    @property
    def unsent(self) -> int:
        """How many records are still to be started; 0 once it was stopped."""
        return 0 if self.stop.is_set() else self.progress.planned - self.progress.started

    async def stopped_before(self, at: float) -> bool:
        """Wait for the moment of the next send (monotonic seconds); return whether Stop came first."""
        with contextlib.suppress(TimeoutError):
            if (left := at - time.monotonic()) > 0:
                await asyncio.wait_for(self.stop.wait(), left)
        return self.stop.is_set()

    def check(self) -> None:
        """Raise the fault, if there is one, with the record that could not be made and how many were sent and were not."""
        if self.fault is None:
            return
        started, planned = self.progress.started, self.progress.planned
        if planned == 1:
            raise self.fault
        words = {"n": f"{started + 1:,}", "of": f"{planned:,}", "why": self.fault.title}
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "Record {n} of {of} could not be made: {why}"), words),
            Text(
                QT_TRANSLATE_NOOP("core", "{sent} records before it were sent and are listed; {left} were not sent."),
                {"sent": f"{started:,}", "left": f"{planned - started:,}"},
            ),
            line=self.fault.line,
            column=self.fault.column,
        ) from self.fault


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsWritten:
    """Records of a run are in the journal: from now on each is a send. at: monotonic seconds; wall_ms: since the epoch."""

    run: SendRun
    records: Sequence[OutgoingRecord]
    at: float
    wall_ms: int


SendMessage = ProducerEvent | RecordsWritten


def rejected(number: int, reason: Text, *, closed_first: bool = False) -> SendFailed:
    """Return the failure of a send that never left."""
    return SendFailed(number=number, may_be_written=False, reason=reason, at=time.monotonic(), closed_first=closed_first)


def stopped_words(progress: SendProgress) -> Text:
    """Return how many records of a stopped series were sent and how many were not."""
    return Text(
        QT_TRANSLATE_NOOP("core", "The series was stopped: {sent} of {of} records were sent and are listed; {left} were not sent."),
        {"sent": f"{progress.started:,}", "of": f"{progress.planned:,}", "left": f"{progress.planned - progress.started:,}"},
    )


def check_ends(maker: ContentMaker, first: int, count: int) -> None:
    """Make the first and the last record of a series on trial, to find a record that grows too large before any is sent.

    Raises InputError. The last one is not made if the first took long. A template may still fail in between, and a topic may accept less than the client: those records are rejected.
    """
    limits = Limits(client=MAX_REQUEST_BYTES)
    began = time.thread_time()
    for seq in sorted({first, first + count - 1}):
        if seq > first and time.thread_time() - began > SLICE_S:
            return
        try:
            content = maker.make(seq)
            sizes = [(len(name.encode("utf-8", "surrogatepass")), len(value or b"")) for name, value in content.headers]
            too_large = limits.fault(batch_size(_size(content.key), _size(content.value), sizes))
            if too_large is not None:
                raise InputError(too_large)
        except InputError as error:
            if seq == first:
                raise
            words = {"n": f"{count:,}", "why": error.title}
            title = Text(QT_TRANSLATE_NOOP("core", "The last of {n} records could not be sent: {why}"), words)
            hint = Text(QT_TRANSLATE_NOOP("core", "Nothing was sent. Send fewer, or change the template."))
            raise InputError(title, hint, line=error.line, column=error.column) from error


def _size(data: bytes | None) -> int | None:
    return None if data is None else len(data)
