"""packaging/dev.py and what it sets up with, short of really installing."""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dev
import environment
import machine
import pytest

from tests import ROOT


class Machine:
    """A Linux machine that lacks what it is told, and notes what it is asked to install."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.libraries: list[str] = []
        self.fonts: list[str] = []
        self.test_fonts: list[str] = []
        self.programs: list[str] = []
        self.apt: str | None = "/usr/bin/apt-get"
        self.root: list[str] | None = []
        self.not_in_archive: set[str] = set()
        self.asked: list[list[str]] = []
        self.said: list[str] = []
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(machine, "missing_libraries", lambda: list(self.libraries))
        monkeypatch.setattr(machine, "missing_venv", list)
        monkeypatch.setattr(machine, "missing_fonts", lambda: list(self.fonts))
        monkeypatch.setattr(machine, "missing_test_fonts", lambda: list(self.test_fonts))
        monkeypatch.setattr(machine, "missing_programs", lambda: list(self.programs))
        monkeypatch.setattr(machine, "as_root", lambda: self.root)
        monkeypatch.setattr(machine, "apt_get", self.apt_get)
        monkeypatch.setattr("shutil.which", lambda _: self.apt)

    def apt_get(self, how: Sequence[str], packages: Sequence[str], *, refresh: bool = True) -> bool:
        del how, refresh
        self.asked.append(list(packages))
        return not self.not_in_archive & set(packages)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


def test_a_machine_that_lacks_nothing_is_left_alone(bare: Machine) -> None:
    bare.programs, bare.test_fonts = ["xvfb"], ["fonts-dejavu-core"]
    machine.prepare(bare.said.append)
    assert (bare.asked, bare.said) == ([], [])


def test_what_is_missing_is_installed_at_once(bare: Machine) -> None:
    bare.libraries, bare.fonts, bare.programs = ["libegl1"], ["fonts-wqy-microhei"], ["xvfb"]
    machine.prepare(bare.said.append, tests=True)
    assert bare.asked == [["libegl1", "fonts-wqy-microhei", "xvfb"]]


def test_tests_get_their_own_fonts_whatever_others_there_are(bare: Machine) -> None:
    bare.fonts, bare.test_fonts = ["fonts-wqy-microhei"], ["fonts-dejavu-core", "fonts-wqy-microhei"]
    machine.prepare(bare.said.append, tests=True)
    assert bare.asked == [["fonts-wqy-microhei", "fonts-dejavu-core"]]


def test_a_font_that_the_archive_lacks_keeps_no_library_away(bare: Machine) -> None:
    bare.libraries, bare.fonts = ["libegl1"], ["fonts-wqy-microhei"]
    bare.not_in_archive = {"fonts-wqy-microhei"}
    machine.prepare(bare.said.append)
    assert bare.asked[1:] == [["libegl1"], ["fonts-wqy-microhei"]]
    assert bare.said[-1] == (
        "apt-get could not install fonts-wqy-microhei (it says why above); "
        "by hand: sudo apt-get install -y --no-install-recommends fonts-wqy-microhei"
    )


def test_without_root_the_one_command_is_told(bare: Machine) -> None:
    bare.libraries, bare.root = ["libegl1", "libgl1"], None
    machine.prepare(bare.said.append)
    assert bare.asked == []
    assert bare.said == ["missing, and for you to install: sudo apt-get install -y --no-install-recommends libegl1 libgl1"]


def test_another_linux_is_told_what_it_lacks(bare: Machine) -> None:
    bare.libraries, bare.apt = ["libegl1"], None
    machine.prepare(bare.said.append)
    assert bare.said == ["this system lacks what Debian calls libegl1: please install it if the window does not come up."]


def test_the_loader_is_asked() -> None:
    assert machine.loads("libc.so.6") or sys.platform != "linux"
    assert not machine.loads("libnobody-has-this.so.9")


def test_fonts_are_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "FONT_FOLDERS", (str(tmp_path), str(tmp_path / "absent")))
    assert machine.missing_fonts() == ["fonts-dejavu-core", "fonts-wqy-microhei"]
    (tmp_path / "dejavu").mkdir()
    (tmp_path / "dejavu" / "DejaVuSans.ttf").touch()
    assert machine.missing_fonts() == ["fonts-wqy-microhei"]
    (tmp_path / "NotoSansCJK-Regular.ttc").touch()
    assert machine.missing_fonts() == []
    assert machine.missing_test_fonts() == ["fonts-dejavu-core", "fonts-wqy-microhei"]
    for name in machine.TEST_FONTS:
        (tmp_path / "dejavu" / name).touch()
    assert machine.missing_test_fonts() == []


def test_the_environment_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def must(command: Sequence[str], sentence: str) -> None:
        del sentence
        commands.append([str(part) for part in command])
        if "venv" in command:
            python = tmp_path / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()

    monkeypatch.setattr(environment, "must", must)
    project = tmp_path / "pyproject.toml"
    project.write_text("[project]\n")
    said: list[str] = []
    python = environment.prepare(tmp_path, said.append)
    assert [c[1:3] for c in commands] == [["-m", "venv"], ["-m", "pip"]]
    assert environment.prepare(tmp_path, said.append) == python
    assert len(commands) == 2

    project.write_text("[project]\ndependencies = []\n")  # another need: installed anew
    environment.prepare(tmp_path, said.append)
    assert len(commands) == 4


def test_an_install_that_failed_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def must(command: Sequence[str], sentence: str) -> None:
        if "pip" in command:
            raise environment.SetupError(sentence)
        (tmp_path / ".venv").mkdir(exist_ok=True)

    monkeypatch.setattr(environment, "must", must)
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    for _ in range(2):
        with pytest.raises(environment.SetupError, match="could not be installed"):
            environment.prepare(tmp_path, lambda _: None)


def test_a_second_one_waits_for_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def must(command: Sequence[str], sentence: str) -> None:
        pytest.fail(f"ran {command} ({sentence})")

    monkeypatch.setattr(environment, "must", must)
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    python = tmp_path / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    waits = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        with environment.only_one(tmp_path, pytest.fail):
            second = pool.submit(environment.prepare, tmp_path, lambda _: waits.set())
            assert waits.wait(10)
            python.parent.mkdir(parents=True)
            python.touch()
            (tmp_path / ".venv" / environment.STAMP).write_text(environment.fingerprint(tmp_path))
        assert second.result(10) == python


def test_a_command_that_fails_is_a_sentence() -> None:
    with pytest.raises(environment.SetupError, match=r"^it did not work$"):
        environment.must([sys.executable, "-c", "raise SystemExit(3)"], "it did not work")
    with pytest.raises(environment.SetupError, match=r"^it is not there \(.+\)$"):
        environment.must(["/nobody/here"], "it is not there")


def test_wrong_use_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["tset"]) == dev.WRONG_USE
    assert capsys.readouterr().err == "dev.py: “tset” is not one of its commands: run, test, check, fix, bench, windows.\n"
    assert dev.main(["check", "tests"]) == dev.WRONG_USE
    assert capsys.readouterr().err == "dev.py: “check” takes no arguments, but got: tests\n"
    assert dev.main([]) == dev.WRONG_USE
    assert dev.main(["--help"]) == dev.OK


@pytest.mark.parametrize(
    ("platform", "env", "shown"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":1"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_display_is_known(platform: str, env: dict[str, str], shown: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert dev.has_display() is shown


def test_every_check_runs_even_after_one_that_failed(capsys: pytest.CaptureFixture[str]) -> None:
    steps = (("bad", ("-c", "print('because'); raise SystemExit(1)")), ("good", ("-c", "print('unheard')")))
    assert dev.all_of(steps, Path(sys.executable)) == dev.FAILED
    out, err = capsys.readouterr()
    assert "because" in out
    assert "unheard" not in out
    assert "failed: bad." in err


def test_it_starts_from_anywhere(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, ROOT / "packaging" / "dev.py", "help"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "packaging/dev.py run" in done.stdout
