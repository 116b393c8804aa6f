"""The check of the translation files finds what it is there to find."""

from pathlib import Path

import pytest
import translations

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


def test_a_complete_translation_is_well(ts: Path) -> None:
    assert translations.check(ts) == []


def test_a_new_sentence_is_missed(ts: Path) -> None:
    source = translations.SOURCES / "pane.py"
    source.write_text(SOURCE.replace('"Leave"', '"Leave now"'), encoding="utf-8")
    assert translations.check(ts) == [f"not in {ts.name}: Pane: 'Leave now'", "no longer in the sources: Pane: 'Leave'"]


def test_an_untranslated_sentence_is_told(ts: Path) -> None:
    source = translations.SOURCES / "pane.py"
    source.write_text(SOURCE.replace('"Leave"', '"Join"'), encoding="utf-8")
    translations.update(ts)
    assert translations.check(ts) == ["not translated: Pane: 'Join'"]


def test_a_lost_place_is_told(ts: Path) -> None:
    translate(ts, "Sent {n} to {topic}", "已发送 {n} 条")
    translations.update(ts)
    assert translations.check(ts) == ["other places than the source: core: 'Sent {n} to {topic}' -> 已发送 {n} 条"]


def test_a_stale_qm_is_told(ts: Path) -> None:
    translate(ts, "Leave", "退出")
    assert translations.check(ts) == ["kafkadesk_zh_CN.qm is older than the .ts: Pane: 'Leave'"]
    ts.with_suffix(".qm").unlink()
    assert translations.check(ts) == ["kafkadesk_zh_CN.qm is missing or cannot be read"]


def test_a_tool_that_fails_says_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(translations.ToolError, match="lrelease: "):
        translations.tool("lrelease", str(tmp_path / "nobody.ts"))
