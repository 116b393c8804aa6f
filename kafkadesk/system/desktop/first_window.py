"""Windows: a second start without arguments raises the window that is there. Elsewhere the desktop does that, or starts a second one."""

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    MUTEX = "Local\\KafkaDesk.Window.v1"  # Local: of this user's session
    ALREADY_EXISTS = 183
    RESTORE = 9
    NAME_CHARS = 64

    class FirstWindow:
        """Tells a later start that there is a window. Windows lets go of the mark when this process ends, however it ends."""

        def __init__(self, title: str) -> None:
            self._title = title
            self._user = ctypes.WinDLL("user32", use_last_error=True)
            kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            kernel.CreateMutexW.restype = wintypes.HANDLE
            kernel.CreateMutexW.argtypes = (wintypes.LPVOID, wintypes.BOOL, wintypes.LPCWSTR)
            self._mark = kernel.CreateMutexW(None, False, MUTEX)
            self._there = ctypes.get_last_error() == ALREADY_EXISTS

        def raise_other(self) -> bool:
            """Raise the window of an earlier start; return whether there was one to be raised."""
            return self._there and sum(map(self._raise, self._windows())) > 0

        def _windows(self) -> list[int]:
            found: list[int] = []
            kind = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)

            def look(handle: int, _: int) -> bool:
                text, name = ctypes.create_unicode_buffer(512), ctypes.create_unicode_buffer(NAME_CHARS)
                self._user.GetWindowTextW(wintypes.HWND(handle), text, len(text))
                self._user.GetClassNameW(wintypes.HWND(handle), name, len(name))
                # The class too: a browser's page may have our name as its title.
                if text.value == self._title and name.value.startswith("Qt") and self._user.IsWindowVisible(wintypes.HWND(handle)):
                    found.append(handle)
                return True

            self._user.EnumWindows(kind(look), 0)
            return found

        def _raise(self, handle: int) -> bool:
            if self._user.IsIconic(wintypes.HWND(handle)):
                self._user.ShowWindow(wintypes.HWND(handle), RESTORE)
            # Where Windows does not let us, it flashes the window's button: still the answer to a second start.
            self._user.SetForegroundWindow(wintypes.HWND(handle))
            return True

else:

    class FirstWindow:
        """Nothing: each start has its window."""

        def __init__(self, title: str) -> None:
            del title

        def raise_other(self) -> bool:
            """Return that there is none."""
            return False
