"""What anybody may ask: the lights, and to report a fault. And what only a counsellor may: a ticket."""

from dataclasses import replace

import pytest

from chalicelib.actions.shared import lights
from chalicelib.actions.shared.status import status
from chalicelib.domain.staff import Role, Staff
from chalicelib.domain.throttle import FAULTS_A_MINUTE
from chalicelib.protocol.outbound import to_text
from chalicelib.protocol.words import Language
from tests.actors import counsellor
from tests.http.api import AN, DORA, Api


def test_the_light_of_a_channel_with_all_the_help_there_is(api: Api) -> None:
    api.staff = None
    reply = api.get("/status/jac")
    assert (reply.status, reply.json["light"]) == (200, "closed")
    assert reply.json["message"] == "De chat is gesloten, er zijn geen beantwoorders online."
    assert {"112", "101"} <= {help.get("phone") for help in reply.json["elsewhere"]["emergency"]}
    assert reply.headers["Cache-Control"] == "public, max-age=5, s-maxage=5"
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in reply.headers
    counsellor(api.service).takes_duty()
    api.service.tells_watchers()
    api.service.clock.passes(seconds=2)
    assert api.get("/status/jac", lang="en").json["message"] == "The chat is open"


def test_inside_hours_without_a_counsellor_people_hear_until_when_it_is_open(api: Api) -> None:
    reply = api.get("/status/jac").json
    assert (reply["light"], reply["open_until"]) == ("closed", "2026-11-24T18:00:00.000Z")
    assert "next_opening" not in reply
    api.service.clock.passes(hours=6)
    reply = api.get("/status/jac").json
    assert reply["next_opening"] == "2026-11-25T12:00:00.000Z"
    assert "open_until" not in reply


def test_a_crowd_that_asks_for_a_light_is_one_question_in_two_seconds(api: Api) -> None:
    asked: list[str] = []
    api.get("/status/jac")
    api.service.dynamo.before_call.append(lambda operation, _: asked.append(operation))
    for _ in range(50):
        assert api.get("/status/jac", lang="en").status == 200
        assert api.get("/status/jac").status == 200
    assert asked == []
    api.service.clock.passes(seconds=2)
    api.get("/status/jac")
    assert asked == ["batch_get_item"]
    api.service.clock.passes(hours=-1)
    api.get("/status/jac")
    assert asked.count("batch_get_item") == 2, "a clock that is put back keeps no light for an hour"


def test_the_hours_turn_the_light_though_nothing_is_announced(api: Api) -> None:
    """Somebody is on duty before the hours begin: the light is green at the minute, and grey at closing time."""
    api.service.clock.passes(hours=-2)
    counsellor(api.service).takes_duty()
    api.service.tells_watchers()
    assert api.get("/status/jac").json["light"] == "closed"
    api.service.clock.passes(minutes=59, seconds=59)
    assert api.get("/status/jac").json["light"] == "closed"
    api.service.clock.passes(seconds=1)
    assert api.get("/status/jac").json["light"] == "open"
    api.service.clock.passes(hours=6)
    assert api.get("/status/jac").json["light"] == "closed"


def test_a_light_has_a_tag_by_which_a_cache_asks_whether_it_is_still_so(api: Api) -> None:
    api.service.upkeep()
    first = api.get("/status/jac")
    api.headers["If-None-Match"] = first.headers["ETag"]
    api.service.clock.passes(seconds=30)
    same = api.get("/status/jac")
    assert (same.status, same.text, same.headers["ETag"]) == (304, "", first.headers["ETag"])
    assert same.headers["Cache-Control"] == first.headers["Cache-Control"]
    for several in (f"W/{first.headers['ETag']}", f'"another", {first.headers["ETag"]}'):
        api.headers["If-None-Match"] = several
        assert api.get("/status/jac").status == 304
    assert api.get("/status/jac", lang="en").status == 200
    counsellor(api.service).takes_duty()
    api.service.tells_watchers()
    api.service.clock.passes(seconds=2)
    assert api.get("/status/jac").json["light"] == "open"


def test_the_address_of_a_light_tells_its_language_and_nothing_else_does(api: Api) -> None:
    api.headers["Accept-Language"] = "en"
    reply = api.get("/status/jac")
    assert reply.json["message"] == "De chat is gesloten, er zijn geen beantwoorders online."
    assert "Vary" not in reply.headers


def test_all_lights_at_once(api: Api) -> None:
    api.staff = None
    reply = api.get("/status", anything="at all").json
    assert [one["channel"] for one in reply["channels"]] == ["caw", "jac"]
    assert reply["manager"]["email"]


