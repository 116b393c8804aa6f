"""Connecting to several addresses at once: a name has more than one, and each that is silent would cost its whole time in turn."""

import errno
import os
import selectors
import socket
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

Place = tuple[Any, tuple[Any, ...]]  # family and address, as getaddrinfo gives them

UNDER_WAY = {0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EAGAIN, 10035}  # the last: Windows'
LOOK_S = 0.1  # how soon a cancelled examination is noticed
GRACE_S = 0.5  # for an address that comes before one that answered: it is preferred, and worth a note when it does not answer


class ConnectTimeoutError(TimeoutError):
    """Nobody said anything, not even no. seconds: for how long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no answer within {seconds:.1f} s")
        self.seconds = seconds


def begin(place: Place) -> socket.socket:
    """Start to connect and return at once. Raises OSError where that fails at once."""
    family, address = place
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setblocking(False)
    try:
        code = sock.connect_ex(address)
        if code not in UNDER_WAY:
            raise _failure(code)
    except BaseException:
        sock.close()
        raise
    return sock


def dial(places: Sequence[Place], seconds: float, given_up: Callable[[], bool]) -> tuple[int | None, dict[int, OSError]]:
    """Connect to all at once and hang up; return which one counts (the first in their order that answered) and what the others met.

    A NoAnswerError stands for no answer. What comes after the one that counts is not waited for.
    """
    faults: dict[int, OSError] = {}
    open_ones: list[int] = []
    began = time.monotonic()
    end = began + seconds
    with selectors.DefaultSelector() as selector:
        try:
            for number, place in enumerate(places):
                try:
                    selector.register(begin(place), selectors.EVENT_WRITE, number)
                except OSError as error:
                    faults[number] = error
            while selector.get_map() and (left := end - time.monotonic()) > 0 and not given_up():
                for key, _ in selector.select(min(left, LOOK_S)):
                    sock: socket.socket = key.fileobj  # type: ignore[assignment]  # it is what was registered
                    code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                    if code:
                        faults[key.data] = _failure(code)
                    else:
                        open_ones.append(key.data)
                    selector.unregister(sock)
                    sock.close()
                if open_ones:
                    best = min(open_ones)
                    if not any(key.data < best for key in selector.get_map().values()):
                        break
                    end = min(end, max(began + GRACE_S, time.monotonic()))
            waited = ConnectTimeoutError(time.monotonic() - began)
            faults.update({key.data: waited for key in selector.get_map().values()})
        finally:
            for key in list(selector.get_map().values()):
                key.fileobj.close()  # type: ignore[union-attr]
    return (min(open_ones) if open_ones else None), faults


def connect(place: Place, seconds: float, given_up: Callable[[], bool]) -> socket.socket:
    """Return a connection. Raises TimeoutError or OSError."""
    sock = begin(place)
    end = time.monotonic() + seconds
    try:
        with selectors.DefaultSelector() as selector:
            selector.register(sock, selectors.EVENT_WRITE)
            while not selector.select(LOOK_S):
                if time.monotonic() >= end or given_up():
                    raise ConnectTimeoutError(seconds)
        code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            raise _failure(code)
    except BaseException:
        sock.close()
        raise
    sock.settimeout(seconds)
    return sock


def _failure(code: int) -> OSError:
    """Return an error as the system says it; the C library of Windows does not know the numbers of its sockets."""
    if sys.platform == "win32":
        import ctypes

        return OSError(code, ctypes.FormatError(code).strip())
    return OSError(code, os.strerror(code))
