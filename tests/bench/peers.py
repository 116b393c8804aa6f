"""What the window is measured beside: the bare library, in a process of its own as a plain script would be."""

import json
import subprocess
import sys

import confluent_kafka

READER = """
import json, sys, time
from kafka import KafkaConsumer, TopicPartition
bootstrap, topic, n = sys.argv[1], sys.argv[2], int(sys.argv[3])
consumer = KafkaConsumer(bootstrap_servers=bootstrap, enable_auto_commit=False, auto_offset_reset="earliest")
consumer.assign([TopicPartition(topic, p) for p in consumer.partitions_for_topic(topic)])
consumer.seek_to_beginning()
started, got = time.perf_counter(), 0
while got < n:
    for records in consumer.poll(timeout_ms=500, max_records=500).values():
        for record in records:
            got += 1
print(json.dumps(n / (time.perf_counter() - started)))
consumer.close()
"""

SENDER = """
import json, statistics, sys, time
from kafka import KafkaProducer
bootstrap, topic, n = sys.argv[1], sys.argv[2], int(sys.argv[3])
producer = KafkaProducer(bootstrap_servers=bootstrap, acks="all", linger_ms=0)
producer.send(topic, b"x" * 200).get()
took = []
for _ in range(n):
    started = time.perf_counter()
    producer.send(topic, b"x" * 200).get()
    took.append((time.perf_counter() - started) * 1000)
print(json.dumps(statistics.median(took)))
producer.close()
"""


def fill(bootstrap: str, topic: str, n: int, size: int) -> None:
    """Write n records of so many bytes, with the fastest client at hand."""
    producer = confluent_kafka.Producer({"bootstrap.servers": bootstrap, "linger.ms": 20, "queue.buffering.max.messages": 100_000})
    for i in range(n):
        while True:
            try:
                producer.produce(topic, value=b"%0*d" % (size, i), partition=i % 8)
                break
            except BufferError:
                producer.poll(0.1)
        if i % 10_000 == 0:
            producer.poll(0)
    assert producer.flush(120) == 0


def bare_reader(bootstrap: str, topic: str, n: int) -> float:
    """Return records a second of a bare kafka-python loop that touches every record."""
    return _run(READER, bootstrap, topic, n)


def bare_sends(bootstrap: str, topic: str, n: int) -> float:
    """Return the median of the bare library's send().get(), in milliseconds."""
    return _run(SENDER, bootstrap, topic, n)


def _run(script: str, *args: object) -> float:
    done = subprocess.run([sys.executable, "-c", script, *map(str, args)], check=True, capture_output=True, text=True, timeout=600)
    return float(json.loads(done.stdout.splitlines()[-1]))
