"""`kafkadesk reset GROUP TOPIC --to …`: what it would do, and with --yes does."""

import argparse
import json
from typing import Any

from kafkadesk.cli.connect import WRONG_USE, add_where, run_connected
from kafkadesk.cli.say import say
from kafkadesk.core.errors import InputError
from kafkadesk.core.plans.changes import ResetOffsets
from kafkadesk.core.plans.outcome import Result
from kafkadesk.core.plans.plan import ChangePlan
from kafkadesk.core.plans.typed import read_partitions, read_target
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk

OK, NOT_DONE, INCOMPLETE = 0, 1, 3
STATUSES = {Result.DONE: OK, Result.NOT_DONE: NOT_DONE, Result.PARTLY: INCOMPLETE, Result.UNKNOWN: INCOMPLETE}


def add_reset_arguments(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("reset", help="the plan of resetting a group's offsets, a JSON object a partition; --yes carries it out")
    parser.add_argument("group", metavar="GROUP")
    parser.add_argument("topic", metavar="TOPIC")
    add_where(parser)
    parser.add_argument(
        "--to",
        required=True,
        metavar="WHERE",
        help="earliest, latest, an offset, -100 or +100 records, a time such as 2026-12-01T21:00, group:NAME",
    )
    parser.add_argument("--partitions", metavar="0,2,5-7", default="", help="only these (default: all)")
    parser.add_argument("--yes", action="store_true", help="carry it out")
    parser.add_argument(
        "--confirm", metavar="GROUP", default="", help="the group once more: needed where the profile is marked as production"
    )
    parser.set_defaults(run=run_reset)


def run_reset(args: argparse.Namespace) -> int:
    """Print the plan, carry it out if asked, and return the exit status: 0 as asked, 1 refused or not done, 2 wrong use, 3 not all or unknown."""
    try:
        to = read_target(args.to)
    except InputError as error:
        say(error.sentence())
        return WRONG_USE

    async def work(desk: Desk) -> int:
        topic = desk.topics.get(args.topic)
        if topic is None:
            say(Text(QT_TRANSLATE_NOOP("core", "There is no topic “{topic}”."), {"topic": args.topic}).render())
            return WRONG_USE
        try:
            partitions = read_partitions(args.partitions, range(topic.partitions))
        except InputError as error:
            say(error.sentence())
            return WRONG_USE
        plan = await desk.plans.propose(ResetOffsets(group=args.group, topic=args.topic, to=to, partitions=partitions))
        _print(plan)
        if plan.obstacle is not None:
            return NOT_DONE
        if not args.yes:
            say("Nothing was changed. To carry it out, give --yes.")
            return OK
        if desk.plans.must_be_typed(plan) and args.confirm != plan.name:
            say(f"Nothing was changed: the profile is marked as production. To carry it out, give --yes --confirm {plan.name}.")
            return WRONG_USE
        outcome = await desk.plans.carry_out(plan, args.confirm)
        say(str(outcome.words))
        if outcome.error is not None:
            say(outcome.error.sentence())
        return STATUSES[outcome.result]

    return run_connected(args, work)


def _print(plan: ChangePlan) -> None:
    """Print a line for each partition that programs read, and what people read."""
    for partition, offset in sorted(plan.after.items()):
        print(json.dumps({"partition": partition, "committed": plan.before.get(partition), "after": offset}))
    for text in (plan.title, *plan.effects, plan.undo):
        say(str(text))
    say(plan.command)
    if plan.obstacle is not None:
        say(str(plan.obstacle))
