"""The wheel holds every package and every resource."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from tests import ROOT

MODULE_OF = {"PySide6": "pyside6_essentials", "shiboken6": "pyside6_essentials", "kafka": "kafka_python", "snappy": "python_snappy"}


def test_every_package_is_listed() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    there = {".".join(f.parent.relative_to(ROOT).parts) for f in (ROOT / "kafkadesk").rglob("__init__.py")}
    assert listed == there | {"kafkadesk._resources"}


def test_everything_imported_is_asked_for() -> None:
    """A library that only came along with another one goes when that one no longer needs it."""
    lines = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    asked = {re.split(r"[<>=;\s]", line)[0].lower().replace("-", "_") for line in lines}
    trees = [ast.parse(f.read_text(encoding="utf-8")) for f in (ROOT / "kafkadesk").rglob("*.py")]
    names = {a.name for t in trees for n in ast.walk(t) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module for t in trees for n in ast.walk(t) if isinstance(n, ast.ImportFrom) and n.module}
    foreign = {n.partition(".")[0] for n in names} - sys.stdlib_module_names - {"kafkadesk"}
    assert {MODULE_OF.get(n, n).lower() for n in foreign} <= asked


@pytest.mark.long
def test_an_installed_wheel_has_its_resources(tmp_path: Path) -> None:
    source = tmp_path / "source"  # a copy: setuptools would leave build/ in the project, and take yesterday's files from it
    for name in ("kafkadesk", "resources"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(source)]
    subprocess.run(build, check=True, timeout=300)
    wheel = next(tmp_path.glob("kafkadesk-*.whl"))
    packed = {n.removeprefix("kafkadesk/_resources/") for n in zipfile.ZipFile(wheel).namelist() if n.startswith("kafkadesk/_resources/")}
    there = {f.relative_to(ROOT / "resources").as_posix() for f in (ROOT / "resources").rglob("*") if f.is_file()}
    assert packed == there

    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", wheel], check=True, timeout=300)
    code = "from kafkadesk import resources; print(resources.root()); print(*(len(resources.read_bytes(*p.split('/'))) for p in __import__('sys').argv[1:]))"
    names = sorted(there)
    done = subprocess.run([python, "-c", code, *names], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)
    place, sizes = done.stdout.splitlines()
    assert Path(place).name == "_resources"
    assert [int(s) for s in sizes.split()] == [(ROOT / "resources" / n).stat().st_size for n in names]
