"""What can be done with the message in the producer pane."""

from dataclasses import dataclass

from kafkadesk.core.actions.action import Action, Items, Menu, Slot, actions_in, literal
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Composing:
    """What the producer's actions depend on. editable: whether the value is text; saved: whether there are messages of the user's own."""

    editable: bool = True
    saved: bool = False


ProducerAction = Action[Composing]


def _no_editor(now: Composing) -> Text | None:
    return None if now.editable else Text(QT_TRANSLATE_NOOP("core", "The value is empty or null"))


SEND = ProducerAction("producer.send", Text(QT_TRANSLATE_NOOP("core", "Send")), keys=("Ctrl+Return", "Ctrl+Enter"))
PREVIEW = ProducerAction(
    "producer.preview",
    Text(QT_TRANSLATE_NOOP("core", "Preview what will be sent")),
    label=Text(QT_TRANSLATE_NOOP("core", "Preview")),
    tip=Text(QT_TRANSLATE_NOOP("core", "What will be sent next, with the templates filled in")),
    keys=("Ctrl+P",),
)
PYTHON = ProducerAction(
    "producer.python",
    Text(QT_TRANSLATE_NOOP("core", "Show as Python…")),
    label=literal("Python"),
    tip=Text(QT_TRANSLATE_NOOP("core", "Show as Python: the same as a kafka-python script")),
)
_COLLAPSE = Text(QT_TRANSLATE_NOOP("core", "Show only Send and the last verdict"))
COLLAPSE = ProducerAction("producer.collapse", _COLLAPSE, label=literal("«"), tip=_COLLAPSE)
FORMAT = ProducerAction("producer.format", Text(QT_TRANSLATE_NOOP("core", "Format JSON")), keys=("Ctrl+Shift+F",), obstacle=_no_editor)
MINIFY = ProducerAction("producer.minify", Text(QT_TRANSLATE_NOOP("core", "Minify JSON")), keys=("Ctrl+Shift+M",), obstacle=_no_editor)
FIND = ProducerAction("producer.find", Text(QT_TRANSLATE_NOOP("core", "Find")), keys=("Ctrl+F",), obstacle=_no_editor)
SEND_FILE = ProducerAction("producer.send_file", Text(QT_TRANSLATE_NOOP("core", "Send the messages of a file…")))
SAVE = ProducerAction("producer.save", Text(QT_TRANSLATE_NOOP("core", "Save this message…")))

TEMPLATES, SAVED, SAVED_TO_DELETE = Slot("templates"), Slot("saved messages"), Slot("saved messages to delete")
EDITOR_MENU: Items[Composing] = (PREVIEW, None, FORMAT, MINIFY, FIND)
TEMPLATE_MENU: Items[Composing] = (
    TEMPLATES, None, SAVED, None, SAVE,
    Menu(Text(QT_TRANSLATE_NOOP("core", "Delete")), (SAVED_TO_DELETE,), shown=lambda now: now.saved),
    None, SEND_FILE,
)  # fmt: skip
ACTIONS: tuple[ProducerAction, ...] = (SEND, *actions_in(EDITOR_MENU, TEMPLATE_MENU), PYTHON, COLLAPSE)
