"""Main of a process that sends without flush and exits hard: what a crash does to sends that nobody waited for.

A JSON request on standard input, a JSON answer on standard output; see system/forget_process.py, the other end.
"""

import base64
import json
import os
import sys
import time
from typing import Any

from kafka import KafkaProducer
from kafka import errors as kafka_errors

from kafkadesk.core.errors import UserError
from kafkadesk.transport.client import library
from kafkadesk.transport.client.construct import construct
from kafkadesk.transport.client.options import ClientOptions
from kafkadesk.transport.client.translate import describe

UNDISTURBED_S = 10.0


def main() -> int:
    """Send what standard input asks for. Never returns when the sends went well: the process ends on the spot."""
    request = json.load(sys.stdin.buffer)
    options = ClientOptions.from_json(request["options"])
    try:
        settings = options.producer_settings()
        del settings["socket_options"]  # what the system has taken by then still goes out, as with any other program
        producer = construct(KafkaProducer, settings)
        library.forbid_auto_create(producer)
        for topic in {record["topic"] for record in request["records"]}:
            producer.partitions_for(topic)  # or the first send() would wait for it, and the broker meanwhile
    except (UserError, kafka_errors.KafkaError, ValueError) as exc:
        error = describe(exc)
        hint = None if error.hint is None else error.hint.source
        sys.stdout.write(json.dumps({"error": error.title.source, "args": {k: str(v) for k, v in error.title.args.items()}, "hint": hint}))
        sys.stdout.flush()
        os._exit(1)  # a normal exit would wait for the producer
    records = [_unpacked(record) for record in request["records"]]
    # Said ahead: to write later would hand the processor to the sender thread, which then has time before the crash. For the
    # same reason the clock does not hand it over: a slow machine now and then got everything out, and there was nothing to see.
    # With pauses in between that thread has time anyway, and the process may be ended in one: each is said, and before it is sent.
    every_ms = request["every_ms"]
    if not every_ms:
        _say_returned(len(records))
    sys.setswitchinterval(UNDISTURBED_S)
    for n, record in enumerate(records, 1):
        if every_ms:
            _say_returned(n)
        try:
            producer.send(**record)
        except (kafka_errors.KafkaError, ValueError, TypeError):
            _say_returned(n - 1)
            break
        if every_ms and n < len(records):
            time.sleep(every_ms / 1000)
    os._exit(0)  # nothing flushed, nothing waited for


def _say_returned(count: int) -> None:
    """Write how many send() calls returned, or are about to; the last line counts."""
    os.write(1, b'{"returned": %d}\n' % count)


def _unpacked(record: dict[str, Any]) -> dict[str, Any]:
    headers = [(name, _bytes(value)) for name, value in record["headers"]]
    return {
        "topic": record["topic"],
        "partition": record["partition"],
        "key": _bytes(record["key"]),
        "value": _bytes(record["value"]),
        "headers": headers or None,
    }


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text)


if __name__ == "__main__":
    sys.exit(main())
