"""The way to the window: its frame is on screen before the rest of KafkaDesk is even loaded."""

import time

from kafkadesk.arguments import WindowArguments
from kafkadesk.core import settings
from kafkadesk.qt_application import application
from kafkadesk.system.desktop.first_window import FirstWindow
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.window.main_window import MainWindow

FRAME_WAIT_S = 0.3
LOOK_EVERY_S = 0.002


def run_window(args: WindowArguments) -> int:
    """Show the window until it is closed; return the exit status."""
    first = FirstWindow("KafkaDesk")
    if args == WindowArguments(language=args.language) and first.raise_other():
        return 0
    app, store = application(), Store()
    theme.dress_frame(app, settings.THEME.get(store))
    window = MainWindow(desk=bool(args.bootstrap or args.profile or settings.LAST.get(store)))
    window.place(settings.WINDOW.get(store))
    window.show()
    until = time.monotonic() + FRAME_WAIT_S
    while not window.frame_is_painted() and time.monotonic() < until:  # a window manager takes its time
        app.processEvents()
        time.sleep(LOOK_EVERY_S)
    app.processEvents()
    from kafkadesk.app.main import run_in  # half a second of imports: what the window is made of, and the desk

    return run_in(app, window, store, args)
