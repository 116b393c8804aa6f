"""Local Kafka on the real thing: its steps, its life, its ends."""

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from kafkadesk.core.errors import LocalKafkaCancelledError, LocalKafkaError
from kafkadesk.core.steps import StepReport, StepState
from kafkadesk.system.files.folders import data_folder
from kafkadesk.system.local_kafka import launch as kafka_launch
from kafkadesk.system.local_kafka import process as kafka_process
from kafkadesk.system.local_kafka.instance import RunRecord, end_recorded, read_record, start_time, write_record
from kafkadesk.system.local_kafka.local import LocalKafka
from kafkadesk.system.local_kafka.ports import free_port
from kafkadesk.system.local_kafka.ready import NoAnswerError, ask_cluster
from tests.rigs.broker import Broker, start_broker
from tests.rigs.clients import wait_for
from tests.rigs.wine import SLOWER

WAIT_S = 20.0
CANCEL_S = 1.5 * SLOWER  # generous: the broker that was just launched is ended, too
# What it takes on the disk with one topic. Windows gives the two index files of the metadata their full size while a broker runs, elsewhere
# they are sparse.
MOST_BYTES = (40 if os.name == "nt" else 20) * 1024 * 1024
posix = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel ends the child: Linux only")

# An app that crashes while Local Kafka runs: prints address and process id, then waits to be killed. argv: root, tied or not.
CRASHING_APP = """
import sys, threading
from pathlib import Path
from kafkadesk.system.local_kafka import process as kafka_process
from kafkadesk.system.local_kafka.local import LocalKafka
if sys.argv[2] == "untied":
    kafka_process.tied_to_parent = list
local = LocalKafka(Path(sys.argv[1]))
print(local.start(lambda _: None, threading.Event()), local.pid, flush=True)
threading.Event().wait()
"""


def start(local: LocalKafka) -> tuple[str, list[tuple[str, str]]]:
    """Start; return the address and how each step ended."""
    reports: list[StepReport] = []
    bootstrap = local.start(reports.append, threading.Event())
    return bootstrap, [(r.step.key, r.state.value) for r in reports if r.state.over]


def gone(pid: int) -> bool:
    """Wait until a process has ended; say whether it has."""
    try:
        psutil.Process(pid).wait(WAIT_S)
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        return False
    return True


def send(bootstrap: str, topic: str, value: bytes) -> None:
    from kafka.admin import KafkaAdminClient, NewTopic

    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    admin.create_topics([NewTopic(topic, 1, 1)])
    admin.close()
    producer = KafkaProducer(bootstrap_servers=bootstrap)
    producer.send(topic, value).get(timeout=WAIT_S)
    producer.close()


def read(bootstrap: str, topic: str) -> bytes | None:
    consumer = KafkaConsumer(bootstrap_servers=bootstrap, auto_offset_reset="earliest", group_id=None, enable_auto_commit=False)
    consumer.assign([TopicPartition(topic, 0)])
    end = time.monotonic() + WAIT_S
    batches: dict[TopicPartition, list[object]] = {}
    while not batches and time.monotonic() < end:
        batches = consumer.poll(timeout_ms=200)
    consumer.close()
    return next((record.value for records in batches.values() for record in records), None)  # type: ignore[attr-defined]


@pytest.fixture
def crashing_app(tmp_path: Path) -> Iterator[Callable[[str], tuple[subprocess.Popen[str], str, int]]]:
    """Start the crashing app ("tied" or "untied"): gives its process, the bootstrap address, the broker's process id."""
    apps: list[tuple[subprocess.Popen[str], int]] = []

    def make(tied: str) -> tuple[subprocess.Popen[str], str, int]:
        app = subprocess.Popen([sys.executable, "-c", CRASHING_APP, str(tmp_path), tied], stdout=subprocess.PIPE, text=True)
        assert app.stdout is not None
        bootstrap, pid = app.stdout.readline().split()
        apps.append((app, int(pid)))
        return app, bootstrap, int(pid)

    yield make
    for app, pid in apps:
        app.kill()
        app.communicate()
        if psutil.pid_exists(pid):
            psutil.Process(pid).kill()


