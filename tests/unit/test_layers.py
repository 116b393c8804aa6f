"""What may be loaded where: the fences that a static reader of imports cannot see."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BELOW_THE_WINDOW = ("core", "transport", "system", "desk")
QT = ("PySide6", "shiboken6", "qasync")


def modules(package: str) -> list[str]:
    """Return the dotted names of all modules of kafkadesk.<package>."""
    files = sorted((ROOT / "kafkadesk" / package).rglob("*.py"))
    return [".".join(f.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for f in files]


def loaded_after(imports: list[str]) -> set[str]:
    """Return the top-level modules that a fresh interpreter has loaded after these imports."""
    code = (
        "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint(*{n.partition('.')[0] for n in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code, *imports], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("package", BELOW_THE_WINDOW)
def test_no_qt_below_the_window(package: str) -> None:
    assert modules(package)
    assert not loaded_after(modules(package)) & set(QT)


@pytest.mark.parametrize("package", ["core", "models", "widgets", "resources.py"])
def test_kafka_only_where_transport_is(package: str) -> None:
    names = modules(package) or [f"kafkadesk.{package.removesuffix('.py')}"]
    assert "kafka" not in loaded_after(names)


def test_the_start_is_light() -> None:
    loaded = loaded_after(["kafkadesk.__main__"])
    assert not loaded & {"kafka", "jgo", "jinja2", *QT}


def test_the_window_needs_no_heavy_library_before_its_first_paint() -> None:
    loaded = loaded_after(["kafkadesk.app"])
    assert not loaded & {"kafka", "cryptography", "keyring", "numpy", "pyqtgraph", "regex", "jgo"}
