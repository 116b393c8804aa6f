"""Sending from a process of its own that ends hard without flush: what a crash does to sends that nobody waited for."""

import base64
import json
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.errors import ConnectError, WorkerError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.system.children import NO_WINDOW, child_command

START_LIMIT_S = 20.0  # for the process, its imports and its connection; the sends come on top
PER_RECORD_S = 0.001


def send_and_forget(options: Mapping[str, object], records: Sequence[OutgoingRecord], *, every_ms: int = 0) -> int:
    """Send the records from a process that exits hard after the last send(); return how many send() calls returned.

    options: ClientOptions.to_json(). Blocks; bounded. Raises ConnectError when the cluster cannot be reached, else WorkerError.
    """
    request = {"options": dict(options), "every_ms": every_ms, "records": [_packed(record) for record in records]}
    limit_s = START_LIMIT_S + len(records) * (PER_RECORD_S + every_ms / 1000)
    try:
        done = subprocess.run(
            child_command("forget"),
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=limit_s,
            check=False,
            creationflags=NO_WINDOW,
        )
    except (OSError, subprocess.TimeoutExpired) as exc:
        raise _failed(type(exc).__name__) from exc
    try:
        answer = json.loads(done.stdout.splitlines()[-1])
    except (ValueError, IndexError) as exc:
        raise _failed(done.stderr.decode(errors="replace").strip().rpartition("\n")[2] or f"exit status {done.returncode}") from exc
    if "error" in answer:
        hint = answer["hint"]
        raise ConnectError(Text(answer["error"], answer["args"]), None if hint is None else Text(hint), retry=True)
    return int(answer["returned"])


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
