"""Lesson files: bytes in, a lesson that can be played out, or a sentence that names step and fault. Nothing is created before."""

import re
import tomllib
from collections.abc import Mapping

from kafkadesk.core.cluster.topics import MAX_PARTITIONS, check_topic_name
from kafkadesk.core.errors import InputError, LessonError
from kafkadesk.core.focus import LowerView
from kafkadesk.core.hosts.entries import check_name
from kafkadesk.core.lessons.steps import RUN, Ask, Lesson, LessonStep, LessonText, SayStep, SendStep, Verb, WaitSecondsStep
from kafkadesk.core.lessons.table import Table
from kafkadesk.core.lessons.verbs import LOCAL_ONLY, VERBS, Known, read_verb
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

FORMAT = 1
MAX_BYTES = 1024 * 1024
MAX_PANES = 32
MAX_STEPS = 200
MAX_PANE_NAME = 40  # characters: a pane's header must hold it
MAX_TIMEOUT_S = 3_600
TIMEOUT_S = 20.0
MAX_MINUTES = 600
SAMPLE_RUN = "0000"  # of the length of a real one

POINT = re.compile(rf"producer|deliveries|doctor|{'|'.join(LowerView)}|flow:P(?P<partition>[0-9]{{1,5}})|pane:(?P<pane>.+)")
STEP_KEYS = ("say", "say_zh", "ask", "point", "mark", "timeout_s")


def parse_lesson(data: bytes, *, local: bool) -> Lesson:
    """Return the lesson in a file's bytes; raise LessonError when anything in it is wrong.

    local: it is to be played on Local Kafka; elsewhere, verbs that only Local Kafka can do are refused.
    """
    top = Table(_toml(data), "")
    if top.required("format", int) != FORMAT:
        top.fail(
            QT_TRANSLATE_NOOP("core", "The lesson has format {found}; this version of KafkaDesk plays format {known}."),
            found=top.data["format"],
            known=FORMAT,
        )
    title = _title(top)
    minutes = top.optional("minutes", float)
    if minutes is not None:
        top.bounded("minutes", minutes, 0, MAX_MINUTES)
    topic, partitions = _topic(top)
    exact_groups = top.optional("exact_groups", bool) or False
    advertise = _advertise(top, local) if top.has("local") else None
    panes = _panes(top)
    tables = top.tables("step")
    top.done()
    if len(tables) > MAX_STEPS:
        top.fail(QT_TRANSLATE_NOOP("core", "The lesson has {n} steps; {limit} are allowed."), n=len(tables), limit=MAX_STEPS)
    known = Known(topic=topic, partitions=partitions, panes=panes, groups=_groups(tables), advertises=advertise is not None)
    steps = tuple(_step(Table(table.data, "", number), known, local) for number, table in enumerate(tables, 1))
    return Lesson(
        title=title, minutes=minutes, topic=topic, partitions=partitions, exact_groups=exact_groups, advertise=advertise, panes=panes,
        steps=steps,
    )  # fmt: skip


def _toml(data: bytes) -> Mapping[str, object]:
    if len(data) > MAX_BYTES:
        raise LessonError(Text(QT_TRANSLATE_NOOP("core", "The lesson file is larger than {limit} bytes."), {"limit": MAX_BYTES}))
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LessonError(Text(QT_TRANSLATE_NOOP("core", "The lesson file is not UTF-8 text."))) from error
    except tomllib.TOMLDecodeError as error:
        raise LessonError(Text(QT_TRANSLATE_NOOP("core", "The lesson file is not TOML: {reason}"), {"reason": error})) from error
    except (RecursionError, ValueError) as error:
        raise LessonError(Text(QT_TRANSLATE_NOOP("core", "The lesson file is not one that can be read."))) from error


def _title(top: Table) -> LessonText:
    title = top.words("title")
    if title is None or not title.en:
        top.bad(QT_TRANSLATE_NOOP("core", "“{key}” is missing."), key="title")
    if any(not char.isprintable() for char in title.en + (title.zh or "")):
        top.bad(QT_TRANSLATE_NOOP("core", "“{key}” must be one line."), key="title")
    return title


def _topic(top: Table) -> tuple[str, int]:
    table = top.table("topic")
    name = table.required("name", str)
    partitions = table.number("partitions", 1, 1, MAX_PARTITIONS)
    table.done()
    try:
        check_topic_name(name.replace(RUN, SAMPLE_RUN))
    except InputError as error:
        table.wrong(error)
    return name, partitions


def _advertise(top: Table, local: bool) -> str:
    """Return the name that a second listener of Local Kafka is to advertise."""
    table = top.table("local")
    name = table.required("advertise", str)
    table.done()
    try:
        check_name(name)
    except InputError as error:
        table.wrong(error)
    if not local:
        top.fail(QT_TRANSLATE_NOOP("core", "“{verb}” works on Local Kafka only, not on another cluster."), verb="local")
    return name


