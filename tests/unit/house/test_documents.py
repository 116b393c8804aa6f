"""The documents name only files that exist."""

import re
from pathlib import Path

import pytest

from tests import ROOT

PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "CONTRIBUTING.md", ROOT / "README.md", ROOT / "packaging" / "windows" / "README.md"]
PLACES = (ROOT / "kafkadesk", ROOT, ROOT / "tests")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    """Named in backticks, from kafkadesk/, the project's folder or tests/."""
    named = set(re.findall(r"`(\w[\w/]*/\w+\.py)(?:::\w+)?`", page.read_text(encoding="utf-8")))
    assert {name for name in named if not any((place / name).is_file() for place in PLACES)} == set()
