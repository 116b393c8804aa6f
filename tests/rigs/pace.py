"""How fast this computer works now: bounds in processor time are those of an idle core, and tests do not have one to themselves."""

import time

WORK = 20_000
IDLE_MS = 3.1  # of processor time, on the computer that the bounds are from; twice that while a neighbour has the other half of the core


def work_ms() -> float:
    began = time.thread_time()
    for number in range(WORK):
        hash((number, str(number)))
    return 1000 * (time.thread_time() - began)


def pace() -> float:
    """How many times the processor time that work takes on an idle core it takes here and now, at least 1.

    What runs on the same core beside it makes work cost more processor time, not only more time of the clock.
    """
    return max(1.0, work_ms() / IDLE_MS)
