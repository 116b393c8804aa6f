"""Asks for a file or folder in the system's own dialog. Never exec(): it would spin a second event loop inside the first."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_save(parent: QWidget, title: str, name: str, kinds: Sequence[str], then: Callable[[str], object]) -> QFileDialog:
    """Ask where to write a file. name: the proposed one, in the home folder. kinds: such as "Text files (*.txt)"; the first is proposed."""
    dialog = QFileDialog(parent, title, str(Path.home() / name), ";;".join(kinds))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(_suffix(kinds[0]) if kinds else "")
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_suffix(kind)))
    return _opened(dialog, then)


def ask_open(parent: QWidget, title: str, kinds: Sequence[str], then: Callable[[str], object], *, folder: bool = False) -> QFileDialog:
    """Ask for a file that exists, or a folder."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory if folder else QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(kinds)
    return _opened(dialog, then)


def _opened(dialog: QFileDialog, then: Callable[[str], object]) -> QFileDialog:
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _suffix(kind: str) -> str:
    found = re.search(r"\*\.(\w+)", kind)
    return found.group(1) if found else ""