def test_it_answers_as_itself_and_on_this_computer_only(broker: Broker) -> None:
    answer = ask_cluster(broker.port)
    assert answer.brokers == ((1, "127.0.0.1", broker.port),)
    assert broker.port < 32768
    if broker.local is not None:
        listening = {c.laddr.ip for c in psutil.Process(broker.pid).net_connections("inet") if c.status == psutil.CONN_LISTEN}
        assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}
        assert "Kafka Server started" in broker.log_path.read_text()  # the tail of a shared broker holds what came after it


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps other rights")
def test_its_files_are_for_this_user_only() -> None:
    before, root = os.umask(0o022), data_folder() / "local-kafka"
    try:
        start_broker(root).stop()
    finally:
        os.umask(before)
    inside = list(root.rglob("*"))
    assert {"run.json", "server.properties", "output.log", "server.log", "meta.properties"} <= {path.name for path in inside}
    assert [f"{path}: {path.stat().st_mode & 0o777:o}" for path in (root, *inside) if path.stat().st_mode & 0o077] == []


@pytest.mark.usefixtures("priorities")
def test_a_life_from_first_start_to_reset(tmp_path: Path) -> None:
    """One broker through: start, data, restart, kill, start by another object, an end nobody asked for, reset."""
    exits: queue.Queue[LocalKafkaError] = queue.Queue()
    root = tmp_path / "Kafka's folder 文件夹"
    local = LocalKafka(root, on_exit=exits.put)
    try:
        bootstrap, steps = start(local)
        assert steps == [("java", "done"), ("kafka", "skipped"), ("format", "done"), ("start", "done")]
        wait_for(lambda: any("Kafka Server started" in line for line in local.log_tail), "the broker's last lines")
        assert start(local) == (bootstrap, [(key, "skipped") for key in ("java", "kafka", "format", "start")])
        send(bootstrap, "kept", "你好".encode())

        first = local.pid
        assert psutil.Process(first).nice() > psutil.Process().nice() or os.name == "nt", "the broker gives way to the window"
        assert local.restart() == bootstrap
        assert local.pid != first
        local.kill()
        assert (local.bootstrap, local.pid) == (None, None)
        assert local.restart() == bootstrap
        assert read(bootstrap, "kept") == "你好".encode()
        assert exits.empty()  # nothing ended that was not told to

        assert local.pid is not None
        psutil.Process(local.pid).kill()
        error = exits.get(timeout=WAIT_S)
        assert error.title.render() in (
            "Local Kafka has ended unexpectedly (signal SIGKILL).",
            "Local Kafka has ended unexpectedly (exit status 15).",  # what psutil ends a process of Windows with
        )
        assert error.retry
        assert any("Kafka Server started" in line for line in error.log_tail)
        assert local.bootstrap is None
        local.stop()

        again = LocalKafka(root)
        assert start(again) == (bootstrap, [("java", "done"), ("kafka", "skipped"), ("format", "skipped"), ("start", "done")])
        assert read(bootstrap, "kept") == "你好".encode()
        used = again.disk_use()
        assert 0 < used < MOST_BYTES
        again.reset()
        assert again.bootstrap is None
        assert not (root / "data").exists()
        assert again.disk_use() < used
    finally:
        local.stop()


def test_a_second_window_uses_the_broker_of_the_first(own_broker: Callable[[], Broker]) -> None:
    first = own_broker()
    assert first.local is not None
    exits: queue.Queue[LocalKafkaError] = queue.Queue()
    second = LocalKafka(first.log_path.parents[1], on_exit=exits.put)
    third = LocalKafka(first.log_path.parents[1], port=free_port(avoid=(first.port,)))
    try:
        assert start(second) == (first.bootstrap, [(key, "skipped") for key in ("java", "kafka", "format", "start")])
        assert second.borrowed
        assert second.pid == first.pid
        for forbidden in (second.restart, second.kill):
            with pytest.raises(LocalKafkaError, match=f"Local Kafka is run by another KafkaDesk, on port {first.port}"):
                forbidden()
        with pytest.raises(LocalKafkaError, match=f"on port {first.port}"):
            start(third)
        second.stop()
        assert first.local.bootstrap == first.bootstrap  # a borrower ends nothing

        start(second)
        first.stop()
        assert exits.get(timeout=WAIT_S).title.render() == "Local Kafka was stopped by the other KafkaDesk that ran it."
        assert second.bootstrap is None
        with pytest.raises(NoAnswerError):
            ask_cluster(first.port)
    finally:
        second.stop()


