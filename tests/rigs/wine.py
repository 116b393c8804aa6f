"""What is different where Windows' Python runs under Wine (see docs/windows.md): it does not have its speed."""

import ctypes
import sys

import pytest

if sys.platform == "win32":
    UNDER_WINE = hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")  # the way that Wine itself recommends
else:
    UNDER_WINE = False

SLOWER = 4.0 if UNDER_WINE else 1.0  # a consumer process takes eight seconds to start there on a machine that is not idle
needs_windows_speed = pytest.mark.skipif(UNDER_WINE, reason="a bound in processor time, which is Windows' own and not Wine's")
