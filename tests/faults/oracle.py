"""What a test knows and the people do not: who may read what, whose token is good, what should be over by now."""

import hashlib
import ipaddress
from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.privacy.origins import Origin
from tests.faults.clients import Client, VisitorClient
from tests.faults.delivery import Frame
from tests.faults.simulation import Simulation
from tests.faults.snapshot import Parsed, Snapshot

EIGHT_HOURS = timedelta(hours=8)
THREE_MINUTES = timedelta(minutes=3)
TICKS = timedelta(seconds=1)
"""The simulation's clock moves whenever it is looked at."""
FOUND_BY_WAITING = timedelta(minutes=5)
FOUND_WITHIN = timedelta(seconds=75 + 10)
"""And the steps in which the simulation's pages look at their clocks."""
SILENT_AT_MOST = 15 * 60 * 1000
"""Milliseconds: ten minutes, three more, and two rounds of upkeep."""


def look(simulation: Simulation) -> Snapshot:
    return simulation.snapshot.look(simulation.service.clock.now)


def origin_of(person: Client) -> str:
    """The address that stands for everybody of one origin, worked out apart from the product."""
    return network_of(person.address)


def network_of(text: str) -> str:
    """The same of an address."""
    address = ipaddress.ip_address(text)
    return str(ipaddress.ip_network((address, 64 if address.version == 6 else 32), strict=False).network_address)


def is_good(simulation: Simulation, token: str) -> bool:
    """Whether a token opens a conversation now, computed apart from the product."""
    id, _, secret = token.partition(".")
    one = look(simulation).conversations.get(id)
    return one is not None and one["token_hash"] == hashlib.sha256(f"resume:{secret}".encode()).hexdigest()


def asks(simulation: Simulation, person: VisitorClient) -> None:
    """Somebody is about to ask over this connection whether they may come back."""
    simulation.ledger.askers[_question_of(person.connection)] = person.name


def _question_of(connection: str) -> str:
    """How a desk is told apart who asks, computed apart from the product."""
    return f"resume-{hashlib.sha256(connection.encode()).hexdigest()[:16]}"


def lets_in(simulation: Simulation, conversation: str, question: str) -> None:
    """The counsellor says yes to this asker, who may read it from now on; nobody else may."""
    if asker := simulation.ledger.askers.get(question):
        simulation.ledger.readers[conversation].add(asker)


def expects_block(simulation: Simulation, conversation: str, action: Callable[[], object]) -> None:
    """A block begins now and lasts for eight hours, also one that comes after the end."""
    before, snapshot = simulation.service.clock.now, look(simulation)
    was = snapshot.conversations.get(conversation, {}).get("blocked_until")
    action()
    one = look(simulation).conversations.get(conversation, {})
    if was is None and one.get("blocked_until") is not None:
        until = datetime.fromtimestamp(int(one["blocked_until"]) / 1000, before.tzinfo)
        if not before + EIGHT_HOURS <= until <= simulation.service.clock.now + EIGHT_HOURS:
            simulation.ledger.wrongs.append(f"a block until {until}, placed after {before}")
        blocked = simulation.people[one["visitor"]["connection"]]
        if one["origin_hash"] not in simulation.service.context.recent_hashes(Origin(blocked.address)):
            simulation.ledger.wrongs.append(f"a block hit another origin than that of the line of {blocked.name}")
        simulation.ledger.blocks[origin_of(blocked)] = until


def nothing_overdue(simulation: Simulation, at: datetime) -> None:
    """After upkeep."""
    if not simulation.overlapped and not simulation.troubled:
        simulation.ledger.wrongs += [f"still due after upkeep: {thing}" for thing in overdue(simulation, at)]


def only_staff_is_at_work(simulation: Simulation) -> None:
    """After upkeep: who lost account or channel is off duty, holds no conversation there, and has no line."""
    if not simulation.overlapped and not simulation.troubled:
        simulation.ledger.wrongs += strangers_at_work(simulation)


