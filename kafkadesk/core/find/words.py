"""What is said of a search, while it runs and at its end."""

from typing import assert_never

from kafkadesk.core.find.progress import SearchEnd, SearchProgress
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


def progress_words(progress: SearchProgress) -> Text:
    """Return how far it is, in one line."""
    left = progress.left_s
    args: dict[str, object] = {
        "percent": int(progress.share * 100), "read": f"{progress.read:,}", "all": f"{progress.offsets:,}",
        "found": f"{progress.found:,}", "rate": f"{progress.rate:,.0f}", "left": "" if left is None else round(left),
    }  # fmt: skip
    if left is None:
        return Text(QT_TRANSLATE_NOOP("core", "{percent} % · {read} of {all} read · {found} found"), args)
    return Text(QT_TRANSLATE_NOOP("core", "{percent} % · {read} of {all} read · {found} found · {rate}/s · {left} s left"), args)


def end_words(end: SearchEnd, progress: SearchProgress) -> Text:
    """Return how it ended, and whether all of the range was read."""
    args: dict[str, object] = {
        "found": f"{progress.found:,}", "records": f"{progress.records:,}", "read": f"{progress.read:,}", "all": f"{progress.offsets:,}",
        "seconds": f"{progress.seconds:.1f}",
    }  # fmt: skip
    match end:
        case SearchEnd.COMPLETE:
            source = QT_TRANSLATE_NOOP("core", "All of the range was read: {found} found in {records} records, in {seconds} s.")
        case SearchEnd.STOPPED:
            source = QT_TRANSLATE_NOOP("core", "Stopped: {read} of {all} offsets were read, {found} found.")
        case SearchEnd.MAX_REACHED:
            source = QT_TRANSLATE_NOOP("core", "Ended at {found} matches: {read} of {all} offsets were read.")
        case SearchEnd.INCOMPLETE:
            source = QT_TRANSLATE_NOOP("core", "Not all of the range could be read: {read} of {all} offsets were, {found} found.")
        case _:
            assert_never(end)
    return Text(source, args)


def notes(progress: SearchProgress) -> list[Text]:
    """Return what else is to be known: partitions left out for the key's sake, offsets passed over, partitions not read to the end."""
    said = [
        Text(
            QT_TRANSLATE_NOOP(
                "core", "{topic}: only partition {partition} of {count} is read, as the key that the filter demands hashes to it."
            ),
            {"topic": topic, "partition": partition, "count": count},
        )
        for topic, (partition, count) in progress.keyed.items()
    ]
    for part in progress.parts:
        where: dict[str, object] = {"topic": part.topic, "partition": part.partition}
        said += [
            Text(
                QT_TRANSLATE_NOOP("core", "{topic} P{partition}: {count} passed over. {reason}"),
                {**where, "count": f"{passed.count:,}", "reason": passed.reason},
            )
            for passed in part.passed
        ]
        if part.why is not None:
            args = {**where, "position": part.position, "end": part.end, "why": part.why}
            said.append(Text(QT_TRANSLATE_NOOP("core", "{topic} P{partition}: read to offset {position} of {end}. {why}"), args))
    return said
