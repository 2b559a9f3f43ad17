"""What counsellors do at their desks, together, twice and at bad moments."""

from tests.faults.clients import Talk
from tests.faults.desk_client import DeskClient
from tests.faults.oracle import expects_block, lets_in
from tests.faults.simulation import Simulation


def _one(simulation: Simulation, who: int) -> DeskClient:
    return simulation.desks[who % len(simulation.desks)]


def _held(simulation: Simulation, who: int, twist: int) -> tuple[DeskClient, Talk] | None:
    able = [(desk, talk) for desk in simulation.desks if simulation.is_live(desk) for talk in desk.talks_open()]
    return able[(who + twist) % len(able)] if able else None


def signs_in(simulation: Simulation, who: int, twist: int) -> None:
    """A desk opens: the first one, again after a drop, or a second one beside the first."""
    desk = _one(simulation, who)
    if not simulation.is_live(desk) or twist % 4 == 3:
        simulation.signs_in(desk)
    if twist % 8 != 6:
        goes_on_duty(simulation, who, twist)
    if twist % 2:
        attaches(simulation, who, twist)


def goes_on_duty(simulation: Simulation, who: int, twist: int) -> None:
    """With as many slots as agreed, or with another number; seldom in the other channel."""
    desk = _one(simulation, who)
    if simulation.is_live(desk):
        slots = desk.slots if twist < 4 else 1 + twist % 3
        channel = {"jac": "caw", "caw": "jac"}[desk.channel] if twist == 7 else desk.channel
        simulation.send(desk, {"type": "duty", "channel": channel, "slots": slots}, lost=twist == 5)


def leaves_or_pauses(simulation: Simulation, who: int, twist: int) -> None:
    desk = _one(simulation, who)
    if simulation.is_live(desk):
        frame = {"type": "duty", "off": True} if twist == 0 else {"type": "available", "available": twist % 2 == 0}
        simulation.send(desk, frame, lost=twist == 3)


def attaches(simulation: Simulation, who: int, twist: int) -> None:
    """Every conversation that the desk knows goes on over its newest connection."""
    desk = _one(simulation, who)
    if simulation.is_live(desk):
        for talk in desk.talks_open():
            attach(simulation, desk, talk, lost=twist == 5)


def attach(simulation: Simulation, desk: DeskClient, talk: Talk, *, lost: bool = False) -> None:
    frame = {"type": "attach", "conversation": talk.conversation, "have": talk.have()}
    simulation.send(desk, frame, lost=lost)


def says(simulation: Simulation, who: int, twist: int) -> None:
    if found := _held(simulation, who, twist):
        desk, talk = found
        if twist != 6:
            write(simulation, desk, talk)
        flush(simulation, desk, talk, lost=twist % 4 == 1, backwards=twist % 4 == 2)


def write(simulation: Simulation, desk: DeskClient, talk: Talk) -> None:
    text = desk.text()
    simulation.ledger.texts[text] = talk.conversation
    talk.outbox.put(f"{desk.name.lower()}-desk-{desk.written:06d}", text)


def flush(simulation: Simulation, desk: DeskClient, talk: Talk, *, lost: bool = False, backwards: bool = False) -> None:
    waiting = talk.outbox.sendable()
    for pending in waiting:
        pending.flight = "sent"
    for pending in reversed(waiting) if backwards else waiting:
        say = {"type": "say", "conversation": talk.conversation, "n": pending.n, "id": pending.id}
        simulation.send(desk, {**say, "text": pending.text}, lost=lost)
    if lost:
        for pending in talk.outbox.items:
            talk.outbox.again(pending.id)


def loses_the_line(simulation: Simulation, who: int, twist: int) -> None:
    desk = _one(simulation, who)
    simulation.drop(desk.connection)
    if twist % 2 and desk.connection in simulation.late:
        simulation.hears_of_loss(desk.connection, again=twist % 4 == 1)


