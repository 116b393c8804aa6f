"""The Qt application of this process."""

import sys

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from kafkadesk import __version__, resources


def application() -> QApplication:
    """Return the application of this process, made ready."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("KafkaDesk")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(QIcon(str(resources.path("icons", "kafkadesk.svg"))))
    app.setQuitOnLastWindowClosed(False)  # the desk ends what runs first
    return app
