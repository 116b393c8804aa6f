"""Leaving the real application: a running series is asked about before it is stopped, and every step of the end is made."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kafkadesk.system.files.folders import config_folder
from tests import ROOT
from tests.rigs.broker import Broker
from tests.rigs.driven_window import WAIT_S, window
from tests.rigs.processes import Cluster, cluster_on

pytestmark = pytest.mark.allow_logs("not found in cluster metadata", "blocking the event loop")

FAILING = """
import sys
from kafkadesk import start
from kafkadesk.app.session import closing, workspace
from kafkadesk.arguments import WindowArguments
from kafkadesk.desk.desk import Desk
from kafkadesk.app.session.drafts import Drafts

def fail(*_):
    raise RuntimeError("a step of the end fails")

close = Desk.close

async def told(desk, settle_s):
    await close(desk, settle_s)
    print("desk closed", flush=True)

workspace.Workspace.keep_in = workspace.Workspace.close = Drafts.close = fail
Desk.close = told
begin = closing.Closing.__init__

def begun(self, *args, **kwargs):
    begin(self, *args, **kwargs)
    self.closing.set()

closing.Closing.__init__ = begun
sys.exit(start.run_window(WindowArguments(bootstrap=None, language="en")))
"""


@pytest.fixture
def cluster(broker: Broker) -> Iterator[Cluster]:
    with cluster_on(broker.bootstrap) as made:
        yield made


def test_a_series_goes_on_when_the_user_stays_and_stops_when_not(cluster: Cluster, broker: Broker) -> None:
    topic = cluster.topic(1)
    with window(broker.bootstrap, topic) as app:
        app.send_one()
        app.do("every 20")
        app.do("send 10000")
        app.until(lambda f: f["totals"].get("confirmed", 0) > 5)
        app.do("close")
        app.until(lambda f: f["dialog"])
        asked = app.facts["totals"]["confirmed"]
        app.until(lambda f: f["totals"]["confirmed"] > asked + 5)
        app.do("stay")
        app.until(lambda f: not f["dialog"])
        stayed = app.facts["totals"]["confirmed"]
        app.until(lambda f: f["totals"]["confirmed"] > stayed + 5)
        app.do("close")
        app.until(lambda f: f["dialog"])
        app.do("stop")
        assert app.ended() == 0


def test_a_user_who_logs_off_is_asked_about_open_sends_and_only_about_those(cluster: Cluster, broker: Broker) -> None:
    topic = cluster.topic(1)
    with window(broker.bootstrap, topic) as app:
        app.send_one()
        app.do("end session")
        app.until(lambda f: f.get("may_end"))
        kept = json.loads((config_folder() / "settings.json").read_text(encoding="utf-8"))
        assert {"window", "workspace"} <= kept["settings"].keys(), "all is on disk: the process may be gone in a moment"
        assert not app.facts["dialog"]
        app.do("every 20")
        app.do("send 10000")
        app.until(lambda f: f["totals"].get("confirmed", 0) > 5)
        app.do("end session")
        app.until(lambda f: f.get("may_end") is False)
        app.until(lambda f: f["dialog"])
        app.do("end session")
        app.until(lambda f: f.get("may_end") is False)
        app.do("stop")
        assert app.ended() == 0


def test_a_step_that_fails_at_the_end_keeps_no_other_from_being_made(tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-c", FAILING], cwd=ROOT, capture_output=True, text=True, timeout=WAIT_S, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "KAFKADESK_HOME": str(tmp_path)},
    )  # fmt: skip
    assert process.stdout == "desk closed\n"
    assert process.returncode not in (0, -signal.SIGABRT, -signal.SIGSEGV), "and the fault is not swallowed"
    assert process.stderr.count("a step of the end fails") >= 3
