"""The Chinese text: resources/i18n/kafkadesk_zh_CN.ts from the sources, and the .qm that the program loads from it.

    translations.py update    read the sources again, keep what is translated, compile
    translations.py check     fail when a sentence is not in the .ts, not translated, has other {places}, or the .qm is stale

Runs in the project's environment (PySide6's lupdate and lrelease).
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QTranslator

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "kafkadesk"
TS = ROOT / "resources" / "i18n" / "kafkadesk_zh_CN.ts"
# What lupdate would otherwise put in: line numbers, which change with every commit, and sentences that are gone.
LUPDATE = ("-extensions", "py", "-locations", "none", "-no-obsolete", "-source-language", "en", "-target-language", "zh_CN")
PLACE = re.compile(r"\{[^{}]*\}|%n|%L?\d+")
SHOWN = 60  # characters of a sentence in a finding


class ToolError(Exception):
    """lupdate or lrelease did not do its work; the text is what it printed."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the .ts. translation None: unfinished. plural: it has a form for %n."""

    context: str
    source: str
    comment: str
    plural: bool
    translation: str | None

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it one sentence."""
        return self.context, self.source, self.comment


def main(arguments: Sequence[str]) -> int:
    """Update or check. Return the exit status."""
    if list(arguments) not in (["update"], ["check"]):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if arguments[0] == "update":
            update(TS)
            print(f"{len(list(messages(TS)))} sentences, {sum(m.translation is None for m in messages(TS))} to translate")
            return 0
        findings = check(TS)
    except ToolError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(findings))
    return 1 if findings else 0


def update(ts: Path) -> None:
    """Bring `ts` up to the sources, and the .qm beside it up to `ts`."""
    tool("lupdate", *LUPDATE, str(SOURCES), "-ts", str(ts))
    tool("lrelease", "-silent", str(ts), "-qm", str(ts.with_suffix(".qm")))


def check(ts: Path) -> list[str]:
    """Return what is wrong, a line each."""
    if not ts.exists():
        return [f"{ts.name} is missing"]
    there = list(messages(ts))
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / ts.name
        shutil.copy(ts, fresh)
        tool("lupdate", *LUPDATE, str(SOURCES), "-ts", str(fresh))
        wanted = {m.key for m in messages(fresh)}
    have = {m.key for m in there}
    findings = [f"not in {ts.name}: {name(key)}" for key in sorted(wanted - have)]
    findings += [f"no longer in the sources: {name(key)}" for key in sorted(have - wanted)]
    findings += [f"not translated: {name(m.key)}" for m in there if m.translation is None]
    for m in there:
        if m.translation is not None and sorted(PLACE.findall(m.source)) != sorted(PLACE.findall(m.translation)):
            findings.append(f"other places than the source: {name(m.key)} -> {m.translation}")
    return findings + stale(ts.with_suffix(".qm"), there)


def stale(qm: Path, there: Sequence[Message]) -> list[str]:
    """Return where the .qm says something else than the .ts.

    It is asked, not compared byte by byte: another lrelease writes other bytes for the same text.
    """
    translator = QTranslator()
    if not translator.load(str(qm)):
        return [f"{qm.name} is missing or cannot be read"]
    return [
        f"{qm.name} is older than the .ts: {name(m.key)}"
        for m in there
        if m.translation and translator.translate(m.context, m.source, m.comment, 5 if m.plural else -1) != m.translation
    ]


def messages(ts: Path) -> Iterator[Message]:
    """Give the sentences of a .ts file."""
    for context in ElementTree.parse(ts).getroot().iter("context"):  # noqa: S314  # our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            # Chinese has one form for every number.
            form = translation.find("numerusform")
            text = (translation if form is None else form).text or ""
            finished = translation.get("type") is None and bool(text)
            yield Message(
                context=context.findtext("name", ""),
                source=message.findtext("source", ""),
                comment=message.findtext("comment", ""),
                plural=message.get("numerus") == "yes",
                translation=text if finished else None,
            )


def name(key: tuple[str, str, str]) -> str:
    """Return a sentence's place and beginning, for a finding."""
    context, source, comment = key
    text = source if len(source) <= SHOWN else source[: SHOWN - 1] + "…"
    return f"{context}: {text!r}" + (f" ({comment})" if comment else "")


def tool(which: str, *arguments: str) -> None:
    """Run PySide6's own lupdate or lrelease; raises ToolError when it fails or warns."""
    program = next(Path(sys.executable).parent.glob(f"pyside6-{which}*"), None)
    if program is None:
        raise ToolError(f"pyside6-{which} is not in the environment: python3 packaging/dev.py fix")
    done = subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != 0 or "warning" in done.stderr.lower():
        raise ToolError(f"{which}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
