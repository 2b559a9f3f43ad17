"""Scenes in which nobody acts: a line is lost, a minute is over, a light has changed."""

from datetime import UTC, datetime, timedelta

from chalicelib.actions.shared.lights import tell_watchers
from chalicelib.actions.shared.status import status
from chalicelib.domain.schedule import Schedule, parse_shift
from tests.faults.actions_of_visitors import opens_the_page
from tests.faults.scenes import (
    LOU,
    NOOR,
    Act,
    Scene,
    about_sam,
    after,
    an,
    bo,
    by_an,
    by_sam,
    drops,
    on_duty,
    sam,
    silent,
    talking,
    then,
    vanishes,
)
from tests.faults.simulation import Simulation

FIVE_TO_CLOSING = datetime(2026, 11, 24, 15, 55, tzinfo=UTC)


def upkeep(simulation: Simulation) -> None:
    simulation.service.upkeep()


def minutes(count: int, *silent: str) -> Act:
    """Minutes go by; everybody pings in time, but for some."""

    def run(simulation: Simulation) -> None:
        for _ in range(0, count, 2):
            simulation.service.clock.passes(minutes=2)
            for person in simulation.everybody:
                if simulation.is_live(person) and person.name not in silent:
                    simulation.send(person, {"type": "ping"})
        simulation.deliver()

    return run


def _hours_until_five(simulation: Simulation) -> None:
    """Open on this Tuesday afternoon only, and Sam starts shortly before the end."""
    simulation.service.opens("jac", Schedule(shifts={1: (parse_shift("13:00", "17:00"),)}))
    simulation.closing["jac"] = FIVE_TO_CLOSING + timedelta(minutes=5)
    simulation.service.clock.now = FIVE_TO_CLOSING
    talking(simulation)


def _an_hour_more(simulation: Simulation) -> None:
    simulation.service.opens("jac", Schedule(shifts={1: (parse_shift("13:00", "18:00"),)}))
    simulation.closing["jac"] = FIVE_TO_CLOSING + timedelta(minutes=65)


def _watched(simulation: Simulation) -> None:
    """Two wait for a light that then changes; one of them is gone."""
    on_duty(simulation)
    for who in (NOOR, LOU):
        opens_the_page(simulation, who, 1)
    simulation.service.tells_watchers()
    simulation.drop(simulation.visitors[LOU].connection)
    by_an("available", available=False)(simulation)


def _nobody_is_free(simulation: Simulation) -> None:
    """An and Bo take nobody more, and Lou would like a place."""
    for desk in (an(simulation), bo(simulation)):
        simulation.send(desk, {"type": "available", "available": False})
    opens_the_page(simulation, LOU, 1)


def new_channel(simulation: Simulation) -> None:
    """A channel that was never announced."""
    on_duty(simulation)
    for item in simulation.service.dynamo.items("chat"):
        if item["pk"]["S"] == "CHANNEL#caw":
            simulation.service.dynamo.delete_item(TableName="chat", Key={name: item[name] for name in ("pk", "sk")})


def _in_doubt(simulation: Simulation) -> None:
    """An was gone too long, Bo got the conversation, and whether Bo heard is not known."""
    then(talking, drops(an), minutes(6))(simulation)
    simulation.service.gateway.throttled.add(bo(simulation).connection)
    upkeep(simulation)
    simulation.service.gateway.throttled.clear()
    simulation.service.clock.passes(seconds=31)


def hears_of(simulation: Simulation, connection: str) -> None:
    if connection in simulation.late:
        simulation.hears_of_loss(connection, again=False)


def _hears_of_sam(simulation: Simulation) -> None:
    hears_of(simulation, sam(simulation).connection)


def _hears_of_an(simulation: Simulation) -> None:
    hears_of(simulation, an(simulation).connection)


def tells(simulation: Simulation) -> None:
    tell_watchers(simulation.service.context, "jac")


def _waits(simulation: Simulation) -> None:
    """Sam waits for the light and goes."""
    then(on_duty, by_sam("watch", channel="jac"), vanishes(sam))(simulation)


