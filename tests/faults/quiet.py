"""When nothing is under way any more, everybody who is connected sees the same."""

from tests.faults import deeds_desk, deeds_visitor
from tests.faults.clients import Client, Talk, VisitorClient
from tests.faults.deeds_time import upkeep
from tests.faults.desk_client import DeskClient
from tests.faults.knowing import look, replays_that_are_due
from tests.faults.shelf import Parsed, stands
from tests.faults.town import CHANNELS, Town


def quiet(town: Town) -> None:
    """Replicas settle, answers arrive, what is kept is sent, what is due is done."""
    town.service.dynamo.settle()
    town.service.clock.passes(seconds=40)
    upkeep(town)
    for _ in range(3):
        replays_that_are_due(town)
        _flush_all(town)
        town.deliver()
    town.service.tells_watchers()
    town.deliver()
    everybody_sees_the_same(town)
    watchers_know_the_light(town)
    assert not town.ledger.wrongs, town.ledger.wrongs


def _flush_all(town: Town) -> None:
    for person in town.everybody:
        for talk in person.talks_open() if town.is_live(person) else ():
            _joins(town, person, talk)
            if isinstance(person, VisitorClient):
                deeds_visitor.flush(town, person, talk)
            elif isinstance(person, DeskClient):
                deeds_desk.flush(town, person, talk)


def _joins(town: Town, person: Client, talk: Talk) -> None:
    """Who got no answer over this line asks again."""
    if talk.joined == person.connection:
        return
    if isinstance(person, VisitorClient):
        town.send(person, {"type": "resume", "token": person.token, "have": talk.have()})
    elif isinstance(person, DeskClient):
        deeds_desk.attach(town, person, talk)


def everybody_sees_the_same(town: Town) -> None:
    """Who is on a current line shows every message of the other side, and keeps nothing that could be sent."""
    shelf = look(town)
    for person in town.everybody:
        for talk in person.talks_open() if town.is_live(person) else ():
            one = shelf.conversations.get(talk.conversation)
            if one and stands(one, talk.side) and one[talk.side]["connection"] == person.connection:
                _shows_all(person, talk, shelf.messages(talk.conversation))
                assert not talk.outbox.items, (person.name, talk.outbox)


def _shows_all(person: Client, talk: Talk, stored: list[Parsed]) -> None:
    for message in stored:
        side, n = message["sender"], int(message["n"])
        if side != talk.side and n > talk.log.base[side]:
            shown = talk.log.messages.get((side, n))
            assert shown is not None, f"{person.name} never saw {side} {n} of {talk.conversation}"
            assert (shown["id"], shown["text"]) == (message["id"], message["text"])


def watchers_know_the_light(town: Town) -> None:
    for person in town.visitors:
        if person.watching == person.connection and town.is_live(person):
            assert person.channel in CHANNELS
            shown = person.lights[person.channel][1]
            light = town.service.light(person.channel)
            assert shown == light, (
                person.name,
                person.lights,
                light,
                town.service.world.channels.announced(person.channel),
            )
