"""Members of groups that are other programs: kcat, and Java's console consumer."""

import asyncio
import contextlib
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kafkadesk.core.state import GroupInfo
from kafkadesk.desk.desk import Desk
from kafkadesk.system.local_kafka.config import Folders, java_command
from kafkadesk.system.local_kafka.fetch import fetch_jars
from kafkadesk.system.local_kafka.jars import Jar, JarFolder, Kafka, Lock, cache_folder, read_lock
from kafkadesk.system.local_kafka.java import find_java, java_environment
from tests.rigs.desk import WAIT_S

GONE_S = 20.0
CONSOLE_CONSUMER = "org.apache.kafka.tools.consumer.ConsoleConsumer"
GROUP_COMMAND = "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand"
TOOLS = Jar(
    coordinate="org.apache.kafka:kafka-tools:4.3.1",
    size=698668,
    sha256="62f3c5dd7aa3442d4c5bc6a95f86e2502178ea09de8e27f74d9563bf955e253c",
)
"""Kafka's command line tools: not among the jars that Local Kafka runs on."""


@contextlib.contextmanager
def kcat_in(bootstrap: str, topic: str, group: str) -> Iterator[int]:
    """Let kcat be a member of a group, with the client id kcat; give its process id."""
    program = shutil.which("kcat")
    if program is None:
        pytest.skip("kcat is not installed")
    settings = ("client.id=kcat", "partition.assignment.strategy=range", "session.timeout.ms=6000", "heartbeat.interval.ms=200")
    command = [program, "-b", bootstrap, *(word for setting in settings for word in ("-X", setting)), "-G", group, topic]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield from _until_left(process)


@contextlib.contextmanager
def console_consumer(bootstrap: str, topic: str, group: str, folder: Path, *, new_protocol: bool = False) -> Iterator[int]:
    """Let Java's console consumer be a member of a group, with the client id java; give its process id. folder: for its log."""
    properties = ["client.id=java", "auto.offset.reset=earliest"]
    if new_protocol:
        properties.append("group.protocol=consumer")
    command = java_command(
        find_java(), kafka_with_tools(), Folders(folder), CONSOLE_CONSUMER, "--bootstrap-server", bootstrap, "--topic", topic, "--group", group,
        *(word for each in properties for word in ("--command-property", each)),
    )  # fmt: skip
    with (folder / "console-consumer.txt").open("wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=java_environment())
        yield from _until_left(process)


def consumer_groups(bootstrap: str, folder: Path, *arguments: str) -> str:
    """Run kafka-consumer-groups; return what it prints. folder: for its log."""
    command = java_command(find_java(), kafka_with_tools(), Folders(folder), GROUP_COMMAND, "--bootstrap-server", bootstrap, *arguments)
    return subprocess.run(command, env=java_environment(), capture_output=True, text=True, check=True, timeout=60).stdout


async def given(desk: Desk, group: str, topic: str, partitions: int, wait_s: float = WAIT_S) -> GroupInfo:
    """Wait until the only member of a group has so many partitions; return the group as the broker describes it then."""
    async with asyncio.timeout(wait_s):
        while True:
            info = await desk.group_info(group)
            if [len(member.partitions.get(topic, ())) for member in info.members] == [partitions]:
                return info
            await asyncio.sleep(0.1)


def _until_left(process: subprocess.Popen[bytes]) -> Iterator[int]:
    """Give the process id, then end the process in order, so that it leaves its group."""
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(GONE_S)
        finally:
            process.kill()
            process.wait()


def kafka_with_tools() -> Kafka:
    """Return a Kafka with its tools on the class path."""
    lock = read_lock()
    folder = JarFolder(Lock(kafka=lock.kafka, jars=(TOOLS,)), cache_folder() / "kafka-tools" / lock.kafka)
    if missing := folder.missing():
        fetch_jars(folder, missing, lambda _: None, threading.Event())
    both = os.pathsep.join((folder.kafka().class_path, JarFolder(lock).kafka().class_path))
    return Kafka(version=lock.kafka, class_path=both)
