"""What a test knows and the people do not: who may read what, whose token is good, what should be over by now."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.privacy.origins import Origin
from tests.faults.clients import Client, VisitorClient
from tests.faults.shelf import Shelf
from tests.faults.town import Town

EIGHT_HOURS = timedelta(hours=8)


def look(town: Town) -> Shelf:
    return town.shelf.look(town.service.clock.now)


def origin_of(town: Town, person: Client) -> str:
    return town.service.world.hash_origin(Origin(person.address))


def is_good(town: Town, token: str) -> bool:
    """Whether a token opens a conversation now, computed apart from the product."""
    id, _, secret = token.partition(".")
    one = look(town).conversations.get(id)
    return one is not None and one["token_hash"] == hashlib.sha256(f"resume:{secret}".encode()).hexdigest()


def asks(town: Town, person: VisitorClient) -> None:
    """Somebody is about to ask over this connection whether they may come back."""
    town.ledger.askers[_question_of(person.connection)] = person.name


def _question_of(connection: str) -> str:
    """How a desk is told apart who asks, computed apart from the product."""
    return f"resume-{hashlib.sha256(connection.encode()).hexdigest()[:16]}"


def lets_in(town: Town, conversation: str, question: str) -> None:
    """The counsellor says yes to this asker, who may read it from now on; nobody else may."""
    if asker := town.ledger.askers.get(question):
        town.ledger.readers[conversation].add(asker)


def expects_block(town: Town, conversation: str, deed: Callable[[], object]) -> None:
    """A block begins now and lasts for eight hours."""
    before, shelf = town.service.clock.now, look(town)
    was = shelf.conversations.get(conversation, {}).get("end_reason")
    deed()
    one = look(town).conversations.get(conversation, {})
    if was is None and one.get("end_reason") == "blocked":
        until = datetime.fromtimestamp(int(one["blocked_until"]) / 1000, before.tzinfo)
        if not before + EIGHT_HOURS <= until <= town.service.clock.now + EIGHT_HOURS:
            town.ledger.wrongs.append(f"a block until {until}, placed after {before}")
        town.ledger.blocks[one["origin_hash"]] = until


def nothing_overdue(town: Town, at: datetime) -> None:
    """After upkeep."""
    if not town.overlapped and not town.troubled:
        town.ledger.wrongs += [f"still due after upkeep: {thing}" for thing in overdue(town, at)]


def overdue(town: Town, at: datetime) -> list[str]:
    """What should have been done by now."""
    milliseconds = int(at.timestamp() * 1000)
    due = [item for item in look(town).items if item.get("due_at", milliseconds + 1) <= milliseconds]
    return [f"{item['pk']} {item.get('state')}" for item in due]


def replays_that_are_due(town: Town) -> None:
    """A few seconds after coming back every page asks once more."""
    for person in town.everybody:
        for talk in person.talks_open() if town.is_live(person) else ():
            if talk.replay_due:
                talk.replay_due = False
                talk.ask_replay()
    town.deliver()


def everybody_pings(town: Town) -> None:
    for person in town.everybody:
        if town.is_live(person):
            town.send(person, {"type": "ping"})
    town.deliver()