def _panes(top: Table) -> tuple[str, ...]:
    names: list[str] = []
    for table in top.tables("pane") if top.has("pane") else ():
        name = table.required("name", str)
        table.done()
        if not name.strip() or len(name) > MAX_PANE_NAME or not name.isprintable():
            table.fail(
                QT_TRANSLATE_NOOP("core", "a pane's name is 1 to {limit} visible characters: “{name}” is not."),
                name=name,
                limit=MAX_PANE_NAME,
            )
        if name in names:
            table.fail(QT_TRANSLATE_NOOP("core", "there are two panes called “{name}”."), name=name)
        names.append(name)
    if len(names) > MAX_PANES:
        top.fail(QT_TRANSLATE_NOOP("core", "The lesson has {n} panes; {limit} are allowed."), n=len(names), limit=MAX_PANES)
    return tuple(names)


def _groups(steps: tuple[Table, ...]) -> frozenset[str]:
    """Return all groups that steps join; whether each step is right is found later."""
    found: set[str] = set()
    for step in steps:
        members = step.data.get("join")
        for member in [*(members if isinstance(members, list) else []), step.data.get("switch")]:
            if isinstance(member, dict) and isinstance(group := member.get("group"), str):
                found.add(group)
    return frozenset(found)


def _step(step: Table, known: Known, local: bool) -> LessonStep:
    verb = _verb(step, local)
    say, ask, point = step.words("say"), _ask(step), _points(step, known)
    mark = step.optional("mark", bool) or False
    if verb is None and say is None:
        step.fail(QT_TRANSLATE_NOOP("core", "it has neither a verb nor “say”."))
    action = SayStep() if verb is None else read_verb(step, verb, known)
    timeout_s = step.optional("timeout_s", float)
    if timeout_s is None:
        timeout_s = TIMEOUT_S + _paced_s(action)
    step.done()
    return LessonStep(
        number=step.step or 0, verb=verb or "say", action=action, say=say, ask=ask, point=point, mark=mark,
        timeout_s=step.bounded("timeout_s", timeout_s, 0.1, 2 * MAX_TIMEOUT_S),
    )  # fmt: skip


def _verb(step: Table, local: bool) -> str | None:
    """Return the step's one verb; None: it only says something."""
    found = [key for key in step.data if key not in STEP_KEYS]
    for key in found:
        if key not in VERBS:
            step.fail(QT_TRANSLATE_NOOP("core", "“{key}” is not a verb, nor anything else that a step has."), key=key)
    if len(found) > 1:
        step.fail(
            QT_TRANSLATE_NOOP("core", "it has two verbs, “{first}” and “{second}”: make two steps of it."), first=found[0], second=found[1]
        )
    if found and found[0] in LOCAL_ONLY and not local:
        step.fail(QT_TRANSLATE_NOOP("core", "“{verb}” works on Local Kafka only, not on another cluster."), verb=found[0])
    return found[0] if found else None


def _ask(step: Table) -> Ask | None:
    if not step.has("ask"):
        return None
    table = step.table("ask")
    question = table.words("question")
    if question is None:
        table.bad(QT_TRANSLATE_NOOP("core", "“{key}” is missing."), key="question")
    choices, chinese = table.texts("choices"), table.texts("choices_zh")
    if len(choices) < 2:
        table.bad(QT_TRANSLATE_NOOP("core", "a question has at least two choices."))
    if chinese and len(chinese) != len(choices):
        table.bad(QT_TRANSLATE_NOOP("core", "“choices” and “choices_zh” are not of one length."))
    answer = _answer(table, choices)
    table.done()
    return Ask(question, tuple(LessonText(en, zh) for en, zh in zip(choices, chinese or [None] * len(choices), strict=True)), answer)


def _answer(table: Table, choices: tuple[str, ...]) -> int:
    """Return the index of the right choice, which the file gives by its text or its index from 0."""
    if isinstance(answer := table.data.get("answer"), str):
        table.optional("answer", str)
        if answer not in choices:
            table.bad(QT_TRANSLATE_NOOP("core", "the answer “{name}” is not among the choices."), name=answer)
        return choices.index(answer)
    return table.bounded("answer", table.required("answer", int), 0, len(choices) - 1)


def _points(step: Table, known: Known) -> tuple[str, ...]:
    points = step.texts("point")
    for point in points:
        found = POINT.fullmatch(point)
        if found is None:
            step.fail(QT_TRANSLATE_NOOP("core", "there is no “{name}” to point at."), name=point)
        if found["pane"] is not None:
            known.pane(step, found["pane"])
        if found["partition"] is not None and int(found["partition"]) >= known.partitions:
            step.fail(QT_TRANSLATE_NOOP("core", "there is no partition “{name}” to point at."), name=point)
    return points


def _paced_s(action: Verb) -> float:
    """Return the seconds that a step takes because it was asked to; its own timeout comes on top."""
    match action:
        case WaitSecondsStep(seconds=seconds):
            return seconds
        case SendStep(plan=plan, background=False):
            return min(plan.count * plan.every_ms / 1000, MAX_TIMEOUT_S)
        case _:
            return 0.0
