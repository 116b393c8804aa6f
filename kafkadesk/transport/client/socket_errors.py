"""Errors of sockets as the doctor's classes, and in one line."""

import errno
import socket

from kafkadesk.core.doctor.doctor_class import DoctorClass

# Windows' numbers beside those of the C library.
UNKNOWN_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME), 11001, 11004}
NO_ROUTE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, 10051, 10065}
BLOCKED = {errno.EACCES, errno.EPERM, 10013}
REFUSED = {errno.ECONNREFUSED, 10061}


def tcp_class(error: OSError) -> DoctorClass:
    """Return T1 to T4 for a connection that failed."""
    kinds = ((REFUSED, DoctorClass.REFUSED), (NO_ROUTE, DoctorClass.NO_ROUTE), (BLOCKED, DoctorClass.BLOCKED))
    return next((kind for codes, kind in kinds if error.errno in codes), DoctorClass.SILENT)


def error_text(error: BaseException) -> str:
    """Return the error's own message, on one line."""
    return " ".join(str(getattr(error, "verify_message", "") or getattr(error, "reason", "") or error).split())[:200]
