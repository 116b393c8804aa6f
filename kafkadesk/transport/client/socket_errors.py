"""Errors of sockets as the doctor's classes, and in one line."""

import errno
import socket

# Windows' numbers beside those of the C library.
UNKNOWN_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME), 11001, 11004}
NO_ROUTE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, 10051, 10065}
BLOCKED = {errno.EACCES, errno.EPERM, 10013}
REFUSED = {errno.ECONNREFUSED, 10061}


def tcp_class(error: OSError) -> str:
    """Return T1 to T4 for a connection that failed."""
    code = error.errno
    return "T1" if code in REFUSED else "T3" if code in NO_ROUTE else "T4" if code in BLOCKED else "T2"


def error_text(error: BaseException) -> str:
    """Return the error's own message, on one line."""
    return " ".join(str(getattr(error, "verify_message", "") or getattr(error, "reason", "") or error).split())[:200]
