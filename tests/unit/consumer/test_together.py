import pytest

from kafkadesk.core.state import PaneState
from kafkadesk.desk import recent_names as together
from kafkadesk.desk.panes.group_notices import lost
from kafkadesk.desk.recent_names import Together


def test_what_befalls_several_panes_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    names = Together()
    pane = PaneState(pane="p", name="b")
    first, second = lost(pane, names.add("b")), lost(pane, names.add("a"))
    assert first.key == second.key
    assert first.text.render().startswith("b was out of its group: ")
    assert second.text.render().startswith("a, b were out of their groups: ")
    monkeypatch.setattr(together, "WITHIN_S", -1.0)
    assert names.add("c") == ("c",)
