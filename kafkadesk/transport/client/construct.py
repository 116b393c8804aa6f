"""Building a client of the library within a bound of time, with nothing left behind when it fails."""

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from kafka.errors import InvalidReceiveError
from kafka.net.compat import KafkaNetClient

from kafkadesk.core.errors import ConnectError, UserError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client import (
    library,
    sockets,  # noqa: F401  # registers what the settings' proxy_url names
)
from kafkadesk.transport.client.logs import quiet
from kafkadesk.transport.client.single_login import NotLoggedInError, net_client
from kafkadesk.transport.client.sockets import TokenUnreachedError
from kafkadesk.transport.client.tls_words import tls_fault
from kafkadesk.transport.client.translate import describe

log = logging.getLogger(__name__)
C = TypeVar("C")

GRACE_S = 1.0  # beyond the library's own bootstrap timeout


def construct(client: Callable[..., C], settings: Mapping[str, Any]) -> C:
    """Return client(**settings), or raise ConnectError.

    The constructor runs in a thread that is given up after its bootstrap timeout: against a TLS port that accepts and
    stays silent it never returns. A constructor that fails leaves its I/O thread and sockets open; they are closed here,
    and so is what a constructor that was given up still makes.
    """
    quiet()
    made: list[C] = []
    failed: list[BaseException] = []
    nets: list[KafkaNetClient] = []
    over = threading.Lock()  # whoever has it second knows how the other one ended
    given_up = False

    def keep(**configs: Any) -> KafkaNetClient:
        nets.append(net_client(**configs))
        return nets[-1]

    def build() -> None:
        try:
            made.append(client(**settings, kafka_client=keep))
        except BaseException as exc:  # noqa: BLE001  # handed to the caller's thread
            failed.append(exc)
        with over:
            late = given_up
        if late:
            log.info("A client that had been given up is closed")
            for client_or_net in (*made, *nets):
                _close(client_or_net)

    thread = threading.Thread(target=build, name="kafka-open", daemon=True)
    thread.start()
    thread.join(settings["bootstrap_timeout_ms"] / 1000 + GRACE_S)
    with over:
        given_up = not made and not failed
    if made:
        return made[0]
    if failed:
        for net in nets:
            _close(net)
        error = _cause(nets, settings["bootstrap_servers"]) or describe(failed[0])
        raise error if isinstance(error, ConnectError) else ConnectError(error.title, error.hint, retry=error.retry) from failed[0]
    for net in nets:  # the constructor fails then, if anything can make it
        threading.Thread(target=_close, args=(net,), name="kafka-give-up", daemon=True).start()
    raise _silent(settings["bootstrap_servers"])


def _cause(nets: list[KafkaNetClient], servers: list[str]) -> UserError | None:
    """Return what the last connection failed at, if that was TLS or the token: the library itself says "Unable to bootstrap" to everything."""
    error = library.manager(nets[-1]).last_error if nets else None
    return (
        describe(error)
        if isinstance(error, TokenUnreachedError | InvalidReceiveError | NotLoggedInError)
        else tls_fault(error, ", ".join(servers))
    )


def _close(client: Any) -> None:
    try:
        client.close()
    except Exception as exc:  # noqa: BLE001  # the failure that matters is the constructor's
        log.info("A client that failed to open did not close either: %s", exc)


def _silent(servers: list[str]) -> UserError:
    return ConnectError(
        Text(QT_TRANSLATE_NOOP("core", "{servers} takes the connection but does not answer."), {"servers": ", ".join(servers)}),
        Text(
            QT_TRANSLATE_NOOP("core", "Is this the port of a Kafka broker, and does the listener speak what the profile says (TLS or not)?")
        ),
        retry=True,
    )
