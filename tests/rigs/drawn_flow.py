"""Worlds for the flow view, drawn as text: a line a member, for tests and pictures.

A line is "NAME GROUP PARTITIONS [SIGN]": group "-" observes; partitions "0-3", "0,2", or "-" for none; signs: joining, leaving,
dead (its partitions are kept for it), kept (it had them before the rebalance that goes on), other (another program's).
"""

from kafkadesk.core.colors import GroupColors
from kafkadesk.core.flow.world import FlowGroup, FlowMember, FlowPartition, FlowTopic, FlowWorld, GroupWord, Standing
from kafkadesk.core.text import Text


def partitions_of(text: str) -> tuple[int, ...]:
    """Return "0-3,7" as numbers."""
    found: list[int] = []
    for part in [] if text == "-" else text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return tuple(found)


def member_of(name: str, partitions: tuple[int, ...], sign: str, *, observes: bool) -> FlowMember:
    """Return the member of a line."""
    standing = {
        "joining": Standing.JOINING,
        "leaving": Standing.LEAVING,
        "dead": Standing.DEAD,
        "kept": Standing.READING,
    }.get(sign)
    if standing is None:
        standing = Standing.OBSERVING if observes else Standing.READING if partitions else Standing.IDLE
    kept = sign in ("dead", "kept")
    title, _, host = name.partition("@")
    return FlowMember(
        key=name, name=title.replace("_", " "), standing=standing, partitions=() if kept else partitions, kept=partitions if kept else (),
        host=host, ours=not host,
    )  # fmt: skip


def topic_of(name: str, partitions: int, drawing: str, *, word: GroupWord = GroupWord.STABLE, rate: float | None = 5.0) -> FlowTopic:
    """Return a topic and its readers."""
    colors = GroupColors(("monitoring", "audit", "billing"))
    groups: dict[str, list[FlowMember]] = {}
    for line in filter(None, map(str.strip, drawing.splitlines())):
        who, group, owned, *sign = line.split()
        groups.setdefault(group, []).append(member_of(who, partitions_of(owned), sign[0] if sign else "", observes=group == "-"))
    observers = tuple(groups.pop("-", ()))
    return FlowTopic(
        name=name, observers=observers,
        partitions=tuple(FlowPartition(number=p, end=98 + 7 * p % 13, rate=rate) for p in range(partitions)),
        groups=tuple(
            FlowGroup(
                id=group, label=group, mark=colors.mark(group), word=word, generation=4 - i % 3, members=tuple(members),
                cause=None if word is GroupWord.STABLE else Text("Consumer 2 joined"),
            )
            for i, (group, members) in enumerate(groups.items())
        ),
    )  # fmt: skip


def world_of(*topics: FlowTopic) -> FlowWorld:
    """Return a world of topics."""
    return FlowWorld(topics=topics)


FOUR = """
Consumer_1 monitoring 0-1
Consumer_2 monitoring 2-3
Consumer_3 audit 0-3
Consumer_4 - 0-3
"""
TEN_IN_ONE = "\n".join(f"Consumer_{n} monitoring {n - 1 if n <= 4 else '-'}" for n in range(1, 11))
TEN_OBSERVE = "\n".join(f"Consumer_{n} - 0-3" for n in range(1, 11))
LARGE = "\n".join(f"Consumer_{n} monitoring {5 * n - 5}-{5 * n - 1}" for n in range(1, 21))
MIXED = LARGE + "\n" + "\n".join(f"Auditor_{n} audit {','.join(str(p) for p in range(n - 1, 100, 3))}" for n in range(1, 4))
FOREIGN = """
Consumer_1 monitoring 0-1
rdkafka@10.0.4.17 monitoring 2-3
kcat@10.0.4.18 monitoring -
Consumer_3 audit 0-3
"""
KILLED = """
Consumer_1 monitoring 0-1
Consumer_2 monitoring 2-3 dead
Consumer_3 audit 0-3
"""
REBALANCING = """
Consumer_1 monitoring 0-3 kept
Consumer_2 monitoring - joining
Consumer_3 audit 0-3
"""
NINE_GROUPS = "\n".join(f"Consumer_{n} group-{n} 0-1" for n in range(1, 10))
