"""A consumer process: commands on stdin, frames on stdout, its log on stderr. It ends when stdin does.

Three threads of ours: the main one has the consumer, one reads commands (and notes at once what the window has shown),
one writes frames. kafka-python adds its own I/O thread a consumer.
"""

import contextlib
import io
import logging
import os
import sys
import threading
import time
from queue import SimpleQueue
from typing import Any

from kafka import KafkaConsumer
from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor
from kafka.coordinator.assignors.range import RangePartitionAssignor
from kafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from kafka.coordinator.assignors.sticky.sticky_assignor import StickyPartitionAssignor
from kafka.errors import KafkaError

from kafkadesk.core.errors import AuthError, ConnectError, UserError
from kafkadesk.core.events import PaneTrouble, Stopped, WorkerReady
from kafkadesk.core.priority import gives_way
from kafkadesk.core.wire import Command, Find, FrameReader, Leave, Quit, Read, RowsShown, ShowUncommitted, Throttle, decode_command
from kafkadesk.transport.client import library, logs
from kafkadesk.transport.client.construct import construct
from kafkadesk.transport.client.options import ClientOptions
from kafkadesk.transport.client.translate import describe
from kafkadesk.transport.consumer.identity import TopicIdentity
from kafkadesk.transport.consumer.interrupt import Interrupt
from kafkadesk.transport.consumer.join_fix import free_coordinator
from kafkadesk.transport.consumer.loop import ENDING, ConsumerLoop, Isolation, next_command
from kafkadesk.transport.consumer.membership import Membership
from kafkadesk.transport.consumer.observing import Observer
from kafkadesk.transport.consumer.searcher import Searcher
from kafkadesk.transport.fetch import unpacking
from kafkadesk.transport.handover.batch_builder import BatchBuilder
from kafkadesk.transport.handover.fetch_quota import FetchQuota
from kafkadesk.transport.handover.outbox import PANE, Outbox, Unshown

log = logging.getLogger(__name__)

ASSIGNORS = {
    cls.name: cls for cls in (RangePartitionAssignor, RoundRobinPartitionAssignor, StickyPartitionAssignor, CooperativeStickyAssignor)
}
CLOSE_MS = 1_000  # for each of the last commit and LeaveGroup
END_S = 3.0  # after stdin has ended; then the process ends itself, whatever hangs
METADATA_BACKOFF_MS = 5  # the stock 100 ms would be most of the time that a join takes; it is not among the public settings
NICENESS = 15  # the window is worth more than a pane, and the broker (10) too: it gives to all panes


def main() -> int:
    """Serve one pane until stdin ends."""
    logs.to_stderr()
    if gives_way(os.environ):
        _lower_priority()
    unpacking.limit()
    commands, frames = _pipes()
    return Worker(commands, frames).run()


