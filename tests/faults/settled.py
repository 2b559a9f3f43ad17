"""When nothing is under way any more, everybody who is connected sees the same."""

from chalicelib.actions.shared.lights import light_of
from chalicelib.actions.shared.status import status
from tests.faults import actions_of_desks, actions_of_visitors
from tests.faults.actions_of_lines import dead_lines_are_found
from tests.faults.actions_of_time import passes, upkeep
from tests.faults.clients import Client, Talk, VisitorClient
from tests.faults.desk_client import DeskClient
from tests.faults.invariants import caught_up
from tests.faults.oracle import look, replays_that_are_due
from tests.faults.simulation import CHANNELS, Simulation
from tests.faults.snapshot import Parsed, stands


def settle(simulation: Simulation) -> None:
    """Replicas settle, answers arrive, what is kept is sent, what is due is done."""
    simulation.service.dynamo.settle()
    dead_lines_are_found(simulation)
    passes(simulation, 40)
    upkeep(simulation)
    for _ in range(3):
        replays_that_are_due(simulation)
        _flush_all(simulation)
        simulation.deliver()
    with caught_up(simulation.service.dynamo):
        # A light that was announced from an index that lagged is put right by the next round.
        upkeep(simulation)
        simulation.service.tells_watchers()
        simulation.deliver()
        everybody_sees_the_same(simulation)
        watchers_know_the_light(simulation)
    everybody_may_see_the_light(simulation)
    assert not simulation.ledger.wrongs, simulation.ledger.wrongs


def _flush_all(simulation: Simulation) -> None:
    for person in simulation.everybody:
        for talk in person.talks_open() if simulation.is_live(person) else ():
            _joins(simulation, person, talk)
            if isinstance(person, VisitorClient):
                actions_of_visitors.flush(simulation, person, talk)
            elif isinstance(person, DeskClient):
                actions_of_desks.flush(simulation, person, talk)


def _joins(simulation: Simulation, person: Client, talk: Talk) -> None:
    """Who got no answer over this line asks again."""
    if talk.joined == person.connection:
        return
    if isinstance(person, VisitorClient):
        simulation.send(person, {"type": "resume", "token": person.token, "have": talk.have()})
    elif isinstance(person, DeskClient):
        actions_of_desks.attach(simulation, person, talk)


def everybody_sees_the_same(simulation: Simulation) -> None:
    """Who is on a current line shows every message of the other side, and keeps nothing that could be sent."""
    snapshot = look(simulation)
    for person in simulation.everybody:
        for talk in person.talks_open() if simulation.is_live(person) else ():
            one = snapshot.conversations.get(talk.conversation)
            if one and stands(one, talk.side) and one[talk.side]["connection"] == person.connection:
                _shows_all(person, talk, snapshot.messages(talk.conversation))
                assert not talk.outbox.items, (person.name, talk.outbox)


def _shows_all(person: Client, talk: Talk, stored: list[Parsed]) -> None:
    for message in stored:
        side, n = message["sender"], int(message["n"])
        if side != talk.side and n > talk.log.base[side]:
            shown = talk.log.messages.get((side, n))
            assert shown is not None, f"{person.name} never saw {side} {n} of {talk.conversation}"
            assert (shown["id"], shown["text"]) == (message["id"], message["text"])


def watchers_know_the_light(simulation: Simulation) -> None:
    for person in simulation.visitors:
        on_a_dead_line = person.connection in simulation.swallowed  # within five minutes they have another
        if person.watching == person.connection and simulation.is_live(person) and not on_a_dead_line:
            assert person.channel in CHANNELS
            shown = person.lights[person.channel][1]
            light = simulation.service.light(person.channel)
            assert shown == light, (
                person.name,
                person.lights,
                light,
                simulation.service.context.channels.announced(person.channel),
            )


def everybody_may_see_the_light(simulation: Simulation) -> None:
    """What upkeep has announced is the truth of that moment, so what a site asks for is too, two seconds later.

    Who falls silent in between is found by the next upkeep, and the hours turn the light by themselves.
    """
    for channel in CHANNELS:
        upkeep(simulation)
        simulation.service.tells_watchers()
        context, announced = simulation.service.context, simulation.service.clock.now
        simulation.service.clock.passes(seconds=2)
        with caught_up(simulation.service.dynamo):
            shown = status(context, channel).light
            true = [light_of(context, channel, at).value for at in (announced, simulation.service.clock.now)]
        assert shown in true, (channel, shown, true)
