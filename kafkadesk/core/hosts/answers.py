"""What can become of a change to the hosts file: the exit status of the elevated helper, and what a person is told.

The status is the helper's only answer, so that nothing it could be tricked into writing is ever read back.
"""

from enum import IntEnum

from kafkadesk.core.errors import UserError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


class Answer(IntEnum):
    """Exit status of the elevated helper. Never renumber: helper and window may be of different versions for a moment."""

    DONE = 0
    UNCHANGED = 10  # what was asked for is there already
    CHANGED = 20  # the file is not the one that was looked at
    MALFORMED = 21  # our block, or what looks like it, is damaged
    ENCODING = 22  # UTF-16, NUL bytes, too large
    NO_BACKUP = 30
    DENIED = 31
    MISMATCH = 32  # what was read back was something else; the old content was written back
    BUSY = 33  # another program, or another KafkaDesk, holds the file
    TORN = 34  # an earlier write was cut off, and nothing else is written into that; or it cannot be repaired as asked
    HALF = 35  # what was written was something else, and the old content could not be written back either
    INVALID = 40  # a request that cannot be read, or asks for what is not allowed
    REFUSED = 41  # the user, or the system, did not consent: the helper never ran


class HostsError(UserError):
    """A change to the hosts file that was not made. code: what the helper answers with."""

    def __init__(self, code: Answer, title: Text | None = None, hint: Text | None = None) -> None:
        told, advice = words(code)
        super().__init__(title or told, hint or advice, retry=code in (Answer.BUSY, Answer.CHANGED, Answer.REFUSED))
        self.code = code


def words(code: Answer) -> tuple[Text, Text | None]:
    """Return what happened and what to do next, for whoever has only the exit status."""
    return WORDS.get(code, WORDS[Answer.INVALID])


COPY = Text(QT_TRANSLATE_NOOP("core", "You can copy the lines and add them by hand, in an editor that runs as administrator."))

WORDS: dict[Answer, tuple[Text, Text | None]] = {
    Answer.DONE: (Text(QT_TRANSLATE_NOOP("core", "The hosts file was written and read back: it is as shown.")), None),
    Answer.UNCHANGED: (Text(QT_TRANSLATE_NOOP("core", "Nothing to change: the hosts file already contains these lines.")), None),
    Answer.CHANGED: (
        Text(QT_TRANSLATE_NOOP("core", "Another program changed the hosts file meanwhile. Nothing was written.")),
        Text(QT_TRANSLATE_NOOP("core", "Look at the lines again, then write them.")),
    ),
    Answer.MALFORMED: (
        Text(
            QT_TRANSLATE_NOOP("core", "KafkaDesk's lines in the hosts file were edited, or its markers are damaged. Nothing was written.")
        ),
        Text(QT_TRANSLATE_NOOP("core", "Delete the lines from “# >>> KafkaDesk” to “# <<< KafkaDesk” by hand, or restore a backup.")),
    ),
    Answer.ENCODING: (
        Text(QT_TRANSLATE_NOOP("core", "The hosts file is not plain text (UTF-16 or NUL bytes), or too large. Nothing was written.")),
        Text(QT_TRANSLATE_NOOP("core", "Windows does not read it like this either. Save it as ANSI or UTF-8, or restore a backup.")),
    ),
    Answer.NO_BACKUP: (
        Text(QT_TRANSLATE_NOOP("core", "The backup could not be made. Without a backup nothing is written.")),
        Text(QT_TRANSLATE_NOOP("core", "Check whether the disk is full or the backup folder is locked.")),
    ),
    Answer.DENIED: (Text(QT_TRANSLATE_NOOP("core", "The system does not let KafkaDesk write the hosts file. Nothing was changed.")), COPY),
    Answer.MISMATCH: (
        Text(QT_TRANSLATE_NOOP("core", "What was written could not be read back; the old content was restored.")),
        Text(QT_TRANSLATE_NOOP("core", "A virus scanner may guard the hosts file. You can copy the lines and add them by hand.")),
    ),
    Answer.BUSY: (
        Text(QT_TRANSLATE_NOOP("core", "Another program has the hosts file open. Nothing was changed.")),
        Text(QT_TRANSLATE_NOOP("core", "Close editors that have it open; a virus scanner releases it after a moment. Then try again.")),
    ),
    Answer.TORN: (
        Text(QT_TRANSLATE_NOOP("core", "An earlier change of the hosts file was interrupted: the file is damaged. Nothing was written.")),
        Text(QT_TRANSLATE_NOOP("core", "Repair the file first. If it was edited since, restore the backup that you want.")),
    ),
    Answer.HALF: (
        Text(
            QT_TRANSLATE_NOOP(
                "core", "The hosts file could not be written completely, and its old content could not be restored: it is damaged."
            )
        ),
        Text(
            QT_TRANSLATE_NOOP(
                "core",
                "A virus scanner may guard it, or the disk is full. The old content is among the backups: repair the file, or restore that one.",
            )
        ),
    ),
    Answer.INVALID: (
        Text(QT_TRANSLATE_NOOP("core", "The helper that writes the hosts file did not accept the request. Nothing was changed.")),
        COPY,
    ),
    Answer.REFUSED: (
        Text(QT_TRANSLATE_NOOP("core", "Nothing was changed.")),
        Text(QT_TRANSLATE_NOOP("core", "Administrator consent was not given. You can try again, or copy the lines.")),
    ),
}
