"""What would come of the lines that somebody types, with a hosts file as it is: all that is shown before anything is written.

A file may have 100,000 lines: then this takes some 200 ms, too long for the window's thread.
"""

from dataclasses import dataclass

from kafkadesk.core.errors import UserError
from kafkadesk.core.hosts.answers import Answer, HostsError
from kafkadesk.core.hosts.diff import DiffLine, diff_lines
from kafkadesk.core.hosts.entries import HostEntry, parse_entries
from kafkadesk.core.hosts.facts import Look
from kafkadesk.core.hosts.file import Edit, add, find_block


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be planned. turn_off: lines that stand against the new ones are to be turned off. windows: by Windows' rules."""

    look: Look
    typed: str
    this_pc: str
    turn_off: bool = False
    windows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would come of it. edit None: nothing is typed, or fault says why it cannot be.

    ours: KafkaDesk's lines in the file as it is; difference: of the file, line by line; new_lines: how many names or addresses are new;
    replaces: whether a name of ours gets another address; repair: what is to be done first, the difference is that of the repair.
    """

    entries: tuple[HostEntry, ...] = ()
    edit: Edit | None = None
    fault: UserError | None = None
    ours: tuple[HostEntry, ...] = ()
    difference: tuple[DiffLine, ...] = ()
    new_lines: int = 0
    replaces: bool = False
    repair: Edit | None = None


def plan_of(wanted: Wanted) -> Plan:
    """Return the plan; what is wrong with the lines, or with the file, is its fault."""
    look = wanted.look
    ours: tuple[HostEntry, ...] = ()
    entries: tuple[HostEntry, ...] = ()
    if look.torn:
        repair = None if look.repaired is None else Edit(old=look.data, new=look.repaired)
        difference = () if repair is None else tuple(diff_lines(repair.old, repair.new))
        return Plan(fault=HostsError(Answer.TORN), difference=difference, repair=repair)
    try:
        block = find_block(look.data)
        ours = () if block is None else block.entries
        if not wanted.typed.strip():
            return Plan(ours=ours)
        entries = parse_entries(wanted.typed, this_pc=wanted.this_pc)
        edit = add(look.base, entries, windows=wanted.windows)
        if edit.conflicts and wanted.turn_off:
            edit = add(look.base, entries, windows=wanted.windows, off={other.number for other in edit.conflicts})
    except UserError as error:
        return Plan(entries=entries, fault=error, ours=ours)
    if not edit.changes:
        return Plan(entries=entries, edit=edit, ours=ours)
    after = find_block(edit.new)
    then = set() if after is None else set(after.entries)
    return Plan(
        entries=entries, edit=edit, ours=ours, difference=tuple(diff_lines(look.data, edit.new)),
        new_lines=len(then - set(ours)), replaces=block is not None and not set(ours) <= then,
    )  # fmt: skip
