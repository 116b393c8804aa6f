"""Sending from a process of its own that ends hard without flush: what a crash does to sends that nobody waited for."""

import base64
import json
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.errors import ConnectError, WorkerError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.system.processes.children import NO_WINDOW, child_command

START_LIMIT_S = 20.0  # for the process, its imports and its connection; the sends come on top
PER_RECORD_S = 0.001
LOOK_EVERY_S = 0.25


def limit_s(records: int, every_ms: int) -> float:
    """Return by when a process with so many records has ended, or is ended, in seconds from its start."""
    return START_LIMIT_S + records * (PER_RECORD_S + every_ms / 1000)


def send_and_forget(
    options: Mapping[str, object], records: Sequence[OutgoingRecord], *, every_ms: int = 0, stop: threading.Event | None = None
) -> int:
    """Send the records from a process that exits hard after the last send(); return how many send() calls it came to.

    options: ClientOptions.to_json(). stop: ends the process, as a crash would. Blocks; bounded.
    Raises ConnectError when the cluster cannot be reached (nothing was sent then), else WorkerError.
    """
    request = {"options": dict(options), "every_ms": every_ms, "records": [_packed(record) for record in records]}
    try:
        stdout, stderr, status = _run(json.dumps(request).encode(), limit_s(len(records), every_ms), stop or threading.Event())
    except (OSError, TimeoutError) as exc:
        raise _failed(type(exc).__name__) from exc
    try:
        answer = json.loads(stdout.splitlines()[-1])
    except (ValueError, IndexError) as exc:
        if stop is not None and stop.is_set():
            return 0
        raise _failed(stderr.decode(errors="replace").strip().rpartition("\n")[2] or f"exit status {status}") from exc
    if "error" in answer:
        hint = answer["hint"]
        raise ConnectError(Text(answer["error"], answer["args"]), None if hint is None else Text(hint), retry=True)
    return int(answer["returned"])


def _run(request: bytes, within_s: float, stop: threading.Event) -> tuple[bytes, bytes, int]:
    """Run the process; return its output, standard error and exit status. Raises TimeoutError when it had to be ended."""
    until = time.monotonic() + within_s
    pipe = subprocess.PIPE
    with subprocess.Popen(child_command("forget"), stdin=pipe, stdout=pipe, stderr=pipe, creationflags=NO_WINDOW) as process:
        unsaid: bytes | None = request
        while True:
            try:
                stdout, stderr = process.communicate(unsaid, timeout=LOOK_EVERY_S)
                return stdout, stderr, process.returncode
            except subprocess.TimeoutExpired:
                unsaid = None  # the rest of it is kept
            if time.monotonic() > until or stop.is_set():
                process.kill()
                stdout, stderr = process.communicate()
                if not stop.is_set():
                    raise TimeoutError
                return stdout, stderr, process.returncode


def _packed(record: OutgoingRecord) -> dict[str, Any]:
    return {
        "topic": record.topic,
        "partition": record.partition,
        "key": _base64(record.key),
        "value": _base64(record.value),
        "headers": [[name, _base64(value)] for name, value in record.headers],
    }


def _base64(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode()


def _failed(why: str) -> WorkerError:
    return WorkerError(
        Text(QT_TRANSLATE_NOOP("core", "The process that sends without waiting failed: {why}."), {"why": why}),
        Text(QT_TRANSLATE_NOOP("core", "Some of the records may have been written. Try again.")),
        retry=True,
    )