def test_an_unknown_channel_is_not_found(api: Api) -> None:
    api.staff = None
    reply = api.get("/status/radio")
    assert (reply.status, reply.kind, reply.headers["Cache-Control"]) == (404, "unknown", "no-store")
    assert reply.headers["Access-Control-Allow-Origin"] == "*"


def test_problems_speak_the_languages_of_the_pages(api: Api) -> None:
    assert api.get("/status/radio").json["title"] == "Niet gevonden"
    assert api.get("/status/radio", lang="en").json["title"] == "Not found"
    api.headers["Accept-Language"] = "de-BE, en;q=0.5, nl;q=0.3"
    assert api.get("/status/radio").json["title"] == "Not found"
    assert api.get("/status/radio", lang="fr").json["title"] == "Pas trouvé"


def test_a_fault_is_kept_without_saying_who(api: Api) -> None:
    api.staff = None
    reply = api.post("/faults", when="just now", what="The page stays white", page="/c/jac")
    assert reply.status == 202
    [kept] = [item for item in api.stored() if item["pk"]["S"].startswith("FAULTS#")]
    assert kept["what"]["S"] == "The page stays white"
    assert api.address not in str(kept)


def test_a_flood_of_faults_is_too_fast(api: Api) -> None:
    replies = [api.post("/faults", when="now", what="White") for _ in range(FAULTS_A_MINUTE + 1)]
    assert {reply.status for reply in replies[:-1]} == {202}
    assert (replies[-1].kind, replies[-1].headers["Retry-After"]) == ("too_fast", "60")
    api.address = "198.51.100.77"
    assert api.post("/faults", when="now", what="White").status == 202


def test_a_ticket_opens_the_desk_once(api: Api) -> None:
    api.staff = AN
    reply = api.post("/desk/tickets")
    assert (reply.status, reply.json["expires_at"]) == (201, "2026-11-24T13:00:30.000Z")
    assert reply.headers["Cache-Control"] == "no-store"
    assert api.service.connects(reply.json["ticket"])
    assert not api.service.connects(reply.json["ticket"])
    assert reply.json["ticket"] not in str(api.stored()) + api.log


def test_a_ticket_is_good_for_thirty_seconds(api: Api) -> None:
    api.staff = AN
    ticket = api.post("/desk/tickets").json["ticket"]
    api.service.clock.passes(seconds=30)
    assert not api.service.connects(ticket)


@pytest.mark.parametrize(
    ("staff", "places"),
    [
        (DORA, []),
        (replace(AN, channels=()), ["channels"]),
        (replace(AN, channels=("elsewhere",)), ["channels"]),
        (replace(AN, first_name=""), ["first_name"]),
        (None, []),
    ],
)
def test_a_ticket_needs_a_counsellor_with_a_name_and_a_channel(
    api: Api, staff: Staff | None, places: list[str]
) -> None:
    api.staff = staff
    reply = api.post("/desk/tickets")
    assert (reply.status, reply.kind, list(reply.faults)) == (403, "not_allowed", places)


def test_both_roles_do_both(api: Api) -> None:
    api.staff = replace(AN, roles=frozenset(Role))
    assert api.get("/admin/channels").status == 200
    assert api.post("/desk/tickets").status == 201


def test_the_hours_of_the_week_are_for_anybody(api: Api) -> None:
    api.staff = None
    told = api.get("/week/jac")
    assert told.status == 200
    assert told.headers["Cache-Control"].startswith("public")
    days = told.json["days"]
    assert [day["date"] for day in days] == [f"2026-11-{number}" for number in (24, 25, 26, 27, 28, 29, 30)]
    assert days[0]["hours"] == [{"opens": "2026-11-24T12:00:00.000Z", "closes": "2026-11-24T18:00:00.000Z"}]
    assert api.get("/week/nowhere").kind == "unknown"


def test_a_light_is_written_once_in_each_language_for_all_who_ask(api: Api) -> None:
    """As long as it is the same: nothing is made or written anew for the next one."""
    context = api.service.context
    api.service.opens("jac")
    lights.tell_watchers(context, "jac")
    pairs: tuple[tuple[Language, Language], ...] = (("nl", "en"), ("en", "nl"), ("nl", "fr"), ("fr", "en"))
    for language, other in pairs:
        first = status(context, "jac", language)
        assert status(context, "jac", language) is first
        assert to_text(status(context, "jac", language)) is to_text(first)
        assert to_text(status(context, "jac", other)) != to_text(first)
    closed = status(context, "jac")
    counsellor(api.service, "An").takes_duty()
    lights.tell_watchers(context, "jac")
    api.service.clock.passes(seconds=3)
    assert (closed.light, status(context, "jac").light) == ("closed", "open")
    assert '"light":"open"' in to_text(status(context, "jac"))
