"""The verbs of a lesson: from their tables in the file to frozen actions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from kafkadesk.core.cluster.topics import check_group_id
from kafkadesk.core.compose.template import Template
from kafkadesk.core.delivery import Mode, Partitioning, SendPlan
from kafkadesk.core.errors import InputError
from kafkadesk.core.lessons.expect import read_expect
from kafkadesk.core.lessons.steps import (
    Commit,
    Connect,
    Doctor,
    Join,
    Joining,
    Kill,
    Leave,
    MapNames,
    Observe,
    Observing,
    RestartKafka,
    Seek,
    Send,
    StopSend,
    Switch,
    Throttle,
    Verb,
    WaitReceived,
    WaitSeconds,
    WaitSent,
    WaitStable,
)
from kafkadesk.core.lessons.table import Table
from kafkadesk.core.state import ASSIGNORS, Start
from kafkadesk.core.text import QT_TRANSLATE_NOOP

MAX_MESSAGES = 100_000  # of one send
MAX_EVERY_MS = 3_600_000
MAX_WAIT_S = 3_600
ADVERTISE_LINE = 'local = { advertise = "kafka-node-1" }'
LOCAL_ONLY = ("restart_kafka", "connect", "map_names")


@dataclass(slots=True)
class Known:
    """What the steps of a lesson may refer to: panes and partitions from its head, all groups, and the sends named so far.

    advertises: there is a listener that advertises another name. examined: a step before has the doctor.
    """

    topic: str
    partitions: int
    panes: tuple[str, ...]
    groups: frozenset[str]
    advertises: bool = False
    examined: bool = False
    sends: set[str] = field(default_factory=set)

    def pane(self, table: Table, name: str) -> str:
        """Return a pane's name, or fail when there is no such pane."""
        if name not in self.panes:
            table.fail(QT_TRANSLATE_NOOP("core", "there is no pane “{name}”."), name=name)
        return name

    def group(self, table: Table, name: str) -> str:
        """Return a group's name, or fail when no step of the lesson joins it."""
        if name not in self.groups:
            table.fail(QT_TRANSLATE_NOOP("core", "no pane of this lesson joins a group “{name}”."), name=name)
        return name

    def send(self, table: Table, name: str) -> str:
        """Return a send's name, or fail when no send before has it."""
        if name not in self.sends:
            table.fail(QT_TRANSLATE_NOOP("core", "there is no send named “{name}” before this step."), name=name)
        return name


def read_verb(step: Table, verb: str, known: Known) -> Verb:
    """Return the action of a step's verb; raises LessonError."""
    return VERBS[verb](step, known)


def _join(step: Table, known: Known) -> Join:
    members = tuple(_joining(table, known) for table in step.tables("join"))
    _distinct(step, "join", [member.pane for member in members])
    return Join(members)


def _switch(step: Table, known: Known) -> Switch:
    return Switch(_joining(step.table("switch"), known))


def _joining(table: Table, known: Known) -> Joining:
    joining = Joining(
        pane=known.pane(table, table.required("pane", str)),
        group=table.required("group", str),
        start=_start(table),
        commit=table.one_of("commit", "shown", ("shown", "manual")),
        assignor=table.one_of("assignor", "range", ASSIGNORS),
    )
    try:
        check_group_id(joining.group)
    except InputError as error:
        table.wrong(error)
    table.done()
    return joining


def _start(table: Table) -> Start:
    return Start(table.one_of("from", "latest", ("latest", "earliest")))


def _observe(step: Table, known: Known) -> Observe:
    panes = []
    for table in step.tables("observe"):
        panes.append(Observing(known.pane(table, table.required("pane", str)), _start(table)))
        table.done()
    _distinct(step, "observe", [observing.pane for observing in panes])
    return Observe(tuple(panes))


def _leave(step: Table, known: Known) -> Leave:
    return Leave(_panes(step, "leave", known))


def _kill(step: Table, known: Known) -> Kill:
    return Kill(_panes(step, "kill", known))


def _panes(step: Table, verb: str, known: Known) -> tuple[str, ...]:
    panes = tuple(known.pane(step, name) for name in step.texts(verb))
    if not panes:
        step.bad(QT_TRANSLATE_NOOP("core", "“{key}” is an empty list."), key=verb)
    _distinct(step, verb, list(panes))
    return panes


def _distinct(step: Table, verb: str, panes: list[str]) -> None:
    for pane in panes:
        if panes.count(pane) > 1:
            step.fail(QT_TRANSLATE_NOOP("core", "“{verb}” names the pane “{name}” twice."), verb=verb, name=pane)


def _send(step: Table, known: Known) -> Send:
    table = step.table("send")
    name = table.optional("name", str)
    if name is not None:
        if name in known.sends:
            table.fail(QT_TRANSLATE_NOOP("core", "there is already a send named “{name}”."), name=name)
        known.sends.add(name)
    value, key = table.optional("value", str), table.optional("key", str)
    if value is None and key is None:
        table.bad(QT_TRANSLATE_NOOP("core", "a value is missing. (With a key and no value, a null is sent: a tombstone.)"))
    headers = Table(table.optional("headers", dict) or {}, "headers", table.step)
    plan = SendPlan(
        topic=known.topic,
        name=name,
        value=_template(table, value),
        key=_template(table, key),
        headers=tuple((header, _template(headers, headers.required(header, str))) for header in headers.data),
        partition=_partition(table, known),
        count=table.number("count", 1, 1, MAX_MESSAGES),
        every_ms=table.number("every_ms", 0, 0, MAX_EVERY_MS),
        mode=Mode(table.one_of("mode", "confirm", tuple(mode.value for mode in Mode))),
    )
    background = table.optional("background", bool) or False
    table.done()
    return Send(plan, background)


