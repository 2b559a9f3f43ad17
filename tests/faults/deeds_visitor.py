"""What visitors do, clumsily and at bad moments. A deed that makes no sense now does nothing."""

from tests.faults.clients import Talk, VisitorClient
from tests.faults.knowing import asks, is_good, origin_of
from tests.faults.town import Town


def _one(town: Town, who: int) -> VisitorClient:
    return town.visitors[who % len(town.visitors)]


def _talking(town: Town, who: int) -> tuple[VisitorClient, Talk] | None:
    able = [one for one in town.visitors if one.talk and not one.talk.over and town.is_live(one)]
    person = able[who % len(able)] if able else None
    return (person, person.talk) if person and person.talk else None


def opens_the_page(town: Town, who: int, twist: int) -> None:
    """A page without a line gets one; half of the time it waits for the light."""
    person = _one(town, who)
    if not town.is_live(person):
        town.connect(person)
    if twist % 2:
        town.send(person, {"type": "watch", "channel": person.channel})
        person.watching = person.connection


def starts(town: Town, who: int, twist: int) -> None:
    """One click, or two when no answer came."""
    able = [one for one in town.visitors if one.talk is None or one.talk.over]
    if not able:
        return
    person = able[who % len(able)]
    if person.talk is not None:
        person.talk = None
        town.connect(person)
    if not town.is_live(person):
        town.connect(person)
    frame = {"type": "start", "channel": person.channel, "nickname": person.nickname, "intake": {"age": 16}}
    for lost in (True, False) if twist % 4 == 3 else (False,):
        answer = town.send(person, frame, lost=lost)
        if answer.get("type") != "refused":
            person.watching = ""  # whoever has a conversation is told of lights no more
        _checks_block(town, person, answer.get("reason"))


def _checks_block(town: Town, person: VisitorClient, reason: object) -> None:
    if town.overlapped or town.troubled:
        return
    origin = origin_of(town, person)
    until = town.ledger.blocks.get(origin)
    blocked = until is not None and town.service.clock.now < until
    if (reason == "blocked") != blocked and not (blocked and reason in ("closed", "failed")):
        town.ledger.wrongs.append(f"{person.name}: blocked until {until}, told {reason}")


def says(town: Town, who: int, twist: int) -> None:
    """Something new and whatever was not acknowledged; the answer may get lost."""
    if found := _talking(town, who):
        person, talk = found
        if twist != 6:
            write(town, person, talk)
        flush(town, person, talk, lost=twist % 4 == 1, backwards=twist % 4 == 2)


def write(town: Town, person: VisitorClient, talk: Talk) -> None:
    text = person.text()
    town.ledger.texts[text] = talk.conversation
    talk.outbox.put(f"{person.name.lower()}-{person.written:06d}", text)


def flush(town: Town, person: VisitorClient, talk: Talk, *, lost: bool = False, backwards: bool = False) -> None:
    """Everything that may be sent, in one go: the network may turn it round."""
    waiting = talk.outbox.sendable()
    for pending in waiting:
        pending.flight = "sent"
    for pending in reversed(waiting) if backwards else waiting:
        town.send(person, {"type": "say", "n": pending.n, "id": pending.id, "text": pending.text}, lost=lost)
    if lost:
        for pending in talk.outbox.items:
            talk.outbox.again(pending.id)


def says_two_reordered(town: Town, who: int, twist: int) -> None:
    """Two messages arrive the wrong way round."""
    if found := _talking(town, who):
        person, talk = found
        write(town, person, talk)
        write(town, person, talk)
        flush(town, person, talk, backwards=True, lost=twist == 0)


def repeats(town: Town, who: int, twist: int) -> None:
    """The network delivers an old frame again."""
    if found := _talking(town, who):
        person, talk = found
        frames = town.said[person.name, talk.conversation]
        if frames:
            town.send(person, frames[-1 - twist % len(frames)], lost=True)


def loses_the_line(town: Town, who: int, twist: int) -> None:
    """The line is gone; the service hears of it at once, late, twice or never."""
    person = _one(town, who)
    town.drop(person.connection)
    if twist % 2 and person.connection in town.late:
        town.hears_of_loss(person.connection, again=twist % 4 == 1)


def resumes(town: Town, who: int, twist: int) -> None:
    """Back with the token, on a new line or twice on the same one; the answer may get lost."""
    able = [one for one in town.visitors if one.talks_open() and one.token]
    if not able:
        return
    person = able[who % len(able)]
    if person.talk is None:
        return
    if twist % 4 != 2 or not town.is_live(person):
        if twist % 4 == 3:
            town.drop(person.connection)
        town.connect(person)
    frame = {"type": "resume", "token": person.token, "have": person.talk.have()}
    answer = town.send(person, frame, lost=twist == 5)
    if answer["type"] == "resumed" and twist != 5:
        flush(town, person, person.talk)


def resumes_wrongly(town: Town, who: int, twist: int) -> None:
    """With a token that was never theirs, or was once, or was cut short."""
    person, other = _one(town, who), _one(town, who + 1 + twist % 3)
    secrets = [other.token[:-1], other.token.partition(".")[0] + "." + "f" * 64, "x", *person.tokens[:-1]]
    wrong = secrets[twist % len(secrets)] or "y"
    if wrong in (person.token, other.token) or wrong in other.tokens:
        return
    before, talk = person.connection, person.talk
    town.connect(person)
    answer = town.send(person, {"type": "resume", "token": wrong, "have": {}}, lost=True)
    if answer["type"] == "resumed" and not is_good(town, wrong) and not town.overlapped:
        town.ledger.wrongs.append(f"a wrong token was answered with {answer['type']}")
    town.drop(person.connection)
    person.connection, person.talk = before, talk


def asks_by_nickname(town: Town, who: int, twist: int) -> None:
    """Without the token, and not always with an honest nickname."""
    target = person = _one(town, who)
    if twist % 4 < 3:
        loses_the_line(town, who, 3)
        person.talk = None  # in another browser
    if twist % 4 == 2:
        person = _one(town, who + 1)
    if person.talk is None or person.talk.over:
        town.connect(person)
        frame = {"type": "resume", "channel": target.channel, "nickname": target.nickname}
        asks(town, person)
        town.send(person, frame, lost=twist == 7)


def ends(town: Town, who: int, twist: int) -> None:
    found = _talking(town, who)
    if found and twist % 2:
        town.send(found[0], {"type": "end"}, lost=twist == 3)


def answers_the_survey(town: Town, who: int, twist: int) -> None:
    person = _one(town, who)
    if town.is_live(person) and person.talk:
        town.send(person, {"type": "survey", "heard": 1 + twist % 5}, lost=True)


def types(town: Town, who: int, twist: int) -> None:
    """Signs of life: typing, a ping, or a replay out of the blue."""
    if found := _talking(town, who):
        person, talk = found
        if twist % 3 == 2:
            talk.ask_replay()
        else:
            town.send(person, {"type": ("typing", "ping")[twist % 3]})
