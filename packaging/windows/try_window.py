r"""See on Windows, or under Wine by its Windows Python, that the built window behaves: start, second start, sleep, log-off.

    py packaging\windows\try_window.py KAFKADESKW.EXE HOST:PORT [SETUP.EXE]

Needs KafkaDesk's own packages and a broker; keeps away from the user's settings. With an installer it sees that this one refuses to
install over a program that runs. Prints what was seen, with seconds; exit status 1 at the first thing that is not as it should be.
"""

import contextlib
import ctypes
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from ctypes import wintypes
from pathlib import Path

import psutil
from kafka import KafkaAdminClient, KafkaConsumer, TopicPartition
from kafka.admin import NewTopic

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kafkadesk.core.sends.journal import JournalState
from kafkadesk.system.files.drafts import draft_store
from kafkadesk.system.files.folders import HOME_VARIABLE
from kafkadesk.system.files.journal import journal_folder
from kafkadesk.system.files.settings import Store

LIMIT_S = 120.0
LOOK_S = 0.1
ASLEEP_S = 8.0
RUNS_ALREADY = 2  # the installer's exit status
QUERYENDSESSION, ENDSESSION, POWERBROADCAST, CLOSE = 0x11, 0x16, 0x218, 0x10
LOGOFF = ctypes.c_ssize_t(0x80000000 - (1 << 32))
SUSPEND, RESUME_AUTOMATIC, RESUME_SUSPEND = 4, 18, 7
MINIMIZE = 6
CONTROL_KEY, RETURN_KEY, KEY_UP = 0x11, 0x0D, 2
CONSOLES = {"ConsoleWindowClass", "CASCADIA_HOSTING_WINDOW_CLASS"}

assert sys.platform == "win32", "for Windows, or for Wine's Windows Python"
user32 = ctypes.WinDLL("user32", use_last_error=True)
user32.SendMessageW.restype = ctypes.c_ssize_t
user32.SendMessageW.argtypes = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, ctypes.c_ssize_t)
user32.GetForegroundWindow.restype = wintypes.HWND


def seen(what: str, begun: float, *, well: object = True) -> None:
    """Print what was seen; ends this script when it was not well."""
    print(f"{'ok    ' if well else 'NOT   '} {what} ({time.monotonic() - begun:.1f} s)", flush=True)
    if not well:
        sys.exit(1)


def wait(what: str, holds: Callable[[], object], limit_s: float = LIMIT_S) -> None:
    """Wait until it holds, and print when; ends this script when it does not."""
    begun = time.monotonic()
    while not (well := holds()) and time.monotonic() - begun < limit_s:
        time.sleep(LOOK_S)
    seen(what, begun, well=well)


def windows(process: int | None = None) -> list[tuple[int, str, str]]:
    """Return handle, class and title of the windows that are visible: of one process, or of all."""
    found: list[tuple[int, str, str]] = []

    def look(handle: int, _: int) -> bool:
        name, title, owner = ctypes.create_unicode_buffer(64), ctypes.create_unicode_buffer(512), wintypes.DWORD()
        user32.GetClassNameW(wintypes.HWND(handle), name, len(name))
        user32.GetWindowTextW(wintypes.HWND(handle), title, len(title))
        user32.GetWindowThreadProcessId(wintypes.HWND(handle), ctypes.byref(owner))
        if user32.IsWindowVisible(wintypes.HWND(handle)) and process in (None, owner.value):
            found.append((handle, name.value, title.value))
        return True

    user32.EnumWindows(ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)(look), 0)
    return found


class Window:
    """A start of the program."""

    def __init__(self, program: str, bootstrap: str) -> None:
        begun = time.monotonic()
        self.program = program
        self.process = subprocess.Popen([program, "--bootstrap", bootstrap])
        self.consoles: set[str] = set()
        while not (there := [h for h, name, title in self.all() if name.startswith("Qt") and title == "KafkaDesk"]):
            if self.process.poll() is not None or time.monotonic() - begun > LIMIT_S:
                seen(f"a window (exit status {self.process.poll()})", begun, well=False)
            time.sleep(LOOK_S)
        self.handle = there[0]
        seen("a window", begun)

    def all(self) -> list[tuple[int, str, str]]:
        """Return the program's windows; notes any console on the way."""
        self.consoles |= {name for _, name, _ in windows() if name in CONSOLES}
        return windows(self.process.pid)

    def send(self, message: int, what: int = 0, more: int = 0) -> int:
        """Send it a message and return the answer."""
        return int(user32.SendMessageW(self.handle, message, what, more))

    def family(self) -> list[psutil.Process]:
        """Return its processes, the window's own first."""
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]

    def press_send(self) -> bool:
        """Press Ctrl+Enter once the window is there to take it; return whether something is on its way."""
        if journaled():
            return True
        user32.SetForegroundWindow(wintypes.HWND(self.handle))
        for key, up in ((CONTROL_KEY, 0), (RETURN_KEY, 0), (RETURN_KEY, KEY_UP), (CONTROL_KEY, KEY_UP)):
            user32.keybd_event(key, 0, up, 0)
        time.sleep(1)
        return journaled()

    def end(self) -> bool:
        """Whether it ends by itself, and all that it started with it."""
        family = self.family()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(LIMIT_S)
        return not psutil.wait_procs(family, 5)[1]


