"""Scenes in which a counsellor acts."""

from typing import Any

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
from tests.faults.town import Town


def _signed_in(town: Town) -> None:
    town.connect(an(town), town.service.ticket_for("An"))


def _second_desk(town: Town) -> None:
    """An opens a second desk beside the first."""
    talking(town)
    town.connect(an(town), town.service.ticket_for("An"))


def _back(town: Town) -> None:
    then(talking, drops(an), desk_returns)(town)


def _offers(**fields: Any) -> Act:
    """With a note, whose words are for counsellors."""

    def run(town: Town) -> None:
        town.ledger.texts["graag jij"] = id_of(town)
        about_sam("transfer", note="graag jij", **fields)(town)

    return run


def _notes(town: Town) -> None:
    town.ledger.texts["woont alleen"] = id_of(town)
    about_sam("note", id="note-0001", text="woont alleen")(town)


def _offered(town: Town) -> None:
    then(talking, _offers(colleague="id-bo"))(town)


def _taken(town: Town) -> None:
    then(_offered, about_sam("accept", BO, question="transfer"))(town)


def _accepts_lou(town: Town) -> None:
    town.ledger.readers[id_of(town)].add("Lou")
    about_sam("accept")(town)


def _issues_a_ticket(town: Town) -> None:
    town.service.ticket_for("An")


def _opens_a_desk(town: Town) -> None:
    """With a ticket of its own each time, as the page does."""
    if not town.is_live(town.desks[CAS]):
        town.connect(town.desks[CAS], town.service.ticket_for("Cas"))


def _moves_meanwhile(town: Town) -> None:
    """Sam says something, and just before it is pushed An goes on at another desk."""
    moves = [lambda: _second_desk_attaches(town)]

    def hook(_operation: str, _arguments: Arguments) -> None:
        if moves:
            moves.pop()()

    with attached(town.service.gateway, before=[hook]):
        says(town, "verhuis-je")


def _second_desk_attaches(town: Town) -> None:
    _signed_in(town)
    attaches_again(town)


OF_DESKS = (
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
    Scene("a counsellor says", talking, lambda town: answers(town, "ik-luister")),
    Scene("a counsellor says to nobody", then(talking, vanishes(sam)), lambda town: answers(town, "ben-je-er")),
    Scene("a counsellor says after minutes", then(talking, after(minutes=3)), lambda town: answers(town, "en-nu")),
    Scene("a desk changes its line while a visitor says", talking, _moves_meanwhile),
    Scene("a counsellor types", talking, about_sam("typing")),
    Scene("a counsellor asks a replay", talking, about_sam("replay", have={})),
    Scene("a counsellor pings", then(talking, after(minutes=3)), by_an("ping")),
    Scene("a counsellor notes", talking, _notes),
    Scene("a counsellor ends", talking, about_sam("end")),
    Scene("a counsellor blocks", talking, about_sam("block", reason="dreigement")),
    Scene("a counsellor offers", talking, _offers()),
    Scene("a counsellor offers to nobody", then(talking, vanishes(bo)), _offers(colleague="id-bo")),
    Scene("a colleague takes over", _offered, about_sam("accept", BO, question="transfer")),
    Scene("a colleague takes over twice", _taken, about_sam("accept", BO, question="transfer")),
    Scene("a colleague declines", _offered, about_sam("decline", BO, question="transfer")),
    Scene("a counsellor lets somebody in", asked, _accepts_lou),
    Scene("a counsellor lets somebody in in whose place another asks", asked, about_sam("accept", question="resume-0")),
    Scene("a counsellor lets nobody in", asked, about_sam("decline")),
)