def strangers_at_work(simulation: Simulation) -> list[str]:
    """What is left of somebody who may not do it any more."""
    snapshot, found = look(simulation), []
    for desk in simulation.desks:
        may = simulation.service.directory.answers(desk.id)
        found += [f"{desk.name} holds {one['id']}" for one in snapshot.live if _holds(one, desk.id, may)]
        found += [f"{desk.name} is on duty" for one in snapshot.duties if _offers(one, desk.id, may)]
        lines = [line for line, person in simulation.people.items() if person is desk]
        found += [f"{desk.name} has {line}" for line in lines if not may and line in simulation.service.gateway.live]
    return found


def _holds(conversation: Parsed, counsellor: str, may: frozenset[str]) -> bool:
    return bool(conversation["holder"]["counsellor"] == counsellor and conversation["channel"] not in may)


def _offers(duty: Parsed, counsellor: str, may: frozenset[str]) -> bool:
    return bool(duty["counsellor"] == counsellor and duty["slots"] > 0 and duty["channel"] not in may)


def no_place_without_a_word(simulation: Simulation) -> None:
    """After upkeep: ten minutes, three more, and one for whoever has just come back; counted from the last answer."""
    snapshot = look(simulation)
    spoken = {one["conversation"] for one in snapshot.messages() if one["sender"] == "visitor"}
    for one in snapshot.live:
        answers = [_milliseconds(at) for at in simulation.ledger.answers[one["id"]]]
        since = max([one["started_at"], one["visitor"]["seen_at"], one["counsellor"]["seen_at"], *answers])
        silent = _milliseconds(simulation.service.clock.now) - since
        if (
            one["state"] == "talking"
            and one["id"] not in spoken
            and silent > SILENT_AT_MOST
            and not excused(simulation)
        ):
            simulation.ledger.wrongs.append(f"{one['id']} is held without a word for {silent} ms")


def hang_on_a_dead_line(simulation: Simulation) -> list[str]:
    """After a line began to swallow everything its page has another: within 75 seconds in a talk and at the desk,
    within five minutes for who only waits for a light."""
    found = []
    for person in simulation.everybody:
        since = simulation.swallowed.get(person.connection)
        if since and simulation.is_live(person):
            waits = isinstance(person, VisitorClient) and person.waits()
            within = FOUND_WITHIN if person.talks_open() else FOUND_BY_WAITING if waits else timedelta.max
            if simulation.service.clock.now - since > within:
                found.append(f"{person.name} hangs on a dead line")
    return found


def excused(simulation: Simulation) -> bool:
    return simulation.overlapped or simulation.troubled


def ends_without_a_word(simulation: Simulation, frame: Frame) -> None:
    """Nobody is sent away for silence who spoke, who answered, or who was not asked three minutes before."""
    id = frame["conversation"]
    ended = datetime.fromisoformat(frame["at"])
    asked = simulation.ledger.asked[id]
    said = [one for one in look(simulation).messages(id) if one["sender"] == "visitor"]
    early = not asked or ended - asked[-1] < THREE_MINUTES - TICKS
    answered = [at for at in simulation.ledger.answers[id] if asked and at > asked[-1] + TICKS]
    if (early or answered or said) and not excused(simulation):
        simulation.ledger.wrongs.append(f"{id} was ended for silence: asked {asked}, answered {answered}, said {said}")


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def overdue(simulation: Simulation, at: datetime) -> list[str]:
    """What should have been done by now."""
    milliseconds = int(at.timestamp() * 1000)
    due = [item for item in look(simulation).items if item.get("due_at", milliseconds + 1) <= milliseconds]
    return [f"{item['pk']} {item.get('state')}" for item in due]


def replays_that_are_due(simulation: Simulation) -> None:
    """A few seconds after coming back every page asks once more."""
    for person in simulation.everybody:
        for talk in person.talks_open() if simulation.is_live(person) else ():
            if talk.replay_due:
                talk.replay_due = False
                talk.ask_replay()
    simulation.deliver()


def everybody_pings(simulation: Simulation) -> None:
    for person in simulation.everybody:
        if simulation.is_live(person) and person.connection not in simulation.swallowed:
            answer = simulation.send(person, {"type": "ping"})
            if answer.get("type") != "pong" and not simulation.troubled:
                simulation.ledger.wrongs.append(f"a line that lives did not answer {person.name}: {answer}")
    simulation.deliver()
