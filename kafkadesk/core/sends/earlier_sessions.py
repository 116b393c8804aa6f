"""Sentences about sends of earlier sessions whose outcome the user has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from kafkadesk.core.errors import UserError
from kafkadesk.core.events import NoticeLevel
from kafkadesk.core.sends.journal import JournalEntry
from kafkadesk.core.sends.lookup_rules import Outcome
from kafkadesk.core.sends.lookup_words import LookupResult
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierSend:
    """A send of an earlier session. outcome None: not looked up yet."""

    entry: JournalEntry
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupSummary:
    """A sentence, a hint, and a level."""

    text: Text
    hint: Text | None
    level: NoticeLevel


def summary(lost: Sequence[EarlierSend], *, looking: bool, error: UserError | None) -> LookupSummary:
    """Return the sentence about them. error: why the last look-up failed."""
    still = [one for one in lost if one.outcome is None]
    if not still:
        return _resolved_summary(lost)
    text = _n(
        len(lost), QT_TRANSLATE_NOOP("core", "1 send had no known outcome."), QT_TRANSLATE_NOOP("core", "{n} sends had no known outcome.")
    )
    if looking:
        return LookupSummary(
            text=text,
            hint=Text(QT_TRANSLATE_NOOP("core", "Reading the topics to find out whether they were written.")),
            level=NoticeLevel.WARNING,
        )
    if error is not None:
        return LookupSummary(
            text=text, hint=Text("{title} {hint}", {"title": error.title, "hint": error.hint or ""}), level=NoticeLevel.WARNING
        )
    where = ", ".join(sorted({one.entry.place.bootstrap for one in still}))
    hint = QT_TRANSLATE_NOOP("core", "KafkaDesk ended before the answers came. It looks them up once you are connected to {where} again.")
    return LookupSummary(text=text, hint=Text(hint, {"where": where}), level=NoticeLevel.WARNING)


def summary_of_found(outcomes: Sequence[Outcome]) -> LookupSummary:
    """Return the sentence about sends of this session that were looked up without a request."""
    text = _n(
        len(outcomes),
        QT_TRANSLATE_NOOP("core", "1 send of unknown outcome was looked up:"),
        QT_TRANSLATE_NOOP("core", "{n} sends of unknown outcome were looked up:"),
    )
    return _summed(text, outcomes)


def _resolved_summary(lost: Sequence[EarlierSend]) -> LookupSummary:
    text = _n(
        len(lost),
        QT_TRANSLATE_NOOP("core", "1 send had no known outcome. Looked up:"),
        QT_TRANSLATE_NOOP("core", "{n} sends had no known outcome. Looked up:"),
    )
    return _summed(text, [one.outcome for one in lost if one.outcome is not None])


def _summed(text: Text, outcomes: Sequence[Outcome]) -> LookupSummary:
    """Add how many are in the topic, were not written, or can no longer be determined, except where it is 0."""
    some = [
        o for o in outcomes if o.result in (LookupResult.COUNTED, LookupResult.INDETERMINATE)
    ]  # of identical ones, as many as were found
    there = sum(o.result is LookupResult.FOUND for o in outcomes) + round(sum(o.there / o.same for o in some))
    gone = round(sum(1 - o.there / o.same for o in some if o.result is LookupResult.INDETERMINATE))
    parts = [
        Text(said, {"n": f"{n:,}"})
        for n, said in (
            (there, QT_TRANSLATE_NOOP("core", "{n} in the topic")),
            (len(outcomes) - there - gone, QT_TRANSLATE_NOOP("core", "{n} not written")),
            (gone, QT_TRANSLATE_NOOP("core", "{n} can no longer be determined")),
        )
        if n
    ]
    joined = parts[0]
    for part in parts[1:]:
        joined = Text("{a}, {b}", {"a": joined, "b": part})
    return LookupSummary(
        text=text, hint=Text("{all}.", {"all": joined}), level=NoticeLevel.INFO if there == len(outcomes) else NoticeLevel.WARNING
    )


def _n(n: int, one: str, many: str) -> Text:
    return Text(one) if n == 1 else Text(many, {"n": f"{n:,}"})
