"""Colours of JSON stay on their tokens, also behind characters that Qt counts as two."""

import pytest
from pytestqt.qtbot import QtBot

from kafkadesk.core.text_tools.pieces import Pieces
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.editor.json_editor import JsonEditor
from kafkadesk.widgets.record.detail_text import PiecesView


def colored(view: JsonEditor | PiecesView, color: str) -> list[str]:
    """Return what is shown in a colour in the first line, as Qt counts it."""
    block = view.document().firstBlock()
    line = block.text().encode("utf-16-le")
    return [
        line[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le", "replace")
        for part in block.layout().formats()
        if part.format.foreground().color().name() == color
    ]


@pytest.mark.parametrize("emoji", ["", "😀", "🇨🇭🇨🇭"])
def test_the_editor_colors_tokens_behind_an_emoji(qtbot: QtBot, emoji: str) -> None:
    editor = JsonEditor()
    qtbot.addWidget(editor)
    editor.setPlainText(f'{{"k{emoji}": "v{emoji}{{{{ seq }}}}", "n": 12, "ok": true}}')
    colors = theme.colors()
    assert colored(editor, colors.json_key) == [f'"k{emoji}"', '"n"', '"ok"']
    assert colored(editor, colors.json_text) == [f'"v{emoji}', '"']
    assert colors.json_template == colors.json_number
    assert colored(editor, colors.json_number) == ["{{ seq }}", "12", "true"]


@pytest.mark.parametrize("emoji", ["", "😀"])
def test_the_detail_colors_tokens_and_marks_behind_an_emoji(qtbot: QtBot, emoji: str) -> None:
    view = PiecesView()
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    view.show_pieces(Pieces(iter([f'{{"k{emoji}": "v{emoji}‹NUL›", "n": NaN}}'])), is_json=True)
    colors = theme.colors()
    assert colored(view, colors.json_key) == [f'"k{emoji}"', '"n"']
    assert colored(view, colors.json_text) == [f'"v{emoji}', '"']
    assert colored(view, colors.bad) == ["‹NUL›"]
    assert colored(view, colors.json_number) == ["NaN"]