def dismissed(simulation: Simulation) -> None:
    simulation.service.directory.dismisses("id-an")


def loses_a_channel(simulation: Simulation) -> None:
    simulation.service.directory.leaves("id-an", "caw")


def _site_asks(simulation: Simulation) -> None:
    status(simulation.service.context, "jac")


def _site_asks_caw(simulation: Simulation) -> None:
    status(simulation.service.context, "caw")


OFFERED = about_sam("transfer", colleague="id-bo")

OF_TIME = (
    Scene("the service hears that a visitor is gone", then(talking, vanishes(sam)), _hears_of_sam, once=True),
    Scene("the service hears that a desk is gone", then(talking, vanishes(an)), _hears_of_an, once=True),
    Scene("the service hears that a passer-by is gone", _waits, _hears_of_sam, once=True),
    Scene("both are gone", then(talking, vanishes(an), vanishes(sam)), _hears_of_sam, once=True),
    Scene("nothing is due", talking, upkeep),
    Scene("the salt of a day is to be forgotten", then(_waits, after(days=3)), upkeep),
    Scene("a channel is new", new_channel, upkeep),
    Scene("a light changed and was not told", _watched, upkeep),
    Scene("watchers are told", _watched, tells),
    Scene("a site asks for the light", on_duty, _site_asks),
    Scene("a site is the first who touches a channel", new_channel, _site_asks_caw),
    Scene("a visitor is silent", then(talking, minutes(6, "Sam")), upkeep),
    Scene("a desk is silent", then(talking, minutes(6, "An")), upkeep),
    Scene("a free desk is silent", then(on_duty, minutes(6, "An")), upkeep),
    Scene("a free desk stays away", then(on_duty, drops(an), minutes(6)), upkeep),
    Scene("a visitor stays away", then(talking, drops(sam), minutes(6)), upkeep),
    Scene("a desk stays away", then(talking, drops(an), minutes(6)), upkeep),
    Scene("a desk stays away, and so does the next", then(talking, drops(an), minutes(6), vanishes(bo)), upkeep),
    Scene("a desk stays away, and nobody is free", then(talking, drops(bo), drops(an), minutes(6)), upkeep),
    Scene("a desk may not have heard", _in_doubt, upkeep),
    Scene("a desk may not have heard, and is gone", then(_in_doubt, vanishes(bo)), upkeep),
    Scene("an offer is over", then(talking, OFFERED, minutes(4)), upkeep),
    Scene("a counsellor is dismissed", then(talking, OFFERED, dismissed), upkeep),
    Scene("a counsellor is dismissed, and nobody is free", then(talking, drops(bo), dismissed), upkeep),
    Scene("a counsellor is dismissed who is gone", then(talking, vanishes(an), dismissed), upkeep),
    Scene("a counsellor loses a channel", then(talking, loses_a_channel), upkeep),
    Scene("fifty minutes", then(talking, minutes(50)), upkeep),
    Scene("fifty minutes, and others wait", then(talking, _nobody_is_free, minutes(50)), upkeep),
    Scene("an hour", then(talking, minutes(60)), upkeep),
    Scene("a visitor has not said a word", then(silent, minutes(10)), upkeep),
    Scene("a visitor has not said a word, and is gone", then(silent, minutes(10), vanishes(sam)), upkeep),
    Scene("a visitor was asked for a word", then(silent, minutes(10), upkeep, minutes(4)), upkeep),
    Scene("closing time", then(_hours_until_five, minutes(6)), upkeep),
    Scene("closing time is later", then(_hours_until_five, _an_hour_more, minutes(6)), upkeep),
    Scene(
        "another wrap-up when the books are closed",
        then(talking, by_sam("end"), minutes(2), upkeep, about_sam("wrap_up", outcome="advice")),
        about_sam("wrap_up", outcome="heard", themes=["school"]),
    ),
    Scene("the books are to be closed", then(talking, after(seconds=9), by_sam("end"), minutes(2)), upkeep),
)