@linux
def test_the_broker_ends_with_an_app_that_is_killed(crashing_app: Callable[[str], tuple[subprocess.Popen[str], str, int]]) -> None:
    app, _, pid = crashing_app("tied")
    app.kill()
    assert gone(pid)


@posix
def test_what_a_crashed_app_left_over_is_ended_and_its_data_taken_over(
    crashing_app: Callable[[str], tuple[subprocess.Popen[str], str, int]], tmp_path: Path
) -> None:
    app, bootstrap, pid = crashing_app("untied")
    app.kill()
    app.wait()
    assert psutil.Process(pid).is_running()
    local = LocalKafka(tmp_path)
    try:
        assert start(local)[0] == bootstrap
        assert gone(pid)
        assert local.pid != pid
    finally:
        local.stop()


def test_a_process_that_only_got_the_recorded_id_is_left_alone(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('up', flush=True); input()", "kafka.Kafka", "my.properties"]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline().rstrip() == b"up"  # its command line can be read only once it runs
    created = start_time(other.pid)
    assert created is not None

    def record(created: float) -> RunRecord:
        return RunRecord(pid=other.pid, created=created, port=1, controller_port=2, version="4.3.1")

    try:
        assert not end_recorded(record(created - 3600), "my.properties")
        assert not end_recorded(record(created), "another.properties")
        assert other.poll() is None
        assert end_recorded(record(created), "my.properties")
        assert gone(other.pid)
    finally:
        other.kill()
        other.communicate()


def test_a_port_that_must_be_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        local = LocalKafka(tmp_path, port=port)
        with pytest.raises(LocalKafkaError) as caught:
            start(local)
    assert caught.value.title.render() == f"Port {port} on 127.0.0.1 is taken by another program."
    assert caught.value.retry
    assert local.bootstrap is None


def test_a_port_taken_between_choosing_and_binding_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answers = [port]  # found free, and taken before the broker binds it

        def choose(*args: object, **kwargs: object) -> int:
            return answers.pop() if answers else free_port(*args, **kwargs)  # type: ignore[arg-type]

        monkeypatch.setattr(kafka_launch, "free_port", choose)
        local = LocalKafka(tmp_path)
        try:
            bootstrap, steps = start(local)
            assert steps[-1] == ("start", "done")
            assert bootstrap != f"127.0.0.1:{port}"
        finally:
            local.stop()


@pytest.mark.parametrize("step", ["java", "kafka", "format", "start"])
def test_cancel_ends_a_start_at_any_step_and_leaves_nothing(tmp_path: Path, step: str) -> None:
    cancel = threading.Event()
    cancelled: list[float] = []

    def report(report: StepReport) -> None:
        if report.step.key == step and report.state is StepState.RUN:
            cancelled.append(time.monotonic())
            cancel.set()

    local = LocalKafka(tmp_path)
    with pytest.raises(LocalKafkaCancelledError):
        local.start(report, cancel)
    assert time.monotonic() - cancelled[0] < CANCEL_S
    assert local.bootstrap is None
    record = read_record(tmp_path / "run.json")
    assert record is None or record.pid is None
    assert not any(path.name == "data" and not (path / "meta.properties").exists() for path in tmp_path.iterdir())


def test_data_of_a_newer_kafka_is_refused_and_not_touched(tmp_path: Path) -> None:
    meta = tmp_path / "data" / "meta.properties"
    meta.parent.mkdir()
    meta.write_text("version=1\ncluster.id=x\nnode.id=1\n")
    write_record(tmp_path / "run.json", RunRecord(pid=None, created=None, port=21000, controller_port=21001, version="5.0.0"))
    with pytest.raises(LocalKafkaError, match=r"was written by Kafka 5\.0\.0, which is newer than this one, 4\.3\.1\."):
        start(LocalKafka(tmp_path))
    meta.write_text("version=2\ncluster.id=x\nnode.id=1\n")
    (tmp_path / "run.json").unlink()
    with pytest.raises(LocalKafkaError, match="was written by a newer Kafka"):
        start(LocalKafka(tmp_path))
    assert meta.exists()


@pytest.mark.parametrize(("meta", "others"), [(b"", []), (None, ["my-topic-0"])])
def test_damaged_data_is_not_thrown_away_unasked(tmp_path: Path, meta: bytes | None, others: list[str]) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for name in others:
        (data / name).mkdir()
    if meta is not None:
        (data / "meta.properties").write_bytes(meta)
    before = sorted(path.name for path in data.iterdir())
    local = LocalKafka(tmp_path)
    with pytest.raises(LocalKafkaError) as caught:
        start(local)
    assert caught.value.title.render() == f"Local Kafka's data in {data} is damaged."
    assert sorted(path.name for path in data.iterdir()) == before
    local.reset()
    assert not data.exists()


def test_a_format_that_fails_says_so_and_leaves_no_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kafka_launch, "format_command", lambda *_: [sys.executable, "-c", "raise SystemExit('cannot format')"])
    with pytest.raises(LocalKafkaError, match=r"Kafka could not prepare its data folder .*\(exit status 1\)") as caught:
        start(LocalKafka(tmp_path))
    assert caught.value.log_tail == ("cannot format",)
    assert not (tmp_path / "data").exists()


