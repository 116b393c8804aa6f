"""How what was built is taken apart again: every step, in the reverse order, whichever of them fails."""

import asyncio
import inspect
import logging
from collections.abc import Callable
from types import TracebackType
from typing import Self

log = logging.getLogger(__name__)


class Teardown:
    """Steps that are made when the block is left. What failed is raised afterwards, all of it.

    Not contextlib.AsyncExitStack: when several steps fail and the block did not, that raises the last one and drops the others.
    """

    def __init__(self) -> None:
        self._steps: list[Callable[[], object]] = []

    def step(self, call: Callable[[], object]) -> None:
        """Have this called at the end, before the steps there are; a coroutine that it returns is awaited."""
        self._steps.append(call)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        failed: list[BaseException] = []
        while self._steps:
            try:
                result = self._steps.pop()()
                if inspect.isawaitable(result):
                    await result
            except (Exception, asyncio.CancelledError) as fault:
                log.exception("A step of the end failed; the others are made all the same")
                failed.append(fault)
        if failed:
            every = failed if error is None else [error, *failed]
            raise BaseExceptionGroup("the end", every) if len(every) > 1 else every[0]
