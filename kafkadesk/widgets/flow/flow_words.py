"""What the flow view says: short forms for narrow boxes, whole sentences for tooltips and for who cannot see it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from kafkadesk.core.flow.plan import Seat
from kafkadesk.core.flow.world import FlowGroup, FlowMember, FlowPartition, FlowTopic, FlowWorld, GroupWord, Standing
from kafkadesk.core.text_tools.one_line import one_line
from kafkadesk.core.text_tools.spans import span_text
from kafkadesk.widgets.base.i18n import render


def rate_text(rate: float) -> str:
    """Return a rate: 0.5/s, 20/s, 12k/s."""
    number = f"{rate / 1000:.3g}k" if rate >= 10_000 else f"{rate:g}"
    return QCoreApplication.translate("FlowView", "{n}/s").format(n=number)


def partition_title(partition: FlowPartition) -> str:
    return QCoreApplication.translate("FlowView", "Partition {n}").format(n=partition.number)


def partition_facts(partition: FlowPartition) -> tuple[str, ...]:
    """Return what is known of a partition, in ever shorter forms."""
    if not partition.led:
        return (QCoreApplication.translate("FlowView", "no leader: waits"),)
    if partition.end is None:
        return ("",)
    rate = f" · {rate_text(partition.rate)}" if partition.rate else ""
    whole = QCoreApplication.translate("FlowView", "end offset {end}").format(end=partition.end)
    short = QCoreApplication.translate("FlowView", "end {end}").format(end=partition.end)
    return (whole + rate, short + rate, f"{partition.end}{rate}", str(partition.end))


def word_of(group: FlowGroup) -> str:
    match group.word:
        case GroupWord.STABLE:
            return QCoreApplication.translate("FlowView", "stable")
        case GroupWord.MISSING_ONE:
            return QCoreApplication.translate("FlowView", "a member is missing")
        case GroupWord.REBALANCING:
            return QCoreApplication.translate("FlowView", "rebalancing")


def group_facts(group: FlowGroup) -> tuple[str, ...]:
    """Return a group's state, generation and, unless it is the classic one, protocol, in ever shorter forms."""
    word = word_of(group)
    cause = "" if group.cause is None else f": {one_line(render(group.cause))}"
    if group.generation is None:
        return (word + cause, word)
    if group.new_protocol:
        protocol = QCoreApplication.translate("FlowView", "new protocol (KIP-848)")
        epoch = QCoreApplication.translate("FlowView", "epoch {n}").format(n=group.generation)
        return (f"{word}{cause} · {epoch} · {protocol}", f"{word} · {epoch} · KIP-848", f"{word} · KIP-848", word)
    whole = QCoreApplication.translate("FlowView", "generation {n}").format(n=group.generation)
    short = QCoreApplication.translate("FlowView", "gen. {n}").format(n=group.generation)
    return (f"{word}{cause} · {whole}", f"{word} · {whole}", f"{word} · {short}", word)


def without_group() -> str:
    """Return the heading of the panes that observe."""
    return QCoreApplication.translate("FlowView", "no group")


def without_group_facts() -> tuple[str, ...]:
    """Return what is true of each of them, in ever shorter forms."""
    return (QCoreApplication.translate("FlowView", "each gets everything"), "")


def member_name(member: FlowMember) -> str:
    """Return the name of a member: a pane's, or another program's client id and host."""
    return one_line(member.name if member.ours else f"{member.name}@{member.host}")


def seat_title(seat: Seat) -> str:
    """Return what a box is headed with."""
    if len(seat.members) > 1:
        return QCoreApplication.translate("FlowView", "{n} idle").format(n=len(seat.members))
    return member_name(seat.members[0])


def seat_note(seat: Seat) -> tuple[str, ...]:
    """Return what stands beside the name, in ever shorter forms."""
    member = seat.members[0]
    match member.standing:
        case Standing.READING | Standing.OBSERVING if member.partitions:
            shown = span_text(member.partitions)
            return (f"P {shown}", shown, str(len(member.partitions)))
        case Standing.JOINING:
            return (QCoreApplication.translate("FlowView", "joining…"),)
        case Standing.LEAVING:
            return (QCoreApplication.translate("FlowView", "leaving…"),)
        case Standing.READING:
            return (QCoreApplication.translate("FlowView", "waits for partitions"), "…")
        case Standing.OBSERVING:
            return ("…",)
        case Standing.IDLE | Standing.DEAD | Standing.GONE:
            return ("",)


