"""What of the producer pane comes back at the next start: as plain values, read back with suspicion."""

from typing import TYPE_CHECKING

from kafkadesk.core.compose.fields import ValueKind
from kafkadesk.core.delivery import Mode, Partitioning
from kafkadesk.widgets.producer.headers_editor import HeaderRow

if TYPE_CHECKING:
    from kafkadesk.widgets.producer.producer_pane import ProducerPane


def state(pane: "ProducerPane") -> dict[str, object]:
    """Return everything typed and chosen in the pane."""
    chosen = pane.form.partition.choice()
    return {
        "topic": pane.form.topic.topic_name(),
        "key": pane.form.key.text(),
        "key_kind": pane.form.key.kind().value,
        "partition": (chosen.value if isinstance(chosen, Partitioning) else chosen) if pane.form.partition.chosen() else None,
        "value": pane.payload.editor.text(),
        "format": pane.payload.kind().value,
        "ascii_escaped": pane.payload.is_ascii(),
        "templates": pane.payload.templates(),
        "headers": [[row.name, row.text, row.kind.value] for row in pane.payload.headers.rows()],
        "count": pane.controls.count.value(),
        "every_ms": pane.controls.every.value(),
        "mode": pane.controls.send_mode().value,
        "collapsed": pane.is_collapsed(),
    }


def restore(pane: "ProducerPane", kept: dict[str, object]) -> None:
    """Put what state() returned back into the pane; values of a wrong kind (a file edited by hand) are passed over."""
    match kept.get("topic"):
        case str(topic):
            pane.set_topic(topic)
    match kept.get("key"):
        case str(key):
            pane.form.key.set_key(key, _kind(kept.get("key_kind"), ValueKind.TEXT))
    match kept.get("partition"):
        case bool():
            pass
        case int(partition) if 0 <= partition < 1_000:
            pane.form.partition.choose(partition)
        case str(name) if name in {p.value for p in Partitioning}:
            pane.form.partition.choose(Partitioning(name))
    match kept.get("value"):
        case str(value):
            pane.payload.set_text(value)
    pane.payload.set_kind(_kind(kept.get("format"), pane.payload.kind()))
    match kept.get("mode"):
        case str(name) if name in {m.value for m in Mode}:
            pane.controls.set_mode(Mode(name))
    pane.payload.set_templates(kept.get("templates") is not False)
    pane.payload.set_ascii_escaped(kept.get("ascii_escaped") is True)
    pane.payload.headers.set_headers(_headers(kept.get("headers")))
    for name, box in (("count", pane.controls.count), ("every_ms", pane.controls.every)):
        number = kept.get(name)
        if isinstance(number, int):
            box.setValue(number)
    pane.set_collapsed(kept.get("collapsed") is True)


def _kind(kept: object, usual: ValueKind) -> ValueKind:
    return ValueKind(kept) if kept in {kind.value for kind in ValueKind} else usual


def _headers(kept: object) -> tuple[HeaderRow, ...]:
    found: list[HeaderRow] = []
    for header in kept if isinstance(kept, list) else ():
        match header:
            case [str(name), str(text)]:  # as earlier versions kept them
                found.append(HeaderRow(name, text))
            case [str(name), None]:
                found.append(HeaderRow(name, kind=ValueKind.NULL))
            case [str(name), str(text), kind]:
                found.append(HeaderRow(name, text, _kind(kind, ValueKind.TEXT)))
    return tuple(found)
