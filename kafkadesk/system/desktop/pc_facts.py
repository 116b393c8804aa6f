"""Reads what this PC has of names for the doctor: hosts file, DNS suffixes, proxy. Nothing is changed, and nothing leaves the PC.

Only what cannot be read is missing then: the doctor finds out less, and needs none of it.
"""

import contextlib
import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies

from kafkadesk.core.doctor.pc_names import PcNames
from kafkadesk.core.hosts.file import MAX_BYTES
from kafkadesk.system.hosts.helper import system_store

RESOLV_CONF = Path("/etc/resolv.conf")
MOST_SUFFIXES = 8
PROXY_PORT = 8080  # where a proxy's address names none


def pc_facts() -> PcNames:
    """Return what there is. Blocks: for the disk, and for nothing on the network."""
    path = system_store().path
    proxies = getproxies()  # of the environment, or of Windows' and macOS' settings
    return PcNames(
        hosts=_read(path),
        beside=_read(path.with_name("hosts.txt")),
        suffixes=tuple(dict.fromkeys(suffix.strip(".").lower() for suffix in _suffixes() if suffix.strip(".")))[:MOST_SUFFIXES],
        own=(socket.gethostname(),),
        proxy=proxy_of(proxies.get("https") or proxies.get("http") or proxies.get("all") or ""),
        direct=proxies.get("no", ""),
        windows=sys.platform == "win32",
    )


def proxy_of(url: str) -> tuple[str, int] | None:
    """Return host and port of an HTTP proxy; None: it is none, or of another kind. What it wants as a login is left out."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:  # not a port
        return None
    return (host, port or PROXY_PORT) if host and parts.scheme == "http" else None


def suffixes_of(resolv_conf: str) -> list[str]:
    """Return the suffixes of a resolv.conf: of `search` and `domain` the last one counts (resolv.conf(5))."""
    found: list[str] = []
    for line in resolv_conf.splitlines():
        words = line.split()
        if words[:1] in (["search"], ["domain"]):
            found = words[1:]
    return found


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except OSError:  # it is not there, or not for us: the system's own answer about a name is what counts
        return b""


if sys.platform == "win32":
    import winreg

    PARAMETERS = r"SYSTEM\CurrentControlSet\Services\Tcpip\Parameters"
    POLICY = r"SOFTWARE\Policies\Microsoft\Windows NT\DNSClient"
    VALUES = ("SearchList", "Domain", "DhcpDomain")

    def _suffixes() -> list[str]:
        """Return the suffixes of the policy, of this PC, and of its network adapters (VPN ones too)."""
        found = [*_values(POLICY), *_values(PARAMETERS)]
        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, PARAMETERS + r"\Interfaces") as adapters:
            for number in range(winreg.QueryInfoKey(adapters)[0]):
                found += _values(rf"{PARAMETERS}\Interfaces\{winreg.EnumKey(adapters, number)}")
        return found

    def _values(path: str) -> list[str]:
        found: list[str] = []
        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
            for name in VALUES:
                with contextlib.suppress(OSError):  # most adapters have none
                    found += str(winreg.QueryValueEx(key, name)[0]).replace(",", " ").split()
        return found

else:

    def _suffixes() -> list[str]:
        return suffixes_of(_read(RESOLV_CONF).decode("utf-8", "replace"))