def answers_who_asks(simulation: Simulation, who: int, twist: int) -> None:
    """Yes or no to a visitor who asks to come back; sometimes to one in whose place another asks by now."""
    able = [desk for desk in simulation.desks if desk.visitors_asking and simulation.is_live(desk)]
    if able:
        desk = able[who % len(able)]
        id = sorted(desk.visitors_asking)[twist % len(desk.visitors_asking)]
        question = desk.visitors_asking[id][0 if twist == 6 else -1]
        word = "decline" if twist % 4 == 3 else "accept"
        if twist not in (5, 6):
            del desk.visitors_asking[id]
        if word == "accept":
            lets_in(simulation, id, question)
        simulation.send(desk, {"type": word, "conversation": id, "question": question}, lost=twist == 5)


def offers(simulation: Simulation, who: int, twist: int) -> None:
    if found := _held(simulation, who, twist):
        desk, talk = found
        colleague = simulation.desks[1] if desk is simulation.desks[0] else simulation.desks[0]
        frame = {"type": "transfer", "conversation": talk.conversation}
        if twist % 2:
            note = desk.text()
            simulation.ledger.texts[note] = talk.conversation
            frame |= {"colleague": colleague.id, "note": note}
        for lost in (True, False) if twist == 5 else (False,):
            simulation.send(desk, frame, lost=lost)


def answers_an_offer(simulation: Simulation, who: int, twist: int) -> None:
    able = [desk for desk in simulation.desks if desk.offered and simulation.is_live(desk)]
    if able:
        desk = able[who % len(able)]
        id = sorted(desk.offered)[twist % len(desk.offered)]
        word = "decline" if twist % 4 == 3 else "accept"
        for lost in (True, False) if twist == 5 else (False,):
            simulation.send(desk, {"type": word, "conversation": id, "question": "transfer"}, lost=lost)
        desk.offered.discard(id)


def notes(simulation: Simulation, who: int, twist: int) -> None:
    if found := _held(simulation, who, twist):
        desk, talk = found
        text = desk.text()
        simulation.ledger.texts[text] = talk.conversation
        frame = {"type": "note", "conversation": talk.conversation, "id": f"note-{desk.name}-{desk.written:04d}"}
        for _ in range(1 + twist % 2):
            simulation.send(desk, {**frame, "text": text})


def types(simulation: Simulation, who: int, twist: int) -> None:
    if found := _held(simulation, who, twist):
        desk, talk = found
        if twist % 3 == 2:
            talk.ask_replay()
        elif twist % 3:
            simulation.send(desk, {"type": "typing", "conversation": talk.conversation, "on": twist < 4})
        else:
            simulation.send(desk, {"type": "ping"})


def ends(simulation: Simulation, who: int, twist: int) -> None:
    found = _held(simulation, who, twist)
    if found and twist % 2:
        simulation.send(found[0], {"type": "end", "conversation": found[1].conversation}, lost=twist == 3)


def blocks(simulation: Simulation, who: int, twist: int) -> None:
    """Seldom, or nobody would be left; now and then somebody who has ended it themself."""
    able = [(desk, talk) for desk in simulation.desks if simulation.is_live(desk) for talk in desk.talks.values()]
    chosen = [(desk, talk) for desk, talk in able if talk.over is (twist == 5)]
    if chosen and twist > 4:
        desk, talk = chosen[-1 - who % len(chosen)]
        frame = {"type": "block", "conversation": talk.conversation, "reason": "dreigementen"}
        expects_block(simulation, talk.conversation, lambda: simulation.send(desk, frame, lost=twist == 7))


def is_dismissed(simulation: Simulation, who: int, twist: int) -> None:
    """An account ends, perhaps with a ticket in hand; a channel is lost; somebody is given everything back."""
    desk, directory = _one(simulation, who), simulation.service.directory
    ticket = simulation.service.ticket_for(desk.name)
    if twist < 2 or twist == 7:
        directory.dismisses(desk.id)
    elif twist < 4:
        directory.leaves(desk.id, "caw" if desk.channel == "jac" else "jac")
    else:
        directory.people.pop(desk.id, None)
    if twist == 7 and not simulation.overlapped:
        simulation.connect(desk, ticket)


def hands_over(simulation: Simulation, who: int, twist: int) -> None:
    """An offer and its answer, soon after each other."""
    offers(simulation, who, twist)
    simulation.deliver()
    answers_an_offer(simulation, who, twist)
