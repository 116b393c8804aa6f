"""What the Windows build is made of, short of building it: see docs/windows.md for what was seen of the build itself."""

import ast
import json
import sys
import zipfile
from pathlib import Path

import pytest
from windows import build

from kafkadesk import resources
from kafkadesk.system.local_kafka.jars import Jar, JarFolder, Lock
from kafkadesk.system.processes import children
from tests import ROOT

STARTS = {"subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_output", "subprocess.check_call", "os.system"}
JAR = Jar(coordinate="org.example:one:1.0", size=1, sha256="6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b")


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """A folder with what must be in a frozen one."""
    for name in build.NEEDED:
        path = tmp_path / "KafkaDesk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path / "KafkaDesk"


def test_a_program_gets_a_stack_for_deep_trees_and_what_is_no_program_is_named(tmp_path: Path) -> None:
    header = bytearray(512)
    header[0x3C:0x40] = (128).to_bytes(4, "little")
    header[128:132] = b"PE\0\0"
    header[152:154] = build.PE32_PLUS
    program = tmp_path / "x.exe"
    program.write_bytes(header)
    build.make_room(program)
    changed = program.read_bytes()
    assert int.from_bytes(changed[152 + 72 : 152 + 80], "little") == 8 * 1024 * 1024
    assert (changed[: 152 + 72], changed[152 + 80 :]) == (bytes(header[: 152 + 72]), bytes(header[152 + 80 :])), "and nothing else"
    program.write_bytes(bytes(512))
    with pytest.raises(build.BuildError, match=r"x\.exe is no 64-bit program"):
        build.make_room(program)


def test_what_is_needed_passes_and_what_is_missing_is_named(frozen: Path) -> None:
    build.check(frozen)
    (frozen / "kafkadesk-hosts.exe").unlink()
    with pytest.raises(build.BuildError, match=r"lacks kafkadesk-hosts\.exe"):
        build.check(frozen)


@pytest.mark.parametrize("name", ["icuuc.dll", "MSCMS.DLL", "ucrtbase.dll", "api-ms-win-crt-math-l1-1-0.dll"])
def test_nothing_of_wine_is_shipped(frozen: Path, name: str) -> None:
    (frozen / "_internal" / "PySide6" / name).touch()
    with pytest.raises(build.BuildError, match="Wine's own"):
        build.check(frozen)


def test_the_bill_names_each_part(tmp_path: Path) -> None:
    info = tmp_path / "site" / "Foo_Bar-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.4\nName: Foo_Bar\nVersion: 1.2\nLicense-Expression: MIT\n")
    bill = json.loads(json.dumps(build.sbom(tmp_path / "site", "0.1.0", tmp_path, full=True)))
    names = {part["name"]: part for part in bill["components"]}
    assert (bill["bomFormat"], bill["specVersion"], bill["metadata"]["component"]["version"]) == ("CycloneDX", "1.6", "0.1.0")
    assert names["foo-bar"]["purl"] == "pkg:pypi/foo-bar@1.2"
    assert names["kafka-clients"]["purl"].startswith("pkg:maven/org.apache.kafka/kafka-clients@")
    small = build.sbom(tmp_path / "site", "0.1.0", tmp_path, full=False)
    assert "kafka-clients" not in json.dumps(small)


def test_the_zip_has_one_folder_for_all(frozen: Path, tmp_path: Path) -> None:
    names = zipfile.ZipFile(build.pack(frozen, tmp_path / "x.zip")).namelist()
    assert "KafkaDesk/kafkadeskw.exe" in names
    assert {name.partition("/")[0] for name in names} == {"KafkaDesk"}


def test_jars_that_came_with_the_program_are_used_and_nothing_is_downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    monkeypatch.setenv("KAFKADESK_CACHE", str(tmp_path / "cache"))
    lock = Lock(kafka="4.3.1", jars=(JAR,))
    assert JarFolder(lock).folder == tmp_path / "cache" / "kafka" / "4.3.1"  # the small build
    shipped = tmp_path / "kafka" / "jars"
    shipped.mkdir(parents=True)
    (shipped / JAR.file_name).write_text("1")
    assert JarFolder(lock).folder == shipped
    assert JarFolder(lock).missing() == ()


def test_a_frozen_program_starts_its_children_without_a_console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "kafkadesk.exe"))
    assert children.child_command("worker") == [str(tmp_path / "kafkadesk.exe"), "worker"]
    (tmp_path / "kafkadeskw.exe").touch()
    assert children.child_command("worker") == [str(tmp_path / "kafkadeskw.exe"), "worker"]


def test_no_child_is_started_that_could_flash_a_console() -> None:
    """Each start of a process says that it wants no window; pkexec is none of Windows."""
    calls = [
        (path.name, node)
        for path in (ROOT / "kafkadesk").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in STARTS
    ]
    bare = [f"{name}: {ast.unparse(call.args[0])}" for name, call in calls if "creationflags" not in {k.arg for k in call.keywords}]
    assert len(calls) >= 5
    assert bare == ["elevate.py: ['pkexec', *command]"]


def test_the_installer_is_64_bit_and_the_manifest_knows_dpi_and_long_paths() -> None:
    script = [
        line for line in (ROOT / "packaging/windows/installer.nsi").read_text(encoding="utf-8").splitlines() if line and line[0] != ";"
    ]
    assert script[0].startswith("Target amd64-unicode")
    manifest = (ROOT / "packaging/windows/kafkadesk.manifest").read_text(encoding="utf-8")
    assert ">PerMonitorV2<" in manifest
    assert ">true</longPathAware>" in manifest