def idle_reason(seat: Seat) -> tuple[str, ...]:
    """Return why a member, or all of a stack, is idle, in ever shorter forms."""
    partitions, members = seat.of
    if seat.members[0].elsewhere and len(seat.members) == 1:
        text = QCoreApplication.translate("FlowView", "idle: reads {topics}").format(topics=", ".join(seat.members[0].elsewhere))
        return (one_line(text),)
    if members > partitions:
        numbers = _partitions_members(partitions, members)
        return (
            numbers if len(seat.members) > 1 else QCoreApplication.translate("FlowView", "idle: {numbers}").format(numbers=numbers),
            numbers,
            QCoreApplication.translate("FlowView", "idle"),
        )
    return (QCoreApplication.translate("FlowView", "idle: no partition assigned"), QCoreApplication.translate("FlowView", "idle"))


def _partitions_members(partitions: int, members: int) -> str:
    if partitions == 1:
        return QCoreApplication.translate("FlowView", "1 partition, {members} members").format(members=members)
    return QCoreApplication.translate("FlowView", "{partitions} partitions, {members} members").format(
        partitions=partitions, members=members
    )


def dead_reason() -> tuple[str, ...]:
    """Return what a member that died means, in ever shorter forms."""
    return (
        QCoreApplication.translate("FlowView", "dead, and not yet noticed"),
        QCoreApplication.translate("FlowView", "dead"),
    )


def gone_reason() -> tuple[str, ...]:
    """Return that a member was in the group only before."""
    return (QCoreApplication.translate("FlowView", "no member after it"), QCoreApplication.translate("FlowView", "gone"))


def topic_line(topic: FlowTopic) -> str:
    """Return a topic with the number of its partitions and its rate."""
    count = (
        QCoreApplication.translate("FlowView", "1 partition")
        if len(topic.partitions) == 1
        else QCoreApplication.translate("FlowView", "{n} partitions").format(n=len(topic.partitions))
    )
    rate = f" · {rate_text(topic.rate)}" if topic.rate else ""
    return f"{topic.name} · {count}{rate}"


def about_partition(topic: FlowTopic, partition: FlowPartition) -> str:
    """Return all about a partition, a line each."""
    lines = [f"{topic.name} · {partition_title(partition)}", partition_facts(partition)[0]]
    readers = [(g.label, m) for g in topic.groups for m in g.members if partition.number in m.partitions]
    lines += [
        QCoreApplication.translate("FlowView", "{group}: {member}").format(group=label, member=member_name(m)) for label, m in readers
    ]
    served = {label for label, _ in readers}
    lines += [
        QCoreApplication.translate("FlowView", "{group}: nobody now").format(group=g.label) for g in topic.groups if g.label not in served
    ]
    lines += [
        QCoreApplication.translate("FlowView", "{member} observes").format(member=member_name(m))
        for m in topic.observers
        if partition.number in m.partitions
    ]
    return "\n".join(one_line(line) for line in lines if line)


def about_seat(seat: Seat) -> str:
    """Return all about a member, or a stack of idle ones, a line each."""
    lines = [member_name(m) for m in seat.members]
    member = seat.members[0]
    if seat.group is not None:
        lines.append(QCoreApplication.translate("FlowView", "group {group}").format(group=seat.group.label))
    if not member.ours:
        lines.append(QCoreApplication.translate("FlowView", "A member of another program, on {host}.").format(host=member.host))
    match member.standing:
        case Standing.IDLE:
            lines.append(idle_reason(seat)[0])
        case Standing.DEAD:
            lines.append(
                QCoreApplication.translate(
                    "FlowView", "Its process is dead. The group keeps its partitions for it until the session timeout: nobody reads them."
                )
            )
        case Standing.GONE:
            lines.append(gone_reason()[0])
        case Standing.OBSERVING:
            lines.append(QCoreApplication.translate("FlowView", "observes: reads every partition itself, commits nothing"))
        case _:
            lines += [note for note in seat_note(seat)[:1] if note]
    return "\n".join(one_line(line) for line in lines)


def about_world(world: FlowWorld) -> str:
    """Return the whole picture in sentences."""
    sentences: list[str] = []
    for topic in world.topics:
        sentences.append(topic_line(topic) + ".")
        sentences += [f"{group.label}: {group_facts(group)[0]}. {_members(group.members)}" for group in topic.groups]
        if topic.observers:
            sentences.append(f"{without_group()}: {_members(topic.observers)}")
    return " ".join(one_line(s) for s in sentences)


def _members(members: Sequence[FlowMember]) -> str:
    return "; ".join(_member(m) for m in members) + "."


def _member(member: FlowMember) -> str:
    if member.standing is Standing.IDLE:
        what = QCoreApplication.translate("FlowView", "idle")
    elif member.standing is Standing.DEAD:
        what = dead_reason()[0]
    elif member.standing is Standing.GONE:
        what = gone_reason()[0]
    else:
        what = _listed(member.partitions)
    return f"{member_name(member)}: {what}"


def _listed(partitions: Iterable[int]) -> str:
    return ", ".join(f"P{p}" for p in partitions)
