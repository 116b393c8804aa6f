"""A group member on librdkafka in a process of its own, which prints the same event log as Kafka's VerifiableConsumer.

    python -m tests.rigs.librdkafka_member '{"topics": ["t"], "commits": true, "settings": {"bootstrap.servers": …, "group.id": …}}'

Lines on its input are JSON: {"commit": [[topic, partition, offset], …]} commits these offsets, {"pause": true}
makes it read nothing and keep its partitions. The end of the input, or {}, makes it leave.
What is printed was received before anything is committed: a record that is not in the log of a killed member was not processed by it.
"""

import json
import queue
import sys
import threading
from typing import Any

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition

AT_ONCE, POLL_S = 50, 0.05


def log(name: str, **fields: object) -> None:
    """Print an event."""
    print(json.dumps({"name": name, **fields}), flush=True)


def places(partitions: list[TopicPartition]) -> list[dict[str, object]]:
    """Return partitions as they are logged."""
    return [{"topic": p.topic, "partition": p.partition, "offset": p.offset} for p in partitions]


def commit(consumer: Consumer, offsets: list[TopicPartition]) -> None:
    """Commit, and log it or why not."""
    try:
        done = consumer.commit(offsets=offsets, asynchronous=False)
    except KafkaException as error:
        log("offsets_committed", offsets=places(offsets), success=False, error=str(error))
    else:
        failed = [p.error for p in done or [] if p.error is not None]
        log("offsets_committed", offsets=places(offsets), success=not failed)


def take(consumer: Consumer, messages: list[Message], *, commits: bool) -> None:
    """Log records, then commit them."""
    offsets: dict[tuple[str, int], int] = {}
    for message in messages:
        if (error := message.error()) is not None:
            if error.code() != KafkaError._PARTITION_EOF:  # the library's public constants are called so
                log("error", error=str(error))
            continue
        topic, partition, offset = message.topic(), message.partition(), message.offset()
        assert topic is not None and partition is not None and offset is not None  # noqa: PT018  # a message without an error has them
        log("record_data", topic=topic, partition=partition, offset=offset, value=(message.value() or b"").decode())
        offsets[topic, partition] = offset + 1
    if offsets and commits:
        commit(consumer, [TopicPartition(topic, partition, offset) for (topic, partition), offset in offsets.items()])


def main(plan: dict[str, Any]) -> None:
    """Be a member until told to leave."""
    commands: queue.SimpleQueue[str] = queue.SimpleQueue()

    def listen() -> None:
        for line in sys.stdin:
            commands.put(line)
        commands.put("{}")

    threading.Thread(target=listen, daemon=True).start()
    consumer = Consumer(plan["settings"])
    consumer.subscribe(
        plan["topics"],
        on_assign=lambda _, partitions: log("partitions_assigned", partitions=places(partitions)),
        on_revoke=lambda _, partitions: log("partitions_revoked", partitions=places(partitions)),
        on_lost=lambda _, partitions: log("partitions_revoked", partitions=places(partitions)),
    )
    log("startup_complete")
    try:
        while True:
            take(consumer, consumer.consume(AT_ONCE, POLL_S), commits=plan["commits"])
            while not commands.empty():
                command = json.loads(commands.get())
                if not command:
                    return
                if "commit" in command:
                    commit(consumer, [TopicPartition(*place) for place in command["commit"]])
                elif command["pause"]:
                    consumer.pause(consumer.assignment())
                    log("paused")
                else:
                    consumer.resume(consumer.assignment())
                    log("resumed")
    finally:
        consumer.close()
        log("shutdown_complete")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
