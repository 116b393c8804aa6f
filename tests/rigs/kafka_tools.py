"""Kafka's own command line tools, run by the line that a plan shows."""

import shlex
import subprocess
from pathlib import Path

from kafkadesk.system.local_kafka.config import Folders, java_command
from kafkadesk.system.local_kafka.java import find_java, java_environment
from tests.rigs.foreign import kafka_with_tools

CLASSES = {
    "kafka-consumer-groups.sh": "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
    "kafka-topics.sh": "org.apache.kafka.tools.TopicCommand",
    "kafka-configs.sh": "kafka.admin.ConfigCommand",
    "kafka-delete-records.sh": "org.apache.kafka.tools.DeleteRecordsCommand",
}
LIMIT_S = 60


def run_line(line: str, folder: Path) -> str:
    """Run a command line as a plan shows it; files that it names below are made in `folder` first. Return what the tool prints."""
    command, _, below = line.partition("\n# ")
    if below:
        name, _, content = below.partition(":\n")
        (folder / name).write_text(content + "\n")
    tool, *arguments = shlex.split(command)
    words = java_command(find_java(), kafka_with_tools(), Folders(folder), CLASSES[tool], *arguments)
    done = subprocess.run(words, env=java_environment(), cwd=folder, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    assert done.returncode == 0, (line, done.stdout, done.stderr)
    return done.stdout
