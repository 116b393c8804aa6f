"""What the cells of a row say where they do not show bytes as they are."""

from html import escape

from PySide6.QtCore import QCoreApplication

from kafkadesk.core.groups.revoked_rows import RowState
from kafkadesk.core.text_tools.one_line import Kind, Shown, one_line, size_text
from kafkadesk.models.record_row import Row

TOOLTIP_CHARS = 1500

translate = QCoreApplication.translate  # by this name lupdate finds the sentences


def shown_text(shown: Shown) -> str:
    """Return a key or value in words where it is no text."""
    match shown.kind:
        case Kind.TEXT:
            return shown.text
        case Kind.NULL:
            return translate("RecordTable", "null")
        case Kind.EMPTY:
            return translate("RecordTable", "empty")
        case Kind.BINARY:
            return translate("RecordTable", "not UTF-8: {hex}").format(hex=shown.text)


def gap_text(row: Row) -> str:
    """Return what a row says that stands for offsets without a record."""
    reason = row.reason.render(lambda source: translate("core", source)) if row.reason is not None else ""
    if row.kind == "unreadable":
        text = translate("RecordTable", "offsets {first}..{last} unreadable: {reason}")
    else:
        text = translate("RecordTable", "offsets {first}..{last}: {reason}")
    return text.format(first=row.offset, last=row.end - 1, reason=one_line(reason))


def tooltip(shown: Shown) -> str:
    """Return more of a key or value than its cell has room for, safe for a tooltip."""
    text = shown_text(shown)
    more = "…" if len(text) > TOOLTIP_CHARS or shown.cut else ""
    return f"<qt>{escape(text[:TOOLTIP_CHARS])}{more}<br/>{escape(size_text(shown.size))}</qt>"  # in <qt> it breaks its lines


def state_text(state: RowState | None, partition: int) -> str | None:
    """Return what became of a row's partition."""
    if state is None:
        return None
    text = (
        translate("RecordTable", "Partition {p} was taken from this pane since. The row was committed before.")
        if state is RowState.REVOKED
        else translate(
            "RecordTable",
            "Partition {p} was taken from this pane before the row was committed: whoever reads the partition next receives it again.",
        )
    )
    return f"<qt>{escape(text.format(p=partition))}</qt>"
