"""`kafkadesk send TOPIC FILE`: a message a line, and what became of each."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from kafkadesk.cli.connect import WRONG_USE, add_where, run_connected
from kafkadesk.cli.say import say
from kafkadesk.core.compose.message_file import CsvColumns, FileForm, FileMessage, MessageFile, read_messages
from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.core.errors import InputError
from kafkadesk.core.events import DeliveriesChanged, DeskEvent
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk
from kafkadesk.system.files.message_files import read_file

OK, NOT_CONFIRMED = 0, 1
MOST_NAMED = 100  # wrong lines; more are counted
STDIN = "-"


def add_send_arguments(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("send", help="send the messages of a file: JSON lines or CSV; a JSON object with the verdict for each")
    parser.add_argument("topic", metavar="TOPIC")
    parser.add_argument(
        "file", metavar="FILE", help="JSON lines (exported rows, or any JSON value as the value) or *.csv; - for standard input"
    )
    add_where(parser)
    parser.add_argument("--key", metavar="COLUMN", help="CSV: the column that is the key")
    parser.add_argument("--value", metavar="COLUMN", help="CSV: the column that is the value (default: all others, as a JSON object)")
    parser.add_argument("--partitions", action="store_true", help="to the partitions that exported rows name (default: by key)")
    parser.add_argument("--timestamps", action="store_true", help="with the timestamps of exported rows (default: now)")
    parser.add_argument("--skip-wrong", action="store_true", help="send the others where lines are wrong (default: nothing is sent)")
    parser.set_defaults(run=run_send)


def run_send(args: argparse.Namespace) -> int:
    """Send and return the exit status: 0 all are confirmed, 1 not all, 2 wrong use or wrong lines: nothing was sent."""
    try:
        columns = CsvColumns(key=args.key, value=args.value)
        if FileForm.of(args.file) is FileForm.JSONL and columns != CsvColumns():
            raise InputError(Text(QT_TRANSLATE_NOOP("core", "--key and --value name columns of a CSV file.")))
        found = read_messages(sys.stdin.buffer.read()) if args.file == STDIN else read_file(args.file, columns)
    except InputError as error:
        say(error.sentence())
        return WRONG_USE
    _name_faults(found)
    if found.faults and not args.skip_wrong:
        say(
            f"Nothing was sent. Wrong lines: {len(found.faults):,}. Correct them, or give --skip-wrong to send the other {len(found.messages):,}."
        )
        return WRONG_USE
    return run_connected(args, lambda desk: _send(desk, args, found.messages))


def _name_faults(found: MessageFile) -> None:
    for fault in found.faults[:MOST_NAMED]:
        say(str(fault.words()))
    if len(found.faults) > MOST_NAMED:
        say(f"… and {len(found.faults) - MOST_NAMED:,} more wrong lines.")
    if found.gaps:
        say(f"{found.gaps:,} lines tell of offsets without a record: they are no messages.")


async def _send(desk: Desk, args: argparse.Namespace, messages: Sequence[FileMessage]) -> int:
    """Send, and print each verdict as it comes."""
    first, confirmed, printed = desk.sends.book.last_number + 1, 0, 0

    def print_final(event: DeskEvent) -> None:
        nonlocal confirmed, printed
        if not isinstance(event, DeliveriesChanged):
            return
        for number in event.numbers:
            delivery = desk.sends.log.get(number)
            if delivery is not None and delivery.verdict.final and number not in seen:
                seen.add(number)
                printed += 1
                confirmed += delivery.verdict is Verdict.CONFIRMED
                print(json.dumps(_line(messages[number - first], delivery), ensure_ascii=False))  # a result that programs read

    seen: set[int] = set()
    stop = desk.listen(print_final)
    try:
        await desk.sends.finished(desk.sends.send_messages(args.topic, messages, where=args.partitions, when=args.timestamps))
        await desk.until(lambda: printed == len(messages), 1.0)
    finally:
        stop()
    say(f"{confirmed:,} of {len(messages):,} messages are confirmed.")
    return OK if confirmed == len(messages) else NOT_CONFIRMED


def _line(message: FileMessage, delivery: Delivery) -> dict[str, object]:
    return {
        "line": message.line, "verdict": delivery.verdict.value, "partition": delivery.partition, "offset": delivery.offset,
        **({} if delivery.reason is None else {"reason": str(delivery.reason)}),
        **({} if delivery.hint is None else {"hint": str(delivery.hint)}),
    }  # fmt: skip
