"""A test that logs a warning, or leaves a thread, a child process, a window or an asyncio task behind, fails and is told which.

Allowed log records: the marker allow_logs("pattern", …), with the reason beside it.
"""

import asyncio
import gc
import logging
import re
import sys
import threading
import time
import weakref
from collections.abc import Callable, Generator, Iterator

import psutil
import pytest

GRACE_S = 5.0  # for what ends by itself once it was told to
LOOK_AGAIN_S = 0.02
PASSED = pytest.StashKey[bool]()
# What kafka-python says of a busy machine, not of the program: it measures its turns by the wall clock, and a broker that is slow to
# take over a topic made this instant refuses the first request, which is sent again.
OF_THE_MACHINE = re.compile(
    r"^kafka\.net\.selector: WARNING: Task .* ran for [\d.]+s "
    r"|^kafka\.producer\.sender: WARNING: .* Got error produce response .*retrying .*: NotLeaderForPartitionError$"
)
LOOPS: weakref.WeakSet[asyncio.AbstractEventLoop] = weakref.WeakSet()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note whether the test itself passed: a failed one keeps objects alive through its traceback."""
    report = yield
    if call.when == "call":
        item.stash[PASSED] = report.passed
    return report


class LogRecords(logging.Handler):
    """Keeps what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.levelname}: {record.getMessage()}")


def refused_lines(lines: list[str], marker: pytest.Mark | None) -> list[str]:
    """Return the lines that the allow_logs marker does not cover."""
    lines = [line for line in lines if not OF_THE_MACHINE.match(line)]
    if marker is None:
        return lines
    return [line for line in lines if marker.args and not any(re.search(pattern, line) for pattern in marker.args)]


@pytest.fixture(autouse=True)
def _fail_on_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    handler = LogRecords()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    refused = refused_lines(handler.lines, request.node.get_closest_marker("allow_logs"))
    if refused:
        pytest.fail("logged, and not allowed:\n  " + "\n  ".join(refused), pytrace=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let allow_logs hold for Qt's messages as well, which pytest-qt judges."""
    for item in items:
        marker = item.get_closest_marker("allow_logs")
        if marker is not None:
            item.add_marker(pytest.mark.qt_log_ignore(*(marker.args or (".",)), extend=True))


def wait_until_empty(look: Callable[[], list[str]]) -> list[str]:
    """Return what `look` still finds after GRACE_S at most."""
    end = time.monotonic() + GRACE_S
    while (left := look()) and time.monotonic() < end:
        time.sleep(LOOK_AGAIN_S)
    return left


@pytest.fixture(autouse=True)
def _fail_on_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    threads_before = set(threading.enumerate())
    children_before = set(psutil.Process().children(recursive=True))
    tasks_before = set(pending_tasks())
    windows_before = set(top_level_windows())
    yield
    failed = not request.node.stash.get(PASSED, False)

    def threads() -> list[str]:
        # A foreign thread that only passed through Python (Qt's pool) shows as a dummy, and nobody here can end it.
        new = [t for t in threading.enumerate() if t not in threads_before and not isinstance(t, threading._DummyThread)]
        return [f"thread {t.name}" for t in new]

    def children() -> list[str]:
        new = [c for c in psutil.Process().children(recursive=True) if c not in children_before]
        return [f"process {describe(c)}" for c in new if is_alive(c)]

    def tasks() -> list[str]:
        return [f"asyncio task {task!r}" for task in pending_tasks() if task not in tasks_before]

    left = [] if request.node.get_closest_marker("own_threads") else wait_until_empty(threads)
    left += wait_until_empty(children)
    left += wait_until_empty(tasks)  # those of a loop in another thread may just be ending
    if not failed:
        left += leaked_windows(windows_before)
    if left:
        pytest.fail("left behind:\n  " + "\n  ".join(left), pytrace=False)


def pending_tasks() -> list[asyncio.Task[object]]:
    """Return the tasks that are not done, of every loop there is, closed ones too.

    Not those by which a server on Windows waits for its next client (asyncio makes one for each, elsewhere none): a server of the whole
    test run, as the proxy before the broker, would seem to leave one behind in every test.
    """
    return [task for loop in LOOPS for task in asyncio.all_tasks(loop) if not _takes_clients(task)]


def _takes_clients(task: asyncio.Task[object]) -> bool:
    return getattr(task.get_coro(), "__qualname__", "") == "IocpProactor.accept.<locals>.accept_coro"


def is_alive(process: psutil.Process) -> bool:
    """Whether the process still runs; one that has ended and is not yet waited for does not."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def describe(process: psutil.Process) -> str:
    """Return number and command line of a process, for a message."""
    try:
        return f"{process.pid} {' '.join(process.cmdline())[:200]}"
    except psutil.Error:
        return str(process.pid)


def top_level_windows() -> list[int]:
    """Return an identity for each window without a parent; none where Qt is not loaded."""
    return [identity for identity, _ in windows()]


def windows() -> list[tuple[int, str]]:
    """Return (identity, description) of each window without a parent."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication
    from shiboken6 import getCppPointer

    found = [w for w in QApplication.topLevelWidgets() if w.parent() is None]
    return [(getCppPointer(w)[0], f"window {w.metaObject().className()} {w.objectName()!r}") for w in found]


def leaked_windows(before: set[int]) -> list[str]:
    """Return the windows that are new since `before`, once all that was to be deleted is."""
    if not set(top_level_windows()) - before:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent

    gc.collect()  # a window in a reference cycle is not a leak
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [text for identity, text in windows() if identity not in before]


def pytest_configure() -> None:
    """Note every event loop that is made from here on, so that tasks left in one can be found by public means."""
    original = asyncio.BaseEventLoop.__init__

    def noting(loop: asyncio.BaseEventLoop) -> None:
        original(loop)
        LOOPS.add(loop)

    setattr(asyncio.BaseEventLoop, "__init__", noting)  # noqa: B010  # mypy knows no method that is replaced