def _template(table: Table, text: str | None) -> str | None:
    if text is not None:
        try:
            Template(text)
        except InputError as error:
            table.wrong(error)
    return text


def _partition(table: Table, known: Known) -> int | Partitioning:
    if isinstance(table.data.get("partition"), str):
        return Partitioning(table.one_of("partition", "spread", tuple(choice.value for choice in Partitioning)))
    if not table.has("partition"):
        return Partitioning.SPREAD
    return table.bounded("partition", table.required("partition", int), 0, known.partitions - 1)


def _stop_send(step: Table, known: Known) -> StopSend:
    return StopSend(known.send(step, step.required("stop_send", str)))


def _wait(step: Table, known: Known) -> Verb:
    table = step.table("wait")
    if len(table.data) != 1:
        table.bad(QT_TRANSLATE_NOOP("core", "it waits for exactly one of: {choices}."), choices="received, stable, sent, seconds")
    if table.has("received"):
        received = table.table("received")
        if not received.data:
            table.bad(QT_TRANSLATE_NOOP("core", "“{key}” names no pane."), key="received")
        return WaitReceived(tuple((known.pane(received, pane), received.number(pane, 1, 0, 10_000_000)) for pane in received.data))
    if table.has("stable"):
        return WaitStable(known.group(table, table.required("stable", str)))
    if table.has("sent"):
        return WaitSent(known.send(table, table.required("sent", str)))
    seconds = table.bounded("seconds", table.optional("seconds", float) or 0.0, 0, MAX_WAIT_S)
    table.done()
    return WaitSeconds(seconds)


def _throttle(step: Table, known: Known) -> Throttle:
    table = step.table("throttle")
    table.required("per_second", int)
    throttle = Throttle(known.pane(table, table.required("pane", str)), table.number("per_second", 0, 0, 1_000_000))
    table.done()
    return throttle


def _commit(step: Table, known: Known) -> Commit:
    table = step.table("commit")
    commit = Commit(known.pane(table, table.required("pane", str)))
    table.done()
    return commit


def _seek(step: Table, known: Known) -> Seek:
    table = step.table("seek")
    pane = known.pane(table, table.required("pane", str))
    if isinstance(table.data.get("to"), dict):
        to = table.table("to")
        partition = to.optional("partition", int)
        if partition is not None:
            to.bounded("partition", partition, 0, known.partitions - 1)
        if to.has("offset") == to.has("time"):
            to.bad(QT_TRANSLATE_NOOP("core", "it holds either an offset or a time."))
        start = Start("offset", to.bounded("offset", to.required("offset", int), 0, 2**63 - 1)) if to.has("offset") else _time(to)
        to.done()
        seek = Seek(pane, start, partition)
    else:
        table.required("to", str)
        seek = Seek(pane, Start(table.one_of("to", "latest", ("latest", "earliest"))))
    table.done()
    return seek


def _time(to: Table) -> Start:
    """Return a start at a moment: a TOML date and time, or a text of it; without a zone it is UTC."""
    value = to.data["time"]
    if isinstance(value, datetime):
        to.optional("time", date)  # mark as asked for
        moment = value
    else:
        try:
            moment = datetime.fromisoformat(to.required("time", str))
        except ValueError:
            to.bad(QT_TRANSLATE_NOOP("core", "“{value}” is not a time such as 2026-05-01T10:00:00Z."), value=value)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return Start("time", int(moment.timestamp() * 1000))


def _restart_kafka(step: Table, _: Known) -> RestartKafka:
    step.table("restart_kafka").done()
    return RestartKafka()


def _connect(step: Table, known: Known) -> Connect:
    step.required("connect", str)
    advertised = step.one_of("connect", "local", ("local", "advertised")) == "advertised"
    if advertised and not known.advertises:
        step.fail(QT_TRANSLATE_NOOP("core", "to connect to “advertised”, the lesson needs a line such as: {line}"), line=ADVERTISE_LINE)
    return Connect(advertised)


def _doctor(step: Table, known: Known) -> Doctor:
    step.table("doctor").done()
    known.examined = True
    return Doctor()


def _map_names(step: Table, known: Known) -> MapNames:
    step.table("map_names").done()
    if not known.examined:
        step.fail(QT_TRANSLATE_NOOP("core", "there is no “doctor” before it, whose proposal could be mapped."))
    return MapNames()


VERBS: dict[str, Callable[[Table, Known], Verb]] = {
    "join": _join,
    "observe": _observe,
    "leave": _leave,
    "kill": _kill,
    "switch": _switch,
    "send": _send,
    "stop_send": _stop_send,
    "wait": _wait,
    "throttle": _throttle,
    "commit": _commit,
    "seek": _seek,
    "restart_kafka": _restart_kafka,
    "connect": _connect,
    "doctor": _doctor,
    "map_names": _map_names,
    "expect": lambda step, known: read_expect(step.table("expect"), pane=known.pane, group=known.group, send=known.send),
}
