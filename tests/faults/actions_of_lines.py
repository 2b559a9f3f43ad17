"""Lines that die without a word: nothing arrives either way, nobody is told, and pages find out by asking."""

from collections.abc import Iterator
from datetime import timedelta

from tests.faults import actions_of_desks
from tests.faults.clients import Client, VisitorClient
from tests.faults.simulation import Simulation

PROOF_AFTER, PROOF_AFTER_WAITING = timedelta(seconds=60), timedelta(minutes=4)
ANSWER_WITHIN = timedelta(seconds=12)
OLDEST = timedelta(minutes=119)
"""API Gateway closes a line after two hours, and pages that need one move before."""
STEP = 4.0
"""Seconds between two looks of a page at its clock; its own timers are finer."""


def a_line_swallows(simulation: Simulation, who: int, twist: int) -> None:
    """That of a visitor in a talk, of a desk with one, or of who waits for a light."""
    able = [person for person in simulation.everybody if _asks_for_life(person) and simulation.is_live(person)]
    if twist % 2:
        able = [person for person in able if _waits(person)] or able
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
    """Who has received nothing for a minute pings, and dials anew when no answer comes within twelve seconds; who only
    waits for a light asks after four minutes."""
    now = simulation.service.clock.now
    for person in list(_on_a_dead_line(simulation)):
        if person.pinged_at is not None and now - person.pinged_at >= ANSWER_WITHIN:
            _dials_anew(simulation, person)
        elif person.pinged_at is None and person.heard_at is not None and now - person.heard_at >= _patience(person):
            person.pinged_at = now
            simulation.send(person, {"type": "ping"})


def old_lines_end(simulation: Simulation) -> None:
    """Who talks or waits has another one by then."""
    now = simulation.service.clock.now
    for line, person in list(simulation.people.items()):
        if line in simulation.service.gateway.live and now - simulation.opened[line] >= OLDEST:
            if person.connection == line and _asks_for_life(person):
                _dials_anew(simulation, person)
            simulation.drop(line)


def dead_lines_are_found(simulation: Simulation) -> None:
    """Of talks, as long as it takes and no longer; who waits for a light may still wait."""
    while any(person.talks_open() for person in _on_a_dead_line(simulation)):
        simulation.service.clock.passes(seconds=STEP)
        everybody_asks_for_life(simulation)


def _on_a_dead_line(simulation: Simulation) -> Iterator[Client]:
    return (
        person
        for person in simulation.everybody
        if person.connection in simulation.swallowed and _asks_for_life(person) and simulation.is_live(person)
    )


def _waits(person: Client) -> bool:
    return isinstance(person, VisitorClient) and person.waits()


def _asks_for_life(person: Client) -> bool:
    return bool(person.talks_open()) or _waits(person)


def _patience(person: Client) -> timedelta:
    return PROOF_AFTER_WAITING if _waits(person) else PROOF_AFTER


def _dials_anew(simulation: Simulation, person: Client) -> None:
    """The old line stays with the service as one that works, until it closes it or hears that it is gone."""
    if isinstance(person, VisitorClient):
        waited = person.waits()
        simulation.connect(person)
        if waited:
            person.watching = person.connection
            simulation.send(person, {"type": "watch", "channel": person.channel})
        elif person.talk:
            simulation.send(person, {"type": "resume", "token": person.token, "have": person.talk.have()})
    else:
        actions_of_desks.signs_in(simulation, [desk.name for desk in simulation.desks].index(person.name), 3)
    simulation.deliver()
