"""Scenes: what came before, and the one thing that a Lambda does next. Every frame, event and due item has one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.faults.clients import Talk, VisitorClient
from tests.faults.deeds_desk import attach, goes_on_duty, signs_in
from tests.faults.deeds_visitor import starts
from tests.faults.desk_client import DeskClient
from tests.faults.knowing import look
from tests.faults.town import Town

Act = Callable[[Town], object]
SAM, NOOR, LOU, KIM = range(4)
AN, BO, CAS = range(3)


@dataclass(frozen=True)
class Scene:
    """`act` is one run of one Lambda; it is run again when its answer did not come, unless it is `once`."""

    name: str
    prepare: Act
    act: Act
    once: bool = False


def sam(town: Town) -> VisitorClient:
    return town.visitors[SAM]


def an(town: Town) -> DeskClient:
    return town.desks[AN]


def bo(town: Town) -> DeskClient:
    return town.desks[BO]


def talk_of(town: Town) -> Talk:
    talk = sam(town).talk
    assert talk is not None
    return talk


def id_of(town: Town) -> str:
    return talk_of(town).conversation


def on_duty(town: Town) -> None:
    """An alone is on duty, and Sam has the page open."""
    town.connect(sam(town))
    signs_in(town, AN, 0)
    town.deliver()


def talking(town: Town) -> None:
    """Sam talks with An; Bo is free."""
    on_duty(town)
    starts(town, SAM, 0)
    town.deliver()
    signs_in(town, BO, 0)
    says(town, "eerst")
    answers(town, "dan")
    town.deliver()


def says(town: Town, id: str) -> None:
    """Sam says one thing, whose text belongs to the conversation."""
    _say(town, sam(town), talk_of(town), id, {})


def answers(town: Town, id: str) -> None:
    talk = an(town).talks[id_of(town)]
    _say(town, an(town), talk, id, {"conversation": talk.conversation})


def _say(town: Town, person: VisitorClient | DeskClient, talk: Talk, id: str, more: dict[str, Any]) -> None:
    """The same id is the same message, also when the scene is played again after a fault."""
    pending = next((one for one in talk.outbox.items if one.id.endswith(id)), None)
    known = any(one["id"].endswith(id) for one in look(town).messages(talk.conversation))
    if pending is None and not known:
        text = person.text()
        town.ledger.texts[text] = talk.conversation
        pending = talk.outbox.put(f"message-{id}", text)
    if pending:
        pending.flight = "sent"
        town.send(person, {"type": "say", "n": pending.n, "id": pending.id, "text": pending.text} | more)
        talk.outbox.again(pending.id)


def by_sam(type: str, **fields: object) -> Act:
    """Sam sends a frame."""
    return lambda town: town.send(sam(town), {"type": type, **fields})


def by_an(type: str, **fields: object) -> Act:
    """An sends a frame."""
    return lambda town: town.send(an(town), {"type": type, **fields})


def about_sam(type: str, who: int = AN, **fields: object) -> Act:
    """A desk sends a frame about Sam's conversation."""
    return lambda town: town.send(town.desks[who], {"type": type, "conversation": id_of(town), **fields})


def then(*steps: Act) -> Act:
    """One after the other; everything that is pushed arrives in between."""

    def run(town: Town) -> None:
        for step in steps:
            step(town)
            town.deliver()

    return run


def after(**amount: float) -> Act:
    """Time passes, and nobody notices anything."""
    return lambda town: town.service.clock.passes(**amount)


def vanishes(who: Callable[[Town], VisitorClient | DeskClient]) -> Act:
    """A line is gone and nobody is told."""
    return lambda town: town.drop(who(town).connection)


def drops(who: Callable[[Town], VisitorClient | DeskClient]) -> Act:
    """A line is gone and the service is told."""

    def run(town: Town) -> None:
        town.drop(who(town).connection)
        town.hears_of_loss(who(town).connection, again=False)

    return run


def comes_back(town: Town) -> None:
    """Sam resumes with the token over a new line, or over the same one when no answer came."""
    person = sam(town)
    if not town.is_live(person):
        town.connect(person)
    frame = {"type": "resume", "token": person.token, "have": talk_of(town).have()}
    town.send(person, frame)


def desk_returns(town: Town) -> None:
    """An opens a new desk."""
    if not town.is_live(an(town)):
        town.connect(an(town), town.service.ticket_for("An"))


def duty_again(town: Town) -> None:
    goes_on_duty(town, AN, 0)


def attaches_again(town: Town) -> None:
    attach(town, an(town), an(town).talks[id_of(town)])
