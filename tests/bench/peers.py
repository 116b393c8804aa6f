"""What the window is measured beside: the bare library, in a process of its own as a plain script would be."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import confluent_kafka
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewTopic
from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient

READER = """
import json, sys, time
from kafka import KafkaConsumer, TopicPartition
bootstrap, topic, n = sys.argv[1], sys.argv[2], int(sys.argv[3])
consumer = KafkaConsumer(bootstrap_servers=bootstrap, enable_auto_commit=False, auto_offset_reset="earliest")
consumer.assign([TopicPartition(topic, p) for p in consumer.partitions_for_topic(topic)])
consumer.seek_to_beginning()
started, worked, got = time.perf_counter(), time.process_time(), 0
while got < n:
    for records in consumer.poll(timeout_ms=500, max_records=500).values():
        for record in records:
            got += 1
print(json.dumps([n / (time.perf_counter() - started), (time.process_time() - worked) / n * 1e6]))
consumer.close()
"""

SENDER = """
import json, statistics, sys, time
from kafka import KafkaProducer
bootstrap, topic, n, every = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
producer = KafkaProducer(bootstrap_servers=bootstrap, acks="all", linger_ms=0)
producer.send(topic, b"x" * 200).get()
took = []
for _ in range(n):
    time.sleep(every)
    started = time.perf_counter()
    producer.send(topic, b"x" * 200).get()
    took.append((time.perf_counter() - started) * 1000)
print(json.dumps(statistics.median(took)))
producer.close()
"""

PIPELINE = """
import json, sys, time
from kafka import KafkaProducer
bootstrap, topic, n = sys.argv[1], sys.argv[2], int(sys.argv[3])
producer = KafkaProducer(bootstrap_servers=bootstrap, acks="all", linger_ms=0, batch_size=65536)
producer.send(topic, b"x" * 200).get()
started, worked = time.perf_counter(), time.process_time()
futures = [producer.send(topic, b"x" * 200) for _ in range(n)]
producer.flush()
assert all(f.succeeded() for f in futures)
print(json.dumps([n / (time.perf_counter() - started), (time.process_time() - worked) / n * 1e6]))
producer.close()
"""

# Now and then, on a busy machine, it never becomes stable (kafkadesk/transport/joining.py says why): then that is what it took.
GROUP = """
import json, os, sys, threading, time
from kafka import KafkaConsumer
bootstrap, topic, partitions, session, heartbeat = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
stop = {}
def member(name):
    consumer = KafkaConsumer(topic, bootstrap_servers=bootstrap, group_id="bare-" + topic, session_timeout_ms=session,
        heartbeat_interval_ms=heartbeat, enable_auto_commit=False, auto_offset_reset="latest")
    while not stop.get(name):
        consumer.poll(timeout_ms=20)
        shares[name] = [consumer.position(p) is not None for p in consumer.assignment()]
    consumer.close()
    shares[name] = []
shares = {}
took = [None, None, None]
def until(n, counts):
    started = time.perf_counter()
    while [len(shares.get(name, ())) for name in ("a", "b")] != counts:
        if time.perf_counter() - started > 30:
            print(json.dumps(took), flush=True)
            os._exit(0)
        time.sleep(0.001)
    took[n] = (time.perf_counter() - started) * 1000
