"""What Qt needs from a Debian or Ubuntu system: found missing by looking, installed by apt-get, or the command told.

Elsewhere a missing library is named, and the run goes on: Qt says for itself what it cannot do without.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

# Library that Qt's platform plugins load -> Debian package it is in.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
TEST_PROGRAMS = {"Xvfb": "xvfb", "openbox": "openbox", "kcat": "kcat"}  # real windows without a screen; a foreign client
TEXT_FONT = "fonts-dejavu-core"
CHINESE_FONT = "fonts-wqy-microhei"
# What the tests draw with, and nothing else, whatever more this machine has (tests/rigs/fonts.py) -> Debian package it is in.
TEST_FONTS = {
    "DejaVuSans.ttf": TEXT_FONT,
    "DejaVuSans-Bold.ttf": TEXT_FONT,
    "DejaVuSansMono.ttf": TEXT_FONT,
    "DejaVuSansMono-Bold.ttf": TEXT_FONT,
    "wqy-microhei.ttc": CHINESE_FONT,
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
CHINESE_FONT_FILES = ("*wqy*", "*CJK*", "*DroidSansFallback*", "*uming*", "*ukai*", "*SourceHan*")


def prepare(say: Callable[[str], None], *, tests: bool = False) -> None:
    """Install the system packages that are missing, or tell the one command that does. Never ends the run itself."""
    if not sys.platform.startswith("linux"):
        return
    needed = missing_libraries() + missing_venv()
    wished = missing_fonts()
    if tests:
        wished += [package for package in missing_test_fonts() if package not in wished] + missing_programs()
    if not needed and not wished:
        return
    if shutil.which("apt-get") is None:
        say(f"this system lacks what Debian calls {' '.join(needed + wished)}: please install it if the window does not come up.")
        return
    how = as_root()
    command = "apt-get install -y --no-install-recommends"
    if how is None:
        say(f"missing, and for you to install: sudo {command} {' '.join(needed + wished)}")
        return
    say(f"installing {' '.join(needed + wished)} (apt-get)")
    # One by one where all at once fails: a font that the archive lacks must not keep a library away.
    if not apt_get(how, needed + wished):
        failed = [package for package in needed + wished if not apt_get(how, [package], refresh=False)]
        if failed:
            say(f"apt-get could not install {' '.join(failed)} (it says why above); by hand: sudo {command} {' '.join(failed)}")


def missing_libraries() -> list[str]:
    """Return the packages of the libraries that cannot be loaded here."""
    return [package for library, package in LIBRARIES.items() if not loads(library)]


def loads(library: str) -> bool:
    """Whether the system's loader finds a library: the one question that matters, whoever installed it."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_venv() -> list[str]:
    """Return the package without which Debian's Python cannot make an environment that has pip."""
    return [] if importlib.util.find_spec("ensurepip") else [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def missing_programs() -> list[str]:
    """Return the packages of the programs that tests use and that are not there."""
    return [package for program, package in TEST_PROGRAMS.items() if shutil.which(program) is None]


def missing_fonts() -> list[str]:
    """Return the packages of fonts to install: for any text, and for Chinese."""
    files = font_files()
    chinese = any(file.match(pattern) for file in files for pattern in CHINESE_FONT_FILES)
    return ([] if files else [TEXT_FONT]) + ([] if chinese else [CHINESE_FONT])


def missing_test_fonts() -> list[str]:
    """Return the packages of the fonts that the tests draw with and that are not there."""
    there = {file.name for file in font_files()}
    return list(dict.fromkeys(package for name, package in TEST_FONTS.items() if name not in there))


def font_files() -> list[Path]:
    """Return the font files of this machine."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return [file for folder in folders if folder.is_dir() for file in folder.rglob("*.[to]t[fc]")]


def as_root() -> list[str] | None:
    """Return what goes before a command that root must run: nothing, or sudo without a question; None: neither works."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return None


def apt_get(how: Sequence[str], packages: Sequence[str], *, refresh: bool = True) -> bool:
    """Install packages; a failed first try refreshes the package lists and tries once more."""
    install = [*how, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends", *packages]
    if subprocess.run(install, stdout=sys.stderr, check=False).returncode == 0:
        return True
    if not refresh:
        return False
    subprocess.run([*how, "apt-get", "update"], stdout=sys.stderr, check=False)
    return subprocess.run(install, stdout=sys.stderr, check=False).returncode == 0
