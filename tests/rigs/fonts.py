"""The fonts that tests draw and measure with: these and no others, whatever more the machine has.

Where text ends and a box begins depends on the font. So the tests, and every process that they start, have a fontconfig of
their own, with fonts from the packages that packaging/machine.py installs. Windows and macOS draw without fontconfig.
"""

import os
import sys
import tempfile
from pathlib import Path

import machine
import pytest

VARIABLE = "FONTCONFIG_FILE"
# Hints as Debian and Ubuntu have them. The Chinese font stands behind each: DejaVu has no Chinese.
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <edit name="antialias" mode="append"><bool>true</bool></edit>
    <edit name="hintstyle" mode="append"><const>hintslight</const></edit>
  </match>
{aliases}
</fontconfig>
"""
ALIAS = """  <match target="pattern">
    <test name="family"><string>{name}</string></test>
    <edit name="family" mode="append" binding="same"><string>{text}</string><string>WenQuanYi Micro Hei</string></edit>
  </match>"""
FAMILIES = {
    "sans-serif": "DejaVu Sans",
    "Sans Serif": "DejaVu Sans",
    "sans": "DejaVu Sans",
    "serif": "DejaVu Sans",
    "monospace": "DejaVu Sans Mono",
}
FOLDER = pytest.StashKey["tempfile.TemporaryDirectory[str]"]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Lead this process, and all that it starts, to the tests' fonts, before Qt looks for any."""
    if not sys.platform.startswith("linux") or hasattr(config, "workerinput"):  # a process of xdist: it has the variable from the first
        return
    config.stash[FOLDER] = tempfile.TemporaryDirectory(prefix="kafkadesk-fonts-")
    os.environ[VARIABLE] = str(write_configuration(Path(config.stash[FOLDER].name)))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the folder away."""
    if FOLDER in config.stash:
        config.stash[FOLDER].cleanup()


def write_configuration(folder: Path) -> Path:
    """Write a configuration of fontconfig that has the tests' fonts only; return its file."""
    there = {file.name: file for file in machine.font_files()}
    missing = machine.missing_test_fonts()
    if missing:
        raise pytest.UsageError(f"The tests draw with fonts that this machine lacks: apt-get install {' '.join(missing)}")
    fonts = folder / "fonts"
    fonts.mkdir()
    for name in machine.TEST_FONTS:
        (fonts / name).symlink_to(there[name].resolve())
    file = folder / "fonts.conf"
    aliases = "\n".join(ALIAS.format(name=name, text=text) for name, text in FAMILIES.items())
    file.write_text(CONFIGURATION.format(fonts=fonts, cache=folder / "cache", aliases=aliases), encoding="utf-8")
    return file
