"""`kafkadesk profile import`: one object, a status, a profile without secrets, and passwords in the keyring or nowhere."""

import json
import os
from pathlib import Path

import pytest

from kafkadesk.cli import main as cli
from kafkadesk.core.cluster.profiles import NO_SECRETS, Protocol, Secrets, Security
from kafkadesk.system.files.settings import Store
from kafkadesk.system.profiles.book import ProfileBook
from kafkadesk.system.profiles.import_file import read_import
from kafkadesk.system.profiles.keyring import SecretStore
from kafkadesk.system.profiles.tls_files import file_defects
from tests.rigs.memory_keyring import MemoryKeyring

PLAIN = "bootstrap.servers=h:9092\nsecurity.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nsasl.username=app\nsasl.password=canary-77\n"


def run(tmp_path: Path, text: str, *options: str) -> int:
    path = tmp_path / "orders.properties"
    path.write_text(text, encoding="utf-8")
    return cli.run(("profile", "import", str(path), *options))


def names() -> list[str]:
    return [profile.name for profile in ProfileBook(Store()).all() if not profile.local]


def test_json_is_one_object_without_secrets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, PLAIN + "acks=1\nssl.truststore.location=/t.jks\n", "--dry-run", "--json") == 1
    captured = capsys.readouterr()
    why = "/t.jks is a Java keystore, KafkaDesk takes PEM: keytool -list -rfc -keystore /t.jks prints its certificates; save them as .pem."
    assert json.loads(captured.out) == {
        "profiles": [
            {
                "name": "orders",
                "bootstrap": "h:9092",
                "security": {"protocol": "SASL_SSL", "mechanism": "PLAIN", "username": "app", "password": {"set": True}},
            }
        ],
        "used": [
            {"line": 1, "setting": "bootstrap.servers"},
            {"line": 2, "setting": "security.protocol"},
            {"line": 3, "setting": "sasl.mechanism"},
            {"line": 4, "setting": "sasl.username"},
            {"line": 5, "setting": "sasl.password"},
        ],
        "ignored": [{"line": 6, "setting": "acks", "why": "It is no setting of the connection."}],
        "refused": [{"line": 7, "setting": "ssl.truststore.location", "why": why}],
    }
    assert "canary-77" not in captured.out + captured.err
    assert names() == [], "nothing is stored"


def test_a_profile_is_stored_and_its_password_is_in_the_keyring_only(
    ring: MemoryKeyring, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, PLAIN) == 0
    assert run(tmp_path, PLAIN, "--json") == 0
    captured = capsys.readouterr()
    assert names() == ["orders", "orders 2"]
    (profile, _) = [profile for profile in ProfileBook(Store()).all() if not profile.local]
    assert SecretStore().read(profile.id) == Secrets(password="canary-77")
    assert "Its passwords are in the system's keyring." in captured.err
    assert "  password: (set)" in captured.out.splitlines()
    assert "canary-77" not in captured.out + captured.err
    assert not [path for path in Path(os.environ["XDG_CONFIG_HOME"]).rglob("*") if path.is_file() and b"canary-77" in path.read_bytes()]


def test_without_a_keyring_the_password_is_nowhere_and_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, PLAIN) == 0
    assert "this PC has no keyring: KafkaDesk asks for them each time" in capsys.readouterr().err
    assert names() == ["orders"]


def test_a_password_that_the_keyring_refuses_is_said(ring: MemoryKeyring, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ring.most = 3
    assert run(tmp_path, PLAIN) == 1
    captured = capsys.readouterr()
    assert "The password was not kept" in captured.err
    assert "canary-77" not in captured.err


def test_what_could_not_be_read_again_is_not_stored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, PLAIN.replace("sasl.username=app\n", "")) == 1
    assert "cannot be stored like this. A login by PLAIN needs a user name." in capsys.readouterr().err
    assert names() == []


def test_an_encoding_that_was_guessed_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, PLAIN.replace("app", "张三"), "--dry-run", "--json") == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["profiles"][0]["security"]["username"] == "张三"
    assert "it was read as UTF-8" in captured.err


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_where_nothing_can_be_read_the_status_is_two(options: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "colour=red", *options) == 2
    captured = capsys.readouterr()
    assert "no setting of a Kafka client" in captured.err
    if options:
        assert json.loads(captured.out) == {"profiles": [], "used": [], "ignored": [], "refused": []}
    assert cli.run(("profile", "import", str(tmp_path / "missing"))) == 2
    assert cli.run(("profile", "import", str(tmp_path))) == 2


@pytest.mark.skipif(os.name == "nt", reason="no named pipes among files")
def test_what_is_no_regular_file_is_refused_and_nobody_waits_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert cli.run(("profile", "import", str(pipe))) == 2
    assert "not a regular file" in capsys.readouterr().err
    for path in (pipe, tmp_path, Path("/dev/zero")):
        text = f"bootstrap.servers=h:9092\nsecurity.protocol=SSL\nssl.ca.location={path}\n"
        assert run(tmp_path, text, "--json", "--dry-run") == 1
        (refused,) = json.loads(capsys.readouterr().out)["refused"]
        assert (refused["line"], refused["setting"]) == (3, "ssl.ca.location")
        assert str(path) in refused["why"]
        security = Security(protocol=Protocol.SSL, ca_file=str(path))
        assert file_defects(security, NO_SECRETS), "neither does the check before a connection wait"


def test_a_relative_path_begins_in_the_folder_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.conf"
    path.write_text("bootstrap.servers=h:9092\nsecurity.protocol=SSL\nssl.ca.location=ca.pem\n")
    assert read_import(path).profiles[0].security.ca_file == str(tmp_path / "ca.pem")
