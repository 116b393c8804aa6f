"""Files of messages that the user chose."""

from pathlib import Path

from kafkadesk.core.compose.message_file import CsvColumns, FileForm, MessageFile, read_messages
from kafkadesk.core.errors import InputError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


def read_file(path: str, columns: CsvColumns | None = None) -> MessageFile:
    """Return the messages of a file of this computer, by its name a CSV file or one of JSON lines; raises InputError."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "{file} cannot be read: {why}."), {"file": path, "why": why})) from error
    return read_messages(data, FileForm.of(path), columns)