def journaled() -> bool:
    """Whether a journal tells of sends; of a window that ended in order there is none."""
    return any(path.stat().st_size for path in journal_folder().glob("*.jsonl"))


def unsettled() -> int:
    """Return how many sends are in the journals without an outcome."""
    state = JournalState()
    for path in journal_folder().glob("*.jsonl"):
        state.read(path.read_text(encoding="utf-8", errors="replace").splitlines())
    return len(state)


@contextlib.contextmanager
def topic_on(bootstrap: str) -> Iterator[tuple[str, Callable[[], int]]]:
    """Give a new topic's name, and what counts its records."""
    name = f"try-window-{uuid.uuid4().hex[:8]}"
    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    consumer = KafkaConsumer(bootstrap_servers=bootstrap)
    try:
        admin.create_topics([NewTopic(name, num_partitions=1, replication_factor=1)])
        partition = TopicPartition(name, 0)
        yield name, lambda: int(consumer.end_offsets([partition])[partition])
    finally:
        consumer.close()
        admin.close()


def type_message(topic: str) -> None:
    """Have the window come up with a series of sends typed: twenty a second for minutes."""
    store = draft_store()
    store.put("producer", {"topic": topic, "value": '{"n": 1}', "count": 9_999, "every_ms": 50})
    assert store.save()
    store.release()


def main(arguments: Sequence[str]) -> int:
    """Do it; return the exit status."""
    program, bootstrap, *setup = arguments
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, topic_on(bootstrap) as (topic, count):
        os.environ[HOME_VARIABLE] = home
        type_message(topic)
        window = Window(program, bootstrap)
        if setup:
            begun = time.monotonic()
            status = subprocess.run([setup[0], "/S"], timeout=LIMIT_S, check=False).returncode
            seen(f"the installer refuses while it runs: exit status {status}", begun, well=status == RUNS_ALREADY)
        again(window)
        wait("Ctrl+Enter: sends are on their way", window.press_send)
        wait("and arrive", lambda: count() > 5)
        print(*(f"       {p.memory_info().rss / 1e6:.0f} MB {' '.join(p.cmdline()[1:])}" for p in window.family()), sep="\n")
        sleep(window, count)
        log_off(window, count)
        after_it(program, bootstrap)
        seen(f"no console: {window.consoles or 'none'}", time.monotonic(), well=not window.consoles)
    return 0


def again(window: Window) -> None:
    """Start it a second time while the first window is minimized."""
    user32.ShowWindow(wintypes.HWND(window.handle), MINIMIZE)
    wait("minimized", lambda: user32.IsIconic(wintypes.HWND(window.handle)))
    begun = time.monotonic()
    status = subprocess.run([window.program], timeout=LIMIT_S, check=False).returncode
    seen(f"a second start ends with {status}", begun, well=status == 0)
    raised = not user32.IsIconic(wintypes.HWND(window.handle)) and user32.GetForegroundWindow() == window.handle
    seen("and the first window is before all others", begun, well=raised)


def sleep(window: Window, count: Callable[[], int]) -> None:
    """Stop its processes for some seconds, as sleep does, with the messages that Windows sends before and after."""
    window.send(POWERBROADCAST, SUSPEND)
    family = window.family()
    for process in family:
        process.suspend()
    before = count()
    time.sleep(ASLEEP_S)
    slept = count()
    for process in family:
        process.resume()
    window.send(POWERBROADCAST, RESUME_AUTOMATIC)
    window.send(POWERBROADCAST, RESUME_SUSPEND)
    wait(f"after {ASLEEP_S:.0f} s of sleep ({slept - before} sends meanwhile) it goes on", lambda: count() > slept + 5)


def log_off(window: Window, count: Callable[[], int]) -> None:
    """Log off while a series runs: first it says no, then Windows ends the session all the same."""
    begun = time.monotonic()
    seen("log-off with sends open: WM_QUERYENDSESSION is answered with no", begun, well=window.send(QUERYENDSESSION, 0, LOGOFF.value) == 0)
    wait("and the window asks", lambda: len([name for _, name, _ in window.all() if name.startswith("Qt")]) > 1)
    kept = Store()
    seen("what was open is in the settings on disk", begun, well=kept.get("window") and kept.get("workspace") is not None)
    at = count()
    wait("the series goes on meanwhile", lambda: count() > at + 5)
    begun = time.monotonic()
    window.send(ENDSESSION, 1, LOGOFF.value)
    seen("WM_ENDSESSION: it ends, with all that it started", begun, well=window.end())


def after_it(program: str, bootstrap: str) -> None:
    """Start it after the log-off, kill it while it sends, and start it again."""
    wait("no send is left over", lambda: not journaled(), 10)
    window = Window(program, bootstrap)
    wait("sends are on their way", window.press_send)
    family = window.family()
    window.process.kill()
    psutil.wait_procs(family, LIMIT_S)
    begun = time.monotonic()
    seen(f"killed: {unsettled()} sends without an outcome in the journal", begun, well=journaled())
    window = Window(program, bootstrap)
    wait("the next start has settled them", lambda: not unsettled())
    window.send(CLOSE)
    seen("closed: it ends, with all that it started", time.monotonic(), well=window.end())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
