import pytest

from kafkadesk.core.state import PaneState
from kafkadesk.desk.panes import notices
from kafkadesk.desk.panes.notices import RecentNames, lost


def test_what_befalls_several_panes_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    names = RecentNames()
    pane = PaneState(pane="p", name="b")
    first, second = lost(pane, names.add("b")), lost(pane, names.add("a"))
    assert first.key == second.key
    assert first.text.render().startswith("b was out of its group: ")
    assert second.text.render().startswith("a, b were out of their groups: ")
    monkeypatch.setattr(notices, "WITHIN_S", -1.0)
    assert names.add("c") == ("c",)
