"""The steps before the broker starts: find Java, get Kafka, format the data folder."""

import threading
from pathlib import Path

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.system.local_kafka import faults as kafka_faults
from kafkadesk.system.local_kafka import launch as kafka_launch
from kafkadesk.system.local_kafka.config import Folders
from kafkadesk.system.local_kafka.fetch import fetch_jars
from kafkadesk.system.local_kafka.instance import read_record
from kafkadesk.system.local_kafka.jars import JarFolder, Kafka, kafka_in, newer
from kafkadesk.system.local_kafka.java import Java, find_java
from kafkadesk.system.local_kafka.steps import FORMAT, JAVA, KAFKA, Report, StepRun


def get_java(report: Report) -> Java:
    """Find a Java; raises LocalKafkaError."""
    with StepRun(JAVA, report) as step:
        java = find_java()
        if java.bundled:
            step.found(Text(QT_TRANSLATE_NOOP("core", "Java {version}, which came with KafkaDesk"), {"version": java.version}))
        else:
            place = {"version": java.version, "folder": java.program.parent}
            step.found(Text(QT_TRANSLATE_NOOP("core", "Java {version} in {folder}"), place))
    return java


def get_kafka(jars: JarFolder, own: Path | None, mirror: str | None, report: Report, cancel: threading.Event) -> Kafka:
    """Return the Kafka in the user's `own` folder, or the locked one, of which missing jars are fetched; raises LocalKafkaError."""
    with StepRun(KAFKA, report) as step:
        if own is not None:
            kafka = kafka_in(own)
            step.skip(Text(QT_TRANSLATE_NOOP("core", "Kafka {version} in {folder}"), {"version": kafka.version, "folder": own}))
            return kafka
        found = Text(QT_TRANSLATE_NOOP("core", "Kafka {version}"), {"version": jars.lock.kafka})
        missing = jars.missing()
        if not missing:
            step.skip(found)
            return jars.kafka()
        total = sum(jar.size for jar in missing)
        fetch_jars(jars, missing, lambda done: step.progress(done, total), cancel, mirror)
        if still := jars.missing():
            raise kafka_faults.altered(still[0].file_name)
        step.found(found)
    return jars.kafka()


def format_folder(java: Java, kafka: Kafka, folders: Folders, report: Report, cancel: threading.Event) -> None:
    """Format the data folder unless it is; raises LocalKafkaError, also for data that a newer Kafka wrote."""
    with StepRun(FORMAT, report) as step:
        if cancel.is_set():
            raise kafka_faults.cancelled()
        if kafka_launch.is_formatted(folders):
            record = read_record(folders.record)
            if record is not None and newer(record.version, kafka.version):
                raise kafka_faults.newer_data(folders.data, record.version, kafka.version)
            step.skip()
        else:
            kafka_launch.format_data(java, kafka, folders, cancel)
