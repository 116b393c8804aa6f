"""Kafka's files: the lock, jars that are absent, cut short or altered, fetching them, Java, the settings."""

import gc
import hashlib
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from jgo.maven import Artifact

from kafkadesk.core.errors import LocalKafkaCancelledError, LocalKafkaError
from kafkadesk.system.local_kafka import config as kafka_config
from kafkadesk.system.local_kafka import fetch as kafka_fetch
from kafkadesk.system.local_kafka import java as kafka_java
from kafkadesk.system.local_kafka.config import Folders, Ports, new_cluster_id, properties, settings
from kafkadesk.system.local_kafka.jars import Jar, JarFolder, Kafka, Lock, kafka_in, newer, read_lock


def made_jar(name: str, content: bytes) -> Jar:
    return Jar(coordinate=f"org.example:{name}:1.0", size=len(content), sha256=hashlib.sha256(content).hexdigest())


CONTENTS = {"one": b"1" * 5000, "two": b"2" * 70000, "three": b"3"}
JARS = {name: made_jar(name, content) for name, content in CONTENTS.items()}


@pytest.fixture
def jars(tmp_path: Path) -> JarFolder:
    return JarFolder(Lock(kafka="4.3.1", jars=tuple(JARS.values())), tmp_path / "jars")


class Repository(http.server.ThreadingHTTPServer):
    """A Maven repository of the jars above. served: what was asked for; broken: content instead; silent: it holds its answer back."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.served: list[str] = []
        self.broken: dict[str, bytes] = {}
        self.go_on = threading.Event()
        self.go_on.set()
        self.asked = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Repository

    def do_GET(self) -> None:
        name = self.path.split("/")[3] if self.path.count("/") > 3 else ""
        content = self.server.broken.get(name, CONTENTS.get(name))
        if content is None or not self.path.endswith(".jar"):
            self.send_error(404)
            return
        self.server.served.append(name)
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        half = len(content) // 2  # of the smallest jar nothing: what is held back is complete for none
        self.wfile.write(content[:half])
        self.wfile.flush()
        self.server.asked.set()
        self.server.go_on.wait(10)
        self.wfile.write(content[half:])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    server = Repository()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    monkeypatch.setattr(kafka_fetch, "repositories", lambda mirror: (mirror or server.url,))
    yield server
    server.go_on.set()
    for fetching in fetching_threads():
        fetching.join(10)
    server.shutdown()
    thread.join()
    server.server_close()
    gc.collect()  # a connection that was left open is reported in the test that left it


def fetching_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("fetch-kafka")]


def fetch(jars: JarFolder) -> list[int]:
    progress: list[int] = []
    kafka_fetch.fetch_jars(jars, jars.missing(), progress.append, threading.Event())
    return progress


def test_the_lock_names_kafka_and_a_logging_binding_once_each() -> None:
    lock = read_lock()
    names = [jar.coordinate.rsplit(":", 1)[0] for jar in lock.jars]
    versions = {jar.coordinate.rsplit(":", 1)[1] for jar in lock.jars if jar.coordinate.startswith("org.apache.kafka:")}
    assert len(names) == len(set(names)) == 46
    assert versions == {lock.kafka} == {"4.3.1"}
    assert "org.apache.logging.log4j:log4j-slf4j-impl:2.25.4" in {jar.coordinate for jar in lock.jars}
    assert lock.size == 45_035_715
    assert all(len(jar.sha256) == 64 for jar in lock.jars)


def test_absent_jars_are_fetched_with_progress(jars: JarFolder, repository: Repository) -> None:
    assert not jars.seems_complete()
    progress = fetch(jars)
    assert progress == sorted(progress)
    assert progress[-1] == jars.lock.size
    assert jars.seems_complete()
    assert jars.missing() == ()
    assert {path.name for path in jars.folder.iterdir()} == {"one-1.0.jar", "two-1.0.jar", "three-1.0.jar", "checked.json"}


def test_a_jar_cut_short_is_found_and_it_alone_fetched_again(jars: JarFolder, repository: Repository) -> None:
    fetch(jars)
    assert jars.missing() == ()
    path = jars.folder / "two-1.0.jar"
    path.write_bytes(CONTENTS["two"][:-1])
    assert not jars.seems_complete()
    assert jars.missing() == (JARS["two"],)
    repository.served.clear()
    fetch(jars)
    assert repository.served == ["two"]
    assert path.read_bytes() == CONTENTS["two"]


def test_an_altered_jar_of_the_same_size_is_found(jars: JarFolder, repository: Repository) -> None:
    fetch(jars)
    assert jars.missing() == ()
    path = jars.folder / "two-1.0.jar"
    before = path.stat()
    path.write_bytes(b"X" + CONTENTS["two"][1:])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000))  # Windows counts in 100 ns
    assert jars.seems_complete()
    assert jars.missing() == (JARS["two"],)


def test_an_unchanged_jar_is_not_read_again(jars: JarFolder, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch(jars)
    assert jars.missing() == ()
    monkeypatch.setattr("kafkadesk.system.local_kafka.jars.matches", lambda *_: pytest.fail("it was read"))
    assert jars.missing() == ()


@pytest.mark.parametrize("stamps", [b"", b"[]", b"{\xff", b'{"one-1.0.jar": 3}'])
def test_damaged_stamps_cost_a_look_and_no_more(jars: JarFolder, repository: Repository, stamps: bytes) -> None:
    fetch(jars)
    (jars.folder / "checked.json").write_bytes(stamps)
    assert jars.missing() == ()


@pytest.mark.allow_logs("not the jar that the lock names", "Checksum")
def test_a_repository_with_other_content_is_not_believed(jars: JarFolder, repository: Repository) -> None:
    repository.broken["one"] = b"0" * 5000
    with pytest.raises(LocalKafkaError) as caught:
        fetch(jars)
    assert caught.value.title.render() == "one-1.0.jar was downloaded and is not the file that it should be, so it was thrown away."
    assert caught.value.retry
    assert JARS["one"] in jars.missing()
    repository.broken.clear()
    fetch(jars)
    assert jars.missing() == ()


def test_without_a_network_it_says_so(jars: JarFolder, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kafka_fetch, "repositories", lambda _: ("http://127.0.0.1:9",))  # nobody listens there
    with pytest.raises(LocalKafkaError) as caught:
        fetch(jars)
    assert caught.value.title.render() == "Kafka could not be downloaded: there is no connection to the Internet, or it broke off."
    assert caught.value.retry


def test_a_jar_that_the_repository_lacks_is_named(jars: JarFolder, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(CONTENTS, "one")
    with pytest.raises(LocalKafkaError, match=r"one-1\.0\.jar could not be downloaded"):
        fetch(jars)


def test_a_second_repository_is_asked_when_the_first_is_dead(
    jars: JarFolder, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kafka_fetch, "repositories", lambda _: ("http://127.0.0.1:9", repository.url))
    fetch(jars)
    assert jars.missing() == ()


def test_cancel_is_heard_while_nothing_arrives(jars: JarFolder, repository: Repository) -> None:
    repository.go_on.clear()
    cancel = threading.Event()
    caught: list[BaseException] = []

    def run() -> None:
        try:
            kafka_fetch.fetch_jars(jars, jars.missing(), lambda _: None, cancel)
        except LocalKafkaCancelledError as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert repository.asked.wait(10)
    cancel.set()
    thread.join(1.0)
    assert not thread.is_alive()
    assert len(caught) == 1
    repository.go_on.set()
    assert jars.missing() == tuple(JARS.values())


def test_a_jar_that_arrives_after_the_end_is_neither_taken_in_nor_called_wrong(
    jars: JarFolder, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancel, over = threading.Event(), threading.Event()
    resolve = Artifact.resolve

    def late(artifact: Artifact) -> Path:
        path = resolve(artifact)
        cancel.set()
        assert over.wait(10)
        return path

    monkeypatch.setattr(Artifact, "resolve", late)
    with pytest.raises(LocalKafkaCancelledError):
        kafka_fetch.fetch_jars(jars, jars.missing(), lambda _: None, cancel)
    over.set()
    for fetching in fetching_threads():
        fetching.join(10)
    assert jars.missing() == tuple(JARS.values())


def test_a_full_disk_is_told_before_the_download(jars: JarFolder, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    with pytest.raises(LocalKafkaError, match="The disk is full: Kafka's files do not fit into"):
        fetch(jars)
    assert repository.served == []


def test_a_kafka_folder_of_the_user(tmp_path: Path) -> None:
    libs = tmp_path / "kafka_2.13-4.1.0" / "libs"
    libs.mkdir(parents=True)
    for name in ("kafka_2.13-4.1.0.jar", "kafka_2.13-4.1.0-sources.jar", "kafka-clients-4.1.0.jar"):
        (libs / name).touch()
    kafka = kafka_in(libs.parent)
    assert (kafka.version, kafka.class_path) == ("4.1.0", str(libs / "*"))
    assert kafka_in(libs) == kafka


def test_a_folder_without_a_usable_kafka_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LocalKafkaError, match="There is no Kafka in"):
        kafka_in(tmp_path)
    (tmp_path / "kafka_2.13-3.9.1.jar").touch()
    with pytest.raises(LocalKafkaError, match=r"is 3\.9\.1: too old"):
        kafka_in(tmp_path)


@pytest.mark.parametrize(
    ("version", "than", "expected"),
    [("4.4.0", "4.3.1", True), ("4.10.0", "4.9.2", True), ("5.0.0", "4.9.0", True), ("4.3.2", "4.3.1", False), ("4.2.0", "4.3.1", False)],
)
def test_versions_compare_by_major_and_minor(version: str, than: str, *, expected: bool) -> None:
    assert newer(version, than) is expected


def fake_java(folder: Path, line: str, status: int = 0) -> Path:
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho '{line}' >&2\nexit {status}\n")
    program.chmod(0o755)
    return program


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Java is a shell script")
def test_java_is_taken_from_java_home_then_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    old = fake_java(tmp_path / "old", 'java version "1.8.0_401"')
    good = fake_java(tmp_path / "good", 'openjdk version "21.0.2" 2024-01-16')
    broken = fake_java(tmp_path / "broken", "cannot run", 1)
    java = kafka_java.find_java({"JAVA_HOME": str(old.parents[1]), "PATH": str(good.parent)})
    assert (java.program, java.version, java.bundled) == (good, "21.0.2", False)
    with pytest.raises(LocalKafkaError) as caught:
        kafka_java.find_java({"JAVA_HOME": str(old.parents[1]), "PATH": str(broken.parent)})
    assert caught.value.title.render() == (
        f"Kafka needs Java 17 or newer, and only this was found: {old} is Java 8.0; {broken} does not run."
    )
    with pytest.raises(LocalKafkaError, match="Kafka needs Java, and none was found on this computer"):
        kafka_java.find_java({"PATH": ""})


def test_settings_stay_on_this_computer_and_keep_data(tmp_path: Path) -> None:
    values = settings(Folders(tmp_path), Ports(broker=21000, controller=21001))
    addresses = [str(v) for k, v in values.items() if "listeners" in k or k == "controller.quorum.voters"]
    assert addresses == [
        "1@127.0.0.1:21001",
        "PLAINTEXT://127.0.0.1:21000,CONTROLLER://127.0.0.1:21001",
        "PLAINTEXT://127.0.0.1:21000",
    ]
    assert values["auto.create.topics.enable"] == "false"
    assert values["log.retention.ms"] == -1


def test_properties_are_ascii_whatever_the_folder_is_called() -> None:
    text = properties({"log.dirs": "C:\\Users\\李雷 😀"})
    assert text == "log.dirs=C:\\\\Users\\\\\\u674e\\u96f7 \\ud83d\\ude00\n"


def test_cluster_ids_are_those_of_kafka() -> None:
    ids = {new_cluster_id() for _ in range(200)}
    assert len(ids) == 200
    assert all(len(one) == 22 for one in ids)


def test_java_is_told_of_a_folder_whose_name_its_code_page_lacks_by_its_short_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows Java reads its command line in the code page: 张三 on an English one would be “??”."""
    folder = tmp_path / "张三 ü"
    folder.mkdir()
    assert kafka_java.for_java(str(tmp_path)) == str(tmp_path)
    told = kafka_java.for_java(str(folder))
    if os.name == "nt" and not kafka_java.in_code_page("张"):
        assert kafka_java.in_code_page(told)
    else:
        assert told == str(folder)
    assert Path(told).samefile(folder)
    kafka = Kafka(version="4.3.1", class_path=os.pathsep.join([str(folder / "*"), str(folder / "a.jar"), "b.jar"]))
    java = kafka_java.Java(program=Path("java"), version="25", bundled=True)
    folders = Folders(folder)
    folders.logs.mkdir()
    folders.properties.touch()
    command = kafka_config.server_command(java, kafka, folders)
    assert all(kafka_java.in_code_page(word) for word in command)
    assert command[command.index("-cp") + 1] == os.pathsep.join([str(Path(told) / "*"), str(Path(told) / "a.jar"), "b.jar"])
