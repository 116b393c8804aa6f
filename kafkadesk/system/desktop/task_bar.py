"""Progress on the program's button in Windows' task bar. Qt 6 has no way to it, so ITaskbarList3 is asked directly.

Elsewhere nothing is shown. https://learn.microsoft.com/windows/win32/api/shobjidl_core/nn-shobjidl_core-itaskbarlist3
"""

import logging
import sys
from typing import Protocol

log = logging.getLogger(__name__)


class TaskBar(Protocol):
    """Thread: the window's."""

    def show(self, done: int, total: int) -> None:
        """Show how much of something long is done."""

    def clear(self) -> None:
        """Show nothing."""


class NoTaskBar:
    """Where there is none."""

    def show(self, done: int, total: int) -> None:
        """Show nothing."""

    def clear(self) -> None:
        """Show nothing."""


if sys.platform == "win32":
    import contextlib
    import ctypes
    import uuid
    from collections.abc import Iterator
    from ctypes import wintypes

    CLASS, INTERFACE = "{56FDF344-FD6D-11d0-958A-006097C9A090}", "{EA1AFB91-9E28-4B86-90E9-9E9F8A5EEFAF}"
    IN_PROCESS = 1  # CLSCTX_INPROC_SERVER
    HR_INIT, SET_VALUE, SET_STATE = 3, 9, 10  # places in the interface's table of methods
    NO_PROGRESS = 0

    class WindowsTaskBar:
        """The button of one window, by its handle. Raises OSError when the system has no task bar."""

        def __init__(self, window: int) -> None:
            self._window = wintypes.HWND(window)
            self._list = ctypes.c_void_p()
            ole = ctypes.OleDLL("ole32")  # its functions raise OSError
            ole.CoInitialize(None)  # Qt did so before: counted
            known = [(ctypes.c_ubyte * 16).from_buffer_copy(uuid.UUID(name).bytes_le) for name in (CLASS, INTERFACE)]
            ole.CoCreateInstance(ctypes.byref(known[0]), None, IN_PROCESS, ctypes.byref(known[1]), ctypes.byref(self._list))
            table = ctypes.cast(self._list, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
            call, number = ctypes.WINFUNCTYPE, ctypes.c_ulonglong
            self._value = call(ctypes.HRESULT, ctypes.c_void_p, wintypes.HWND, number, number)(table[SET_VALUE] or 0)
            self._state = call(ctypes.HRESULT, ctypes.c_void_p, wintypes.HWND, ctypes.c_int)(table[SET_STATE] or 0)
            call(ctypes.HRESULT, ctypes.c_void_p)(table[HR_INIT] or 0)(self._list)

        def show(self, done: int, total: int) -> None:
            with _quietly():
                self._value(self._list, self._window, done, total)

        def clear(self) -> None:
            with _quietly():
                self._state(self._list, self._window, NO_PROGRESS)

    @contextlib.contextmanager
    def _quietly() -> Iterator[None]:
        """Log that the task bar did not take something: Explorer may just be starting anew."""
        try:
            yield
        except OSError as error:
            log.info("The task bar shows no progress: %s", error)


def task_bar(window: int) -> TaskBar:
    """Return the task bar's button of a window, by its native handle."""
    if sys.platform == "win32":
        try:
            return WindowsTaskBar(window)
        except OSError as error:
            log.info("The task bar shows no progress: %s", error)
    return NoTaskBar()
