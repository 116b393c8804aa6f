"""Whether names resolve on this PC as the hosts file says: the proof before anything is called working."""

import queue
import socket
import threading
import time
from collections.abc import Sequence

from kafkadesk.core.hosts.entries import HostEntry
from kafkadesk.core.hosts.facts import Proof

WAIT_S = 3.0  # in all: a name that is in the hosts file needs no network


def prove(entries: Sequence[HostEntry], wait_s: float = WAIT_S) -> list[Proof]:
    """Resolve each name as every program does. Blocking, at most wait_s."""
    found: queue.Queue[tuple[HostEntry, tuple[str, ...]]] = queue.Queue()
    for entry in entries:  # threads that nobody waits for: getaddrinfo cannot be given up
        threading.Thread(target=lambda e=entry: found.put((e, resolve(e))), name="resolve", daemon=True).start()
    answers: dict[HostEntry, tuple[str, ...]] = {}
    end = time.monotonic() + wait_s
    while len(answers) < len(entries):
        try:
            entry, answer = found.get(timeout=max(end - time.monotonic(), 0.001))
        except queue.Empty:
            break
        answers[entry] = answer
    return [Proof(entry, answers.get(entry, ())) for entry in entries]


def resolve(entry: HostEntry) -> tuple[str, ...]:
    """Return the addresses of the entry's family that this PC has for the name."""
    family = socket.AF_INET6 if entry.family == 6 else socket.AF_INET
    try:
        return tuple(dict.fromkeys(str(answer[4][0]) for answer in socket.getaddrinfo(entry.name, None, family, socket.SOCK_STREAM)))
    except OSError:
        return ()
