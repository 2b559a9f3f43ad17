"""What time does, and what does not depend on anybody: clocks, upkeep, announcing, deletion, a lost process."""

from chalicelib.actions.shared import lights
from tests.engine.faults import LambdaDied
from tests.engine.hooks import Arguments, attached
from tests.faults.actions_of_lines import everybody_asks_for_life, old_lines_end, steps
from tests.faults.oracle import (
    everybody_pings,
    hang_on_a_dead_line,
    no_place_without_a_word,
    nothing_overdue,
    only_staff_is_at_work,
    replays_that_are_due,
)
from tests.faults.simulation import Simulation

STEPS = (0.2, 1.0, 3.0, 31.0, 61.0, 121.0, 298.5, 301.5)
"""Seconds; every interval of the rules is passed by some of them, on either side."""


def time_passes(simulation: Simulation, _who: int, twist: int) -> None:
    passes(simulation, STEPS[twist % len(STEPS)])


def passes(simulation: Simulation, seconds: float) -> None:
    """Replicas lag for less than a few seconds."""
    for piece in steps(simulation, seconds):
        simulation.service.clock.passes(seconds=piece)
        everybody_asks_for_life(simulation)
        old_lines_end(simulation)
        simulation.ledger.wrongs += hang_on_a_dead_line(simulation)
    if seconds >= 3:
        simulation.service.dynamo.settle()
        replays_that_are_due(simulation)


def minutes_go_by(simulation: Simulation, _who: int, twist: int) -> None:
    """Normal life: pages ping in time and upkeep runs every minute."""
    for minute in range(1 + twist):
        passes(simulation, 60)
        if minute % 2:
            everybody_pings(simulation)
        upkeep(simulation)


def silence_goes_by(simulation: Simulation, who: int, twist: int) -> None:
    """Pages that only ping, until the service asks whether somebody is there, or until it has waited long enough."""
    minutes_go_by(simulation, who, 9 + twist % 6)


def hours_go_by(simulation: Simulation, _who: int, twist: int) -> None:
    """The evening, or half a year, but seldom: everybody has gone home first."""
    if twist < 5:
        return
    for person in simulation.everybody:
        simulation.drop(person.connection)
    for _ in range(4):
        passes(simulation, 310)
        upkeep(simulation)
    passes(simulation, 3600 * (8 if twist < 7 else 24 * 190))


def upkeep(simulation: Simulation) -> None:
    """One whole run on settled replicas leaves nothing that is due."""
    simulation.service.dynamo.settle()
    began = simulation.service.clock.now
    simulation.service.upkeep()
    nothing_overdue(simulation, began)
    only_staff_is_at_work(simulation)
    no_place_without_a_word(simulation)


def upkeep_runs(simulation: Simulation, _who: int, twist: int) -> None:
    """Once, twice, or with an index that lags."""
    if twist < 6:
        for _ in range(1 + twist % 2):
            upkeep(simulation)
    else:
        simulation.service.upkeep()


def upkeep_dies(simulation: Simulation, who: int, twist: int) -> None:
    """The process is gone at some call, and the next minute finds what it left."""
    left = [1 + 8 * who + twist]

    def dies(_operation: str, _arguments: Arguments) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise LambdaDied

    try:
        with attached(simulation.service.dynamo, before=[dies]):
            simulation.service.upkeep()
    except LambdaDied:
        return


def watchers_are_told(simulation: Simulation, _who: int, twist: int) -> None:
    """The announcing Lambda: late, out of order, twice."""
    flips = simulation.service.flips
    if flips:
        channel = flips.pop(0 if twist % 2 else -1)
        for _ in range(1 + twist % 3):
            lights.tell_watchers(simulation.service.context, channel)


def a_disconnect_comes_late(simulation: Simulation, who: int, twist: int) -> None:
    """An event about a connection that was lost long ago; sometimes it comes again."""
    if simulation.late:
        simulation.hears_of_loss(simulation.late[who % len(simulation.late)], again=twist % 4 == 0)


def deletion_catches_up(simulation: Simulation, _who: int, twist: int) -> None:
    """Time to live removes some of what has expired."""
    now = int(simulation.service.clock.now.timestamp())
    for table in ("chat", "vault"):
        simulation.service.dynamo.expire(table, now, share=twist / 7)
