"""Free ports on 127.0.0.1."""

import random
import socket
import sys
import time
from collections.abc import Collection, Iterable

from kafkadesk.system.local_kafka.config import HOST

# Below 32768, where Linux begins to hand out ports to clients: one of those could take a port before the broker binds it.
LOWEST, HIGHEST = 20000, 32767
TRIES = 200
LOOK_EVERY_S = 0.02


def is_free(port: int) -> bool:
    """Say whether a server could listen on this port of 127.0.0.1 right now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As the broker will bind it: past connections that linger do not count on POSIX; on Windows nobody may share it.
        if sys.platform == "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def until_free(port: int, timeout_s: float) -> None:
    """Wait until a port is free, no longer than timeout_s: Windows lets go of it some moments after its process has ended."""
    end = time.monotonic() + timeout_s
    while not is_free(port) and time.monotonic() < end:
        time.sleep(LOOK_EVERY_S)


def free_port(preferred: Iterable[int] = (), avoid: Collection[int] = ()) -> int:
    """Return a free port: the first free one of `preferred`, or any below 32768. Raises OSError when there is none."""
    for port in preferred:
        if port not in avoid and is_free(port):
            return port
    for _ in range(TRIES):
        port = random.randint(LOWEST, HIGHEST)  # noqa: S311  # to spread, not to hide
        if port not in avoid and is_free(port):
            return port
    raise OSError("no free port on 127.0.0.1")
