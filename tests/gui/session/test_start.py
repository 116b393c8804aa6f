"""The start, as it is: what is on screen when, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests import ROOT

FIRST_PAINTS = """
import json, os, sys
import kafkadesk.widgets.window.main_window as module
painted = module.QMainWindow.paintEvent
seen = []
def paint(self, event):
    painted(self, event)
    if len(seen) == self._filled:
        child = self.centralWidget()
        seen.append([type(child).__name__, child.size() == self.size(), "kafkadesk.app.main" in sys.modules])
    if self._filled:
        print(json.dumps(seen), flush=True)
        os._exit(0)
module.MainWindow.paintEvent = paint
sys.argv[1:] = []
from kafkadesk.__main__ import main
main()
"""


def test_the_frame_is_painted_before_its_parts_are_loaded(tmp_path: Path) -> None:
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "KAFKADESK_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", FIRST_PAINTS], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    frame, window = json.loads(done.stdout.splitlines()[-1])
    assert frame == ["Skeleton", True, False], "cards over the whole window, and the parts still to come"
    assert (window[0], window[2]) == ("QWidget", True)
