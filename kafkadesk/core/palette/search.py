"""What the palette lists for the words that are typed, and in which order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from kafkadesk.core.palette.pinyin import initials
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

MOST_SHOWN = 60
MOST_USED = 50  # that are remembered
MOST_TYPED = 200  # characters
# How well a word fits: as the beginning of all, of a word, inside a word, as what the thing is, letter by letter.
_BEGINS, _WORD, _INSIDE, _KIND, _LETTERS = 5.0, 4.0, 3.0, 2.0, 1.0
_LESS_KNOWN = 0.5  # less for a name that is not the one shown
_GREY = 0.25  # less for what cannot be done now
_GAP = 12  # characters that letters may be apart
_SHORT = 40  # characters of a name whose single letters are searched: in a sentence any letters are found


class LineKind(StrEnum):
    """What is listed."""

    COMMAND = "command"
    TOPIC = "topic"
    GROUP = "group"
    PROFILE = "profile"
    FILTER = "filter"
    PANE = "pane"
    VIEW = "view"
    LESSON = "lesson"
    HELP = "help"

    @property
    def text(self) -> Text:
        match self:
            case LineKind.COMMAND:
                return Text(QT_TRANSLATE_NOOP("core", "command"))
            case LineKind.TOPIC:
                return Text(QT_TRANSLATE_NOOP("core", "topic"))
            case LineKind.GROUP:
                return Text(QT_TRANSLATE_NOOP("core", "group"))
            case LineKind.PROFILE:
                return Text(QT_TRANSLATE_NOOP("core", "profile"))
            case LineKind.FILTER:
                return Text(QT_TRANSLATE_NOOP("core", "filter"))
            case LineKind.PANE:
                return Text(QT_TRANSLATE_NOOP("core", "pane"))
            case LineKind.VIEW:
                return Text(QT_TRANSLATE_NOOP("core", "view"))
            case LineKind.LESSON:
                return Text(QT_TRANSLATE_NOOP("core", "lesson"))
            case LineKind.HELP:
                return Text(QT_TRANSLATE_NOOP("core", "help"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One line. names: what it is also found by, its text in the other language among them. obstacle: why it cannot be done now."""

    id: str
    kind: LineKind
    text: str
    names: tuple[str, ...] = ()
    keys: str = ""
    obstacle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A line as it fits. spans: which characters of its text were typed, from and to. by: the name that fitted in place of the text."""

    thing: Thing
    spans: tuple[tuple[int, int], ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    """One name as it is searched. letters: whether letters that are apart fit too; shown: whether it is the text itself."""

    name: str
    folded: str
    letters: bool
    shown: bool


class _Word:
    """One word that is typed."""

    def __init__(self, word: str) -> None:
        self.text = word
        self._start = re.compile(rf"(?<![^\W_]){re.escape(word)}")
        loose = f".{{0,{_GAP}}}?".join(map(re.escape, word))
        self._apart = re.compile(rf"(?<![^\W_]){loose}") if len(word) > 1 else None

    def fit(self, form: _Form) -> tuple[float, int]:
        """Return how well it fits, 0 for not at all, and where it begins, -1 where its letters are apart."""
        at = form.folded.find(self.text)
        if at >= 0:
            if at == 0:
                return _BEGINS, 0
            start = self._start.search(form.folded)
            return (_INSIDE, at) if start is None else (_WORD, start.start())
        apart = form.letters and self._apart is not None and self._apart.search(form.folded) is not None
        return (_LETTERS if apart else 0.0), -1


class Index:
    """All lines there are, made ready to be searched at each key."""

    def __init__(self, things: Iterable[Thing], kinds: Mapping[LineKind, tuple[str, ...]]) -> None:
        """kinds: what each kind is called, in every language."""
        self.things = {thing.id: thing for thing in things}
        self._forms = [(thing, _forms(thing)) for thing in self.things.values()]
        self._kinds = {kind: tuple(name.casefold() for name in names) for kind, names in kinds.items()}

    def search(self, typed: str, used: Sequence[str] = ()) -> list[Found]:
        """Return what fits all words, in any order: what was used last first, then what fits best. used: ids, the latest first."""
        rank = {key: at for at, key in enumerate(used)}
        words = [_Word(word) for word in typed[:MOST_TYPED].casefold().split()]
        found: list[tuple[int, float, Found]] = []
        for thing, forms in self._forms:
            if (fitting := self._fit(thing, forms, words)) is not None:
                score, line = fitting
                found.append((rank.get(thing.id, len(rank)), -score, line))
        found.sort(key=lambda one: one[:2])
        return [line for _, _, line in islice(found, MOST_SHOWN)]

    def _fit(self, thing: Thing, forms: Sequence[_Form], words: Sequence[_Word]) -> tuple[float, Found] | None:
        total, spans, by = -_GREY * bool(thing.obstacle) - len(thing.text) / 1000 * bool(words), [], ""
        for word in words:
            best, span, name = self._best(word, thing, forms)
            if best == 0.0:
                return None
            total += best
            by = by or name
            if span is not None:
                spans.append(span)
        return total, Found(thing=thing, spans=tuple(sorted(spans)), by=by)

    def _best(self, word: _Word, thing: Thing, forms: Sequence[_Form]) -> tuple[float, tuple[int, int] | None, str]:
        """Return how well a word fits at best, what of the text it is, and else by which name."""
        best: tuple[float, tuple[int, int] | None, str] = 0.0, None, ""
        for form in forms:
            score, at = word.fit(form)
            if score and (score := score - _LESS_KNOWN * (not form.shown)) > best[0]:
                span = (at, at + len(word.text)) if form.shown and at >= 0 and len(form.folded) == len(thing.text) else None
                best = score, span, "" if form.shown else form.name
        if best[0] < _KIND and any(name.startswith(word.text) for name in self._kinds.get(thing.kind, ())):
            return _KIND, None, ""
        return best


def _forms(thing: Thing) -> tuple[_Form, ...]:
    forms = []
    for name in dict.fromkeys((thing.text, *thing.names)):
        shown = name == thing.text
        forms.append(_Form(name, name.casefold(), letters=len(name) <= _SHORT, shown=shown))
        if len(name) <= _SHORT and (letters := initials(name)):
            forms.append(_Form("" if shown else name, letters, letters=False, shown=False))
    return tuple(forms)


def used_now(used: Sequence[str], key: str) -> list[str]:
    """Return what was used, with this as the latest."""
    return [key, *(other for other in used if other != key)][:MOST_USED]
