"""How the channels stand at this moment, for an administrator: numbers and first names, no conversation."""

from tests.actors import counsellor, visitor
from tests.http.api import Api


def test_it_says_who_is_there_how_many_places_and_how_many_conversations(api: Api) -> None:
    an, sam = counsellor(api.service, "An"), visitor(api.service)
    an.takes_duty(slots=3)
    sam.starts("Sam")
    counsellor(api.service, "Bram").takes_duty(slots=2)
    api.service.clock.passes(seconds=3)
    jac = next(one for one in api.get("/admin/channels").json["items"] if one["channel"] == "jac")
    assert (jac["light"], jac["running"], jac["open_until"]) == ("open", 1, "2026-11-24T18:00:00.000Z")
    assert jac["counsellors"] == [
        {"name": "An", "places": 3, "taken": 1, "paused": False, "away": False},
        {"name": "Bram", "places": 2, "taken": 0, "paused": False, "away": False},
    ]
    assert sam.conversation not in str(jac) and "Sam" not in str(jac)


def test_it_says_why_a_day_is_closed(api: Api) -> None:
    api.post("/admin/channels/jac/closures", first="2026-11-24", last="2026-11-24", reason="Studiedag")
    jac = next(one for one in api.get("/admin/channels").json["items"] if one["channel"] == "jac")
    assert (jac["light"], jac["closure"], jac["open_until"], jac["holiday"]) == ("closed", "Studiedag", None, None)


def test_a_block_says_how_many_others_it_hits(api: Api) -> None:
    counsellor(api.service, "An").takes_duty(slots=5)
    people = [visitor(api.service, address) for address in ("203.0.113.9", "203.0.113.9", "198.51.100.4")]
    for number, person in enumerate(people):
        person.starts(f"Naam {number}")
    reach = [api.get(f"/admin/conversations/{person.conversation}/reach").json["others"] for person in people]
    assert reach == [1, 1, 0]
    people[0].sends("end")
    assert api.get(f"/admin/conversations/{people[1].conversation}/reach").json == {"others": 0}
    assert api.get("/admin/conversations/nowhere-to-be-found/reach").kind == "unknown"