a, b = (threading.Thread(target=member, args=(n,)) for n in ("a", "b"))
a.start()
until(0, [partitions, 0])
b.start()
until(1, [partitions // 2] * 2)
stop["a"] = True
until(2, [0, partitions])
stop["b"] = True
a.join(), b.join()
print(json.dumps(took))
"""


MEMBERS = """
import sys, threading
from confluent_kafka import Consumer
bootstrap, topic, group, n = *sys.argv[1:4], int(sys.argv[4])
stop = threading.Event()
def member():
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": group, "partition.assignment.strategy": "range"})
    consumer.subscribe([topic])
    while not stop.is_set():
        consumer.poll(0.5)
    consumer.close()
threads = [threading.Thread(target=member) for _ in range(n)]
for thread in threads:
    thread.start()
sys.stdin.read()
stop.set()
for thread in threads:
    thread.join()
"""


@contextmanager
def members(bootstrap: str, topic: str, group: str, n: int) -> Iterator[None]:
    """Have n members of a group in another program, which read what comes and keep nothing."""
    with subprocess.Popen([sys.executable, "-c", MEMBERS, bootstrap, topic, group, str(n)], stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        try:
            yield
        finally:
            process.stdin.close()
            process.wait(60)


@dataclass(frozen=True, slots=True)
class BareGroup:
    """Milliseconds of two bare consumers in one group: first joined, second balanced, first left and its share taken over.

    None: not within half a minute.
    """

    joined: float | None
    balanced: float | None
    taken_over: float | None


STEADY = """
import sys, threading, time
from confluent_kafka import Producer
bootstrap, topic, per_second, partitions = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
producer = Producer({"bootstrap.servers": bootstrap, "linger.ms": 5})
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
began, written = time.monotonic(), 0
while not stop.wait(0.05):
    while written < (time.monotonic() - began) * per_second:
        producer.produce(topic, value=b"%0200d" % written, partition=written % partitions)
        written += 1
    producer.poll(0)
assert producer.flush(60) == 0
print(written)
"""

OBSERVERS = {
    "kafka-python": """
import sys, threading
from kafka import KafkaConsumer, TopicPartition
consumer = KafkaConsumer(bootstrap_servers=sys.argv[1], enable_auto_commit=False, auto_offset_reset="latest")
consumer.assign([TopicPartition(sys.argv[2], p) for p in consumer.partitions_for_topic(sys.argv[2])])
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
print("ready", flush=True)
while not stop.is_set():
    consumer.poll(timeout_ms=500)
""",
    "librdkafka": """
import sys, threading
from confluent_kafka import Consumer, TopicPartition
consumer = Consumer({"bootstrap.servers": sys.argv[1], "group.id": "bench", "enable.auto.commit": False, "auto.offset.reset": "latest"})
consumer.assign([TopicPartition(sys.argv[2], p) for p in consumer.list_topics(sys.argv[2]).topics[sys.argv[2]].partitions])
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
print("ready", flush=True)
while not stop.is_set():
    consumer.poll(0.5)
""",
}


@contextmanager
def bare_consumer(kind: str, bootstrap: str, topic: str) -> Iterator[int]:
    """Have a consumer of one of OBSERVERS read a topic from its end, in a process of its own; gives its process ID."""
    script = [sys.executable, "-c", OBSERVERS[kind], bootstrap, topic]
    with subprocess.Popen(script, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield process.pid
        finally:
            process.stdin.close()
            process.wait(60)


LARGEST = 16 * 1024 * 1024
AT_ONCE = 500  # topics created by one request


def allow_large(bootstrap: str, topic: str) -> None:
    """Let a topic take records of up to LARGEST bytes: by default a broker takes 1 MiB."""
    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    try:
        admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, configs={"max.message.bytes": str(LARGEST)})])
    finally:
        admin.close()


def fill(bootstrap: str, topic: str, n: int, size: int, partitions: int = 8, codec: str = "none") -> None:
    """Write n records of so many bytes, with the fastest client at hand."""
    producer = confluent_kafka.Producer(
        {
            "bootstrap.servers": bootstrap,
            "linger.ms": 20,
            "queue.buffering.max.messages": 100_000,
            "message.max.bytes": LARGEST,
            "compression.type": codec,
        }
    )
    filler = b"%0*d" % (size, 0)
    refused: list[str] = []

    def answered(error: confluent_kafka.KafkaError | None, _message: confluent_kafka.Message) -> None:
        if error is not None:
            refused.append(str(error))

    if size > 900 * 1024:
        allow_large(bootstrap, topic)
    for i in range(n):
        while True:
            try:
                producer.produce(topic, value=b"%08d" % i + filler[8:], partition=i % partitions, on_delivery=answered)
                break
            except BufferError:
                producer.poll(0.1)
        if i % 10_000 == 0:
            producer.poll(0)
    assert producer.flush(120) == 0
    assert not refused, refused[0]


@contextmanager
def steady(bootstrap: str, topic: str, per_second: int, partitions: int) -> Iterator[list[int]]:
    """Write so many records a second meanwhile; the list has how many were written, once that is over.

    In a process of its own: what waits in a client while the broker is slow would count as the window's memory.
    """
    written: list[int] = []
    arguments = (bootstrap, topic, str(per_second), str(partitions))
    with subprocess.Popen([sys.executable, "-c", STEADY, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        try:
            yield written
        finally:
            said, _ = writer.communicate(timeout=90)
    written.append(int(said))


def make_topics(bootstrap: str, first: int, beyond: int) -> None:
    """Create topics of one partition, numbered from `first` to before `beyond`, and wait until all are listed."""
    admin = AdminClient({"bootstrap.servers": bootstrap})
    for start in range(first, beyond, AT_ONCE):
        asked = [NewTopic(f"orders-{i:05}-events", 1, 1) for i in range(start, min(start + AT_ONCE, beyond))]
        for made in admin.create_topics(asked, operation_timeout=60, request_timeout=60).values():
            made.result()
    while sum(name.startswith("orders-") for name in admin.list_topics(timeout=60).topics) < beyond:
        time.sleep(0.2)  # it answers that they are made before it lists them


def bare_reader(bootstrap: str, topic: str, n: int) -> tuple[float, float]:
    """Return records a second of a bare kafka-python loop that touches every record, and its µs of processor a record."""
    per_second, work_us = _run(READER, bootstrap, topic, n)
    return float(per_second), float(work_us)


def bare_sends(bootstrap: str, topic: str, n: int, every_s: float) -> float:
    """Return the median of the bare library's send().get(), in milliseconds, one every so often."""
    return float(_run(SENDER, bootstrap, topic, n, every_s))


def bare_pipeline(bootstrap: str, topic: str, n: int) -> tuple[float, float]:
    """Return records a second of the bare library's send() and one flush(), every future looked at, and its µs of processor a record."""
    per_second, work_us = _run(PIPELINE, bootstrap, topic, n)
    return float(per_second), float(work_us)


def bare_group(bootstrap: str, topic: str, partitions: int, session_ms: int, heartbeat_ms: int) -> BareGroup:
    """Return what two bare consumers take, with these settings, in a process of their own."""
    return BareGroup(*_run(GROUP, bootstrap, topic, partitions, session_ms, heartbeat_ms))


def kcat_reader(bootstrap: str, topic: str, n: int) -> float | None:
    """Return records a second of kcat to nowhere; None where there is no kcat."""
    kcat = shutil.which("kcat")
    if kcat is None:
        return None
    command = [kcat, "-C", "-b", bootstrap, "-t", topic, "-o", "beginning", "-e", "-q"]
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    return n / (time.perf_counter() - started)


def _run(script: str, *args: object) -> Any:
    done = subprocess.run([sys.executable, "-c", script, *map(str, args)], check=True, capture_output=True, text=True, timeout=600)
    return json.loads(done.stdout.splitlines()[-1])
