"""All actions by where in the window they belong: what the list of keys shows, and tests go through."""

from typing import Any

from kafkadesk.core.actions import deliveries, pane, places, producer, rows, window
from kafkadesk.core.actions.action import Action
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

SCOPES: tuple[tuple[Text, tuple[Action[Any], ...]], ...] = (
    (Text(QT_TRANSLATE_NOOP("core", "Everywhere")), window.ACTIONS),
    (Text(QT_TRANSLATE_NOOP("core", "Producer")), producer.ACTIONS),
    (Text(QT_TRANSLATE_NOOP("core", "Delivery table")), deliveries.ACTIONS),
    (Text(QT_TRANSLATE_NOOP("core", "Consumer pane")), pane.ACTIONS),
    (Text(QT_TRANSLATE_NOOP("core", "Rows of a consumer pane")), rows.ACTIONS),
    (Text(QT_TRANSLATE_NOOP("core", "Topics")), places.TOPIC_ACTIONS),
    (Text(QT_TRANSLATE_NOOP("core", "Topics and groups")), places.SHARED_ACTIONS),
    (Text(QT_TRANSLATE_NOOP("core", "Groups")), places.GROUP_ACTIONS),
)
