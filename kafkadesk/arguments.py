"""How the window was asked to open: what the command line hands to the app."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowArguments:
    """bootstrap: connect to this cluster; profile: by the profile of this name, which there is; local: open on Local Kafka with four panes; language: "en", "zh_CN" or as the system is."""

    bootstrap: str | None = None
    profile: str | None = None
    local: bool = False
    language: str | None = None
