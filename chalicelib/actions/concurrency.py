"""Several things at once, where each waits for the network more than it works."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from chalicelib.actions.context import Context

Thing = TypeVar("Thing")
Done = TypeVar("Done")


def each(context: Context, work: Callable[[Thing], Done], things: Iterable[Thing]) -> list[Done]:
    """What the work gives for each thing, in their order; as many at once as this process may."""
    if context.at_once == 1:
        return [work(thing) for thing in things]
    with ThreadPoolExecutor(context.at_once) as pool:
        return list(pool.map(work, things))
