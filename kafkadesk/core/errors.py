"""Errors a user meets, as a tree. Each knows what happened, what to do next, and whether trying again can help.

UserError
├── AddressError       bootstrap servers that cannot be read: names the token
├── InputError         something typed that cannot be used: template, JSON, topic name, key
├── ConnectError       the cluster cannot be reached, or not all of it
│   └── AuthError      the login was refused: never tried again by itself
├── KafkaRefusedError  the cluster answered, and said no
├── LocalKafkaError    Local Kafka could not be got or started
│   └── LocalKafkaCancelledError  because the user gave it up
├── ExportError        a file that a person asked for could not be written
├── ProfileError       a profile, a file of profiles or a file that one names, that cannot be used: names each defect
├── ReadOnlyError      the profile forbids what would change the cluster
├── LessonError        a lesson file that cannot be played: names step and fault
└── WorkerError        a consumer process that failed
    └── StuckError     that gives no sign of life, and may come to again
"""

from kafkadesk.core.text import Text


class UserError(Exception):
    """Something that did not work, in the user's words.

    title: what happened and why; hint: what to do next; retry: whether the same action may succeed later.
    """

    def __init__(self, title: Text, hint: Text | None = None, *, retry: bool = False) -> None:
        super().__init__(title.render())
        self.title = title
        self.hint = hint
        self.retry = retry

    def sentence(self) -> str:
        """Return title and hint in English, as one line for a terminal or a log."""
        return self.title.render() if self.hint is None else f"{self.title.render()} {self.hint.render()}"


class AddressError(UserError):
    """Bootstrap servers that cannot be read; the title names each wrong token."""


class InputError(UserError):
    """Something typed that cannot be used. line and column count from 1 where the place is known."""

    def __init__(self, title: Text, hint: Text | None = None, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(title, hint)
        self.line = line
        self.column = column


class ConnectError(UserError):
    """The cluster, or a part of it, cannot be reached."""


class AuthError(ConnectError):
    """The login was refused, or cannot be done this way. It is never repeated unasked: that would lock the account."""


class KafkaRefusedError(UserError):
    """The cluster answered and refused."""


class LocalKafkaError(UserError):
    """Local Kafka could not be fetched or started. log_tail: the last lines that the broker printed."""

    def __init__(self, title: Text, hint: Text | None = None, *, retry: bool = False, log_tail: tuple[str, ...] = ()) -> None:
        super().__init__(title, hint, retry=retry)
        self.log_tail = log_tail


class LocalKafkaCancelledError(LocalKafkaError):
    """The start of Local Kafka was given up by the user: nothing to complain about."""


class ExportError(UserError):
    """A file that a person asked for could not be written; nothing is left of it."""


class ProfileError(UserError):
    """A profile, or a file that one is read from or names, that cannot be used; the title names each defect."""


class ReadOnlyError(UserError):
    """The profile is read-only, and the intent would change something on the cluster. Nothing was tried."""


class LessonError(UserError):
    """A lesson file that cannot be played. step counts every [[step]] from 1; None: the fault is above the steps."""

    def __init__(self, title: Text, hint: Text | None = None, *, step: int | None = None) -> None:
        super().__init__(title, hint)
        self.step = step


class WorkerError(UserError):
    """A consumer process that failed or could not start."""


class StuckError(WorkerError):
    """A consumer process that gives no sign of life. It may be ended and started again, or come to by itself."""
