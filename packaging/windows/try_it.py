"""See under Wine that the built installer works: install, play lesson 4, install again over it, uninstall. Needs out/windows and a broker.

    PYTHONPATH=packaging .venv/bin/python -m windows.try_it out/windows/KafkaDesk-0.1.0-full-setup.exe [HOST:PORT]

Without an address the lesson plays on the Local Kafka that came with the full installer. Prints what was seen, with seconds;
exit status 1 at the first thing that is not as it should be.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

from windows import build

LIMIT_S = 300
USER = "drive_c/users/root/AppData/Local"
MENU = "drive_c/users/root/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/KafkaDesk.lnk"


def place() -> Path:
    """Return the Wine place."""
    return Path(os.environ.get(build.PLACE_VARIABLE) or build.ROOT / "out" / "wine")


def windows(*command: str) -> str:
    """Run a Windows program and return what it printed; ends this script when it fails."""
    done = subprocess.run(
        [str(place() / "winrun"), "wine", *command], capture_output=True, text=True, errors="replace", timeout=LIMIT_S, check=False
    )
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def until(what: str, seen: bool, begun: float) -> None:
    """Print what was seen; ends this script when it was not."""
    print(f"{'ok    ' if seen else 'NOT   '} {what} ({time.monotonic() - begun:.1f} s)", flush=True)
    if not seen:
        sys.exit(1)


def gone(path: Path, limit_s: float = 15) -> bool:
    """Wait until a path is gone: an uninstaller returns before it is done."""
    end = time.monotonic() + limit_s
    while path.exists() and time.monotonic() < end:
        time.sleep(0.2)
    return not path.exists()


def main(arguments: Sequence[str]) -> int:
    """Do it; return the exit status."""
    setup, bootstrap = build.windows_path(Path(arguments[0]).resolve()), arguments[1:2]
    prefix = place() / "prefix"
    folder, data, menu = prefix / USER / "Programs" / "KafkaDesk", prefix / USER / "KafkaDesk", prefix / MENU
    there = PureWindowsPath("C:/", USER.removeprefix("drive_c/"), "Programs/KafkaDesk")  # by Z: Java does not find its own files
    program = str(there / "kafkadesk.exe")

    begun = time.monotonic()
    windows(setup, "/S")
    until("installed for this user, without a question", (folder / "kafkadeskw.exe").exists() and menu.exists(), begun)
    begun = time.monotonic()
    until(windows(program, "--version").strip(), True, begun)
    begun = time.monotonic()
    where = ["--bootstrap", bootstrap[0]] if bootstrap else []
    said = windows(program, "lesson", "run", "fan-out", "--headless", *where)
    until(f"lesson 4 on {bootstrap[0] if bootstrap else 'the bundled Local Kafka'}", said.strip().endswith("passed"), begun)

    begun = time.monotonic()
    data.mkdir(parents=True, exist_ok=True)
    (data / "kept.json").write_text("{}")
    (folder / "_internal" / "left-of-an-older-version.txt").touch()
    windows(setup, "/S")
    upgraded = not (folder / "_internal" / "left-of-an-older-version.txt").exists() and (data / "kept.json").exists()
    until("installed over it: nothing of the old version left, the user's files kept", upgraded, begun)

    begun = time.monotonic()
    windows(str(there / "uninstall.exe"), "/S")
    until(
        "uninstalled: no program, no menu entry, the user's files kept",
        gone(folder) and gone(menu) and (data / "kept.json").exists(),
        begun,
    )
    windows(setup, "/S")
    begun = time.monotonic()
    windows(str(there / "uninstall.exe"), "/S", "/PURGE")
    until("uninstalled with /PURGE: nothing left", gone(folder) and gone(data), begun)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
