"""Where lessons come from: the built-in ones by name, a person's own by file."""

from pathlib import Path

from kafkadesk import resources
from kafkadesk.core.errors import LessonError
from kafkadesk.core.lessons.file import MAX_BYTES, parse_lesson
from kafkadesk.core.lessons.steps import Lesson
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


def built_in() -> dict[str, Path]:
    """Return the file of each built-in lesson by its name, in the order in which they are taught."""
    paths = sorted(resources.path("lessons").glob("[0-9]*-*.toml"), key=lambda path: int(path.stem.split("-", 1)[0]))
    return {path.stem.split("-", 1)[1]: path for path in paths}


def load_lesson(name: str, *, local: bool) -> Lesson:
    """Return the built-in lesson of this name, or the one in this file; raises LessonError. local: played on Local Kafka."""
    path = built_in().get(name, Path(name))
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise LessonError(
            Text(QT_TRANSLATE_NOOP("core", "The lesson “{name}” cannot be read: {why}."), {"name": name, "why": error.strerror or error}),
            Text(QT_TRANSLATE_NOOP("core", "Give a lesson file, or one of: {names}."), {"names": ", ".join(built_in())}),
        ) from error
    return parse_lesson(data, local=local)
