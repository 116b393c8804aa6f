"""What can be done with the message in the producer pane. The state is whether its value can be edited as text."""

from kafkadesk.core.actions.action import Action, Items
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

ProducerAction = Action[bool]


def _no_editor(editable: bool) -> Text | None:
    return None if editable else Text(QT_TRANSLATE_NOOP("core", "The value is empty or null"))


SEND = ProducerAction("producer.send", Text(QT_TRANSLATE_NOOP("core", "Send")), keys=("Ctrl+Return", "Ctrl+Enter"))
PREVIEW = ProducerAction("producer.preview", Text(QT_TRANSLATE_NOOP("core", "Preview what will be sent")), keys=("Ctrl+P",))
FORMAT = ProducerAction("producer.format", Text(QT_TRANSLATE_NOOP("core", "Format JSON")), keys=("Ctrl+Shift+F",), obstacle=_no_editor)
MINIFY = ProducerAction("producer.minify", Text(QT_TRANSLATE_NOOP("core", "Minify JSON")), keys=("Ctrl+Shift+M",), obstacle=_no_editor)
FIND = ProducerAction("producer.find", Text(QT_TRANSLATE_NOOP("core", "Find")), keys=("Ctrl+F",), obstacle=_no_editor)
EDITOR_ACTIONS: tuple[ProducerAction, ...] = (PREVIEW, FORMAT, MINIFY, FIND)
EDITOR_MENU: Items[bool] = (PREVIEW, None, FORMAT, MINIFY, FIND)
ACTIONS: tuple[ProducerAction, ...] = (SEND, *EDITOR_ACTIONS)