class Worker:
    """The main thread's part: one consumer after another, as the commands come."""

    def __init__(self, commands: int, frames: int) -> None:
        self._inbox: SimpleQueue[Command] = SimpleQueue()
        self._unshown = Unshown()
        self._quota = FetchQuota(self._unshown)
        self._isolation = Isolation()
        self._interrupt = Interrupt()
        self._outbox = Outbox(frames, self._end)
        self._serial = 0
        threading.Thread(target=self._listen, args=(commands,), name="commands", daemon=True).start()

    def run(self) -> int:
        """Serve until Quit."""
        self._outbox.post(WorkerReady(pane=PANE, pid=os.getpid(), at=time.monotonic()))
        command = self._idle()
        while not isinstance(command, Quit):
            command = self._serve(command)
        self._outbox.close(END_S)
        return 0

    def _serve(self, command: Command) -> Command:
        """Carry out a command while there is no consumer. Return the next one."""
        match command:
            case Read():
                following: Command | None = self._read(command)
                if following is not None and not isinstance(following, Leave):
                    return following
            case Find():
                searcher = Searcher(command, self._inbox, self._outbox, self._unshown, self._serial)
                following = searcher.run()
                self._serial = searcher.serial
                if following is not None and not isinstance(following, Leave):
                    return following
            case Throttle() | ShowUncommitted():
                self._keep(command)
            case _:
                self._stopped(None, told=False)  # most likely a Leave sent just before reading ended by itself
        return self._idle()

    def _idle(self) -> Command:
        """Wait for the next command."""
        self._outbox.rest()
        command = self._inbox.get()
        self._outbox.turn()
        return command

    def _read(self, command: Read) -> Command:
        """Read as the command says, until another one ends it. Return that one."""
        self._unshown.clear()
        plan = command.plan
        consumer = None
        following: Command | None = None
        told = False
        try:
            options = ClientOptions.from_json(command.options)
            consumer, following = self._connect(options, command)
            if consumer is not None:
                following = self._loop(consumer, command)
        except (KafkaError, UserError) as error:
            log.warning("The pane stops: %r", error)
            self._outbox.post(PaneTrouble(pane=PANE, error=describe(error), fatal=True, at=time.monotonic()))
        finally:
            if consumer is not None:
                told = self._close(consumer)
        if following is None:
            return self._idle()  # stopped by an error, which was reported
        if plan.group is None or following != command.from_earliest():  # else it joins again by itself
            self._stopped(plan.group, told=told)
        return following

    def _connect(self, options: ClientOptions, command: Read) -> tuple[Any, Command | None]:
        """Return a consumer with a connection; or None, and the command that came before there was one."""
        settings = options.consumer_settings(group=command.plan.group, assignor=ASSIGNORS[command.plan.assignor])
        reported = False
        while True:
            self._outbox.turn()
            try:
                consumer = construct(KafkaConsumer, settings)
            except AuthError:
                raise  # a second attempt may lock the account
            except ConnectError as error:
                if not reported:
                    reported = True
                    self._outbox.post(PaneTrouble(pane=PANE, error=error, fatal=False, at=time.monotonic()))
            else:
                library.cluster(consumer).config["retry_backoff_ms"] = METADATA_BACKOFF_MS
                if reported:
                    self._outbox.post(PaneTrouble(pane=PANE, error=None, fatal=False, at=time.monotonic()))
                return consumer, None
            while (following := next_command(self._inbox)) is not None:
                if isinstance(following, ENDING):
                    return None, following
                self._keep(following)

    def _keep(self, command: Command) -> None:
        """Store a setting that also holds for the next consumer."""
        match command:
            case Throttle(per_second=per_second):
                self._quota.throttle(per_second)
            case ShowUncommitted(on=on):
                self._isolation.show_uncommitted(on=on)
            case _:
                log.info("Not connected yet: %r is ignored", command)

    def _loop(self, consumer: Any, command: Read) -> Command:
        builder = BatchBuilder(command.plan.topic, self._outbox, self._unshown, self._serial)
        identity = TopicIdentity(consumer, command.plan.topic)
        role: Membership | Observer
        if command.plan.group is not None:
            role = Membership(consumer, command, builder, self._outbox, self._unshown, identity)
        else:
            role = Observer(consumer, command, builder, self._outbox, identity)
        self._isolation.serve(consumer)
        loop = ConsumerLoop(
            consumer,
            command.plan.topic,
            role,
            identity=identity,
            builder=builder,
            quota=self._quota,
            outbox=self._outbox,
            isolation=self._isolation,
            interrupt=self._interrupt,
        )
        try:
            return loop.run(self._inbox)
        finally:
            builder.flush()
            self._serial = builder.serial

    def _close(self, consumer: Any) -> bool:
        """Leave the group and close. Return whether the group was notified."""
        answers: list[bool] = []
        coordinator = library.coordinator(consumer)

        def answered(response: Any) -> None:
            answers.append(response.error_code == 0)
            handle(response)

        handle = library.replace_method(coordinator, library.Method.HANDLE_LEAVE_GROUP, answered)  # else the answer is only logged
        free_coordinator(consumer)
        try:
            consumer.close(autocommit=False, timeout_ms=CLOSE_MS)
        except (KafkaError, RuntimeError) as error:
            log.warning("The consumer did not close well: %r", error)
        return any(answers) or consumer.config["group_id"] is None

    def _stopped(self, group: str | None, *, told: bool) -> None:
        self._outbox.post(Stopped(pane=PANE, group=group, told=told, at=time.monotonic()))

    def _listen(self, pipe: int) -> None:
        """Read commands. Thread: its own, until stdin ends."""
        reader = FrameReader()
        try:
            with io.FileIO(pipe) as commands, contextlib.suppress(OSError):  # the window is gone: the same as its end
                while count := commands.readinto(reader.room()):
                    if (complete := reader.took(count)) is None:
                        continue
                    command = decode_command(complete[1])
                    if isinstance(command, RowsShown):
                        self._unshown.shown(command.serial)
                    else:
                        self._inbox.put(command)
                        self._interrupt.ring()
        finally:
            self._end()

    def _end(self) -> None:
        """End soon: in order if that works, hard if it does not."""
        self._inbox.put(Quit())
        self._interrupt.ring()
        self._unshown.moved.set()
        last = threading.Timer(END_S, os._exit, (1,))
        last.daemon = True
        last.start()


def _pipes() -> tuple[int, int]:
    """Return stdin and stdout for frames alone: what anything prints goes to stderr from here on."""
    commands, frames = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    if sys.platform == "win32":
        import msvcrt

        for pipe in (commands, frames):
            msvcrt.setmode(pipe, os.O_BINARY)
    return commands, frames


def _lower_priority() -> None:
    if sys.platform == "win32":
        import ctypes

        below_normal = 0x4000
        ctypes.windll.kernel32.SetPriorityClass(ctypes.windll.kernel32.GetCurrentProcess(), below_normal)
    else:
        os.nice(NICENESS)


if __name__ == "__main__":
    sys.exit(main())
