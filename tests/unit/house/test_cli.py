"""The command line: exit statuses, what is refused before anything starts, and the one sentence that says why."""

from pathlib import Path

import pytest

from kafkadesk.arguments import DISPLAYS
from kafkadesk.cli import main as cli
from kafkadesk.core.cluster.profiles import Profile
from kafkadesk.system.files.settings import Store
from kafkadesk.system.profiles.book import ProfileBook

GOOD = """
format = 1
title = "T"
topic = { name = "lesson-{run}", partitions = 4 }
[[pane]]
name = "A1"
[[step]]
join = [ { pane = "A1", group = "A" } ]
[[step]]
"""


@pytest.fixture(autouse=True)
def _nothing_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        pytest.fail("something was started")

    app = pytest.importorskip("kafkadesk.app.main")
    monkeypatch.setattr(pytest.importorskip("kafkadesk.start"), "run_window", refuse)
    monkeypatch.setattr(app, "run_lesson", refuse)


def lesson(tmp_path: Path, step: str) -> str:
    path = tmp_path / "own.toml"
    path.write_text(GOOD + step, encoding="utf-8")
    return str(path)


def run(*arguments: str) -> int:
    try:
        return cli.run(arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else -1


@pytest.mark.parametrize("arguments", [("{}", "lesson", "run", "fan-out"), ("lesson", "run", "fan-out", "{}")])
def test_options_of_a_lesson_may_stand_before_or_behind_the_command(arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, object] = {}

    def play(_: object, **options: object) -> int:
        given.update(options)
        return 0

    monkeypatch.setattr(pytest.importorskip("kafkadesk.app.main"), "run_lesson", play)
    options = ("--lang", "zh_CN", "--bootstrap", "127.0.0.1:9")
    line = [word for argument in arguments for word in (options if argument == "{}" else (argument,))]
    assert run(*line, "--headless") == 0
    assert (given["language"], given["bootstrap"]) == ("zh_CN", "127.0.0.1:9")


def test_the_list_is_a_line_a_lesson(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("lesson", "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "fan-out\tFan-out and load-sharing" in lines
    assert all(len(line.split("\t")) == 2 for line in lines)


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        ("jump = true", "Step 2"),
        ('join = [ { pane = "B9", group = "A" } ]', "Step 2"),
        ('leave = ["A1"]\nkill = ["A1"]', "Step 2"),
        ('leave = "A1"', "Step 2"),
        ('leave = ["A1"]\ncolour = "red"', "Step 2"),
        ("expect = { each_once = [1] }", "Step 2"),
    ],
)
def test_a_wrong_step_is_refused_by_its_number(step: str, fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run("lesson", "run", lesson(tmp_path, step), "--headless", "--report", str(out)) == 2
    captured = capsys.readouterr()
    assert fault.lower() in captured.err.lower()
    assert (captured.err.count("\n"), captured.out) == (1, "")
    assert not out.exists()


def test_what_only_local_kafka_can_do_is_refused_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = lesson(tmp_path, "restart_kafka = {}")
    assert run("lesson", "run", path, "--headless", "--bootstrap", "127.0.0.1:9092") == 2
    assert "step 2" in capsys.readouterr().err.lower()


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("lesson", "run", "no-such-lesson"), "fan-out"),
        (("lesson", "run", "fan-out", "--headless", "--bootstrap", "kafka:99999"), "99999"),
        (("--bootstrap", "kafka"), "has no port"),
        (("local", "--port", "0"), "is not a port"),
        (("lesson",), "Try: "),
        (("--nonsense",), "Try: "),
    ],
)
def test_wrong_use_is_one_line_and_status_two(arguments: tuple[str, ...], fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    captured = capsys.readouterr()
    assert fault in captured.err
    assert (captured.err.count("\n"), captured.out) == (1, "")


def test_a_report_folder_that_is_a_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken = tmp_path / "report"
    taken.write_text("mine")
    assert run("lesson", "run", "fan-out", "--headless", "--report", str(taken)) == 2
    assert f"The report cannot be written to {taken}" in capsys.readouterr().err
    assert taken.read_text() == "mine"


@pytest.mark.skipif("sys.platform != 'linux'", reason="only there Qt needs to be told of a display")
@pytest.mark.parametrize("arguments", [(), ("--local",), ("lesson", "run", "fan-out")])
def test_without_a_display_there_is_one_sentence(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    assert run(*arguments) == 1
    err = capsys.readouterr().err
    assert "There is no display" in err
    assert err.count("\n") == 1


def test_a_profile_that_is_not_there_is_refused_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    ProfileBook(Store()).save(Profile(name="Test rig", bootstrap="h:1"))
    assert cli.run(["--profile", "Prod"]) == cli.WRONG_USE
    assert "There is no profile “Prod”. There are: Local Kafka, Test rig." in capsys.readouterr().err
    assert ProfileBook(Store()).named("test RIG") is not None
