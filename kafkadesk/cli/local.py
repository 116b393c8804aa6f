"""`kafkadesk local`: Local Kafka in the foreground, for other programs too."""

import sys
import threading

from kafkadesk.core.errors import LocalKafkaCancelledError, LocalKafkaError
from kafkadesk.core.steps import StepReport, StepState
from kafkadesk.system.local_kafka import classes as kafka_classes
from kafkadesk.system.local_kafka.jars import JarFolder, read_lock
from kafkadesk.system.local_kafka.local import LocalKafka
from kafkadesk.system.local_kafka.prepare import get_java, get_kafka
from kafkadesk.system.processes.end_signals import on_end_signal

OK, FAILED = 0, 1
MB = 1024 * 1024  # as the step's cost counts them
PROGRESS_EVERY = 10  # percent
LOG_LINES = 15


def run_local(port: int | None) -> int:
    """Run Local Kafka until Ctrl+C or SIGTERM; return the exit status. The bootstrap address is the one line on standard output."""
    end = threading.Event()
    with on_end_signal(end.set):
        return _run_until(end, port)


def _run_until(end: threading.Event, port: int | None) -> int:
    errors: list[LocalKafkaError] = []

    def on_exit(error: LocalKafkaError) -> None:
        errors.append(error)
        end.set()

    local = LocalKafka(port=port, on_exit=on_exit)
    try:
        print(local.start(Progress(), end), flush=True)
        _say(
            "Ctrl+C ends it; its topics and records are kept."
            if not local.borrowed
            else "It belongs to another KafkaDesk and ends with that one."
        )
        while not end.wait(1.0):  # in slices: on Windows a wait without an end is deaf to Ctrl+C
            pass
    except LocalKafkaCancelledError:
        return OK
    except LocalKafkaError as error:
        return _fail(error)
    finally:
        local.stop()
    return _fail(errors[0]) if errors else OK


def prepare() -> int:
    """Download Kafka and make Java's cache of its classes, so that later starts are fast and need no network; return the exit status."""
    report, cancel = Progress(), threading.Event()
    with on_end_signal(cancel.set):
        try:
            java = get_java(report)
            kafka = get_kafka(JarFolder(read_lock()), None, None, report, cancel)
        except LocalKafkaCancelledError:
            return FAILED
        except LocalKafkaError as error:
            return _fail(error)
        if kafka_classes.make(java, kafka, cancel):
            _say("Java's cache of Kafka's classes: done")
    return FAILED if cancel.is_set() else OK


class Progress:
    """A line on standard error for each step, and a few for a long download."""

    def __init__(self) -> None:
        self._percent = 0

    def __call__(self, report: StepReport) -> None:
        name, text = report.step.name.render(), "" if report.text is None else f": {report.text.render()}"
        if report.total_bytes and report.done_bytes is not None and report.state is StepState.RUN:
            percent = report.done_bytes * 100 // report.total_bytes
            if percent >= self._percent + PROGRESS_EVERY:
                self._percent = percent
                _say(f"{name}: {report.done_bytes / MB:.1f} of {report.total_bytes / MB:.1f} MB")
        elif report.state in (StepState.DONE, StepState.SKIPPED):
            _say(f"{name}{text or ': done'}")
        elif report.state is StepState.RUN and text:
            _say(f"{name}{text}")


def _fail(error: LocalKafkaError) -> int:
    for line in error.log_tail[-LOG_LINES:]:
        print(f"    {line}", file=sys.stderr)
    print(f"kafkadesk: {error.sentence()}", file=sys.stderr, flush=True)
    return FAILED


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
