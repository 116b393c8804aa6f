"""What every test gets: no screen, no trace in the user's folders, nothing logged or left behind unnoticed."""

import contextlib
import gc
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from kafkadesk.core.priority import SAME
from kafkadesk.core.priority import VARIABLE as PRIORITY_VARIABLE
from kafkadesk.system.files.folders import HOME_VARIABLE
from kafkadesk.system.processes.consumer_processes import ConsumerProcesses

if TYPE_CHECKING:
    from kafkadesk.widgets.base.garbage import Garbage

# Before the first import of Qt. To watch the tests, set the platform by hand: QT_QPA_PLATFORM=xcb.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No test asks, or fills, the keyring of whoever runs it: there is none, unless a test makes one.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# Brokers and panes take their turns as the tests do: beside other work they would start too late for any test.
os.environ[PRIORITY_VARIABLE] = SAME

# Without a deadline: a machine that others use too is no fault of an example.
settings.register_profile("same", deadline=None, derandomize=True)  # a red test is then about the change, and red for everybody
settings.register_profile("long", deadline=None)  # other examples each time

pytest_plugins = [
    "pytester",
    "tests.rigs.fonts",
    "tests.rigs.guards",
    "tests.rigs.memory_keyring",
    "tests.rigs.pictures",
    "tests.rigs.broker",
    "tests.rigs.security",
]

XVFB_START_S = 10
XVFB_SCREEN = "2560x1440x24"


def pytest_configure(config: pytest.Config) -> None:
    """Choose the examples, and give tests what this process was perhaps started without: Ctrl+C, and on Windows the fonts."""
    settings.load_profile("long" if config.getoption("--long", default=False) else "same")
    # Started in the background by a shell it ignores Ctrl+C, and so would every process that a test starts and interrupts.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if os.name == "nt" and os.environ["QT_QPA_PLATFORM"] == "offscreen":
        from kafkadesk.qt_application import use_windows_fonts  # the offscreen platform has no fonts there by itself

        use_windows_fonts()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --long."""
    parser.addoption("--long", action="store_true", help="also run what takes minutes or hours")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long tests, visibly, unless they are asked for."""
    if not config.getoption("--long"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="long: only with --long"))


@pytest.fixture(autouse=True)
def _own_folders(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep a test's settings and data apart from the user's. The cache stays: Kafka's jars are in it."""
    home = tmp_path_factory.getbasetemp() / "folders" / f"{abs(hash(request.node.nodeid)):x}"
    for name in ("config", "data", "state"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(home / name))
    if os.name == "nt":  # it asks the system for its folders, not variables
        monkeypatch.setenv(HOME_VARIABLE, str(home))


@pytest.fixture(autouse=True)
def _no_spare(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no spare consumer process, whose start costs as much as the panes of most tests; marked `spare`: as for a user."""
    if not request.node.get_closest_marker("spare"):
        monkeypatch.setattr(ConsumerProcesses, "warm", lambda _: None)


@pytest.fixture
def priorities(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what the test starts give way to the window, as for a user: for who looks at how smooth that is."""
    monkeypatch.delenv(PRIORITY_VARIABLE)


def pytest_collection_finish() -> None:
    """Take garbage collection over: left to the interpreter it runs on whatever thread allocates.

    A test's reading threads then destroy the widgets that an earlier test of this process left, which ends the process
    (see kafkadesk.widgets.base.garbage). So it is off for good, and every test's end collects on the main thread.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


@pytest.fixture(scope="session")
def _garbage() -> "Garbage":
    """Stays until the end: to destroy a QObject while the interpreter may collect can lock Qt up (its mutex is held meanwhile)."""
    from kafkadesk.widgets.base.garbage import Garbage

    return Garbage()


@pytest.fixture(autouse=True)
def _garbage_on_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect on the main thread only: while a window's test runs as the window does, and after each test."""
    garbage: Garbage | None = request.getfixturevalue("_garbage") if "qapp" in request.fixturenames else None
    if garbage is not None:
        garbage.start()
    yield
    if garbage is not None:
        garbage.close()
    gc.disable()
    gc.collect(2 if gc.get_count()[2] > gc.get_threshold()[2] else 1)


@pytest.fixture(scope="session")
def x_display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start an X server without a screen and, where there is one, a window manager on it. Gives its name, such as ":7".

    A process shows a real window there when it is started with real_window_env(x_display).
    """
    server = shutil.which("Xvfb")
    if server is None:
        message = "Xvfb is not installed: apt-get install xvfb"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    log = tmp_path_factory.mktemp("xvfb") / "log"
    read_end, write_end = os.pipe()
    # -displayfd: the server itself chooses a free number, and writes it when it is ready.
    arguments = [server, "-displayfd", str(write_end), "-screen", "0", XVFB_SCREEN, "-nolisten", "tcp"]
    with log.open("wb") as out:
        process = subprocess.Popen(arguments, pass_fds=(write_end,), stdout=out, stderr=out)
    os.close(write_end)
    with os.fdopen(read_end) as answer:
        number = answer.readline().strip()
    if not number:
        process.wait(XVFB_START_S)
        pytest.fail(f"Xvfb did not start:\n{log.read_text()}")
    with _ended(process), _window_manager(f":{number}", log):
        yield f":{number}"


@contextlib.contextmanager
def _ended(process: subprocess.Popen[Any]) -> Iterator[None]:
    """End a process in the end."""
    try:
        yield
    finally:
        process.terminate()
        process.communicate(timeout=XVFB_START_S)


@contextlib.contextmanager
def _window_manager(display: str, log: Path) -> Iterator[None]:
    """Have one, if there is one, that manages windows by now: one that is shown while it starts may never be told that it is seen."""
    program = shutil.which("openbox")
    if program is None:
        yield
        return
    command = [program, "--startup", 'sh -c "echo ready"']
    with log.open("ab") as out:
        manager = subprocess.Popen(command, env=real_window_env(display), stdout=subprocess.PIPE, stderr=out, text=True)
    with _ended(manager):
        assert manager.stdout is not None
        if "ready\n" not in iter(manager.stdout.readline, ""):  # it says other things before
            pytest.fail(f"openbox ended instead of starting:\n{log.read_text()}")
        yield


def real_window_env(display: str) -> dict[str, str]:
    """Return the environment for a child process that shows real windows on `display`."""
    return {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
