"""What a member and its group did not get to tell each other, as sentences for the message bar."""

from collections.abc import Sequence

from kafkadesk.core.events import Notice
from kafkadesk.core.state import PaneState
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


def untold(pane: PaneState, group: str) -> Notice:
    """Return the notice that a pane has gone, and its group does not know."""
    return Notice(
        text=Text(
            QT_TRANSLATE_NOOP("core", "{name} has ended, but could not tell group {group}: the broker does not answer."),
            {"name": pane.name, "group": group},
        ),
        level="warning",
        key=f"untold-{pane.pane}",
        hint=Text(
            QT_TRANSLATE_NOOP(
                "core", "The broker drops this member after its session timeout ({seconds} s); until then its partitions rest."
            ),
            {"seconds": f"{pane.session_timeout_s:g}"},
        ),
    )


def lost(pane: PaneState, names: Sequence[str]) -> Notice:
    """Return the notice that a group has dropped a pane that still runs. names: its own, and of those that this befell just before."""
    text = (
        QT_TRANSLATE_NOOP("core", "{names} was out of its group: nothing was heard of it for its session timeout ({seconds} s).")
        if len(names) == 1
        else QT_TRANSLATE_NOOP(
            "core", "{names} were out of their groups: nothing was heard of them for their session timeout ({seconds} s)."
        )
    )
    return Notice(
        text=Text(text, {"names": ", ".join(names), "seconds": f"{pane.session_timeout_s:g}"}),
        level="warning",
        key="lost",
        hint=Text(
            QT_TRANSLATE_NOOP(
                "core",
                "Joining again happens by itself. Records that were shown and not committed are delivered again. Was this PC asleep or very busy?",
            )
        ),
    )
