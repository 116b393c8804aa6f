"""How the window was asked to open: what the command line hands to the app."""

import os
import sys
from dataclasses import dataclass

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")  # one of them tells Qt where to show a window


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowArguments:
    """bootstrap: connect to this cluster; profile: by the profile of this name, which there is; local: open on Local Kafka with four panes; language: "en", "zh_CN" or as the system is."""

    bootstrap: str | None = None
    profile: str | None = None
    local: bool = False
    language: str | None = None


def has_display() -> bool:
    """Whether there is something to open a window on: without, Qt would end the program."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in DISPLAYS)
