"""How the app starts its own child processes: consumer panes, fire-and-forget sends."""

import subprocess
import sys

NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows: no console flashes up


def child_command(name: str) -> list[str]:
    """Return the command of a child process: `name` is one of kafkadesk.__main__.CHILDREN. A frozen exe starts itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, name]
    return [sys.executable, "-m", "kafkadesk", name]
