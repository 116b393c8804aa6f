"""The Qt application of this process."""

import os
import sys
from pathlib import Path

from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QApplication

from kafkadesk import __version__, resources

# What the offscreen platform calls its fonts, and what Windows has for it (DejaVu: the place where the Windows build is tried on Linux).
WINDOWS_FONTS = {
    "Sans Serif": ["Segoe UI", "Microsoft YaHei UI", "Microsoft YaHei", "DejaVu Sans"],
    "monospace": ["Consolas", "Microsoft YaHei UI", "Microsoft YaHei", "DejaVu Sans Mono"],
}


def application() -> QApplication:
    """Return the application of this process, made ready."""
    if sys.platform == "win32" and os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        use_windows_fonts()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("KafkaDesk")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(QIcon(str(resources.path("icons", "kafkadesk.svg"))))
    app.setQuitOnLastWindowClosed(False)  # the desk ends what runs first
    return app


def use_windows_fonts() -> None:
    """Have the offscreen platform draw with Windows' fonts: by itself it finds none there, and draws a box for each letter.

    To be called before the application is made.
    """
    os.environ.setdefault("QT_QPA_FONTDIR", str(Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts"))
    for name, families in WINDOWS_FONTS.items():
        QFont.insertSubstitutions(name, families)
