"""Local Kafka at work for an hour, with a hundred new topics, then Reset: on Windows' files that is what KAFKA-1194 endangers."""

import contextlib
import logging
import threading
import time
import uuid
from pathlib import Path

import psutil
import pytest
from kafka import KafkaConsumer
from kafka.errors import RebalanceInProgressError

from kafkadesk.core.errors import LocalKafkaError
from kafkadesk.system.local_kafka.local import LocalKafka
from tests.rigs.clients import PAUSE, record, sending, wait_for

log = logging.getLogger(__name__)

RECORDS = 40  # sent to each new topic, and between two of them to all: an offset, a commit and an index grow all the time
POLL_MS = 200
READ_S = 60.0
FATAL = ("Shutdown broker because", "Stopping serving logs", "Error while", "FATAL", "used by another process", "AccessDeniedException")


@pytest.mark.long
@pytest.mark.allow_logs  # what a busy machine makes the clients say in an hour is no matter: what the broker says is looked at
@pytest.mark.timeout(2 * 3600)
def test_an_hour_of_work_and_a_hundred_topics_then_reset(tmp_path: Path) -> None:
    work(tmp_path / "Local Kafka", seconds=3600, topics=100, pause_s=1.0)


def test_a_little_work_and_some_topics_then_reset(tmp_path: Path) -> None:
    work(tmp_path / "Local Kafka", seconds=0, topics=8, pause_s=0)


def work(root: Path, *, seconds: float, topics: int, pause_s: float) -> None:
    """Create topics one after the other over the time, send and read all the while, compare; then Reset and start anew."""
    exits: list[LocalKafkaError] = []
    local = LocalKafka(root, on_exit=exits.append)
    try:
        bootstrap = local.start(lambda _: None, threading.Event())
        pid = local.pid
        created = send_and_read(bootstrap, seconds=seconds, topics=topics, pause_s=pause_s)
        assert not exits
        assert local.pid == pid, "the broker of the beginning is the one of the end"
        assert pid is not None
        memory = psutil.Process(pid).memory_info().rss
        lines = local.log_file.read_text(encoding="utf-8", errors="replace").splitlines()
        assert [line for line in lines if any(word in line for word in FATAL)] == []
        used = local.disk_use()
        assert local.restart() == bootstrap
        with sending(bootstrap) as sent:
            assert created <= {topic.name for topic in sent.admin.topics()}, "what was created is there after a restart"
        snapshot = root / "data" / "__cluster_metadata-0" / "00000000000000000099-0000000009.checkpoint.kept"
        snapshot.touch()
        snapshot.chmod(0o444)  # as Kafka marks the one of each hour
        local.reset()
        assert not (root / "data").exists()
        assert local.start(lambda _: None, threading.Event()) == bootstrap
        with sending(bootstrap) as sent:
            assert not created & {topic.name for topic in sent.admin.topics()}, "what was there before Reset is gone"
        log.info("broker: %.0f MB of memory, %.0f MB on the disk", memory / 1e6, used / 1e6)
    finally:
        local.stop()


def send_and_read(bootstrap: str, *, seconds: float, topics: int, pause_s: float) -> set[str]:
    """Do the work; return the names of the topics. Fails when a record is not confirmed or not read."""
    begun = time.monotonic()
    names: list[str] = []
    read: set[bytes] = set()
    number = 0
    slowest = 0.0
    with sending(bootstrap) as sent:
        consumer = KafkaConsumer(
            bootstrap_servers=bootstrap, group_id=f"hour-{uuid.uuid4().hex[:8]}", auto_offset_reset="earliest", enable_auto_commit=False
        )
        try:
            while len(names) < topics or time.monotonic() - begun < seconds:
                if len(names) < topics and time.monotonic() - begun >= seconds * len(names) / topics:
                    at = time.monotonic()
                    names.append(sent.topic(partitions=3))
                    slowest = max(slowest, time.monotonic() - at)
                    consumer.subscribe(names)
                records = [record(names[n % len(names)] if n % 2 else names[-1], number + n, key=b"%d" % n) for n in range(RECORDS)]
                number += RECORDS
                sent.events.clear()
                assert all(hasattr(verdict, "offset") for verdict in sent.send(*records, timeout_s=READ_S)), "each record is confirmed"
                read_some(consumer, read)
                PAUSE.wait(pause_s)  # at work, not at its limit
            wait_for(lambda: read_some(consumer, read) or len(read) >= number, f"all {number} records are read", READ_S)
        finally:
            consumer.close()
    log.info("%d topics, %d records in %.0f s; slowest creation %.2f s", len(names), number, time.monotonic() - begun, slowest)
    return set(names)


def read_some(consumer: KafkaConsumer, read: set[bytes]) -> bool:
    """Read what is there now and commit it; says False, so that it can stand in a condition."""
    for batch in consumer.poll(timeout_ms=POLL_MS).values():
        read.update(message.value for message in batch)
    with contextlib.suppress(RebalanceInProgressError):  # over a new topic: what it held is committed with what comes next
        consumer.commit()
    return False
