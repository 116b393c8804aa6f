"""Local Kafka when another KafkaDesk runs it: found by that one's record, used, watched, never ended."""

import threading
import time
from collections.abc import Callable

from kafkadesk.system.local_kafka.config import Folders
from kafkadesk.system.local_kafka.instance import RunRecord, find_recorded, read_record
from kafkadesk.system.local_kafka.launch import is_ready

LOOK_EVERY_S = 0.5
RESTART_S = 10  # its owner may start it anew, as a lesson does: only then is it gone


class OtherBroker:
    """The broker of another KafkaDesk. `ended` is called, on a thread of its own, when it has ended."""

    def __init__(self, folders: Folders, record: RunRecord, ended: Callable[[], None]) -> None:
        self.record = record
        self._folders = folders
        self._ended = ended
        self._forget = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="local-kafka-other", daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether it still ran when last looked at."""
        return not self._over.is_set()

    def forget(self) -> None:
        self._forget.set()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _watch(self) -> None:
        seen = time.monotonic()
        while not self._forget.wait(LOOK_EVERY_S):
            record = read_record(self._folders.record)
            if find_recorded(record) is not None:
                seen = time.monotonic()
                continue
            stopped = record is None or record.pid is None
            if stopped or time.monotonic() - seen > RESTART_S:
                self._over.set()
                self._ended()
                return


def find_other(folders: Folders) -> RunRecord | None:
    """Return the record of the broker that runs on this folder, if it answers."""
    record = read_record(folders.record)
    if record is None or find_recorded(record) is None or not is_ready(record.port, folders):
        return None
    return record
