"""The same as a command line of Kafka's own tools, quoted for the user's shell. It never holds a secret."""

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

SAFE = re.compile(r"[\w.,:/@%+=-]+", re.ASCII)
CONFIG_FILE = "client.properties"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """For whom a command line is written. secured: the connection needs a file of settings. windows: for its own shells."""

    bootstrap: str
    secured: bool = False
    windows: bool = False

    def line(self, tool: str, arguments: Sequence[str]) -> str:
        """Return the command line of a tool, such as "kafka-topics"."""
        where = ["--bootstrap-server", self.bootstrap, *(["--command-config", CONFIG_FILE] if self.secured else [])]
        ending = ".bat" if self.windows else ".sh"
        return " ".join([tool + ending, *map(self._quoted, [*where, *arguments])])

    def _quoted(self, word: str) -> str:
        if not self.windows:
            return shlex.quote(word)
        return word if SAFE.fullmatch(word) else '"' + word.replace('"', '\\"') + '"'
