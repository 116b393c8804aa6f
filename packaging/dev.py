"""One command for developers and for continuous integration; needs nothing but Python 3.11 and its standard library.

    python3 packaging/dev.py run      the window on Local Kafka; without a display: lesson 4 headless, report and pictures
    python3 packaging/dev.py test     every check, then the whole suite (more arguments go to pytest; --long adds the hours)
    python3 packaging/dev.py check    lint, format, types, import fences, translations, the picture of the rooms
    python3 packaging/dev.py fix      what can be fixed automatically: lint, format, translation files, the picture of the rooms
    python3 packaging/dev.py bench    the benchmark
    python3 packaging/dev.py windows  the Windows app: installers, portable zips, SBOM, checksums (on Linux through Wine; root)

Each makes .venv in the project folder when it is missing or out of date, and on Debian and Ubuntu installs the system
packages that are missing.
"""

import sys

# Below this gate the file runs on 3.11; its syntax must still be read by older ones, so that they reach the sentence.
if sys.version_info < (3, 11):  # noqa: UP036  # an older Python is exactly what this is for
    sys.exit(
        "KafkaDesk needs Python 3.11 or newer; this is Python {}.{} ({}). "
        "Start this command with a newer one, for example: python3.12 packaging/dev.py".format(*sys.version_info[:2], sys.executable)
    )

import io
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import environment
import machine

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "out" / "lesson-4"
OK, FAILED, WRONG_USE = 0, 1, 2
# Two processes of tests, each with a broker of its own: most tests wait for Kafka and not for a core. A file's tests stay together.
# One that dies is not begun again: xdist then waits for ever for the tests that the dead one had.
AT_ONCE = ("-n", "2", "--dist", "loadfile", "--max-worker-restart", "0")
TAKE_NOTHING = ("check", "fix", "windows")

Step = tuple[str, tuple[str, ...]]  # what it is called, and its arguments to the environment's Python

CHECKS: tuple[Step, ...] = (
    ("lint", ("-m", "ruff", "check", "--quiet", ".")),
    ("format", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    ("types", ("-m", "mypy", "--no-error-summary")),
    ("imports", ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")),
    ("translations", ("packaging/translations.py", "check")),
    ("picture", ("packaging/rooms.py", "check")),
)
FIXES: tuple[Step, ...] = (
    ("lint", ("-m", "ruff", "check", "--fix", "--quiet", ".")),
    ("format", ("-m", "ruff", "format", "--quiet", ".")),
    ("translations", ("packaging/translations.py", "update")),
    ("picture", ("packaging/rooms.py", "update")),
)


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say. Return the exit status: 0 well, 1 the thing itself failed, 2 wrong use."""
    commands: dict[str, Callable[[Sequence[str]], int]] = {
        "run": run,
        "test": test,
        "check": check,
        "fix": fix,
        "bench": bench,
        "windows": windows,
    }
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(__doc__.strip())
        return OK if arguments else WRONG_USE
    if arguments[0] not in commands:
        say(f"“{arguments[0]}” is not one of its commands: {', '.join(commands)}.")
        return WRONG_USE
    if arguments[0] in TAKE_NOTHING and arguments[1:]:
        say(f"“{arguments[0]}” takes no arguments, but got: {' '.join(arguments[1:])}")
        return WRONG_USE
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a tool's output may hold what a Windows console cannot show
    try:
        return commands[arguments[0]](arguments[1:])
    except environment.SetupError as error:
        say(str(error))
        return FAILED
    except KeyboardInterrupt:
        return FAILED


def run(arguments: Sequence[str]) -> int:
    """Open the window on Local Kafka; where there is no display, play lesson 4 and say where its report is."""
    machine.prepare(say)
    python = environment.prepare(ROOT, say)
    if has_display():
        return in_project(python, ("-m", "kafkadesk", "--local", *arguments))
    say("There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): lesson 4 plays without one, on Local Kafka.")
    status = in_project(python, ("-m", "kafkadesk", "lesson", "run", "fan-out", "--headless", "--report", str(REPORT), *arguments))
    for what, pattern in (("report", "report.json"), ("pictures", "*.png")):
        found = sorted(REPORT.glob(pattern))
        if found:
            say(f"{what}: {found[0]}" + (f" … {found[-1].name} ({len(found)})" if len(found) > 1 else ""))
    return status


def test(arguments: Sequence[str]) -> int:
    """Run the checks and then, whatever they said, the suite; its own summary is the last line."""
    machine.prepare(say, tests=True)
    python = environment.prepare(ROOT, say)
    in_project(python, ("-m", "kafkadesk", "local", "--prepare"))  # some dozens of brokers start in half the time
    checked = all_of(CHECKS, python)
    tested = in_project(python, ("-m", "pytest", *AT_ONCE, *arguments))
    return tested or checked


def check(arguments: Sequence[str]) -> int:
    """Run the checks."""
    del arguments
    machine.prepare(say)
    return all_of(CHECKS, environment.prepare(ROOT, say))


def fix(arguments: Sequence[str]) -> int:
    """Put right what can be put right by itself."""
    del arguments
    return all_of(FIXES, environment.prepare(ROOT, say))


def bench(arguments: Sequence[str]) -> int:
    """Run the benchmark of the real window."""
    machine.prepare(say, tests=True)
    return in_project(environment.prepare(ROOT, say), ("-m", "tests.bench", *arguments))


def windows(arguments: Sequence[str]) -> int:
    """Build the Windows app."""
    return in_project(environment.prepare(ROOT, say), ("packaging/windows/build.py", *arguments))


def all_of(steps: Sequence[Step], python: Path) -> int:
    """Run every step, even after one that failed. Return OK if none did."""
    failed = []
    for name, arguments in steps:
        begun = time.monotonic()
        # A step speaks only when it fails: six screens of "all is well" hide the one that is not.
        done = subprocess.run(
            [python, *arguments],
            cwd=ROOT,
            env=child_env(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        verdict = "ok" if done.returncode == OK else "FAILED"
        print(f"{name:<14}{verdict}  {time.monotonic() - begun:.1f} s", flush=True)
        if done.returncode != OK:
            print(done.stdout, flush=True)
            failed.append(name)
    if failed:
        say(f"failed: {', '.join(failed)}. What can be put right by itself: python3 packaging/dev.py fix")
    return FAILED if failed else OK


def in_project(python: Path, arguments: Sequence[str]) -> int:
    """Run the environment's Python in the project folder, with this terminal. Return its exit status."""
    with subprocess.Popen([python, *arguments], cwd=ROOT, env=child_env()) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                # Ctrl+C reached the child as well: it puts its things away, and this waits for it.
                continue


def child_env() -> dict[str, str]:
    """Return the environment for a child: UTF-8 on pipes too, and nothing that would lead it to other packages."""
    env = {**os.environ, "PYTHONUTF8": "1"}
    env.pop("PYTHONPATH", None)
    env.pop("PYTHONHOME", None)
    return env


def has_display() -> bool:
    """Whether a window can be shown here."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def say(sentence: str) -> None:
    """Tell the developer one thing, on standard error."""
    print(f"dev.py: {sentence}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
