"""The list of settings: files of the version before, damaged values, and nobody who goes past it."""

import re
import shutil
from pathlib import Path

import pytest

import kafkadesk
from kafkadesk.core import settings
from kafkadesk.core.settings import Setting
from kafkadesk.system.files.settings import Store
from kafkadesk.system.profiles.book import ProfileBook

ALL = [value for value in vars(settings).values() if isinstance(value, Setting)]
OLD = Path(__file__).with_name("settings_before_setting.json")  # as a window wrote it that had string keys
PAST = re.compile(r"""(?<![.\w])(self\._?)?(store|_store|draft|templates|_templates)\.(get|put|change)\(""")


def test_a_file_of_the_version_before_is_read(tmp_path: Path) -> None:
    store = Store(Path(shutil.copy(OLD, tmp_path / "settings.json")))
    assert (settings.LAST.get(store), settings.RECENT.get(store)) == ("127.0.0.1:25912", ["127.0.0.1:25912"])
    assert (settings.THEME.get(store), settings.LANGUAGE.get(store, "en"), settings.MOTION.get(store, True)) == ("dark", "zh_CN", False)
    assert (settings.WINDOW.get(store)["down"], settings.WORKSPACE.get(store)["panes"][0]["name"]) == ([554, 403], "Consumer 1")
    assert [profile.name for profile in ProfileBook(store).all()] == ["Local Kafka", "Prod"]
    before = OLD.read_text(encoding="utf-8")
    settings.THEME.put(store, "light")
    assert store.path.read_text(encoding="utf-8") == before.replace('"dark"', '"light"')


@pytest.mark.parametrize("setting", ALL, ids=lambda setting: setting.name)
@pytest.mark.parametrize("found", [None, 3.5, "text", [1, None, "a"], {"a": 1}])
def test_a_value_of_another_type_is_the_default(tmp_path: Path, setting: Setting[object], found: object) -> None:
    store = Store(tmp_path / "settings.json")
    store.put(setting.name, found)
    if isinstance(found, type(setting.default)):
        assert setting.get(store) == (["a"] if setting in (settings.RECENT, settings.PALETTE) else found)
    else:
        assert setting.get(store) == setting.default
    seen: list[object] = []

    def edit(now: object) -> object:
        seen.append(now)
        return now

    setting.change(store, edit)
    assert seen == [setting.get(store)]


def test_every_setting_has_a_name_of_its_own() -> None:
    assert len({setting.name for setting in ALL}) == len(ALL) == 17


def test_nobody_reads_or_writes_a_setting_by_its_name() -> None:
    root = Path(kafkadesk.__file__).parent
    found = [
        f"{path.relative_to(root)}:{n}"
        for path in sorted(root.rglob("*.py"))
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if PAST.search(line) and "system/hosts/" not in path.as_posix()
    ]
    assert found == []
