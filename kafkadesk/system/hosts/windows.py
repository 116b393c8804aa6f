"""What only Windows has: the hosts file's true place, a handle that keeps writers out, the machine-wide mutex, consent, the DNS cache.

Only the standard library, because the elevated helper uses it. Never seen on a real Windows: the prompt for consent and its
refusal, access denied, the rights of the folder.
"""

import sys

if sys.platform == "win32":
    import contextlib
    import ctypes
    import msvcrt
    import os
    import subprocess
    import winreg
    from collections.abc import Iterator, Sequence
    from ctypes import wintypes
    from pathlib import Path

    from kafkadesk.core.hosts.answers import Answer, HostsError
    from kafkadesk.system.hosts.disk import LOCK_WAIT_S, Disk

    MUTEX = "Global\\KafkaDesk.Hosts.v1"
    SHARING_VIOLATION, LOCK_VIOLATION = 32, 33
    CANCELLED = 1223  # ERROR_CANCELLED: the user said no
    GENERIC_READ, GENERIC_WRITE, FILE_SHARE_READ, OPEN_EXISTING = 0x80000000, 0x40000000, 1, 3
    FLAGS = 0x80 | 0x00200000  # FILE_ATTRIBUTE_NORMAL | FILE_FLAG_OPEN_REPARSE_POINT: a link is opened itself, and refused
    READ_ONLY, REPARSE_POINT, INVALID_ATTRIBUTES = 0x1, 0x400, 0xFFFFFFFF
    WAIT_OBJECT_0, WAIT_ABANDONED = 0, 0x80
    NO_CLOSE_PROCESS, NO_ASYNC = 0x40, 0x100
    DACL_AND_OWNER = 0x80000000 | 0x4 | 0x1  # PROTECTED_DACL | DACL | OWNER
    # Administrators and the system may do everything, users read: nobody else can put a backup there that would be restored.
    RIGHTS = "O:BAD:PAI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;FRFX;;;BU)"

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _shell = ctypes.WinDLL("shell32", use_last_error=True)
    _advapi = ctypes.WinDLL("advapi32", use_last_error=True)
    _kernel.CreateFileW.restype = wintypes.HANDLE
    _kernel.CreateFileW.argtypes = (
        wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, ctypes.c_void_p, wintypes.DWORD, wintypes.DWORD, wintypes.HANDLE,
    )  # fmt: skip
    _kernel.CreateMutexW.restype = wintypes.HANDLE
    _kernel.CreateMutexW.argtypes = (ctypes.c_void_p, wintypes.BOOL, wintypes.LPCWSTR)
    _kernel.WaitForSingleObject.argtypes = (wintypes.HANDLE, wintypes.DWORD)
    _kernel.ReleaseMutex.argtypes = (wintypes.HANDLE,)
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    _kernel.GetExitCodeProcess.argtypes = (wintypes.HANDLE, ctypes.POINTER(wintypes.DWORD))
    _kernel.GetFileAttributesW.restype = wintypes.DWORD
    _kernel.GetFileAttributesW.argtypes = (wintypes.LPCWSTR,)
    _kernel.SetFileAttributesW.argtypes = (wintypes.LPCWSTR, wintypes.DWORD)
    _kernel.LocalFree.argtypes = (ctypes.c_void_p,)
    _advapi.SetFileSecurityW.argtypes = (wintypes.LPCWSTR, wintypes.DWORD, ctypes.c_void_p)

    class _Execute(ctypes.Structure):
        _fields_ = (
            ("cbSize", wintypes.DWORD), ("fMask", ctypes.c_ulong), ("hwnd", wintypes.HWND), ("lpVerb", wintypes.LPCWSTR),
            ("lpFile", wintypes.LPCWSTR), ("lpParameters", wintypes.LPCWSTR), ("lpDirectory", wintypes.LPCWSTR), ("nShow", ctypes.c_int),
            ("hInstApp", wintypes.HINSTANCE), ("lpIDList", ctypes.c_void_p), ("lpClass", wintypes.LPCWSTR), ("hkeyClass", wintypes.HKEY),
            ("dwHotKey", wintypes.DWORD), ("hIcon", wintypes.HANDLE), ("hProcess", wintypes.HANDLE),
        )  # fmt: skip

    class WindowsDisk(Disk):
        """The steps that are different on Windows, for a file anywhere."""

        def is_read_only(self, path: Path) -> bool:
            """Whether the file has the read-only attribute."""
            return bool(_attributes(path) & READ_ONLY)

        def set_read_only(self, path: Path, *, on: bool) -> None:
            """Set or clear that attribute; hidden and system stay as they are."""
            attributes = _attributes(path)
            if not _kernel.SetFileAttributesW(str(path), attributes | READ_ONLY if on else attributes & ~READ_ONLY):
                raise ctypes.WinError(ctypes.get_last_error())

        def _open_alone(self, path: Path) -> int:
            return open_alone(path)

    class SystemDisk(WindowsDisk):
        """The steps for the system's own hosts file: only administrators may write its backups, and all sessions share one lock."""

        def make_folder(self, folder: Path) -> None:
            """Make the folder of the system's backups so that only administrators write there; an existing one gets these rights, too."""
            super().make_folder(folder)
            for part in (folder.parent, folder):
                if _kernel.GetFileAttributesW(str(part)) & REPARSE_POINT:
                    raise PermissionError(f"{part} is a link")
                _protect(part)

        @contextlib.contextmanager
        def lock(self, folder: Path) -> Iterator[None]:
            """Hold the mutex of this machine: also against a KafkaDesk of another session."""
            handle = _kernel.CreateMutexW(None, False, MUTEX)
            if not handle:
                raise HostsError(Answer.BUSY)
            try:
                if _kernel.WaitForSingleObject(handle, int(LOCK_WAIT_S * 1000)) not in (WAIT_OBJECT_0, WAIT_ABANDONED):
                    raise HostsError(Answer.BUSY)
                try:
                    yield
                finally:
                    _kernel.ReleaseMutex(handle)
            finally:
                _kernel.CloseHandle(handle)

    def hosts_path() -> Path:
        """Return the system's hosts file, from the system itself: a variable such as %SystemRoot% could be set by anybody."""
        buffer = ctypes.create_unicode_buffer(260)
        _kernel.GetSystemWindowsDirectoryW(buffer, len(buffer))
        return Path(buffer.value) / "System32" / "drivers" / "etc" / "hosts"

    def program_data() -> Path:
        """Return the folder for data of all users, from the system itself."""
        buffer = ctypes.create_unicode_buffer(260)
        _shell.SHGetFolderPathW(None, 0x23, None, 0, buffer)  # CSIDL_COMMON_APPDATA
        return Path(buffer.value)

    def moved_to() -> str | None:
        """Return the folder that the registry names for the hosts file when it is not the usual one: told, never followed."""
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Services\Tcpip\Parameters") as key:
                value = os.path.expandvars(str(winreg.QueryValueEx(key, "DataBasePath")[0]))
        except OSError:
            return None
        return None if Path(value) == hosts_path().parent else value

    def open_alone(path: Path) -> int:
        """Open a file to read and write while others may only read; raise BlockingIOError when somebody else holds it."""
        handle = _kernel.CreateFileW(str(path), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, None, OPEN_EXISTING, FLAGS, None)
        if handle == wintypes.HANDLE(-1).value:
            code = ctypes.get_last_error()
            if code in (SHARING_VIOLATION, LOCK_VIOLATION):
                raise BlockingIOError(code, "held by another program")
            raise ctypes.WinError(code)
        if _attributes(path) & REPARSE_POINT:
            _kernel.CloseHandle(handle)
            raise PermissionError(f"{path} is a link")
        return msvcrt.open_osfhandle(handle, os.O_RDWR | os.O_BINARY)

    def is_elevated() -> bool:
        """Whether this process may write where only administrators can."""
        return bool(_shell.IsUserAnAdmin())

    def run_as_administrator(program: str, arguments: Sequence[str], *, wait: bool = True) -> int | None:
        """Start a program after the user has consented, and return its exit status; None when consent was refused. Raises OSError."""
        info = _Execute(
            cbSize=ctypes.sizeof(_Execute), fMask=NO_CLOSE_PROCESS | NO_ASYNC, lpVerb="runas", lpFile=program, nShow=0 if wait else 1
        )
        info.lpParameters = subprocess.list2cmdline(arguments)
        if not _shell.ShellExecuteExW(ctypes.byref(info)):
            code = ctypes.get_last_error()
            if code == CANCELLED:
                return None
            raise ctypes.WinError(code)
        try:
            if not wait:
                return 0
            _kernel.WaitForSingleObject(info.hProcess, wintypes.DWORD(-1).value)
            status = wintypes.DWORD()
            _kernel.GetExitCodeProcess(info.hProcess, ctypes.byref(status))
            return status.value
        finally:
            _kernel.CloseHandle(info.hProcess)

    def flush_dns() -> None:
        """Have Windows forget the answers it keeps, so that the hosts file is read anew. Needs no rights."""
        with contextlib.suppress(OSError, AttributeError):  # what ipconfig /flushdns calls; documented nowhere, and missing under Wine
            ctypes.WinDLL("dnsapi").DnsFlushResolverCache()

    def _attributes(path: Path) -> int:
        attributes: int = _kernel.GetFileAttributesW(str(path))
        if attributes == INVALID_ATTRIBUTES:
            raise ctypes.WinError(ctypes.get_last_error())
        return attributes

    def _protect(folder: Path) -> None:
        """Give the folder an administrators' owner and rights. Raises OSError."""
        descriptor = ctypes.c_void_p()
        if not _advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW(RIGHTS, 1, ctypes.byref(descriptor), None):
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            if not _advapi.SetFileSecurityW(str(folder), DACL_AND_OWNER, descriptor):
                raise ctypes.WinError(ctypes.get_last_error())
        finally:
            _kernel.LocalFree(descriptor)
