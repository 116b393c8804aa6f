"""What can be done with the selected rows of a consumer pane."""

from dataclasses import dataclass

from kafkadesk.core.actions.action import Action, Items, actions_in
from kafkadesk.core.records import Record
from kafkadesk.core.rows.filter import quoted
from kafkadesk.core.serde.decoder import UTF8, Decoder, Part
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.one_line import UNSAFE

LONGEST_KEY = 200  # characters of a key that goes into a filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """The rows that are selected. record: of the current one, if that has any."""

    count: int
    record: Record | None
    decoder: Decoder = UTF8

    @property
    def value(self) -> str | None:
        """The record's value, if it is text."""
        return self._text(Part.VALUE)

    @property
    def key_filter(self) -> str:
        """What filters by the record's key; empty where it cannot be written."""
        key = self._text(Part.KEY)
        return f"key={quoted(key)}" if key and len(key) <= LONGEST_KEY and not UNSAFE.search(key) else ""

    def _text(self, part: Part) -> str | None:
        if self.record is None:
            return None
        data = self.record.key if part is Part.KEY else self.record.value
        return self.decoder.decode(data, self.record.topic, part, self.record.headers).text


RowAction = Action[Selected]


def _not_one(rows: Selected) -> Text | None:
    one = rows.count == 1 and rows.record is not None
    return None if one else Text(QT_TRANSLATE_NOOP("core", "Select one row with a record"))


def _no_text(rows: Selected) -> Text | None:
    if (reason := _not_one(rows)) is not None or rows.value is not None:
        return reason
    return Text(QT_TRANSLATE_NOOP("core", "The value is not text"))


def _copy(rows: Selected) -> Text:
    return COPY.text if rows.count <= 1 else Text(QT_TRANSLATE_NOOP("core", "Copy {n} rows as lines"), {"n": f"{rows.count:,}"})


COPY = RowAction("rows.copy", Text(QT_TRANSLATE_NOOP("core", "Copy as line")), keys=("Ctrl+C",), wording=_copy)
COPY_VALUE = RowAction("rows.copy_value", Text(QT_TRANSLATE_NOOP("core", "Copy value")), obstacle=_no_text)
SHOW = RowAction("rows.record", Text(QT_TRANSLATE_NOOP("core", "Show record…")), obstacle=_not_one)
SEND_AGAIN = RowAction(
    "rows.send_again",
    Text(QT_TRANSLATE_NOOP("core", "Send again…")),
    tip=Text(QT_TRANSLATE_NOOP("core", "Puts it into the producer pane, byte for byte. Nothing is sent until you press Send there.")),
    obstacle=_not_one,
)
ONLY_KEY = RowAction("rows.only_key", Text(QT_TRANSLATE_NOOP("core", "Filter: only this key")), shown=lambda rows: bool(rows.key_filter))
ONLY_PARTITION = RowAction(
    "rows.only_partition", Text(QT_TRANSLATE_NOOP("core", "Filter: only this partition")), shown=lambda rows: rows.record is not None
)
EXPORT = RowAction("rows.export", Text(QT_TRANSLATE_NOOP("core", "Export rows…")))
ROW_MENU: Items[Selected] = (COPY, COPY_VALUE, SHOW, SEND_AGAIN, None, ONLY_KEY, ONLY_PARTITION, None, EXPORT)
ACTIONS: tuple[RowAction, ...] = actions_in(ROW_MENU)
