"""Why the session should not end yet, for the page that Windows shows while a program holds a log-off up. Elsewhere there is no such page.

Without it that page names the program and nothing else.
https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-shutdownblockreasoncreate
"""

import logging
import sys

log = logging.getLogger(__name__)

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    MAX_CHARS = 255  # MAX_STR_BLOCKREASON with its closing zero is 256

    def hold_up(window: int, why: str) -> None:
        """Say why, for a window of this process by its native handle. Thread: the window's."""
        user = ctypes.WinDLL("user32", use_last_error=True)
        if not user.ShutdownBlockReasonCreate(wintypes.HWND(window), wintypes.LPCWSTR(why[:MAX_CHARS])):
            log.info("Windows does not take the reason against a log-off: %s", ctypes.WinError(ctypes.get_last_error()))

    def let_go(window: int) -> None:
        """Take the reason back; without one nothing happens."""
        ctypes.WinDLL("user32").ShutdownBlockReasonDestroy(wintypes.HWND(window))

else:

    def hold_up(window: int, why: str) -> None:
        """Do nothing."""

    def let_go(window: int) -> None:
        """Do nothing."""
