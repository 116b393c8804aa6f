"""What a reader should know about a JSON text: where it stops being JSON, and what other programs would read differently."""

from dataclasses import dataclass
from heapq import nsmallest

from kafkadesk.core.jsontext.faults import MAX_DEPTH, FaultError, scan
from kafkadesk.core.jsontext.index import JsonIndex
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.positions import line_and_column
from kafkadesk.core.text_tools.visible import visible_line

SCANNED = 20_000  # characters before a fault that the slow scanner may read again, to say what is wrong in words
NAMES_TOLD = 3
NAME_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class JsonFault:
    """Where a text stops being JSON. at: characters before it; line and column count from 1."""

    reason: Text
    at: int
    line: int
    column: int


def fault_of(index: JsonIndex) -> JsonFault | None:
    """Return why an index that is read is not valid, None if it is."""
    if index.fault is None:
        return None
    at, reason = index.fault, Text(QT_TRANSLATE_NOOP("core", "From here on it is not JSON."))
    if index.too_deep:
        reason = Text(QT_TRANSLATE_NOOP("core", "More brackets are open here than are read."))
    elif at <= SCANNED:
        try:
            # Behind the fault only a string matters: it may be all of it that is wrong.
            scan(index.text if index.text.startswith('"', at) else index.text[: at + SCANNED])
        except FaultError as fault:
            if fault.at >= at:  # before it the scanner refuses what is no fault of form: NaN, a name that is there twice, depth
                at, reason = fault.at, fault.title
    line, column = line_and_column(index.text, at)
    return JsonFault(reason, at, line, column)


def notes_of(index: JsonIndex) -> list[Text]:
    """Return what is unusual in JSON that was read."""
    found = []
    if index.odd:
        words = ", ".join(f"{word} {count:,}×" for word, count in index.odd.most_common())
        found.append(
            Text(
                QT_TRANSLATE_NOOP("core", "Not strict JSON: it holds {words}. Many programs refuse that; it is shown as written."),
                {"words": words},
            )
        )
    if index.doubled:
        names = sorted({visible_line((index.name_token(node) or "")[:NAME_CHARACTERS]) for node in nsmallest(NAMES_TOLD, index.doubled)})
        source = QT_TRANSLATE_NOOP(
            "core", "{count} names stand twice in the same object, such as {names}: all are shown, most programs keep only the last."
        )
        one = QT_TRANSLATE_NOOP(
            "core", "The name {names} stands twice in the same object: both are shown, most programs keep only the last."
        )
        found.append(Text(one if len(index.doubled) == 1 else source, {"count": f"{len(index.doubled):,}", "names": ", ".join(names)}))
    if index.depth > MAX_DEPTH:
        found.append(
            Text(
                QT_TRANSLATE_NOOP("core", "Brackets are nested {depth} deep: many programs refuse more than {limit}."),
                {"depth": f"{index.depth:,}", "limit": MAX_DEPTH},
            )
        )
    return found
