"""Why a connection that stood cannot be had again: what the latest attempt failed at, in words.

The library keeps that to its log, and says "not ready" or nothing at all.
"""

import re

from kafkadesk.core.errors import ConnectError, UserError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client.single_login import SingleLoginManager
from kafkadesk.transport.client.socket_errors import NO_ROUTE, REFUSED
from kafkadesk.transport.client.sockets import TokenUnreachedError, UnknownNameError
from kafkadesk.transport.client.tls_words import tls_fault
from kafkadesk.transport.client.translate import describe

_NUMBER = re.compile(r"(?:\[Errno )?(\d+)\]? ")  # "111 ECONNREFUSED", as the library says it; "[Errno 104] …" as Python does
_KEEPS_TRYING = QT_TRANSLATE_NOOP("core", "KafkaDesk keeps trying. Nothing has to be clicked when the cluster is back.")


def lost_because(manager: SingleLoginManager) -> UserError | None:
    """Return why the manager's latest connection failed; None where that one stood, or says nothing that the user can use."""
    error, server = manager.last_error, manager.last_server
    return None if error is None else because(error, server)


def because(error: BaseException, server: str) -> UserError | None:
    """Return in words why a connection to `server` (host:port) failed; None where its error says nothing that the user can use."""
    if isinstance(error, TokenUnreachedError | UnknownNameError):
        return describe(error)
    if (fault := tls_fault(error, server)) is not None:
        return fault
    found = _NUMBER.match(str(error.args[0])) if error.args else None
    number = int(found.group(1)) if found else None
    if number in REFUSED:
        return ConnectError(
            Text(QT_TRANSLATE_NOOP("core", "{server} refuses connections: this PC reaches it, but no broker listens there."), {"server": server}),
            Text("{what} {more}", {"what": Text(QT_TRANSLATE_NOOP("core", "Is the broker stopped, or just starting?")), "more": Text(_KEEPS_TRYING)}),
            retry=True,
        )  # fmt: skip
    if number in NO_ROUTE:
        return ConnectError(
            Text(QT_TRANSLATE_NOOP("core", "This PC has no way to {server}."), {"server": server}),
            Text("{what} {more}", {"what": Text(QT_TRANSLATE_NOOP("core", "Has the network or a VPN dropped?")), "more": Text(_KEEPS_TRYING)}),
            retry=True,
        )  # fmt: skip
    return None
