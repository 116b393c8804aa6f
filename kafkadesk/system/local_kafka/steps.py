"""The steps that start Local Kafka: named here once for window, command line and tests."""

from collections.abc import Callable

from kafkadesk.core.errors import LocalKafkaError
from kafkadesk.core.steps import Step, StepReport, StepState
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

JAVA = Step(key="java", name=Text(QT_TRANSLATE_NOOP("core", "Java")))
KAFKA = Step(key="kafka", name=Text(QT_TRANSLATE_NOOP("core", "Kafka")), cost=Text(QT_TRANSLATE_NOOP("core", "43 MB to download, once")))
FORMAT = Step(key="format", name=Text(QT_TRANSLATE_NOOP("core", "Format")))
START = Step(
    key="start", name=Text(QT_TRANSLATE_NOOP("core", "Start")), cost=Text(QT_TRANSLATE_NOOP("core", "about 340 MB of memory while it runs"))
)
STEPS = (JAVA, KAFKA, FORMAT, START)

Report = Callable[[StepReport], None]


class StepRun:
    """One step being run, as a context: says that it runs, that it is done, or why it failed."""

    def __init__(self, step: Step, report: Report) -> None:
        self._step = step
        self._report = report
        self._end = StepState.DONE
        self._text: Text | None = None

    def __enter__(self) -> "StepRun":
        self._say(StepState.RUN)
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None:
            if self._end is not StepState.RUN:
                self._say(self._end, text=self._text)
        else:
            self._say(StepState.FAILED, text=error.title if isinstance(error, LocalKafkaError) else None)

    def found(self, text: Text) -> None:
        """Say at the end what the step found or did."""
        self._text = text

    def skip(self, text: Text | None = None) -> None:
        self._end = StepState.SKIPPED
        self._text = text

    def leave_open(self) -> None:
        """It has not ended: it will be run again."""
        self._end = StepState.RUN

    def progress(self, done: int, total: int) -> None:
        """Say how many bytes of how many are loaded."""
        self._say(StepState.RUN, done=done, total=total)

    def running(self, text: Text) -> None:
        self._say(StepState.RUN, text=text)

    def _say(self, state: StepState, *, done: int | None = None, total: int | None = None, text: Text | None = None) -> None:
        self._report(StepReport(step=self._step, state=state, done_bytes=done, total_bytes=total, text=text))
