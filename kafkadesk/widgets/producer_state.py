"""What of the producer pane comes back at the next start: as plain values, read back with suspicion."""

from typing import TYPE_CHECKING

from kafkadesk.core.delivery import Mode, Partitioning
from kafkadesk.widgets.payload_editor import ValueFormat

if TYPE_CHECKING:
    from kafkadesk.widgets.producer_pane import ProducerPane


def state(pane: "ProducerPane") -> dict[str, object]:
    """Return everything typed and chosen in the pane."""
    chosen = pane.form.partition.choice()
    return {
        "topic": pane.form.topic.topic_name(),
        "key": pane.form.key(),
        "partition": (chosen.value if isinstance(chosen, Partitioning) else chosen) if pane.form.partition.chosen() else None,
        "value": pane.payload.editor.toPlainText(),
        "format": pane.payload.format().value,
        "ascii_escaped": pane.payload.is_ascii(),
        "headers": [list(header) for header in pane.payload.headers.headers()],
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
            pane.form.set_key(key)
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
    match kept.get("format"):
        case str(name) if name in {f.value for f in ValueFormat}:
            pane.payload.set_format(ValueFormat(name))
    match kept.get("mode"):
        case str(name) if name in {m.value for m in Mode}:
            pane.controls.set_mode(Mode(name))
    pane.payload.set_ascii_escaped(kept.get("ascii_escaped") is True)
    pane.payload.headers.set_headers(_headers(kept.get("headers")))
    for name, box in (("count", pane.controls.count), ("every_ms", pane.controls.every)):
        number = kept.get(name)
        if isinstance(number, int):
            box.setValue(number)
    pane.set_collapsed(kept.get("collapsed") is True)


def _headers(kept: object) -> tuple[tuple[str, str | None], ...]:
    found: list[tuple[str, str | None]] = []
    for header in kept if isinstance(kept, list) else ():
        match header:
            case [str(name), str(value)]:
                found.append((name, value))
            case [str(name), None]:
                found.append((name, None))
    return tuple(found)
