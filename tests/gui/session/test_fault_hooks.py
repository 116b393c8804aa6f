"""What nobody handled (faults.md row 64), in a real process of the app: said, logged without secrets, and the app goes on."""

import json
import os
import subprocess
import sys
from typing import Any

from tests import ROOT
from tests.rigs.broker import Broker
from tests.rigs.field import GAP_MS, Machine

KINDS = ("slot", "timer", "thread", "callback", "task", "kept", "qt", "paint")


def run(*arguments: str) -> dict[str, Any]:
    """Run the app with these faults and return what the user saw."""
    root = ROOT
    done = subprocess.run(
        [sys.executable, "-m", "tests.rigs.fault_app", *arguments], cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "CANARY" not in done.stdout + done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_whatever_fails_is_said_in_one_banner_and_explained_in_the_log() -> None:
    machine = Machine()
    try:
        seen = run(",".join(KINDS))
    finally:
        machine.close()
    assert seen["alive"]
    for kind in KINDS:
        assert len(seen["told"][kind]) == 1, seen["told"]
        assert f"fault in {kind} password=***" in seen["told"][kind][0], (kind, seen["told"])
        assert seen["told"][kind][0].startswith("Something went wrong inside KafkaDesk: ")
        [entry] = [text for text in seen["log"] if f"fault in {kind} password=***" in text and "ERROR" in text]
        assert kind == "qt" or "Traceback (most recent call last)" in entry
    assert seen["gap_ms"] < GAP_MS * machine.stretch


def test_sends_keep_their_verdicts_whatever_fails_meanwhile(broker: Broker) -> None:
    seen = run("slot,thread,callback,task", broker.bootstrap)
    assert seen["confirmed"] == 60
    assert "fault in task" in seen["told"]["task"][0]
