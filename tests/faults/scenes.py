"""Scenes: what came before, and the one thing that a Lambda does next. Every frame, event and due item has one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.faults.actions_of_desks import attach, goes_on_duty, signs_in
from tests.faults.actions_of_visitors import starts
from tests.faults.clients import Talk, VisitorClient
from tests.faults.desk_client import DeskClient
from tests.faults.oracle import look
from tests.faults.simulation import Simulation

Act = Callable[[Simulation], object]
SAM, NOOR, LOU, KIM = range(4)
AN, BO, CAS = range(3)


@dataclass(frozen=True)
class Scene:
    """`act` is one run of one Lambda; it is run again when its answer did not come, unless it is `once`."""

    name: str
    prepare: Act
    act: Act
    once: bool = False


def sam(simulation: Simulation) -> VisitorClient:
    return simulation.visitors[SAM]


def an(simulation: Simulation) -> DeskClient:
    return simulation.desks[AN]


def bo(simulation: Simulation) -> DeskClient:
    return simulation.desks[BO]


def talk_of(simulation: Simulation) -> Talk:
    talk = sam(simulation).talk
    assert talk is not None
    return talk


def id_of(simulation: Simulation) -> str:
    return talk_of(simulation).conversation


def on_duty(simulation: Simulation) -> None:
    """An alone is on duty, and Sam has the page open."""
    simulation.connect(sam(simulation))
    signs_in(simulation, AN, 0)
    simulation.deliver()


def talking(simulation: Simulation) -> None:
    """Sam talks with An; Bo is free."""
    on_duty(simulation)
    starts(simulation, SAM, 0)
    simulation.deliver()
    signs_in(simulation, BO, 0)
    says(simulation, "eerst")
    answers(simulation, "dan")
    simulation.deliver()


def silent(simulation: Simulation) -> None:
    """Sam is with An, and has not said a word."""
    on_duty(simulation)
    starts(simulation, SAM, 0)
    simulation.deliver()


def says(simulation: Simulation, id: str) -> None:
    """Sam says one thing, whose text belongs to the conversation."""
    _say(simulation, sam(simulation), talk_of(simulation), id, {})


def answers(simulation: Simulation, id: str) -> None:
    talk = an(simulation).talks[id_of(simulation)]
    _say(simulation, an(simulation), talk, id, {"conversation": talk.conversation})


def _say(simulation: Simulation, person: VisitorClient | DeskClient, talk: Talk, id: str, more: dict[str, Any]) -> None:
    """The same id is the same message, also when the scene is played again after a fault."""
    pending = next((one for one in talk.outbox.items if one.id.endswith(id)), None)
    known = any(one["id"].endswith(id) for one in look(simulation).messages(talk.conversation))
    if pending is None and not known:
        text = person.text()
        simulation.ledger.texts[text] = talk.conversation
        pending = talk.outbox.put(f"message-{id}", text)
    if pending:
        pending.flight = "sent"
        simulation.send(person, {"type": "say", "n": pending.n, "id": pending.id, "text": pending.text} | more)
        talk.outbox.again(pending.id)


def by_sam(type: str, **fields: object) -> Act:
    """Sam sends a frame."""
    return lambda simulation: simulation.send(sam(simulation), {"type": type, **fields})


def by_an(type: str, **fields: object) -> Act:
    """An sends a frame."""
    return lambda simulation: simulation.send(an(simulation), {"type": type, **fields})


def about_sam(type: str, who: int = AN, **fields: object) -> Act:
    """A desk sends a frame about Sam's conversation."""
    return lambda simulation: simulation.send(
        simulation.desks[who], {"type": type, "conversation": id_of(simulation), **fields}
    )


def then(*steps: Act) -> Act:
    """One after the other; everything that is pushed arrives in between."""

    def run(simulation: Simulation) -> None:
        for step in steps:
            step(simulation)
            simulation.deliver()

    return run


def after(**amount: float) -> Act:
    """Time passes, and nobody notices anything."""
    return lambda simulation: simulation.service.clock.passes(**amount)


def vanishes(who: Callable[[Simulation], VisitorClient | DeskClient]) -> Act:
    """A line is gone and nobody is told."""
    return lambda simulation: simulation.drop(who(simulation).connection)


def drops(who: Callable[[Simulation], VisitorClient | DeskClient]) -> Act:
    """A line is gone and the service is told."""

    def run(simulation: Simulation) -> None:
        simulation.drop(who(simulation).connection)
        simulation.hears_of_loss(who(simulation).connection, again=False)

    return run


def comes_back(simulation: Simulation) -> None:
    """Sam resumes with the token over a new line, or over the same one when no answer came."""
    person = sam(simulation)
    if not simulation.is_live(person):
        simulation.connect(person)
    frame = {"type": "resume", "token": person.token, "have": talk_of(simulation).have()}
    simulation.send(person, frame)


def desk_returns(simulation: Simulation) -> None:
    """An opens a new desk."""
    if not simulation.is_live(an(simulation)):
        simulation.connect(an(simulation), simulation.service.ticket_for("An"))


def duty_again(simulation: Simulation) -> None:
    goes_on_duty(simulation, AN, 0)


def attaches_again(simulation: Simulation) -> None:
    attach(simulation, an(simulation), an(simulation).talks[id_of(simulation)])
