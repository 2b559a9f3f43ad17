"""What counsellors do at their desks, together, twice and at bad moments."""

from tests.faults.clients import Talk
from tests.faults.desk_client import DeskClient
from tests.faults.knowing import expects_block, lets_in
from tests.faults.town import Town


def _one(town: Town, who: int) -> DeskClient:
    return town.desks[who % len(town.desks)]


def _held(town: Town, who: int, twist: int) -> tuple[DeskClient, Talk] | None:
    able = [(desk, talk) for desk in town.desks if town.is_live(desk) for talk in desk.talks_open()]
    return able[(who + twist) % len(able)] if able else None


def signs_in(town: Town, who: int, twist: int) -> None:
    """A desk opens: the first one, again after a drop, or a second one beside the first."""
    desk = _one(town, who)
    if not town.is_live(desk) or twist % 4 == 3:
        town.signs_in(desk)
    if twist % 8 != 6:
        goes_on_duty(town, who, twist)
    if twist % 2:
        attaches(town, who, twist)


def goes_on_duty(town: Town, who: int, twist: int) -> None:
    """With as many slots as agreed, or with another number; seldom in the other channel."""
    desk = _one(town, who)
    if town.is_live(desk):
        slots = desk.slots if twist < 4 else 1 + twist % 3
        channel = {"jac": "caw", "caw": "jac"}[desk.channel] if twist == 7 else desk.channel
        town.send(desk, {"type": "duty", "channel": channel, "slots": slots}, lost=twist == 5)


def leaves_or_pauses(town: Town, who: int, twist: int) -> None:
    desk = _one(town, who)
    if town.is_live(desk):
        frame = {"type": "duty", "off": True} if twist == 0 else {"type": "available", "available": twist % 2 == 0}
        town.send(desk, frame, lost=twist == 3)


def attaches(town: Town, who: int, twist: int) -> None:
    """Every conversation that the desk knows goes on over its newest connection."""
    desk = _one(town, who)
    if town.is_live(desk):
        for talk in desk.talks_open():
            attach(town, desk, talk, lost=twist == 5)


def attach(town: Town, desk: DeskClient, talk: Talk, *, lost: bool = False) -> None:
    frame = {"type": "attach", "conversation": talk.conversation, "have": talk.have()}
    town.send(desk, frame, lost=lost)


def says(town: Town, who: int, twist: int) -> None:
    if found := _held(town, who, twist):
        desk, talk = found
        if twist != 6:
            write(town, desk, talk)
        flush(town, desk, talk, lost=twist % 4 == 1, backwards=twist % 4 == 2)


def write(town: Town, desk: DeskClient, talk: Talk) -> None:
    text = desk.text()
    town.ledger.texts[text] = talk.conversation
    talk.outbox.put(f"{desk.name.lower()}-desk-{desk.written:06d}", text)


def flush(town: Town, desk: DeskClient, talk: Talk, *, lost: bool = False, backwards: bool = False) -> None:
    waiting = talk.outbox.sendable()
    for pending in waiting:
        pending.flight = "sent"
    for pending in reversed(waiting) if backwards else waiting:
        say = {"type": "say", "conversation": talk.conversation, "n": pending.n, "id": pending.id}
        town.send(desk, {**say, "text": pending.text}, lost=lost)
    if lost:
        for pending in talk.outbox.items:
            talk.outbox.again(pending.id)


def loses_the_line(town: Town, who: int, twist: int) -> None:
    desk = _one(town, who)
    town.drop(desk.connection)
    if twist % 2 and desk.connection in town.late:
        town.hears_of_loss(desk.connection, again=twist % 4 == 1)


def answers_who_asks(town: Town, who: int, twist: int) -> None:
    """Yes or no to a visitor who asks to come back; sometimes to one in whose place another asks by now."""
    able = [desk for desk in town.desks if desk.visitors_asking and town.is_live(desk)]
    if able:
        desk = able[who % len(able)]
        id = sorted(desk.visitors_asking)[twist % len(desk.visitors_asking)]
        question = desk.visitors_asking[id][0 if twist == 6 else -1]
        word = "decline" if twist % 4 == 3 else "accept"
        if twist not in (5, 6):
            del desk.visitors_asking[id]
        if word == "accept":
            lets_in(town, id, question)
        town.send(desk, {"type": word, "conversation": id, "question": question}, lost=twist == 5)


def offers(town: Town, who: int, twist: int) -> None:
    if found := _held(town, who, twist):
        desk, talk = found
        colleague = town.desks[1] if desk is town.desks[0] else town.desks[0]
        frame = {"type": "transfer", "conversation": talk.conversation}
        if twist % 2:
            note = desk.text()
            town.ledger.texts[note] = talk.conversation
            frame |= {"colleague": colleague.id, "note": note}
        for lost in (True, False) if twist == 5 else (False,):
            town.send(desk, frame, lost=lost)


def answers_an_offer(town: Town, who: int, twist: int) -> None:
    able = [desk for desk in town.desks if desk.offered and town.is_live(desk)]
    if able:
        desk = able[who % len(able)]
        id = sorted(desk.offered)[twist % len(desk.offered)]
        word = "decline" if twist % 4 == 3 else "accept"
        for lost in (True, False) if twist == 5 else (False,):
            town.send(desk, {"type": word, "conversation": id, "question": "transfer"}, lost=lost)
        desk.offered.discard(id)


def notes(town: Town, who: int, twist: int) -> None:
    if found := _held(town, who, twist):
        desk, talk = found
        text = desk.text()
        town.ledger.texts[text] = talk.conversation
        frame = {"type": "note", "conversation": talk.conversation, "id": f"note-{desk.name}-{desk.written:04d}"}
        for _ in range(1 + twist % 2):
            town.send(desk, {**frame, "text": text})


def types(town: Town, who: int, twist: int) -> None:
    if found := _held(town, who, twist):
        desk, talk = found
        if twist % 3 == 2:
            talk.ask_replay()
        elif twist % 3:
            town.send(desk, {"type": "typing", "conversation": talk.conversation})
        else:
            town.send(desk, {"type": "ping"})


def ends(town: Town, who: int, twist: int) -> None:
    found = _held(town, who, twist)
    if found and twist % 2:
        town.send(found[0], {"type": "end", "conversation": found[1].conversation}, lost=twist == 3)


def blocks(town: Town, who: int, twist: int) -> None:
    """Seldom, or nobody would be left."""
    found = _held(town, who, twist)
    if found and twist > 5:
        desk, talk = found
        frame = {"type": "block", "conversation": talk.conversation, "reason": "dreigementen"}
        expects_block(town, talk.conversation, lambda: town.send(desk, frame, lost=twist == 7))


def hands_over(town: Town, who: int, twist: int) -> None:
    """An offer and its answer, soon after each other."""
    offers(town, who, twist)
    town.deliver()
    answers_an_offer(town, who, twist)
