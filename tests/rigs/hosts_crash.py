"""A process that changes a hosts file and is killed at each step of it; what each death leaves is told as JSON, a line each.

A process of its own, so that it has one thread only and may fork.
"""

import base64
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from kafkadesk.core.hosts.file import Edit
from kafkadesk.system.hosts.disk import Disk
from kafkadesk.system.hosts.store import HostsStore

STEPS = ("make_folder", "read", "write_new", "delete", "open_target", "create_target", "load", "write_at", "cut", "sync", "close")


class Killing(Disk):
    """Dies before its n-th step; a write may be half done by then."""

    def __init__(self, at: int, *, half: bool) -> None:
        self._left = at
        self._half = half

    def step(self, name: str, *args: Any) -> Any:
        if self._left == 0:
            if self._half and name == "write_at":
                handle, offset, data = args
                Disk.write_at(self, handle, offset, data[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        self._left -= 1
        return getattr(Disk, name)(self, *args)


for _name in STEPS:
    setattr(Killing, _name, lambda self, *args, _name=_name: self.step(_name, *args))


def main(folder: Path, old: bytes, new: bytes, *, half: bool) -> None:
    for at in range(200):
        place = folder / f"{at}"
        place.mkdir()
        target = place / "hosts"
        target.write_bytes(old)
        child = os.fork()
        if child == 0:
            store = HostsStore(target, place / "backups", Killing(at, half=half))
            store.change(lambda data: Edit(old=data, new=new), expected=store.read().sha256)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(json.dumps({"folder": str(place), "at": at, "left": base64.b64encode(target.read_bytes()).decode()}))
        if os.WIFEXITED(status):
            if status:
                sys.exit(1)
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), base64.b64decode(sys.argv[2]), base64.b64decode(sys.argv[3]), half=sys.argv[4] == "half")
