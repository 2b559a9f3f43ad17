"""Whoever touches a new stage first, every channel has the hours of the disclaimer afterwards, and only once."""

from collections.abc import Callable

import pytest

from tests.actors import counsellor, visitor
from tests.http.api import Api

JAC = "/admin/channels/jac"


def _takes_duty(api: Api) -> None:
    counsellor(api.service).takes_duty(1)
    api.service.tells_watchers()


TOUCHES: dict[str, Callable[[Api], object]] = {
    "a site asks for the light": lambda api: api.get("/status/jac"),
    "somebody waits for the light": lambda api: visitor(api.service).sends("watch", channel="jac"),
    "somebody starts": lambda api: visitor(api.service).starts("Sam"),
    "a counsellor takes duty": _takes_duty,
    "upkeep": lambda api: api.service.upkeep(),
    "an administrator looks at the channels": lambda api: api.get("/admin/channels"),
    "an administrator looks at the hours": lambda api: api.get(f"{JAC}/hours"),
    "an administrator looks at a date": lambda api: api.get(f"{JAC}/preview", at="2026-11-25T14:00"),
    "an administrator looks at closures": lambda api: api.get(f"{JAC}/closures"),
}


@pytest.mark.parametrize("touch", TOUCHES)
def test_the_hours_are_there_after_any_first_touch(touch: str) -> None:
    api = Api()
    TOUCHES[touch](api)
    schedule, version = api.service.context.channels.read_schedule("jac")
    assert schedule is not None and version == 1
    assert api.get("/status/jac").json["light"] in ("open", "closed")
    hours = api.get(f"{JAC}/hours").json
    assert hours["shifts"]["monday"] == [{"opens": "13:00", "closes": "19:00"}]


def test_an_administrator_who_is_the_very_first_adds_a_closure() -> None:
    api = Api()
    reply = api.post(f"{JAC}/closures", first="2026-12-24", last="2026-12-31", reason="Verlof")
    assert reply.status == 201, reply.text
    assert api.get(f"{JAC}/hours").json["version"] == 2


def test_an_administrator_who_is_the_very_first_closes_a_channel() -> None:
    assert Api().post(f"{JAC}/close", reason="Stroompanne").json["closed_now"] is True


def test_hours_that_were_lost_later_come_back_by_no_touch() -> None:
    api = Api()
    api.service.upkeep()
    api.service.dynamo.delete_item(TableName="chat", Key={"pk": {"S": "CHANNEL#jac"}, "sk": {"S": "SCHEDULE"}})
    for touch in TOUCHES.values():
        touch(api)
    api.service.clock.passes(seconds=2)
    assert api.service.context.channels.read_schedule("jac") == (None, 0)
    assert api.get("/status/jac").json["light"] == "closed"
    assert api.post(f"{JAC}/closures", first="2026-12-24", last="2026-12-31", reason="Verlof").kind == "unreadable"
