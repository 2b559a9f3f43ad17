"""What visitors do, clumsily and at bad moments. A action that makes no sense now does nothing."""

from tests.faults.clients import Talk, VisitorClient
from tests.faults.oracle import asks, is_good, origin_of
from tests.faults.simulation import Simulation


def _one(simulation: Simulation, who: int) -> VisitorClient:
    return simulation.visitors[who % len(simulation.visitors)]


def _talking(simulation: Simulation, who: int) -> tuple[VisitorClient, Talk] | None:
    able = [one for one in simulation.visitors if one.talk and not one.talk.over and simulation.is_live(one)]
    person = able[who % len(able)] if able else None
    return (person, person.talk) if person and person.talk else None


def opens_the_page(simulation: Simulation, who: int, twist: int) -> None:
    """A page without a line gets one; half of the time it waits for the light."""
    person = _one(simulation, who)
    if not simulation.is_live(person):
        simulation.connect(person)
    if twist % 2:
        line = person.connection
        simulation.send(person, {"type": "watch", "channel": person.channel})
        person.watching = line  # who meanwhile has another line hears no answer, and is told of lights over the old one


def starts(simulation: Simulation, who: int, twist: int) -> None:
    """One click, or two when no answer came."""
    able = [one for one in simulation.visitors if one.talk is None or one.talk.over]
    if not able:
        return
    person = able[who % len(able)]
    if person.talk is not None:
        person.talk = None
        simulation.connect(person)
    if not simulation.is_live(person) or person.connection in simulation.swallowed:
        simulation.connect(person)  # a click that gets no answer is tried over another line
    starts_over(simulation, person, (True, False) if twist % 4 == 3 else (False,))


def starts_over(simulation: Simulation, person: VisitorClient, answers: tuple[bool, ...] = (False,)) -> None:
    """A click over the line that they have, once for each answer; one that is lost is asked for again."""
    frame = {"type": "start", "channel": person.channel, "nickname": person.nickname, "intake": {"age": 16}}
    for lost in answers:
        answer = simulation.send(person, frame, lost=lost)
        if answer.get("type") != "refused":
            person.watching = ""  # whoever has a conversation is told of lights no more
        _checks_block(simulation, person, answer.get("reason"))


CROWD = 3
"""So many more pages one origin opens at most; together with those who live there it has more than its places."""


def takes_another_place(simulation: Simulation, who: int, twist: int) -> None:
    """One more page of somebody who is there already, or of a script: it ends at once, or stays."""
    person = of_the_crowd(simulation, who)
    if person.talk is None or person.talk.over or not simulation.is_live(person):
        simulation.connect(person)
        person.talk = None
        starts_over(simulation, person)
        if twist % 2 and person.talk:
            simulation.send(person, {"type": "end"}, lost=twist == 3)


def of_the_crowd(simulation: Simulation, who: int) -> VisitorClient:
    crowd = [one for one in simulation.visitors if one.name.startswith("Pim")]
    if len(crowd) == CROWD:
        return crowd[who % CROWD]
    number = len(crowd)
    channel = simulation.visitors[who % 4].channel
    pim = VisitorClient(f"Pim{number}", f"2001:db8:1:2::{number + 20}", nickname=f"Otter{number}", channel=channel)
    simulation.visitors.append(pim)
    return pim


def _checks_block(simulation: Simulation, person: VisitorClient, reason: object) -> None:
    if simulation.overlapped or simulation.troubled:
        return
    origin = origin_of(person)
    until = simulation.ledger.blocks.get(origin)
    blocked = until is not None and simulation.service.clock.now < until
    if (reason == "blocked") != blocked and not (blocked and reason in ("closed", "failed")):
        simulation.ledger.wrongs.append(f"{person.name}: blocked until {until}, told {reason}")


def says(simulation: Simulation, who: int, twist: int) -> None:
    """Something new and whatever was not acknowledged; the answer may get lost."""
    if found := _talking(simulation, who):
        person, talk = found
        if twist != 6:
            write(simulation, person, talk)
        flush(simulation, person, talk, lost=twist % 4 == 1, backwards=twist % 4 == 2)


def write(simulation: Simulation, person: VisitorClient, talk: Talk) -> None:
    text = person.text()
    simulation.ledger.texts[text] = talk.conversation
    talk.outbox.put(f"{person.name.lower()}-{person.written:06d}", text)


def flush(
    simulation: Simulation, person: VisitorClient, talk: Talk, *, lost: bool = False, backwards: bool = False
) -> None:
    """Everything that may be sent, in one go: the network may turn it round."""
    waiting = talk.outbox.sendable()
    for pending in waiting:
        pending.flight = "sent"
    for pending in reversed(waiting) if backwards else waiting:
        simulation.send(person, {"type": "say", "n": pending.n, "id": pending.id, "text": pending.text}, lost=lost)
    if lost:
        for pending in talk.outbox.items:
            talk.outbox.again(pending.id)


