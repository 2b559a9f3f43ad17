"""Lines that die without a word: nothing arrives either way, nobody is told, and pages find out by asking."""

from collections.abc import Iterator
from datetime import timedelta

from tests.faults import actions_of_desks
from tests.faults.clients import Client, VisitorClient
from tests.faults.simulation import Simulation

PROOF_AFTER = timedelta(seconds=60)
ANSWER_WITHIN = timedelta(seconds=12)
STEP = 4.0
"""Seconds between two looks of a page at its clock; its own timers are finer."""


def a_line_swallows(simulation: Simulation, who: int, twist: int) -> None:
    """That of a visitor in a talk, or of a desk with one."""
    able = [person for person in simulation.everybody if person.talks_open() and simulation.is_live(person)]
    if able:
        person = able[(who + twist) % len(able)]
        simulation.swallowed.setdefault(person.connection, simulation.service.clock.now)


def steps(simulation: Simulation, seconds: float) -> Iterator[float]:
    """Time in pieces, as long as a page has to find out that its line is dead."""
    while seconds > STEP and any(_on_a_dead_line(simulation)):
        yield STEP
        seconds -= STEP
    yield seconds


def everybody_asks_for_life(simulation: Simulation) -> None:
    """Who has received nothing for a minute pings, and dials anew when no answer comes within twelve seconds."""
    now = simulation.service.clock.now
    for person in list(_on_a_dead_line(simulation)):
        if person.pinged_at is not None and now - person.pinged_at >= ANSWER_WITHIN:
            _dials_anew(simulation, person)
        elif person.pinged_at is None and person.heard_at is not None and now - person.heard_at >= PROOF_AFTER:
            person.pinged_at = now
            simulation.send(person, {"type": "ping"})


def dead_lines_are_found(simulation: Simulation) -> None:
    """As long as it takes, and no longer."""
    while any(_on_a_dead_line(simulation)):
        simulation.service.clock.passes(seconds=STEP)
        everybody_asks_for_life(simulation)


def _on_a_dead_line(simulation: Simulation) -> Iterator[Client]:
    return (
        person
        for person in simulation.everybody
        if person.connection in simulation.swallowed and person.talks_open() and simulation.is_live(person)
    )


def _dials_anew(simulation: Simulation, person: Client) -> None:
    """The old line stays with the service as one that works, until it closes it or hears that it is gone."""
    if isinstance(person, VisitorClient):
        simulation.connect(person)
        if person.talk:
            simulation.send(person, {"type": "resume", "token": person.token, "have": person.talk.have()})
    else:
        actions_of_desks.signs_in(simulation, [desk.name for desk in simulation.desks].index(person.name), 3)
    simulation.deliver()