def test_a_broker_that_dies_at_once_shows_its_last_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "meta.properties").write_text("version=1\ncluster.id=x\nnode.id=1\n")
    lines = {
        "No MetadataVersion with feature level 99. Valid feature levels are from 7 to 31.": "was written by a newer Kafka",
        "java.io.IOException: No space left on device": r"The disk with Local Kafka's data .* is full",
        "java.lang.OutOfMemoryError: Java heap space": "There is not enough memory for Local Kafka",
        "something else": r"Local Kafka did not start \(exit status 1\)",
    }
    for line, sentence in lines.items():
        monkeypatch.setattr(kafka_launch, "server_command", lambda *_, line=line: [sys.executable, "-c", f"raise SystemExit({line!r})"])
        with pytest.raises(LocalKafkaError, match=sentence) as caught:
            start(LocalKafka(tmp_path))
        assert caught.value.log_tail == (line,)


def test_a_full_disk_is_told_before_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "meta.properties").write_text("version=1\ncluster.id=x\nnode.id=1\n")
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    with pytest.raises(LocalKafkaError, match=r"The disk with Local Kafka's data .* is full"):
        start(LocalKafka(tmp_path))


def test_a_command_that_cannot_be_run_is_an_error_not_a_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kafka_process, "tied_to_parent", list)
    with pytest.raises(FileNotFoundError):
        kafka_process.BrokerProcess(["/nowhere/java"], folder=tmp_path, output=tmp_path / "out", exited=lambda _: None)


@posix
def test_the_command_runs_it_until_sigterm(tmp_path: Path) -> None:
    port = free_port()
    environment = os.environ | {"KAFKADESK_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "kafkadesk", "local", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    assert process.stdout.readline() == f"127.0.0.1:{port}\n"
    assert ask_cluster(port).brokers
    second = subprocess.run(
        [*command[:-1], str(free_port(avoid=(port,)))], capture_output=True, text=True, timeout=WAIT_S, check=False, env=environment
    )
    assert second.returncode == 1
    assert second.stdout == ""
    assert second.stderr.splitlines()[-1].startswith(f"kafkadesk: Local Kafka is run by another KafkaDesk, on port {port}. ")
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=WAIT_S)
    assert (process.returncode, out) == (0, "")
    assert "Start: Kafka 4.3.1 answers at" in err
    with pytest.raises(NoAnswerError):
        ask_cluster(port)
