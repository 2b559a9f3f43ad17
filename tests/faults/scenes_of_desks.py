"""Scenes in which a counsellor acts."""

from typing import Any

from chalicelib.domain.staff import board_of
from tests.engine.hooks import Arguments, attached
from tests.faults.scenes import (
    BO,
    CAS,
    Act,
    Scene,
    about_sam,
    after,
    an,
    answers,
    attaches_again,
    bo,
    by_an,
    by_sam,
    desk_returns,
    drops,
    duty_again,
    id_of,
    on_duty,
    sam,
    says,
    talking,
    then,
    vanishes,
)
from tests.faults.scenes_of_visitors import asked
from tests.faults.simulation import Simulation


def _signed_in(simulation: Simulation) -> None:
    simulation.connect(an(simulation), simulation.service.ticket_for("An"))


def _second_desk(simulation: Simulation) -> None:
    """An opens a second desk beside the first."""
    talking(simulation)
    simulation.connect(an(simulation), simulation.service.ticket_for("An"))


def _back(simulation: Simulation) -> None:
    then(talking, drops(an), desk_returns)(simulation)


def _offers(**fields: Any) -> Act:
    """With a note, whose words are for counsellors."""

    def run(simulation: Simulation) -> None:
        simulation.ledger.texts["graag jij"] = id_of(simulation)
        about_sam("transfer", note="graag jij", **fields)(simulation)

    return run


def _notes(simulation: Simulation) -> None:
    simulation.ledger.texts["woont alleen"] = id_of(simulation)
    about_sam("note", id="note-0001", text="woont alleen")(simulation)


def _offered(simulation: Simulation) -> None:
    then(talking, _offers(colleague="id-bo"))(simulation)


def _taken(simulation: Simulation) -> None:
    then(_offered, about_sam("accept", BO, question="transfer"))(simulation)


def _accepts_lou(simulation: Simulation) -> None:
    simulation.ledger.readers[id_of(simulation)].add("Lou")
    about_sam("accept")(simulation)


def _issues_a_ticket(simulation: Simulation) -> None:
    simulation.service.ticket_for("An")


def _opens_a_desk(simulation: Simulation) -> None:
    """With a ticket of its own each time, as the page does."""
    if not simulation.is_live(simulation.desks[CAS]):
        simulation.connect(simulation.desks[CAS], simulation.service.ticket_for("Cas"))


def _moves_meanwhile(simulation: Simulation) -> None:
    """Sam says something, and just before it is pushed An goes on at another desk."""
    moves = [lambda: _second_desk_attaches(simulation)]

    def hook(_operation: str, _arguments: Arguments) -> None:
        if moves:
            moves.pop()()

    with attached(simulation.service.gateway, before=[hook]):
        says(simulation, "verhuis-je")


def _second_desk_attaches(simulation: Simulation) -> None:
    _signed_in(simulation)
    attaches_again(simulation)


def _leads(simulation: Simulation) -> None:
    """Cas looks after the team, and holds no conversation."""
    simulation.connect(simulation.desks[CAS], simulation.service.ticket_for("Cas", (board_of("jac"),)))


def _looks_at_the_board(simulation: Simulation) -> None:
    simulation.send(simulation.desks[CAS], {"type": "board", "channel": "jac"})


OF_DESKS = (
    Scene("a team lead looks at the board", then(talking, _leads), _looks_at_the_board),
    Scene("a counsellor is given a ticket", on_duty, _issues_a_ticket),
    Scene("a desk opens", on_duty, _opens_a_desk),
    Scene("a counsellor goes on duty", _signed_in, duty_again),
    Scene("a counsellor takes fewer slots", on_duty, by_an("duty", channel="jac", slots=1)),
    Scene("a counsellor retires a slot in use", talking, by_an("duty", channel="caw", slots=1)),
    Scene("a counsellor goes on duty at a second desk", _second_desk, duty_again),
    Scene("a counsellor comes back on duty", _back, duty_again),
    Scene("a counsellor leaves", talking, by_an("duty", off=True)),
    Scene("a counsellor pauses", talking, by_an("available", available=False)),
    Scene("a counsellor looks for colleagues", talking, by_an("colleagues")),
    Scene("a counsellor attaches", _back, attaches_again),
    Scene("a counsellor attaches at a second desk", _second_desk, attaches_again),
    Scene("a counsellor attaches to nobody", then(_back, vanishes(sam)), attaches_again),
    Scene("a counsellor says", talking, lambda simulation: answers(simulation, "ik-luister")),
    Scene("a counsellor says to nobody", then(talking, vanishes(sam)), lambda run: answers(run, "ben-je-er")),
    Scene(
        "a counsellor says after minutes",
        then(talking, after(minutes=3)),
        lambda simulation: answers(simulation, "en-nu"),
    ),
    Scene("a desk changes its line while a visitor says", talking, _moves_meanwhile),
    Scene("a counsellor types", talking, about_sam("typing")),
    Scene("a counsellor asks a replay", talking, about_sam("replay", have={})),
    Scene("a counsellor pings", then(talking, after(minutes=3)), by_an("ping")),
    Scene("a counsellor notes", talking, _notes),
    Scene("a counsellor ends", talking, about_sam("end")),
    Scene("a counsellor blocks", talking, about_sam("block", reason="dreigement")),
    Scene(
        "a counsellor blocks who has just left", then(talking, by_sam("end")), about_sam("block", reason="dreigement")
    ),
    Scene("a counsellor offers", talking, _offers()),
    Scene("a counsellor offers to nobody", then(talking, vanishes(bo)), _offers(colleague="id-bo")),
    Scene("a colleague takes over", _offered, about_sam("accept", BO, question="transfer")),
    Scene("a colleague takes over twice", _taken, about_sam("accept", BO, question="transfer")),
    Scene("a counsellor takes an offer back", _offered, about_sam("withdraw")),
    Scene("a colleague declines", _offered, about_sam("decline", BO, question="transfer")),
    Scene("a counsellor lets somebody in", asked, _accepts_lou),
    Scene("a counsellor lets somebody in in whose place another asks", asked, about_sam("accept", question="resume-0")),
    Scene("a counsellor lets nobody in", asked, about_sam("decline")),
    Scene("a counsellor ends while somebody asks", asked, about_sam("end")),
    Scene("a counsellor blocks while somebody asks", asked, about_sam("block", reason="dreigement")),
)
