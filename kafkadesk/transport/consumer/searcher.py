"""A search in its process: the range is resolved first, then one topic is read after the other, and only matches leave for the desk."""

import logging
import time
from queue import SimpleQueue

from kafka import KafkaConsumer
from kafka.coordinator.assignors.range import RangePartitionAssignor
from kafka.errors import KafkaError

from kafkadesk.core.errors import AuthError, ConnectError, UserError
from kafkadesk.core.events import PaneTrouble
from kafkadesk.core.find.progress import SearchEnd, SearchEnded, SearchProgress, SearchProgressed
from kafkadesk.core.wire import Command, Find
from kafkadesk.transport.client import library
from kafkadesk.transport.client.construct import construct
from kafkadesk.transport.client.options import ClientOptions
from kafkadesk.transport.client.translate import describe
from kafkadesk.transport.consumer.loop import ENDING, next_command
from kafkadesk.transport.consumer.search_reader import Matches, SearchReader
from kafkadesk.transport.handover.batch_builder import BatchBuilder
from kafkadesk.transport.handover.outbox import PANE, Outbox, Unshown

log = logging.getLogger(__name__)

PROGRESS_EVERY_S = 0.25
AFTER_ERROR_S = 0.2
CLOSE_MS = 1_000


class Searcher:
    """Carries out one search. serial: of the last batch that was handed over."""

    def __init__(self, command: Find, inbox: "SimpleQueue[Command]", outbox: Outbox, unshown: Unshown, serial: int) -> None:
        self.serial = serial
        self._command = command
        self._plan = command.plan
        self._inbox = inbox
        self._outbox = outbox
        self._unshown = unshown
        self._following: Command | None = None
        self._readers: list[SearchReader] = []
        self._matches: Matches | None = None
        self._begun: float | None = None
        self._due = 0.0

    def run(self) -> Command | None:
        """Search to the end; return the command that ended it before, if one did."""
        self._unshown.clear()
        error: UserError | None = None
        try:
            self._search()
        except (KafkaError, UserError) as failed:
            log.info("The search ends: %r", failed)
            error = describe(failed)
        for reader in self._readers:
            reader.close(CLOSE_MS)
        progress = self._progress()
        end = self._end(progress, error)
        self._outbox.post(SearchEnded(pane=PANE, progress=progress, end=end, error=error, at=time.monotonic()))
        return self._following

    def _search(self) -> None:
        row_filter = self._plan.check()
        matches = self._matches = Matches(row_filter, self._plan.most)
        for topic in dict.fromkeys(self._plan.topics):
            consumer = self._connected()
            if consumer is None:
                return
            builder = BatchBuilder(topic, self._outbox, self._unshown, 0)
            reader = SearchReader(consumer, topic, self._command, matches, builder=builder, notify=self._notify, turn=self._turn)
            self._readers.append(reader)
            reader.resolve()
            if self._following is not None:
                return
        self._begun = time.monotonic()
        for reader in self._readers:
            reader.builder.serial = self.serial
            try:
                reader.read(self._unshown)
            finally:
                reader.builder.flush()
                self.serial = reader.builder.serial
            if self._following is not None or matches.full:
                return

    def _connected(self) -> KafkaConsumer | None:
        """Return a consumer with a connection; None: the search was ended before. Raise ConnectError when there is none in time."""
        settings = ClientOptions.from_json(self._command.options).consumer_settings(group=None, assignor=RangePartitionAssignor)
        until = time.monotonic() + self._command.patience_s
        reported = False
        while self._turn():
            try:
                consumer = construct(KafkaConsumer, settings)
            except AuthError:
                raise  # a second attempt may lock the account
            except ConnectError as error:
                if time.monotonic() > until:
                    raise
                if not reported:
                    reported = True
                    self._notify(error)
                time.sleep(AFTER_ERROR_S)
            else:
                if reported:
                    self._notify(None)
                library.forbid_auto_create(consumer)
                return consumer
        return None

    def _turn(self) -> bool:
        """Report progress when it is time; return whether to go on."""
        self._outbox.turn()
        while self._following is None and (command := next_command(self._inbox)) is not None:
            if isinstance(command, ENDING):
                self._following = command
        now = time.monotonic()
        if now >= self._due:
            self._due = now + PROGRESS_EVERY_S
            self._outbox.post(SearchProgressed(pane=PANE, progress=self._progress(), at=now))
        return self._following is None

    def _progress(self) -> SearchProgress:
        matches = self._matches
        return SearchProgress(
            parts=tuple(part for reader in self._readers for part in reader.parts()),
            records=0 if matches is None else matches.records,
            found=0 if matches is None else matches.found,
            seconds=0.0 if self._begun is None else time.monotonic() - self._begun,
            keyed={reader.topic: reader.keyed for reader in self._readers if reader.keyed is not None},
        )

    def _end(self, progress: SearchProgress, error: UserError | None) -> SearchEnd:
        if self._following is not None:
            return SearchEnd.STOPPED
        if error is not None:
            return SearchEnd.INCOMPLETE
        if self._matches is not None and self._matches.full:
            return SearchEnd.MAX_REACHED
        return SearchEnd.COMPLETE if all(part.complete for part in progress.parts) else SearchEnd.INCOMPLETE

    def _notify(self, error: UserError | None) -> None:
        self._outbox.post(PaneTrouble(pane=PANE, error=error, fatal=False, at=time.monotonic()))
