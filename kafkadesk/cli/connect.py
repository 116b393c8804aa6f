"""How commands reach a cluster: by an address or a profile, with a desk and without a window."""

import argparse
import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from kafkadesk.cli.named_profile import profile_named, secrets_of
from kafkadesk.cli.say import say
from kafkadesk.core.errors import InputError, UserError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk
from kafkadesk.transport.client import logs

WRONG_USE = 2
SETTLE_S = 5.0


def add_where(parser: argparse.ArgumentParser) -> None:
    """Add the two ways to name a cluster, one of which must be given."""
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--bootstrap", metavar="HOST:PORT,…", default=argparse.SUPPRESS, help="the cluster at this address")
    where.add_argument("--profile", metavar="NAME", default=argparse.SUPPRESS, help="the cluster of this profile")


def run_connected(args: argparse.Namespace, work: Callable[[Desk], Coroutine[Any, Any, int]]) -> int:
    """Connect, do the work and return its exit status; WRONG_USE where the cluster is named wrongly. Raises UserError."""
    logs.quiet()
    return asyncio.run(_run(args, work))


async def _run(args: argparse.Namespace, work: Callable[[Desk], Coroutine[Any, Any, int]]) -> int:
    desk = Desk()
    try:
        try:
            await _connect(desk, getattr(args, "bootstrap", None), getattr(args, "profile", None))
        except UserError as error:
            say(error.sentence())
            return WRONG_USE
        await desk.connected()
        return await work(desk)
    finally:
        await desk.close(SETTLE_S)


async def _connect(desk: Desk, bootstrap: str | None, name: str | None) -> None:
    if name is None:
        await desk.connect(bootstrap or "")
        return
    profile = profile_named(name)
    if profile.local:
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "Local Kafka has a new address each time it starts.")),
            Text(QT_TRANSLATE_NOOP("core", "Start it with: kafkadesk local. Then give the address that it prints with --bootstrap.")),
        )
    await desk.profiles.connect(profile, secrets_of(profile))
