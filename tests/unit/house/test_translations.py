"""The check of the translation files finds what it is there to find."""

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import translations

from tests import ROOT
from tests.rigs.sources import literal, marked, trees

SOURCE = """
from PySide6.QtCore import QObject
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

SENT = Text(QT_TRANSLATE_NOOP("core", "Sent {n} to "
    "{topic}"), {"n": 1, "topic": "t"})


class Pane(QObject):
    def title(self) -> str:
        return self.tr("Leave")
"""
CHINESE = {"Sent {n} to {topic}": "已向 {topic} 发送 {n} 条", "Leave": "离开"}


needs_tools = pytest.mark.skipif(
    sys.platform == "win32" and not any(Path(sys.executable).parent.glob("pyside6-lupdate*")),
    reason="pip's launchers of PySide6's tools are not beside this Python",
)


@pytest.fixture
def ts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small program with a complete translation."""
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "pane.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.setattr(translations, "SOURCES", tmp_path / "program")
    path = tmp_path / "kafkadesk_zh_CN.ts"
    translations.update(path)
    for source, chinese in CHINESE.items():
        translate(path, source, chinese)
    translations.update(path)
    return path


def translate(ts: Path, source: str, chinese: str) -> None:
    """Fill in a translation, as Linguist does."""
    text = ts.read_text(encoding="utf-8")
    before, after = text.split(f"<source>{source}</source>")
    _, _, rest = after.partition("</translation>")
    ts.write_text(f"{before}<source>{source}</source>\n        <translation>{chinese}</translation>{rest}", encoding="utf-8")


@needs_tools
def test_a_complete_translation_is_well(ts: Path) -> None:
    assert translations.check(ts) == []


@needs_tools
def test_a_new_sentence_is_missed(ts: Path) -> None:
    source = translations.SOURCES / "pane.py"
    source.write_text(SOURCE.replace('"Leave"', '"Leave now"'), encoding="utf-8")
    assert translations.check(ts) == [f"not in {ts.name}: Pane: 'Leave now'", "no longer in the sources: Pane: 'Leave'"]


@needs_tools
def test_an_untranslated_sentence_is_told(ts: Path) -> None:
    source = translations.SOURCES / "pane.py"
    source.write_text(SOURCE.replace('"Leave"', '"Join"'), encoding="utf-8")
    translations.update(ts)
    assert translations.check(ts) == ["not translated: Pane: 'Join'"]


@needs_tools
def test_a_lost_place_is_told(ts: Path) -> None:
    translate(ts, "Sent {n} to {topic}", "已发送 {n} 条")
    translations.update(ts)
    assert translations.check(ts) == ["other places than the source: core: 'Sent {n} to {topic}' -> 已发送 {n} 条"]


@needs_tools
def test_a_stale_qm_is_told(ts: Path) -> None:
    translate(ts, "Leave", "退出")
    assert translations.check(ts) == ["kafkadesk_zh_CN.qm is older than the .ts: Pane: 'Leave'"]
    ts.with_suffix(".qm").unlink()
    assert translations.check(ts) == ["kafkadesk_zh_CN.qm is missing or cannot be read"]


@needs_tools
def test_a_tool_that_fails_says_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(translations.ToolError, match="lrelease: "):
        translations.tool("lrelease", str(tmp_path / "nobody.ts"))


def test_the_translator_sees_every_marked_text_of_the_core() -> None:
    ts = ElementTree.parse(ROOT / "resources" / "i18n" / "kafkadesk_zh_CN.ts").getroot()
    known = {m.findtext("source", "") for c in ts.iter("context") if c.findtext("name") == "core" for m in c.iter("message")}
    sources = {
        text
        for _, tree in trees()
        for _, name, arguments in marked(tree)
        if name == "QT_TRANSLATE_NOOP"
        and len(arguments) == 2
        and literal(arguments[0]) == "core"
        and (text := literal(arguments[1])) is not None
    }
    if not sources:
        pytest.fail("no marked text found: this test looks for the wrong thing")
    assert sources - known == set()
