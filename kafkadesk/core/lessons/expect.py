"""The expectations of a lesson: from the file's tables to frozen values."""

from collections.abc import Callable

from kafkadesk.core.doctor.words import WORDS
from kafkadesk.core.lessons.steps import Expect, Expectation
from kafkadesk.core.lessons.table import Table
from kafkadesk.core.text import QT_TRANSLATE_NOOP

MAX_COUNT = 2**53

Check = Callable[[Table, str], str]

_LISTS = {"each_once": "group", "all": "pane", "none": "pane", "balanced": "group", "ordered_by_key": "pane"}
_COUNTS = {"received": "pane", "at_least": "pane", "idle": "group", "lag": "group"}
_TOTALS = ("confirmed", "rejected", "unknown")
_COMPARED = ("fewer_requests", "faster")


def read_expect(table: Table, *, pane: Check, group: Check, send: Check) -> Expect:
    """Return the expectations of a step, one for each pane, group or pair of sends that it names. Raises LessonError.

    pane, group, send: return the name they are given, or fail when the lesson has no such thing.
    """
    checks = {"pane": pane, "group": group}
    found: list[Expectation] = []
    for name in table.data:
        if name in _LISTS:
            found += [Expectation(name=name, of=checks[_LISTS[name]](table, of)) for of in _some(table, name)]
        elif name in _COUNTS:
            found += _counts(table, name, checks[_COUNTS[name]])
        elif name in _TOTALS:
            n = table.number(name, 0, 0, MAX_COUNT)
            found.append(Expectation(name=name, minimum=n, maximum=n))
        elif name == "lost":
            found.append(_between(table.table(name), name, None))
        elif name == "redelivered":
            groups = table.table(name)
            found += [_between(groups.table(of), name, group(groups, of)) for of in groups.data]
        elif name in _COMPARED:
            sends = table.texts(name)
            if len(sends) != 2 or sends[0] == sends[1]:
                table.bad(QT_TRANSLATE_NOOP("core", "“{key}” compares two sends."), key=name)
            found.append(Expectation(name=name, of=send(table, sends[0]), other=send(table, sends[1])))
        elif name == "connected":
            found.append(Expectation(name=name, wanted=table.required(name, bool)))
        elif name == "doctor":
            kind = table.required(name, str)
            if kind not in WORDS:
                table.bad(QT_TRANSLATE_NOOP("core", "the doctor has no verdict “{name}”."), name=kind)
            found.append(Expectation(name=name, of=kind))
    table.done()
    if not found:
        table.bad(QT_TRANSLATE_NOOP("core", "nothing is expected."))
    return Expect(tuple(found))


def _some(table: Table, name: str) -> tuple[str, ...]:
    texts = table.texts(name)
    if not texts:
        table.bad(QT_TRANSLATE_NOOP("core", "“{key}” is an empty list."), key=name)
    return texts


def _counts(table: Table, name: str, check: Check) -> list[Expectation]:
    counts = table.table(name)
    found = []
    for of in counts.data:
        n = counts.number(of, 0, 0, MAX_COUNT)
        found.append(Expectation(name=name, of=check(counts, of), minimum=n, maximum=None if name == "at_least" else n))
    return found


def _between(table: Table, name: str, of: str | None) -> Expectation:
    """Return an expectation of a count between min and max, of which one may be absent."""
    low, high = table.optional("min", int), table.optional("max", int)
    for key, bound in (("min", low), ("max", high)):
        if bound is not None:
            table.bounded(key, bound, 0, MAX_COUNT)
    table.done()
    if low is None and high is None:
        table.bad(QT_TRANSLATE_NOOP("core", "“min” or “max” is missing."))
    if low is not None and high is not None and low > high:
        table.bad(QT_TRANSLATE_NOOP("core", "“min” is more than “max”."))
    return Expectation(name=name, of=of, minimum=low, maximum=high)
