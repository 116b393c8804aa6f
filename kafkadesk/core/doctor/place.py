"""Where the doctor is called to: what did not work, and with which topic and group. Whether it is a case for it at all."""

from dataclasses import dataclass

from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.core.errors import ConnectError, UserError
from kafkadesk.core.state import PaneState
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

# Of a send: the words for one that no broker took, or whose answer did not come.
NEVER_LEFT = QT_TRANSLATE_NOOP("core", "It never left this PC: no broker took it within {seconds} s.")
NOT_CONNECTED = QT_TRANSLATE_NOOP("core", "It never left this PC: there was no connection. {why}")
NO_ANSWER = QT_TRANSLATE_NOOP(
    "core", "It left this PC, but no answer came within {seconds} s: it may have been written. Sending it again may write it twice."
)
CUT_OFF = QT_TRANSLATE_NOOP("core", "It left this PC, but the connection was closed before the answer: it may have been written.")
_OF_CONNECTION = frozenset((NEVER_LEFT, NOT_CONNECTED, NO_ANSWER, CUT_OFF))


@dataclass(frozen=True, slots=True)
class DoctorContext:
    """What the doctor is asked about. what: what did not work, in words; topic, group: that it was about, if any."""

    what: Text | None = None
    topic: str = ""
    group: str | None = None


NOWHERE = DoctorContext()


def of_error(error: UserError | None) -> DoctorContext | None:
    """Return where the doctor should look for an error; None: it is no trouble of the connection."""
    return DoctorContext(error.title) if isinstance(error, ConnectError) else None


def of_send(delivery: Delivery) -> DoctorContext | None:
    """Return where the doctor should look for a send; None: it did not fail, or its cause is no trouble of the connection."""
    if delivery.verdict not in (Verdict.REJECTED, Verdict.UNKNOWN) or delivery.reason is None or delivery.looked_up is not None:
        return None
    if delivery.reason.source not in _OF_CONNECTION:
        return None
    return DoctorContext(Text("#{number}: {reason}", {"number": delivery.number, "reason": delivery.reason}), delivery.topic)


def of_pane(state: PaneState) -> DoctorContext | None:
    """Return where the doctor should look for a pane; None: it is well, or its trouble is no trouble of the connection."""
    if not isinstance(state.error, ConnectError):
        return None
    return DoctorContext(Text("{name}: {what}", {"name": state.name, "what": state.error.title}), state.topic, state.group)
