"""`kafkadesk find TOPIC[,TOPIC…] FILTER`: the records that fit, a JSON line each."""

import argparse
import os
import sys
import time
from typing import Any

from kafkadesk.cli.connect import WRONG_USE, add_where, run_connected
from kafkadesk.cli.say import say
from kafkadesk.core.errors import InputError, UserError
from kafkadesk.core.find.plan import SearchPlan, position
from kafkadesk.core.find.progress import SearchEnd
from kafkadesk.core.find.words import end_words, notes, progress_words
from kafkadesk.core.records import RecordBatch
from kafkadesk.core.rows.export import Format, lines
from kafkadesk.core.rows.ring import RingView
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.searches import TopicSearch

FOUND, NOTHING, INCOMPLETE = 0, 1, 3
TOLD_EVERY_S = 1.0
HELD_MATCHES, HELD_CHARS = 20_000, 32 * 1024 * 1024  # of several topics, to be put in order


def add_find_arguments(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "find",
        help="search topics: a JSON line for each record that fits a filter",
        description="Read a range of topics and print each record that fits, as KafkaDesk exports rows. Of one topic they come as they are found; "
        f"of several in the order of their timestamps, as long as they are at most {HELD_MATCHES:,} and 32 MiB of lines, else in the order "
        "found. Exit status: 0 found, 1 nothing found, 2 wrong use, 3 not all of the range could be read.",
    )
    parser.add_argument("topics", metavar="TOPIC[,TOPIC…]")
    parser.add_argument(
        "filter", metavar="FILTER", help="as in a pane's filter line: a word, key=…, $.total>100, header:…; an empty one for all records"
    )
    add_where(parser)
    parser.add_argument("--from", dest="begin", metavar="WHERE", default="beginning", help="beginning (default), a time or an offset")
    parser.add_argument(
        "--to", dest="end", metavar="WHERE", default="now", help="now (default), a time or an offset, which is not read itself"
    )
    parser.add_argument("--max", dest="most", type=int, metavar="N", help="end after so many matches")
    parser.add_argument("--all-partitions", action="store_true", help="also where key=… would need only the one that the key hashes to")
    parser.add_argument("--uncommitted", action="store_true", help="records of open and aborted transactions too")
    parser.set_defaults(run=run_find)


def run_find(args: argparse.Namespace) -> int:
    """Search, print, and return the exit status."""
    try:
        plan = SearchPlan(
            topics=tuple(args.topics.split(",")), filter=args.filter, begin=position(args.begin), end=position(args.end), most=args.most,
            by_key=not args.all_partitions, uncommitted=args.uncommitted,
        )  # fmt: skip
        plan.check()
    except InputError as error:
        say(error.sentence() if error.column is None else f"{error.sentence()} (character {error.column})")
        return WRONG_USE
    try:
        return run_connected(args, lambda desk: _find(desk, plan))
    except BrokenPipeError:  # who reads the lines has enough of them
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except UserError as error:
        say(error.sentence())
        return INCOMPLETE
    except KeyboardInterrupt:
        say("Interrupted: not all of the range was read.")
        return INCOMPLETE


async def _find(desk: Desk, plan: SearchPlan) -> int:
    for topic in plan.topics:
        if topic not in desk.topics:
            say(Text(QT_TRANSLATE_NOOP("core", "There is no topic “{topic}”."), {"topic": topic}).render())
            return WRONG_USE
    search = desk.find(plan)
    printer = _Printer(search, held=len(set(plan.topics)) > 1)
    stop = desk.listen(lambda _: printer.tell())
    try:
        async for batch in search:
            printer.take(batch)
    finally:
        stop()
        search.stop()
    printer.release()
    for note in notes(search.progress):
        say(note.render())
    if search.error is not None:
        say(search.error.sentence())
    end = search.end or SearchEnd.STOPPED
    say(end_words(end, search.progress).render())
    if end not in (SearchEnd.COMPLETE, SearchEnd.MAX_REACHED):
        return INCOMPLETE
    return FOUND if search.progress.found else NOTHING


class _Printer:
    """Prints matches, and says how far the search is. held: they are put in the order of time first, while they are not too many."""

    def __init__(self, search: TopicSearch, *, held: bool) -> None:
        self._search = search
        self._held: list[tuple[int, str]] | None = [] if held else None
        self._chars = 0
        self._due = time.monotonic() + TOLD_EVERY_S
        self._error: UserError | None = None

    def take(self, batch: RecordBatch) -> None:
        """Print the rows of a batch, now or later."""
        view = RingView((batch,), (0,), 0, len(batch))
        for stamp, line in zip(batch.timestamps, lines(view, Format.JSONL, Text.render), strict=True):
            if self._held is None:
                print(line)  # a result that programs read
            else:
                self._held.append((stamp, line))
                self._chars += len(line)
        if self._held is None:
            sys.stdout.flush()
        elif len(self._held) > HELD_MATCHES or self._chars > HELD_CHARS:
            say("Too many matches to put them in order: they come in the order found.")
            self.release()

    def release(self) -> None:
        """Print what is held; what comes then is printed at once."""
        for _, line in sorted(self._held or (), key=lambda one: one[0]):
            print(line)  # a result that programs read
        sys.stdout.flush()
        self._held = None

    def tell(self) -> None:
        """Say how far it is, once a second, and when the broker is away or back."""
        if self._search.error is not self._error and self._search.end is None:
            self._error = self._search.error
            say("The broker answers again." if self._error is None else self._error.sentence())
        if time.monotonic() >= self._due and self._search.end is None:
            self._due = time.monotonic() + TOLD_EVERY_S
            say(progress_words(self._search.progress).render())
