"""Whether the processes that the window starts give way to it where the processors are busy."""

from collections.abc import Mapping

VARIABLE = "KAFKADESK_PRIORITY"
SAME = "same"  # for tests: what they wait for must come about also beside other work, where the lowest get next to no time


def gives_way(environment: Mapping[str, str]) -> bool:
    """Say whether a process with this environment has a lower priority than the window; usually it has."""
    return environment.get(VARIABLE) != SAME
