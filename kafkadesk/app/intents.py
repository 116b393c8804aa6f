"""How what the user asks for is run, and where its errors are shown."""

import asyncio
import functools
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from kafkadesk.core.doctor.place import DoctorContext, of_error
from kafkadesk.core.errors import UserError
from kafkadesk.core.events import NoticeLevel
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.tasks import Tasks
from kafkadesk.widgets.window.message_bar import Message, MessageBar

CONNECTION_KEY = "connection"  # of the message about the connection itself
WHY = QT_TRANSLATE_NOOP("core", "Why? Ask the doctor")

P = ParamSpec("P")
T = TypeVar("T")


class Intents(QObject):
    """Runs intents of one window and shows their UserErrors in its message bar. doctor_offered: the window has a doctor from now on."""

    doctor_offered = Signal()

    def __init__(self, messages: MessageBar) -> None:
        super().__init__(messages)
        self._messages = messages
        self._tasks = Tasks(self.show_error)
        self._doctor: Callable[[DoctorContext], None] | None = None

    def attempt(self, call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Run an intent; show its UserError where the user looks. Return whether it succeeded."""
        try:
            call(*args, **kwargs)
        except UserError as error:
            self.show_error(error)
            return False
        return True

    def start(self, work: Coroutine[Any, Any, T], name: str) -> asyncio.Task[T]:
        """Run an intent that takes time; show its UserError where the user looks."""
        return self._tasks.start(work, name)

    def show_error(self, error: UserError, key: str = "") -> None:
        """Show an error in the message bar."""
        ours = type(error) is UserError  # a fault of ours, or of the disk: the log has more
        self.show(error, Message(text=error.title, hint=error.hint, level=NoticeLevel.ERROR, key=key, details=ours))

    def show(self, error: UserError, message: Message) -> None:
        """Show a message about an error, with "why?" if that is a case for the doctor."""
        doctor, place = self._doctor, of_error(error)
        if doctor is not None and place is not None:
            message = replace(message, action=Text(WHY), on_action=functools.partial(doctor, place))
        self._messages.show_message(message)

    def offer_doctor(self, doctor: Callable[[DoctorContext], None]) -> None:
        """Offer "why?" wherever something fails for the connection: it calls the doctor there."""
        self._doctor = doctor
        self.doctor_offered.emit()

    @property
    def has_doctor(self) -> bool:
        """Whether "why?" can be offered."""
        return self._doctor is not None

    def ask_doctor(self, place: DoctorContext) -> None:
        """Call the doctor to a place that failed."""
        if self._doctor is not None:
            self._doctor(place)

    async def close(self) -> None:
        """Cancel the intents that still run."""
        await self._tasks.cancel_all()
