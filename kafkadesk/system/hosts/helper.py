"""The program that an administrator's consent is asked for: it changes the system's hosts file as one request says, and ends.

It gets one word on its command line and answers by its exit status (core/hosts_answers.py), nothing else: no path, no
content, no command is taken from anybody. It imports only the standard library and the pure engine. Started as a file
(`python -I …/kafkadesk/system/hosts/helper.py REQUEST`), so that nothing but its own folder decides what is imported.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import socket
from collections.abc import Callable

from kafkadesk.core.hosts.answers import Answer, HostsError
from kafkadesk.core.hosts.file import Edit, add, remove, undo
from kafkadesk.core.hosts.request import Op, Request, decode
from kafkadesk.system.hosts.store import HostsStore


def system_store() -> HostsStore:
    """Return the system's hosts file with the backups that only administrators can write."""
    if sys.platform == "win32":
        from kafkadesk.system.hosts.windows import SystemDisk, hosts_path, program_data

        return HostsStore(hosts_path(), program_data() / "KafkaDesk" / "hosts-backups", SystemDisk())
    if sys.platform == "darwin":
        return HostsStore(Path("/private/etc/hosts"), Path("/Library/Application Support/KafkaDesk/hosts-backups"))
    return HostsStore(Path("/etc/hosts"), Path("/var/lib/kafkadesk/hosts-backups"))


def carry_out(store: HostsStore, request: Request, *, windows: bool) -> Edit:
    """Make the change on a file; return what it was. Raises HostsError and, for too many lines of ours, InputError."""

    def change(make: Callable[[bytes], Edit]) -> Edit:
        return store.change(make, expected=request.expected, read_only=request.read_only)

    match request.op:
        case Op.ADD:
            return change(lambda data: add(data, request.entries, windows=windows, off=request.off))
        case Op.REMOVE:
            return change(lambda data: remove(data, request.entries))
        case Op.UNDO:
            return change(undo)
        case Op.RESTORE:
            saved = store.load(request.backup)
            return store.change(lambda data: Edit(old=data, new=saved), expected=request.expected, read_only=request.read_only, whole=True)
        case Op.REPAIR:
            return store.repair(request.backup, expected=request.expected, read_only=request.read_only)


def main(arguments: list[str], store: HostsStore | None = None) -> Answer:
    """Do what the request asks; return the answer."""
    if len(arguments) != 1:
        return Answer.INVALID
    try:
        request = decode(arguments[0])
        if any(entry.name.lower() == socket.gethostname().lower() for entry in request.entries):
            return Answer.INVALID
        edit = carry_out(store or system_store(), request, windows=sys.platform == "win32")
    except HostsError as error:
        return error.code
    except Exception:  # noqa: BLE001  # the exit status is the only thing it may say, whatever happened
        return Answer.INVALID
    return Answer.DONE if edit.changes else Answer.UNCHANGED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
