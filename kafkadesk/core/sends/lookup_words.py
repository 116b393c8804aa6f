"""Sentences for the outcome of a send that was looked up."""

from enum import Enum

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


class LookupResult(Enum):
    """The result of looking up one send."""

    FOUND = "found"
    NOT_FOUND = "not found"
    COUNTED = "counted"  # some of several identical ones are there: nobody can say which
    INDETERMINATE = "indeterminate"  # nobody can determine it any more
    CLOSED_FIRST = "closed first"  # not written; needs no look-up
    LATER = "later"  # it cannot be determined yet


CLOSED_FIRST = QT_TRANSLATE_NOOP("core", "It was not written: KafkaDesk was closed before it left this PC.")
REFUSED = QT_TRANSLATE_NOOP("core", "It was not written: it was rejected or timed out while KafkaDesk was closing.")
COUNTED = QT_TRANSLATE_NOOP("core", "{there} of {same} identical ones are in the topic.")
ONE = {
    LookupResult.FOUND: QT_TRANSLATE_NOOP("core", "It is in the topic: partition {partition}, offset {offset}."),
    LookupResult.NOT_FOUND: QT_TRANSLATE_NOOP("core", "It is not in the topic: it was not written."),
    LookupResult.COUNTED: COUNTED,
}
SEVERAL = ONE | {
    LookupResult.FOUND: QT_TRANSLATE_NOOP(
        "core", "All {same} identical ones are in the topic, one at partition {partition}, offset {offset}."
    ),
    LookupResult.NOT_FOUND: QT_TRANSLATE_NOOP("core", "None of the {same} identical ones is in the topic: they were not written."),
}
INDETERMINATE = {
    "no topic": QT_TRANSLATE_NOOP(
        "core", "It can no longer be looked up: the cluster lists no topic {topic}. It was deleted, or this user is not allowed to see it."
    ),
    "recreated": QT_TRANSLATE_NOOP("core", "It can no longer be looked up: the topic was deleted and recreated."),
    "truncated": QT_TRANSLATE_NOOP("core", "It can no longer be looked up: the log was truncated when another broker became leader."),
    "no partition": QT_TRANSLATE_NOOP("core", "It was not written: the topic has no partition {partition}."),
    "retention": QT_TRANSLATE_NOOP("core", "It can no longer be looked up: the topic has deleted its oldest records (retention)."),
    "unread": QT_TRANSLATE_NOOP(
        "core",
        "It is not among the records that can be read, but partition {partition} has unreadable offsets ({first} to {last}): "
        "it may be there.",
    ),
    "compacted": QT_TRANSLATE_NOOP("core", "It is not in the topic: it was not written, or compaction has removed it."),
    "settings": QT_TRANSLATE_NOOP(
        "core",
        "It is not in the topic: it was not written, or compaction has removed it, if the topic is compacted: "
        "the cluster does not show its settings.",
    ),
    "alike": QT_TRANSLATE_NOOP(
        "core",
        "Records with the same content are in the topic ({n}), but it cannot be determined whether one of them is this send: "
        "the end offsets before the send are not known.",
    ),
    "ends": QT_TRANSLATE_NOOP(
        "core", "It was not found, but the end offsets before the send are not known: it cannot be determined whether it was written."
    ),
    "no id": QT_TRANSLATE_NOOP(
        "core",
        "It is not in the topic: it was not written, or the topic was deleted and recreated (this cluster has no topic IDs).",
    ),
}
LATER = {
    "same content": QT_TRANSLATE_NOOP("core", "Other sends with the same content are still open: it is looked up when they have a result."),
    "short": QT_TRANSLATE_NOOP("core", "The topic could not be read to its end: it is looked up again."),
    "blocked": QT_TRANSLATE_NOOP(
        "core", "An open transaction blocks partition {partition} at offset {offset}: it is looked up again when the transaction ends."
    ),
    "too recent": QT_TRANSLATE_NOOP(
        "core", "It is not in the topic yet, but replicas may still catch up: it is looked up again in half a minute."
    ),
}
MORE = QT_TRANSLATE_NOOP("core", "More records with the same content: {n}.")


def sentence_of(
    result: LookupResult, why: Text | None, *, partition: int | None, offset: int | None, same: int, there: int, more: int
) -> Text:
    """Return an outcome as a sentence; see lookup_rules.Outcome."""
    if why is not None:
        counted = Text(COUNTED, {"there": there, "same": same})
        return Text("{counted} {why}", {"counted": counted, "why": why}) if there and there < same else why
    words = (ONE if same == 1 else SEVERAL)[result]
    text = Text(words, {"partition": partition, "offset": offset, "same": same, "there": there})
    return text if not more else Text("{text} {more}", {"text": text, "more": Text(MORE, {"n": more})})
