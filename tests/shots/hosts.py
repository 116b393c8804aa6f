"""Makes pictures of the hosts file's dialog with a file of its own: python -m tests.shots.hosts FOLDER."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from kafkadesk.core.hosts.answers import Answer
from kafkadesk.core.hosts.diff import diff_lines
from kafkadesk.core.hosts.entries import HostEntry, parse_entries
from kafkadesk.core.hosts.facts import Backup, Look, Place, Proof
from kafkadesk.core.hosts.file import add, digest
from kafkadesk.widgets.base import i18n, theme
from kafkadesk.widgets.hosts.hosts_dialog import HostsDialog
from tests.shots.fed import shoot

PATH = r"C:\Windows\System32\drivers\etc\hosts"
OLD = b"# Copyright (c) 1993-2009 Microsoft Corp.\r\n#\r\n#\t127.0.0.1       localhost\r\n10.0.4.17 jenkins\r\n10.0.0.5 kafka-node-9\r\n"
NODES = "192.168.23.200 kafka-node-1\n192.168.23.201 kafka-node-2\n192.168.23.202 kafka-node-3"
FOLDER = r"C:\Users\Ann\AppData\Local\Programs\KafkaDesk"


def scenes(folder: Path, label: str, size: tuple[int, int] | None) -> None:
    """Make the pictures of one scheme and language."""
    dialog = HostsDialog(PATH, "ann-pc")
    if size:
        dialog.resize(*size)
    dialog.show()
    dialog.set_facts(Look(OLD), Place(elevated=False, can_ask=True))
    dialog.offer(parse_entries(NODES))
    shoot(dialog, folder / f"add-{label}.png")
    dialog.set_facts(Look(OLD, read_only=True), Place(writable=FOLDER, notepad=True))
    dialog.entries.typed.setPlainText(NODES + "\n192.168.23.9 kafka-node-9\n127.0.0.1 bücher.example.com")
    dialog.refresh()
    dialog.set_answer(Answer.REFUSED)
    shoot(dialog, folder / f"trouble-{label}.png")
    dialog.entries.typed.setPlainText("192.168.23.200:9092 kafka-1\nhttp://kafka 10.0.0.1")
    dialog.refresh()
    shoot(dialog, folder / f"fault-{label}.png")
    new = add(OLD, parse_entries(NODES), windows=True).new
    dialog.entries.typed.clear()
    dialog.set_facts(Look(new), Place())
    dialog.set_answer(Answer.DONE)
    dialog.set_proofs([Proof(entry, (entry.ip,)) for entry in parse_entries(NODES)])
    when = datetime(2026, 11, 22, 14, 3, tzinfo=UTC)
    dialog.pages.backups.set_backups([Backup(digest(new), when, len(new), False), Backup(digest(OLD), when, len(OLD), True)])
    dialog.pages.backups.list.setCurrentRow(1)
    dialog.pages.backups.set_content(digest(OLD), diff_lines(new, OLD))
    dialog.pages.tabs.setCurrentIndex(2)
    shoot(dialog, folder / f"backups-{label}.png")
    dialog.pages.tabs.setCurrentIndex(0)
    dialog.offer([HostEntry("192.168.23.99", "kafka-node-1")])
    shoot(dialog, folder / f"change-{label}.png")
    dialog.close()
    dialog.deleteLater()


def main() -> int:
    """Make the pictures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    for scheme, language, size in (("light", "en", None), ("dark", "zh_CN", None), ("dark", "en", (900, 600))):
        theme.apply(app, scheme)
        i18n.install(app, language)
        scenes(folder, f"{scheme}-{language}" + ("-small" if size else ""), size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
