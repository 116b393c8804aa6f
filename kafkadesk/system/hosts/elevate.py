"""The way to a change of this PC's hosts file: directly for an administrator, else by the helper that is asked consent for."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kafkadesk.core.errors import InputError
from kafkadesk.core.hosts.answers import Answer, HostsError
from kafkadesk.core.hosts.request import Request
from kafkadesk.system.hosts import helper as hosts_helper
from kafkadesk.system.hosts.helper import carry_out
from kafkadesk.system.hosts.store import HostsStore

HELPER_EXE = "kafkadesk-hosts.exe"  # beside the program, in the Windows build
PKEXEC_REFUSED = (126, 127)  # pkexec(1): the dialog was dismissed; not authorised, or an error


class Elevation:
    """How rights are got on this system: the seam for tests, which cannot consent.

    Thread: blocking, for as long as a person thinks about the question.
    """

    def is_elevated(self) -> bool:
        """Whether this process may write the file itself."""
        if sys.platform == "win32":
            from kafkadesk.system.hosts.windows import is_elevated

            return is_elevated()
        return os.geteuid() == 0

    def can_ask(self) -> bool:
        """Whether this system has a way to ask for consent; if not, the command is shown to be run by hand."""
        return sys.platform == "win32" or shutil.which("pkexec") is not None

    def run(self, command: list[str]) -> int | None:
        """Ask, run, and return the exit status; None when consent was refused. Raises OSError."""
        if sys.platform == "win32":
            from kafkadesk.system.hosts.windows import run_as_administrator

            return run_as_administrator(command[0], command[1:])
        status = subprocess.run(["pkexec", *command], check=False, capture_output=True).returncode
        return None if status in PKEXEC_REFUSED else status

    def moved_to(self) -> str:
        """Return the folder that the system is set to read the hosts file in, "" for the usual one."""
        if sys.platform == "win32":
            from kafkadesk.system.hosts.windows import moved_to

            return moved_to() or ""
        return ""

    def flush_dns(self) -> None:
        """Have the system forget the names it keeps."""
        if sys.platform == "win32":
            from kafkadesk.system.hosts.windows import flush_dns

            flush_dns()


def change_system(request: Request, elevation: Elevation | None = None, store: HostsStore | None = None) -> Answer:
    """Have this PC's hosts file changed; return what became of it. The caller reads the file again: this is only an answer."""
    how = elevation or Elevation()
    if how.is_elevated():
        try:
            edit = carry_out(store or hosts_helper.system_store(), request, windows=sys.platform == "win32")
        except HostsError as error:
            return error.code
        except InputError:
            return Answer.INVALID
        answer = Answer.DONE if edit.changes else Answer.UNCHANGED
    else:
        try:
            status = how.run(helper_command(request))
        except OSError:
            return Answer.DENIED
        answer = Answer.REFUSED if status is None else Answer(status) if status in set(Answer) else Answer.INVALID
    if answer is Answer.DONE:
        how.flush_dns()
    return answer


def helper_command(request: Request) -> list[str]:
    """Return what starts the helper: absolute paths, and Python isolated from the user's settings and folders."""
    if getattr(sys, "frozen", False):
        return [str(Path(sys.executable).with_name(HELPER_EXE)), request.encode()]
    return [sys.executable, "-I", str(Path(hosts_helper.__file__).resolve()), request.encode()]


def open_notepad(path: Path) -> bool:
    """Open the file in Notepad with an administrator's rights; return whether it was opened. Windows only."""
    if sys.platform == "win32":
        from kafkadesk.system.hosts.windows import run_as_administrator

        try:
            return run_as_administrator(str(path.parents[2] / "notepad.exe"), [str(path)], wait=False) is not None
        except OSError:
            return False
    return False


def printed_command(request: Request) -> str:
    """Return the command that does it in a terminal, where nothing can ask for consent."""
    return shlex.join(["sudo", *helper_command(request)])


def writable_by_user() -> Path | None:
    """Return the folder of the helper, or of its Python, where the user (and so any program of theirs) can write; None: none.

    What runs with an administrator's rights should lie where only administrators write. By trying: os.access knows no ACLs.
    """
    if Elevation().is_elevated():
        return None
    for folder in (Path(hosts_helper.__file__).resolve().parent, Path(sys.executable).resolve().parent):
        try:
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            continue
    return None
