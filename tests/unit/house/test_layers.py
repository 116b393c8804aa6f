"""What may be loaded where: the fences that a static reader of imports cannot see."""

import subprocess
import sys

import pytest

from tests import ROOT

BELOW_THE_WINDOW = ("core", "transport", "system", "desk")
QT = ("PySide6", "shiboken6", "qasync")
LIGHT = {
    "__main__", "arguments", "core", "core.settings", "qt_application", "resources", "start", "system",
    "system.desktop", "system.desktop.first_window", "system.files", "system.files.lock", "system.files.folders", "system.files.settings", "widgets", "widgets.base", "widgets.base.theme", "widgets.base.theme_colors", "widgets.window",
    "widgets.window.main_window", "widgets.window.skeleton",
}  # fmt: skip


def modules(package: str) -> list[str]:
    """Return the dotted names of all modules of kafkadesk.<package>."""
    files = sorted((ROOT / "kafkadesk" / package).rglob("*.py"))
    return [".".join(f.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for f in files]


def loaded_after(imports: list[str], *, whole: bool = False) -> set[str]:
    """Return the top-level modules, or all by their whole names, that a fresh interpreter has loaded after these imports."""
    code = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, *imports], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return {name if whole else name.partition(".")[0] for name in done.stdout.split()}


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


def test_the_frame_of_the_window_is_shown_before_its_parts_are_loaded() -> None:
    """Of KafkaDesk only this little, and of libraries nothing but Qt: that is why it is on screen at once."""
    loaded = loaded_after(["kafkadesk.__main__", "kafkadesk.arguments", "kafkadesk.start"], whole=True)
    assert not loaded & {"asyncio", "qasync", "psutil", "jinja2", "cryptography", "kafka"}
    ours = {name.removeprefix("kafkadesk.") for name in loaded if name.startswith("kafkadesk.")}
    assert ours <= LIGHT
    code = "import PySide6.QtCore as core, kafkadesk.start; print('Qt' in vars(core))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "False\n", "the name Qt costs 20 ms: PySide makes two hundred enumerations for it"


def test_the_window_needs_no_heavy_library_before_its_first_paint() -> None:
    loaded = loaded_after(["kafkadesk.app.main"])
    assert not loaded & {"kafka", "cryptography", "keyring", "numpy", "pyqtgraph", "regex", "jgo"}
