"""A table of a lesson file, read key by key: every key is asked for, of the right type, and none is left over."""

from collections.abc import Mapping
from typing import NoReturn, TypeVar

from kafkadesk.core.errors import InputError, LessonError
from kafkadesk.core.lessons.steps import LessonText
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

MAX_TEXT = 10_000  # characters of one text

T = TypeVar("T")

_KINDS: dict[type, Text] = {
    str: Text(QT_TRANSLATE_NOOP("core", "a text")),
    int: Text(QT_TRANSLATE_NOOP("core", "a whole number")),
    float: Text(QT_TRANSLATE_NOOP("core", "a number")),
    bool: Text(QT_TRANSLATE_NOOP("core", "true or false")),
    list: Text(QT_TRANSLATE_NOOP("core", "a list")),
    dict: Text(QT_TRANSLATE_NOOP("core", "a table")),
}


class Table:
    """One TOML table. where: how sentences call it, such as "join"; empty for a whole step or lesson. step None: above the steps."""

    def __init__(self, data: Mapping[str, object], where: str, step: int | None = None) -> None:
        self.data = data
        self.where = where
        self.step = step
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        return key in self.data

    def optional(self, key: str, kind: type[T]) -> T | None:
        """Return the key's value, None when it is absent; raise LessonError when it is of another kind."""
        self._asked.add(key)
        if key not in self.data:
            return None
        return self.typed(key, self.data[key], kind)

    def required(self, key: str, kind: type[T]) -> T:
        """Return the key's value; raise LessonError when it is absent or of another kind."""
        value = self.optional(key, kind)
        if value is None:
            self.bad(QT_TRANSLATE_NOOP("core", "“{key}” is missing."), key=key)
        return value

    def number(self, key: str, default: int, low: int, high: int) -> int:
        """Return a whole number between two bounds."""
        value = self.optional(key, int)
        return default if value is None else self.bounded(key, value, low, high)

    def bounded(self, key: str, value: T, low: float, high: float) -> T:
        """Return a number, or raise LessonError when it is out of bounds."""
        if not low <= value <= high:  # type: ignore[operator]  # T is int or float here
            self.bad(
                QT_TRANSLATE_NOOP("core", "“{key}” must be {low} to {high}, not {value}."),
                key=key,
                low=low,
                high=high,
                value=value,
            )
        return value

    def typed(self, key: str, value: object, kind: type[T]) -> T:
        """Return a value if it is of this kind; whole numbers are numbers too, but true and false are not."""
        fits = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
        if kind is float and type(value) is int:
            return float(value)  # type: ignore[return-value]  # T is float here
        if not fits:
            self.bad(QT_TRANSLATE_NOOP("core", "“{key}” must be {kind}."), key=key, kind=_KINDS[kind])
        return value  # type: ignore[return-value]  # fits says so

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when absent."""
        return tuple(self.typed(key, item, str) for item in self.optional(key, list) or ())

    def tables(self, key: str) -> tuple["Table", ...]:
        """Return a list of tables that holds at least one."""
        items = self.required(key, list)
        if not items:
            self.bad(QT_TRANSLATE_NOOP("core", "“{key}” is an empty list."), key=key)
        return tuple(Table(self.typed(key, item, dict), key, self.step) for item in items)

    def table(self, key: str) -> "Table":
        return Table(self.required(key, dict), key, self.step)

    def one_of(self, key: str, default: str, choices: tuple[str, ...]) -> str:
        """Return one of a few words."""
        value = self.optional(key, str)
        if value is not None and value not in choices:
            self.bad(
                QT_TRANSLATE_NOOP("core", "“{key}” cannot be “{value}”; it is one of: {choices}."),
                key=key, value=value, choices=", ".join(choices),
            )  # fmt: skip
        return default if value is None else value

    def words(self, key: str) -> LessonText | None:
        """Return a text and its Chinese, which is in key_zh."""
        en, zh = self.optional(key, str), self.optional(f"{key}_zh", str)
        if en is None:
            if zh is not None:
                self.bad(QT_TRANSLATE_NOOP("core", "there is “{key}_zh” but no “{key}”."), key=key)
            return None
        for text in (en, zh or ""):
            if len(text) > MAX_TEXT:
                self.bad(QT_TRANSLATE_NOOP("core", "“{key}” is longer than {limit} characters."), key=key, limit=MAX_TEXT)
        return LessonText(en.strip(), None if zh is None else zh.strip())

    def done(self) -> None:
        """Raise LessonError when the table has a key that nobody asked for."""
        for key in self.data:
            if key not in self._asked:
                self.bad(QT_TRANSLATE_NOOP("core", "there is no “{key}” in the format."), key=key)

    def fail(self, source: str, **args: object) -> NoReturn:
        """Raise LessonError with a sentence that names the step."""
        raise fault(Text(source, args), self.step)

    def bad(self, source: str, **args: object) -> NoReturn:
        """Raise LessonError with a sentence that names the step and this table."""
        raise fault(self._here(Text(source, args)), self.step)

    def wrong(self, error: InputError) -> NoReturn:
        """Raise LessonError for an input that the rest of the app would refuse too."""
        raise fault(self._here(error.title), self.step, error.hint) from error

    def _here(self, what: Text) -> Text:
        return Text(QT_TRANSLATE_NOOP("core", "{where}: {what}"), {"where": self.where, "what": what}) if self.where else what


def fault(what: Text, step: int | None, hint: Text | None = None) -> LessonError:
    """Return a LessonError whose sentence names the step."""
    title = what if step is None else Text(QT_TRANSLATE_NOOP("core", "Step {step}: {what}"), {"step": step, "what": what})
    return LessonError(title, hint, step=step)
