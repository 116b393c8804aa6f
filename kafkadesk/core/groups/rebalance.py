"""A rebalance of a consumer group, and what causes one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why the group will rebalance. at: time.monotonic() seconds. told: the broker hears of it at once (join, leave).

    heard_at: when it had heard of it for certain, as far as known yet. client: the client id of a pane that ended before it had told us
    its member id: it may never have reached the group.
    """

    text: Text
    pane: str
    at: float
    told: bool
    heard_at: float | None = None
    client: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebalance:
    """From the first sign of a new generation until every living member reads. before, after: partitions by pane id.

    noticed_at: of a join or leave, when the broker had heard of it; of a death, when the broker was seen to know, or the first member was told.
    before is how it was when the group was stable last. cause_at None: another program's doing, of which only the effect is seen.
    topics: what each pane reads. stopped: when a member had to give up all that it read; paused: for how many seconds it then read nothing.
    """

    cause: Text
    cause_at: float | None
    noticed_at: float
    stable_at: float | None = None
    generation: int | None = None
    before: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    after: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    stopped: Mapping[str, float] = field(default_factory=dict)
    paused: Mapping[str, float] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)

    @property
    def detected_after_s(self) -> float | None:
        """Seconds from the cause until the group noticed; None when the moment of the cause is not known."""
        return None if self.cause_at is None else max(0.0, self.noticed_at - self.cause_at)

    @property
    def seconds(self) -> float | None:
        """Seconds from the notice until stable; None while it is not over."""
        return None if self.stable_at is None else self.stable_at - self.noticed_at

    def heard(self, at: float | None) -> "Rebalance":
        """Note that the broker knew of it at a moment: what is known earliest holds, unless that was before the cause."""
        if at is None or self.cause_at is None or at < self.cause_at or (self.noticed_at != self.cause_at and at >= self.noticed_at):
            return self
        return replace(self, noticed_at=at)

    def stops(self, pane: str, at: float) -> "Rebalance":
        """Note that a member reads nothing from now on."""
        return replace(self, stopped={pane: at, **self.stopped})

    def goes_on(self, pane: str, at: float) -> "Rebalance":
        """Note that a member reads again."""
        return replace(self, paused={**self.paused, pane: at - self.stopped[pane]}) if pane in self.stopped else self


def left_by(pane: str, name: str, at: float) -> Cause:
    """Return that a pane left as a cause."""
    return Cause(text=Text(QT_TRANSLATE_NOOP("core", "{name} left"), {"name": name}), pane=pane, at=at, told=True)


def together(texts: tuple[Text, ...]) -> Text:
    """Return several causes as one text."""
    text = texts[0]
    for other in texts[1:]:
        text = Text(QT_TRANSLATE_NOOP("core", "{one}, {other}"), {"one": text, "other": other})
    return text
