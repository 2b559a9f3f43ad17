"""Scenes in which nobody acts: a line is lost, a minute is over, a light has changed."""

from datetime import UTC, datetime, timedelta

from chalicelib.actions.lights import tell_watchers
from chalicelib.domain.schedule import Schedule, parse_shift
from tests.faults.deeds_visitor import opens_the_page
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
    talking,
    then,
    vanishes,
)
from tests.faults.town import Town

FIVE_TO_CLOSING = datetime(2026, 11, 24, 15, 55, tzinfo=UTC)


def upkeep(town: Town) -> None:
    town.service.upkeep()


def minutes(count: int, *silent: str) -> Act:
    """Minutes go by; everybody pings in time, but for some."""

    def run(town: Town) -> None:
        for _ in range(0, count, 2):
            town.service.clock.passes(minutes=2)
            for person in town.everybody:
                if town.is_live(person) and person.name not in silent:
                    town.send(person, {"type": "ping"})
        town.deliver()

    return run


def _hours_until_five(town: Town) -> None:
    """Open on this Tuesday afternoon only, and Sam starts shortly before the end."""
    town.service.opens("jac", Schedule(shifts={1: (parse_shift("13:00", "17:00"),)}))
    town.closing["jac"] = FIVE_TO_CLOSING + timedelta(minutes=5)
    town.service.clock.now = FIVE_TO_CLOSING
    talking(town)


def _an_hour_more(town: Town) -> None:
    town.service.opens("jac", Schedule(shifts={1: (parse_shift("13:00", "18:00"),)}))
    town.closing["jac"] = FIVE_TO_CLOSING + timedelta(minutes=65)


def _watched(town: Town) -> None:
    """Two wait for a light that then changes; one of them is gone."""
    on_duty(town)
    for who in (NOOR, LOU):
        opens_the_page(town, who, 1)
    town.drop(town.visitors[LOU].connection)
    town.service.tells_watchers()
    by_an("available", available=False)(town)


def _new_channel(town: Town) -> None:
    """A channel that was never announced."""
    on_duty(town)
    for item in town.service.dynamo.items("chat"):
        if item["pk"]["S"] == "CHANNEL#caw":
            town.service.dynamo.delete_item(TableName="chat", Key={name: item[name] for name in ("pk", "sk")})


def _in_doubt(town: Town) -> None:
    """An was gone too long, Bo got the conversation, and whether Bo heard is not known."""
    then(talking, drops(an), minutes(6))(town)
    town.service.gateway.throttled.add(bo(town).connection)
    upkeep(town)
    town.service.gateway.throttled.clear()
    town.service.clock.passes(seconds=31)


def hears_of(town: Town, connection: str) -> None:
    if connection in town.late:
        town.hears_of_loss(connection, again=False)


def _hears_of_sam(town: Town) -> None:
    hears_of(town, sam(town).connection)


def _hears_of_an(town: Town) -> None:
    hears_of(town, an(town).connection)


def tells(town: Town) -> None:
    tell_watchers(town.service.world, "jac")


def _waits(town: Town) -> None:
    """Sam waits for the light and goes."""
    then(on_duty, by_sam("watch", channel="jac"), vanishes(sam))(town)


OFFERED = about_sam("transfer", colleague="id-bo")

OF_TIME = (
    Scene("the service hears that a visitor is gone", then(talking, vanishes(sam)), _hears_of_sam, once=True),
    Scene("the service hears that a desk is gone", then(talking, vanishes(an)), _hears_of_an, once=True),
    Scene("the service hears that a passer-by is gone", _waits, _hears_of_sam, once=True),
    Scene("both are gone", then(talking, vanishes(an), vanishes(sam)), _hears_of_sam, once=True),
    Scene("nothing is due", talking, upkeep),
    Scene("a channel is new", _new_channel, upkeep),
    Scene("a light changed and was not told", _watched, upkeep),
    Scene("watchers are told", _watched, tells),
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
    Scene("fifty minutes", then(talking, minutes(50)), upkeep),
    Scene("an hour", then(talking, minutes(60)), upkeep),
    Scene("closing time", then(_hours_until_five, minutes(6)), upkeep),
    Scene("closing time is later", then(_hours_until_five, _an_hour_more, minutes(6)), upkeep),
    Scene("the end is to be sealed", then(talking, after(seconds=9), by_sam("end"), minutes(2)), upkeep),
)