def says_two_reordered(simulation: Simulation, who: int, twist: int) -> None:
    """Two messages arrive the wrong way round."""
    if found := _talking(simulation, who):
        person, talk = found
        write(simulation, person, talk)
        write(simulation, person, talk)
        flush(simulation, person, talk, backwards=True, lost=twist == 0)


def repeats(simulation: Simulation, who: int, twist: int) -> None:
    """The network delivers an old frame again."""
    if found := _talking(simulation, who):
        person, talk = found
        frames = simulation.said[person.name, talk.conversation]
        if frames:
            simulation.send(person, frames[-1 - twist % len(frames)], lost=True)


def loses_the_line(simulation: Simulation, who: int, twist: int) -> None:
    """The line is gone; the service hears of it at once, late, twice or never."""
    person = _one(simulation, who)
    simulation.drop(person.connection)
    if twist % 2 and person.connection in simulation.late:
        simulation.hears_of_loss(person.connection, again=twist % 4 == 1)


def resumes(simulation: Simulation, who: int, twist: int) -> None:
    """Back with the token, on a new line or twice on the same one; the answer may get lost."""
    able = [one for one in simulation.visitors if one.talks_open() and one.token]
    if not able:
        return
    person = able[who % len(able)]
    if person.talk is None:
        return
    if twist % 4 != 2 or not simulation.is_live(person):
        if twist % 4 == 3:
            simulation.drop(person.connection)
        simulation.connect(person)
    frame = {"type": "resume", "token": person.token, "have": person.talk.have()}
    answer = simulation.send(person, frame, lost=twist == 5)
    # Meanwhile the same person may have lost the token, in another tab.
    if answer.get("type") == "resumed" and twist != 5 and person.talk:
        flush(simulation, person, person.talk)


def resumes_wrongly(simulation: Simulation, who: int, twist: int) -> None:
    """With a token that was never theirs, or was once, or was cut short."""
    person, other = _one(simulation, who), _one(simulation, who + 1 + twist % 3)
    secrets = [other.token[:-1], other.token.partition(".")[0] + "." + "f" * 64, "x", *person.tokens[:-1]]
    wrong = secrets[twist % len(secrets)] or "y"
    if wrong in (person.token, other.token) or wrong in other.tokens:
        return
    before, talk, clocks = person.connection, person.talk, (person.heard_at, person.pinged_at)
    simulation.connect(person)
    answer = simulation.send(person, {"type": "resume", "token": wrong, "have": {}}, lost=True)
    if answer.get("type") == "resumed" and not is_good(simulation, wrong) and not simulation.overlapped:
        simulation.ledger.wrongs.append(f"a wrong token was answered with {answer['type']}")
    simulation.drop(person.connection)
    # It was another tab: the page that was there knows what its own line let it hear.
    person.connection, person.talk, (person.heard_at, person.pinged_at) = before, talk, clocks


def asks_by_nickname(simulation: Simulation, who: int, twist: int) -> None:
    """Without the token, and not always with an honest nickname."""
    target = person = _one(simulation, who)
    if twist % 4 < 3:
        loses_the_line(simulation, who, 3)
        person.talk = None  # in another browser
    if twist % 4 == 2:
        person = _one(simulation, who + 1)
    if person.talk is None or person.talk.over:
        simulation.connect(person)
        frame = {"type": "resume", "channel": target.channel, "nickname": target.nickname}
        asks(simulation, person)
        simulation.send(person, frame, lost=twist == 7)


def answers_the_silence(simulation: Simulation, who: int, twist: int) -> None:
    """That they are there, asked or not; the answer may get lost."""
    found = _talking(simulation, who)
    if found and (found[0].asked or twist == 6):
        person, _ = found
        person.asked, person.answering = False, True
        simulation.send(person, {"type": "here"}, lost=twist % 4 == 1)


def ends(simulation: Simulation, who: int, twist: int) -> None:
    found = _talking(simulation, who)
    if found and twist % 2:
        simulation.send(found[0], {"type": "end"}, lost=twist == 3)


def answers_the_survey(simulation: Simulation, who: int, twist: int) -> None:
    person = _one(simulation, who)
    if simulation.is_live(person) and person.talk:
        simulation.send(person, {"type": "survey", "heard": 1 + twist % 5}, lost=True)


def types(simulation: Simulation, who: int, twist: int) -> None:
    """Signs of life: typing, a ping, or a replay out of the blue."""
    if found := _talking(simulation, who):
        person, talk = found
        if twist % 3 == 2:
            talk.ask_replay()
        else:
            simulation.send(person, ({"type": "typing", "on": twist < 4}, {"type": "ping"})[twist % 3])
