"""Checks of a cluster that answers: whether this user may use the topic and the group, and send as KafkaDesk does."""

import time
from collections.abc import Iterator

from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.doctor.judge import Finding, Stage
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.doctor.kafka_frames import FrameConnection

UNKNOWN_TOPIC, LEADERLESS, ILLEGAL_NAME, TOPIC_DENIED = 3, 5, 17, 29
NO_ID = (31, 53)
GROUP_DENIED = 30
PASSING = (14, 15)  # it is being loaded, or there is none at the moment
COORDINATOR_S, AGAIN_S = 4.0, 0.25
NO_LEADER = -1
FEW_REPLICAS = "min.insync.replicas"
DENIED = QT_TRANSLATE_NOOP("core", "the user {user} has no right to it")
NO_COORDINATOR = QT_TRANSLATE_NOOP("core", "no broker coordinates it at the moment")


def about(
    wire: FrameConnection, versions: dict[int, tuple[int, int]], endpoint: str, topic: str, group: str | None, user: str
) -> Iterator[Finding]:
    """Yield what is wrong with the topic and the group. Without a group it is about sending: the producer id is asked for too."""
    if topic:
        found = list(_topic(wire, versions, endpoint, topic, user))
        yield from found
        if not found and group is None and (code := wire.producer_id()) in NO_ID:
            yield _found(DoctorClass.IDEMPOTENCE_DENIED, endpoint, f"InitProducerId: error {code}", user=user)
    if group and (code := _coordinator(wire, group)):
        why = Text(DENIED if code == GROUP_DENIED else NO_COORDINATOR, {"user": user})
        yield _found(DoctorClass.GROUP_DENIED, endpoint, f"FindCoordinator: error {code}", group=group, why=why)


def _coordinator(wire: FrameConnection, group: str) -> int:
    """Return the error of who coordinates a group; the first question for any makes a new cluster create the topic that it needs."""
    until = time.monotonic() + COORDINATOR_S
    while (code := wire.coordinator(group)) in PASSING and time.monotonic() < until:
        time.sleep(AGAIN_S)
    return code


def _topic(wire: FrameConnection, versions: dict[int, tuple[int, int]], endpoint: str, name: str, user: str) -> Iterator[Finding]:
    answer = wire.topic(versions, name)
    kind = {UNKNOWN_TOPIC: DoctorClass.NO_TOPIC, TOPIC_DENIED: DoctorClass.TOPIC_DENIED, ILLEGAL_NAME: DoctorClass.BAD_TOPIC}.get(
        answer.error_code
    )
    if kind is not None:
        yield _found(kind, endpoint, f"Metadata: error {answer.error_code}", topic=name, user=user)
        return
    lost = [p.partition_index for p in answer.partitions if p.leader_id == NO_LEADER or p.error_code == LEADERLESS]
    if lost or answer.error_code:
        evidence = f"Metadata: error {answer.error_code or LEADERLESS}"
        yield _found(DoctorClass.NO_LEADER, endpoint, evidence, topic=name, partitions=", ".join(str(n) for n in sorted(lost)) or "—")
        return
    needed = wire.setting(name, FEW_REPLICAS)
    fewest = min((len(p.isr_nodes) for p in answer.partitions), default=0)
    if needed is not None and needed.isdecimal() and fewest < int(needed):
        evidence = f"{FEW_REPLICAS}={needed}, in sync: {fewest}"
        yield _found(DoctorClass.TOO_FEW_REPLICAS, endpoint, evidence, topic=name, needed=int(needed), fewest=fewest)


def _found(kind: DoctorClass, endpoint: str, evidence: str, **args: object) -> Finding:
    return Finding(kind=kind, endpoint=endpoint, evidence=evidence, args=args, stage=Stage.RIGHTS)
