"""Painting that cannot end the program."""

import functools
import logging
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

log = logging.getLogger(__name__)

P = ParamSpec("P")
Self = TypeVar("Self")


def guarded(paint: Callable[Concatenate[Self, P], None]) -> Callable[Concatenate[Self, P], None]:
    """Log what a graphics item's paint() raises: an exception that gets out of it into QGraphicsView ends the process (PySide 6.11)."""

    @functools.wraps(paint)
    def painted(self: Self, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            paint(self, *args, **kwargs)
        except Exception:
            log.exception("%s could not be painted", type(self).__name__)

    return painted
