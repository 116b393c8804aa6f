"""Java's cache of Kafka's classes: made aside, used by later starts, and never a reason for a start to fail."""

import os
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from kafkadesk.system.local_kafka import classes as kafka_classes
from kafkadesk.system.local_kafka.classes import Maker
from kafkadesk.system.local_kafka.jars import JarFolder, Kafka, read_lock
from kafkadesk.system.local_kafka.java import Java, find_java
from tests.rigs.broker import Broker
from tests.rigs.clients import wait_for


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the cache of this test is; there is none yet."""
    path = tmp_path / "classes-test.aot"
    monkeypatch.setattr(kafka_classes, "cache_file", lambda java, kafka: path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return path


@pytest.fixture(scope="module")
def java() -> Java:
    return find_java()


@pytest.fixture(scope="module")
def kafka(broker: Broker) -> Kafka:  # whose start has fetched it
    return JarFolder(read_lock()).kafka()


def command_of(broker: Broker) -> list[str]:
    assert broker.local is not None
    assert broker.local.pid is not None
    return psutil.Process(broker.local.pid).cmdline()


@pytest.mark.parametrize("damaged", [b"no cache at all", b""])
def test_a_damaged_cache_keeps_no_broker_from_starting(own_broker: Callable[..., Broker], place: Path, damaged: bytes) -> None:
    place.write_bytes(damaged)
    assert f"-XX:AOTCache={place}" in command_of(own_broker())


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for a Java that crashes")
def test_a_java_that_crashes_by_its_cache_starts_without_it(
    own_broker: Callable[..., Broker], place: Path, java: Java, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.write_bytes(b"a cache")
    crashing = place.with_name("java")
    crashing.write_text(f'#!/bin/sh\ncase "$*" in *AOTCache*) kill -ABRT $$;; esac\nexec "{java.program}" "$@"\n')
    crashing.chmod(0o755)
    monkeypatch.setattr("kafkadesk.system.local_kafka.local.get_java", lambda report: replace(java, program=crashing))
    assert not any("AOT" in word for word in command_of(own_broker()))
    assert not place.exists()


def test_it_is_left_at_once_when_the_broker_is_stopped(place: Path, java: Java, kafka: Kafka) -> None:
    maker = Maker()
    maker.start(java, kafka, delay_s=0)
    wait_for(lambda: list(place.parent.glob("kafkadesk-classes-*/logs/output*")), "its first step")
    began = time.monotonic()
    maker.stop()
    assert time.monotonic() - began < 5
    assert not [p for p in place.parent.iterdir() if p.suffix != ".lock"]


def test_neither_an_older_java_nor_a_kafka_that_may_change_has_one(java: Java, kafka: Kafka) -> None:
    assert kafka_classes.cache_file(java, kafka) != kafka_classes.cache_file(replace(java, version="25.0.3"), kafka)
    assert kafka_classes.cache_file(replace(java, version="21.0.2"), kafka) is None
    assert kafka_classes.cache_file(java, replace(kafka, class_path="/opt/kafka/libs/*")) is None


@pytest.mark.long  # 15 s of work
@pytest.mark.timeout(600)
def test_a_start_with_it_costs_two_thirds_at_most(own_broker: Callable[..., Broker], place: Path, java: Java, kafka: Kafka) -> None:
    without = work_of(own_broker())
    assert kafka_classes.make(java, kafka, threading.Event())
    assert not list(place.parent.glob("kafkadesk-classes-*"))
    learned = own_broker()
    with_it = work_of(learned)
    print(f"processor time until ready: {without:.2f} s without, {with_it:.2f} s with it")
    assert with_it < without * 2 / 3
    assert learned.local is not None
    assert not [line for line in learned.local.log_tail if "[aot" in line], "Java has nothing to say of it where people look for faults"


def work_of(broker: Broker) -> float:
    """Return the processor time of a broker so far, in seconds."""
    assert broker.local is not None
    spent = psutil.Process(broker.local.pid).cpu_times()
    return float(spent.user + spent.system)
