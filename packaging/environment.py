"""The project's own Python environment: .venv, made when missing, brought up to date when pyproject.toml has changed."""

import contextlib
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

STAMP = "kafkadesk-stamp"  # a file in .venv: what it was made from


class SetupError(Exception):
    """Setting up did not work; the text says why and what to do."""


def prepare(root: Path, say: Callable[[str], None]) -> Path:
    """Return the Python of root/.venv, in which KafkaDesk and all it needs is installed; raises SetupError.

    Takes no time when nothing has changed since the last call.
    """
    folder = root / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / STAMP
    wanted = fingerprint(root)
    if not is_ready(python, stamp, wanted):
        with only_one(root, say):
            if not is_ready(python, stamp, wanted):
                make(root, folder, python, say)
                stamp.write_text(wanted, encoding="utf-8")
    return python


def is_ready(python: Path, stamp: Path, wanted: str) -> bool:
    """Whether the environment was made to the end, from what is wanted now."""
    return python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted


def make(root: Path, folder: Path, python: Path, say: Callable[[str], None]) -> None:
    """Make the environment, or bring it up to date when this is its own Python."""
    begun = time.monotonic()
    if Path(sys.prefix).resolve() != folder.resolve():
        say(f"making {folder} (a first time downloads about 250 MB)")
        must(
            [sys.executable, "-m", "venv", "--clear", str(folder)],
            f"{folder} could not be made. On Debian and Ubuntu: apt-get install python3-venv",
        )
    must(
        [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--editable", f"{root}[dev]"],
        "The Python packages could not be installed (pip says why above). It needs a way to the package index: "
        "behind a proxy set HTTPS_PROXY, with a mirror PIP_INDEX_URL, and run this again.",
    )
    say(f"{folder} is ready ({time.monotonic() - begun:.0f} s)")


@contextlib.contextmanager
def only_one(root: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Keep a second dev.py (`run` in one terminal, `test` in another) from clearing the environment under the first.

    The system lets go of the lock when its process ends, however it ends.
    """
    path = root / "out" / "setup.lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("a+b") as file:
        if not take(file.fileno(), wait=False):
            say("another dev.py is setting up .venv: waiting for it")
            while not take(file.fileno(), wait=True):
                continue
        yield


if sys.platform == "win32":
    import msvcrt

    def take(fd: int, *, wait: bool) -> bool:
        """Lock a file; with wait, after up to ten seconds. Return whether it worked."""
        try:
            msvcrt.locking(fd, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def take(fd: int, *, wait: bool) -> bool:
        """Lock a file; with wait, as long as it takes. Return whether it worked."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def fingerprint(root: Path) -> str:
    """Return what the environment depends on: the project's needs, this Python, and where the project lies."""
    parts = ((root / "pyproject.toml").read_bytes(), sys.version.encode(), str(root).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def must(command: Sequence[str], sentence: str) -> None:
    """Run a command, its output on this terminal's standard error; raises SetupError with `sentence` when it fails."""
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_USER")}
    try:
        done = subprocess.run(command, env=env, stdout=sys.stderr, check=False)
    except OSError as error:
        raise SetupError(f"{sentence} ({error})") from error
    if done.returncode != 0:
        raise SetupError(sentence)
