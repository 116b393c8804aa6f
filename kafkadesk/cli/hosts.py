"""`kafkadesk hosts show|add|remove|undo|repair`: the hosts file from the command line, by the same engine as in the window."""

import argparse
import hashlib
import ipaddress
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kafkadesk.cli.say import say
from kafkadesk.core.errors import InputError, UserError
from kafkadesk.core.hosts.answers import Answer, HostsError, words
from kafkadesk.core.hosts.diff import unified
from kafkadesk.core.hosts.entries import HostEntry, check_entries, check_name, is_loopback, is_public
from kafkadesk.core.hosts.facts import Look
from kafkadesk.core.hosts.file import Edit, add, digest, find_block, remove, undo
from kafkadesk.core.hosts.request import Op, Request
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.system.files.folders import data_folder
from kafkadesk.system.hosts.elevate import Elevation, change_system, printed_command
from kafkadesk.system.hosts.helper import carry_out, system_store
from kafkadesk.system.hosts.store import HostsStore

OK, FAILED, WRONG_USE = 0, 1, 2
WINDOWS = sys.platform == "win32"


def add_hosts_arguments(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command and its verbs to those of the command line."""
    verbs = commands.add_parser("hosts", help="the hosts file of this PC: names of brokers for all programs").add_subparsers(
        required=True, metavar="show|add|remove|undo|repair"
    )
    helps = {
        "show": "print KafkaDesk's lines",
        "add": "add names: IP NAME [NAME…], also several",
        "remove": "take names of KafkaDesk's lines out: [IP] NAME [NAME…]",
        "undo": "take all of KafkaDesk's lines out",
        "repair": "put back what was there before a change that was interrupted",
    }
    for verb, text in helps.items():
        parser = verbs.add_parser(verb, help=text)
        parser.add_argument("--file", type=Path, metavar="PATH", help="this file, without elevation (default: the system's hosts file)")
        parser.set_defaults(run=run_hosts, verb=verb, words=[], dry_run=False, read_only=False)
        if verb == "show":
            continue
        parser.add_argument("--dry-run", action="store_true", help="print the difference, write nothing")
        parser.add_argument("--read-only", action="store_true", help="write the file even if it is marked as read-only")
        if verb not in ("undo", "repair"):
            parser.add_argument("words", nargs="+", metavar="IP NAME")


def store_of(file: Path | None) -> HostsStore:
    """Return the system's hosts file, or a named one, with backups among the user's data."""
    if file is None:
        return system_store()
    path = file.absolute()
    return HostsStore(path, data_folder() / "hosts-backups" / hashlib.sha256(str(path).encode()).hexdigest()[:16])


def run_hosts(args: argparse.Namespace) -> int:
    """Do what the arguments say; return the exit status. Raises UserError for what failed."""
    store = store_of(args.file)
    try:
        look = _look(store, must_exist=args.verb == "show")
        if args.verb == "show":
            return _show(store, look)
        entries = _entries(args.verb, args.words, look)
    except (InputError, _UnreadableError) as error:
        say(error.sentence())
        return WRONG_USE
    edit = _edit(args.verb, look, entries)
    if args.verb == "add":
        _warn(entries)
        _refuse_conflicts(store.path, edit)
    if args.dry_run:
        sys.stdout.write(unified(look.data, edit.new if edit.changes else look.data, str(store.path)))
        return OK
    if not edit.changes:
        say(_unchanged(args.verb).render())
        return OK
    backup = digest(edit.new) if args.verb == "repair" else ""
    request = Request(op=Op(args.verb), expected=look.sha256, entries=entries, backup=backup, read_only=args.read_only)
    if args.file is None:
        return _system(request)
    carry_out(store, request, windows=WINDOWS)
    say(words(Answer.DONE)[0].render())
    return OK


class _UnreadableError(UserError):
    """A file that is not there, or that cannot be read: wrong use, not a refused edit."""


def _look(store: HostsStore, *, must_exist: bool) -> Look:
    if store.path.is_dir() or not store.path.parent.is_dir() or (must_exist and not store.path.exists()):
        raise _UnreadableError(Text(QT_TRANSLATE_NOOP("core", "{path} is not a file that can be read."), {"path": str(store.path)}))
    try:
        return store.read()
    except HostsError as error:
        if error.code is Answer.DENIED:
            raise _UnreadableError(error.title) from error
        raise


def _show(store: HostsStore, look: Look) -> int:
    say(str(store.path))
    if look.torn:
        text = QT_TRANSLATE_NOOP(
            "core", "An earlier change was interrupted: the file is damaged. “kafkadesk hosts repair” puts back what was there before."
        )
        say(Text(text).render())
    block = find_block(look.data)
    for entry in block.entries if block else ():
        print(entry.line)  # a result that programs read
    return OK


def _entries(verb: str, typed: Sequence[str], look: Look) -> tuple[HostEntry, ...]:
    """Return the entries of IP NAME [NAME…] [IP NAME…]; of names alone, for remove, those in our lines. Raises InputError."""
    pairs: list[tuple[str, str]] = []
    ip: str | None = None
    bare = True  # an address without a name after it
    found: list[HostEntry] = []
    for word in typed:
        if _is_address(word):
            ip, bare = word, True
            continue
        bare = False
        if ip is not None or verb == "add":
            pairs.append((ip or "", word) if ip else (word, ""))
        else:
            name = check_name(word).lower()
            block = find_block(look.data)
            found += [entry for entry in (block.entries if block else ()) if entry.name.lower() == name]
    if typed and bare:
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "“{ip}” has no name after it."), {"ip": ip}))
    return (*check_entries(pairs, this_pc=socket.gethostname()), *found)


def _is_address(word: str) -> bool:
    try:
        ipaddress.ip_address(word.partition("%")[0])
    except ValueError:
        return False
    return True


def _edit(verb: str, look: Look, entries: tuple[HostEntry, ...]) -> Edit:
    if verb == "repair" and not look.torn:
        return Edit(old=look.data, new=look.data)
    if verb == "repair" and look.repaired is not None:
        return Edit(old=look.data, new=look.repaired)
    if look.torn:
        raise HostsError(Answer.TORN)
    if verb == "add":
        return add(look.base, entries, windows=WINDOWS)
    if verb == "remove":
        return remove(look.data, entries)
    return undo(look.data)


def _warn(entries: Sequence[HostEntry]) -> None:
    for entry in entries:
        if is_loopback(entry.ip):
            text = QT_TRANSLATE_NOOP("core", "Warning: {ip} is this PC itself; {name} then leads to no other computer.")
            say(Text(text, {"ip": entry.ip, "name": entry.name}).render())
        if is_public(entry.name):
            text = QT_TRANSLATE_NOOP(
                "core", "Warning: {name} looks like a public Internet name; every program on this PC will use {ip} for it."
            )
            say(Text(text, {"ip": entry.ip, "name": entry.name}).render())


def _refuse_conflicts(path: Path, edit: Edit) -> None:
    """Raise HostsError when another line stands against an entry: it would win, and ours be useless."""
    if edit.conflicts:
        other = edit.conflicts[0]
        raise HostsError(
            Answer.UNCHANGED,
            Text(
                QT_TRANSLATE_NOOP("core", "Line {n} of {path} already maps {name} to {ip}. Nothing was written."),
                {"n": other.number, "path": str(path), "name": other.entry.name, "ip": other.entry.ip},
            ),
            Text(QT_TRANSLATE_NOOP("core", "That line is not KafkaDesk's: correct it, or take it out, then add yours.")),
        )


def _unchanged(verb: str) -> Text:
    if verb == "add":
        return Text(QT_TRANSLATE_NOOP("core", "Nothing to do: these names have these addresses already."))
    if verb == "repair":
        return Text(QT_TRANSLATE_NOOP("core", "Nothing to do: no change of this file was interrupted."))
    return Text(QT_TRANSLATE_NOOP("core", "Nothing to do: KafkaDesk has no such lines in this file."))


def _system(request: Request) -> int:
    elevation = Elevation()
    if not elevation.is_elevated() and not elevation.can_ask():
        say(Text(QT_TRANSLATE_NOOP("core", "Run this command as administrator:")).render())
        print(printed_command(request))
        return FAILED
    answer = change_system(request, elevation)
    if answer in (Answer.DONE, Answer.UNCHANGED):
        say(words(answer)[0].render())
        return OK
    raise HostsError(answer)
