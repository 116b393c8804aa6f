"""Every program ends in order when it is told to, also when a shell started it in the background, which has it ignore SIGINT."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil
import pytest

from kafkadesk import __main__ as program_start
from kafkadesk.system.processes.end_signals import on_end_signal
from tests import ROOT
from tests.rigs.broker import Broker
from tests.rigs.clients import wait_for
from tests.rigs.wine import SLOWER

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows tells no single process to end")

WAIT_S = 60 * SLOWER
IGNORED = ("sh", "-c", 'trap "" INT; exec "$@"', "sh")  # as a shell starts what it does not wait for
LESSON = """
format = 1
title = "T"
topic = { name = "lesson-{run}", partitions = 2 }
[[pane]]
name = "A1"
[[step]]
join = [ { pane = "A1", group = "A" } ]
[[step]]
wait = { seconds = 60 }
timeout_s = 120
"""
SIGNALS = (signal.SIGINT, signal.SIGTERM)


@pytest.fixture
def ignored() -> Iterator[None]:
    """This process ignores SIGINT and SIGHUP meanwhile."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


class Program:
    """KafkaDesk in a process of its own, with folders of its own, that ignores SIGINT from the first."""

    def __init__(self, home: Path, *arguments: str) -> None:
        environment = os.environ | {"KAFKADESK_HOME": str(home)}
        command = [*IGNORED, sys.executable, "-m", "kafkadesk", *arguments]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment)
        self._id = psutil.Process(self.process.pid)
        self.said = ""

    def until_said(self, words: str) -> None:
        """Wait until it has written this to standard error."""
        assert self.process.stderr is not None
        while words not in self.said:
            line = self.process.stderr.readline()
            assert line, f"it ended before it said “{words}”: {self.said}"
            self.said += line

    def children(self, word: str = "") -> list[psutil.Process]:
        """Return its child processes, and theirs, with this word in their command."""
        with contextlib.suppress(psutil.NoSuchProcess):
            return [child for child in self._id.children(recursive=True) if word in command_of(child)]
        return []

    def until_started(self, *words: str) -> None:
        """Wait until it has a child process with each of these words in its command."""
        wait_for(lambda: all(self.children(word) for word in words), f"child processes: {words}", WAIT_S)

    def told(self, number: signal.Signals) -> tuple[int, str, list[str]]:
        """Tell it to end; return its exit status, what it printed, and the children that are still there."""
        children = self.children()
        self.process.send_signal(number)
        printed, said = self.process.communicate(timeout=WAIT_S)
        self.said += said
        _, left = psutil.wait_procs(children, timeout=WAIT_S)
        return self.process.returncode, printed, [command_of(child) for child in left]

    def kill(self) -> None:
        """End what a failed test left of it."""
        if self.process.poll() is None:
            for child in self.children():
                child.kill()
            self.process.kill()
            self.process.communicate()


def command_of(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


@contextlib.contextmanager
def one_for_each_signal(
    folder: Path, *arguments: str, signals: Sequence[signal.Signals] = SIGNALS
) -> Iterator[dict[signal.Signals, Program]]:
    """Start a program once for each signal, at the same time. signals: fewer where each start costs a broker."""
    programs = {number: Program(folder / number.name, *arguments) for number in signals}
    try:
        yield programs
    finally:
        for program in programs.values():
            program.kill()


def test_local_kafka_ends_with_its_broker(tmp_path: Path) -> None:
    with one_for_each_signal(tmp_path, "local") as programs:
        for number, program in programs.items():
            program.until_said("Ctrl+C ends it")
            assert program.children("java"), number
            status, address, left = program.told(number)
            assert (status, address[:10], left) == (0, "127.0.0.1:", []), program.said


def test_local_kafka_that_is_still_starting_leaves_nothing(tmp_path: Path) -> None:
    with one_for_each_signal(tmp_path, "local") as programs:
        for number, program in programs.items():
            program.until_said("Kafka: Kafka")
            program.until_started("java")
            assert program.told(number) == (0, "", []), program.said


def test_a_lesson_ends_with_local_kafka_and_its_panes(tmp_path: Path) -> None:
    lesson = tmp_path / "own.toml"
    lesson.write_text(LESSON, encoding="utf-8")
    with one_for_each_signal(tmp_path, "lesson", "run", str(lesson), "--headless", signals=SIGNALS[:1]) as programs:
        for number, program in programs.items():
            program.until_said("step 1 ")
            assert program.children("java"), number
            assert program.children("worker"), number
            assert program.told(number) == (1, "failed: it was stopped\n", []), program.said


def test_the_window_ends_with_local_kafka_and_its_panes(tmp_path: Path) -> None:
    with one_for_each_signal(tmp_path, "--local", signals=SIGNALS[1:]) as programs:
        for number, program in programs.items():
            program.until_started("java", "worker")
            assert program.told(number) == (0, "", []), program.said


def test_a_window_in_which_nothing_happens_ends_too(broker: Broker, tmp_path: Path) -> None:
    """Python looks for signals between two of its own instructions only, and there are few while Qt waits."""
    with one_for_each_signal(tmp_path, "--bootstrap", broker.bootstrap) as programs:
        for number, program in programs.items():
            program.until_started("worker")
            assert program.told(number) == (0, "", []), program.said


@pytest.mark.parametrize("number", SIGNALS)
def test_what_has_no_end_of_its_own_is_broken_off(number: signal.Signals, ignored: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def run() -> int:
        signal.raise_signal(number)
        return 0

    monkeypatch.setattr(program_start, "_run", run)
    monkeypatch.setattr(sys, "argv", ["kafkadesk", "lesson", "list"])
    assert program_start.main() == 1


def test_signals_are_taken_and_given_back(ignored: None) -> None:
    told: list[int] = []
    with on_end_signal(lambda: told.append(1)):
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGHUP)  # ignored, as by nohup, which means that it goes on
        assert told == [1, 1]
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGHUP)] == [signal.SIG_IGN] * 2


def test_tests_that_run_in_the_background_give_what_they_start_ctrl_c(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("from tests.conftest import pytest_configure")
    pytester.makepyfile(
        """
        import signal, subprocess, sys
        def test_a_child_is_interrupted():
            done = subprocess.run([sys.executable, "-c", "import signal; signal.raise_signal(signal.SIGINT)"], stderr=subprocess.PIPE)
            assert done.returncode == -signal.SIGINT
        """
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [*IGNORED, sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=pytester.path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
