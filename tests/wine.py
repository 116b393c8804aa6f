"""What is different where Windows' Python runs under Wine (see docs/windows.md): it does not have its speed."""

import ctypes
import sys

import pytest

if sys.platform == "win32":
    UNDER_WINE = hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")  # the way that Wine itself recommends
else:
    UNDER_WINE = False

needs_windows_speed = pytest.mark.skipif(UNDER_WINE, reason="a bound in processor time, which is Windows' own and not Wine's")
