"""Being told to end: by Ctrl+C in the terminal, by a service manager or a shutdown, or because the terminal closes."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from types import FrameType

NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # each system has some of them


@contextlib.contextmanager
def on_end_signal(end: Callable[[], None]) -> Iterator[None]:
    """Call `end` whenever this process is told to end; what was in force before is back afterwards.

    Also where SIGINT came ignored, as a shell does it to what it starts in the background: who sends it all the same means it. SIGHUP
    that came ignored stays so: by that nohup keeps a program when its terminal closes. Thread: the main one, as for `end`.
    """

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        end()

    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    kept = [n for n in numbers if n.name == "SIGHUP" and signal.getsignal(n) is signal.SIG_IGN]
    before = {n: signal.signal(n, on_signal) for n in numbers if n not in kept}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)  # None: not Python's


def interrupt() -> None:
    """Break off what the main thread does: there is nothing yet to be put away in order."""
    raise KeyboardInterrupt
