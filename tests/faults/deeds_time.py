"""What time does, and what does not depend on anybody: clocks, upkeep, announcing, deletion, a lost process."""

from chalicelib.actions import lights
from tests.engine.faults import LambdaDied
from tests.engine.hooks import Arguments, attached
from tests.faults.knowing import everybody_pings, nothing_overdue, replays_that_are_due
from tests.faults.town import Town

STEPS = (0.2, 1.0, 3.0, 31.0, 61.0, 121.0, 298.5, 301.5)
"""Seconds; every interval of the rules is passed by some of them, on either side."""


def time_passes(town: Town, _who: int, twist: int) -> None:
    passes(town, STEPS[twist % len(STEPS)])


def passes(town: Town, seconds: float) -> None:
    """Replicas lag for less than a few seconds."""
    town.service.clock.passes(seconds=seconds)
    if seconds >= 3:
        town.service.dynamo.settle()
        replays_that_are_due(town)


def minutes_go_by(town: Town, _who: int, twist: int) -> None:
    """Normal life: pages ping in time and upkeep runs every minute."""
    for minute in range(1 + twist):
        passes(town, 60)
        if minute % 2:
            everybody_pings(town)
        upkeep(town)


def hours_go_by(town: Town, _who: int, twist: int) -> None:
    """The evening, or half a year, but seldom: everybody has gone home first."""
    if twist < 5:
        return
    for person in town.everybody:
        town.drop(person.connection)
    for _ in range(4):
        passes(town, 310)
        upkeep(town)
    passes(town, 3600 * (8 if twist < 7 else 24 * 190))


def upkeep(town: Town) -> None:
    """One whole run on settled replicas leaves nothing that is due."""
    town.service.dynamo.settle()
    began = town.service.clock.now
    town.service.upkeep()
    nothing_overdue(town, began)


def upkeep_runs(town: Town, _who: int, twist: int) -> None:
    """Once, twice, or with an index that lags."""
    if twist < 6:
        for _ in range(1 + twist % 2):
            upkeep(town)
    else:
        town.service.upkeep()


def upkeep_dies(town: Town, who: int, twist: int) -> None:
    """The process is gone at some call, and the next minute finds what it left."""
    left = [1 + 8 * who + twist]

    def dies(_operation: str, _arguments: Arguments) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise LambdaDied

    try:
        with attached(town.service.dynamo, before=[dies]):
            town.service.upkeep()
    except LambdaDied:
        return


def watchers_are_told(town: Town, _who: int, twist: int) -> None:
    """The announcing Lambda: late, out of order, twice."""
    flips = town.service.flips
    if flips:
        channel = flips.pop(0 if twist % 2 else -1)
        for _ in range(1 + twist % 3):
            lights.tell_watchers(town.service.world, channel)


def a_disconnect_comes_late(town: Town, who: int, twist: int) -> None:
    """An event about a connection that was lost long ago; sometimes it comes again."""
    if town.late:
        town.hears_of_loss(town.late[who % len(town.late)], again=twist % 4 == 0)


def deletion_catches_up(town: Town, _who: int, twist: int) -> None:
    """Time to live removes some of what has expired."""
    now = int(town.service.clock.now.timestamp())
    for table in ("chat", "vault"):
        town.service.dynamo.expire(table, now, share=twist / 7)
