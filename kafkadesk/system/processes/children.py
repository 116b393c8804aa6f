"""How the app starts its own child processes: consumer panes, fire-and-forget sends."""

import subprocess
import sys
from pathlib import Path

NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows: no console flashes up


def child_command(name: str) -> list[str]:
    """Return the command of a child process: `name` is "worker" or "forget". A frozen program starts itself.

    On Windows the one without a console, whichever runs: a console program would have a conhost.exe of its own beside it.
    """
    if getattr(sys, "frozen", False):
        program = Path(sys.executable)
        windowed = program.with_name("kafkadeskw.exe")
        return [str(windowed if windowed.is_file() else program), name]
    return [sys.executable, "-m", "kafkadesk", name]
