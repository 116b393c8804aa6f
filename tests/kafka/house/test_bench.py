"""The benchmark at toy size, so that it goes on working: its figures are not judged here."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rigs.broker import Broker


@pytest.mark.usefixtures("priorities")
def test_the_benchmark_measures_what_it_names(broker: Broker, tmp_path: Path) -> None:
    out = tmp_path / "figures.json"
    command = [sys.executable, "-m", "tests.bench", "--quick", "--bootstrap", broker.bootstrap, "--json", str(out)]
    command += ["--plots", str(tmp_path / "plots")]
    done = subprocess.run(
        [*command, "scale-partitions", "read-1", "pipelined", "join"], capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stderr
    figures = {figure["name"]: figure for figure in json.loads(out.read_text())["figures"][0]}
    assert figures.keys() >= {"records shown, 1 pane", "pipelined sends, delivery table live", "takeover after Leave"}
    assert all(math.isfinite(figure["value"]) and figure["value"] >= 0 for figure in figures.values())
    assert figures["records shown, 1 pane"]["peer"] > 0
    assert all(name in done.stdout for name in figures)
    assert [path.name for path in (tmp_path / "plots").iterdir()] == ["records-by-partitions.png"]
