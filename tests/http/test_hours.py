"""An administrator reads and replaces the hours of a channel."""

import pytest

from tests.http.api import Api
from tests.tables import CHAT

AFTERNOON = [{"opens": "13:00", "closes": "17:00"}]


def test_the_hours_of_the_disclaimer_are_there_from_the_start(api: Api) -> None:
    hours = api.get("/admin/channels/caw/hours").json
    assert hours["shifts"]["monday"] == AFTERNOON
    assert hours["shifts"]["sunday"] == []
    assert (hours["version"], hours["readable"], hours["works_on_holidays"]) == (1, True, False)


def test_new_hours_replace_the_old_ones_and_are_told_live(api: Api) -> None:
    week = {"saturday": [{"opens": "20:00", "closes": "02:00"}, {"opens": "09:00", "closes": "12:00"}]}
    reply = api.put("/admin/channels/jac/hours", shifts=week, works_on_holidays=True, version=1)
    assert (reply.status, reply.json["version"]) == (200, 2)
    assert api.get("/admin/channels/jac/hours").json == reply.json
    assert reply.json["shifts"]["saturday"] == week["saturday"]
    assert reply.json["shifts"]["monday"] == []
    assert api.service.flips == ["jac"]


def test_what_was_read_can_be_sent_back_as_a_whole(api: Api) -> None:
    hours = api.get("/admin/channels/caw/hours").json
    assert api.put("/admin/channels/caw/hours", **hours).status == 200
    assert api.put("/admin/channels/jac/hours", **hours).faults.keys() == {"channel"}


def test_closures_outlive_new_hours(api: Api) -> None:
    api.post("/admin/channels/jac/closures", first="2026-12-24", last="2026-12-31", reason="Winter break")
    api.put("/admin/channels/jac/hours", shifts={}, works_on_holidays=False, version=2)
    assert len(api.get("/admin/channels/jac/closures").json["items"]) == 1


def test_two_administrators_do_not_undo_each_other_unseen(api: Api) -> None:
    first = api.put("/admin/channels/caw/hours", shifts={}, works_on_holidays=False, version=1)
    second = api.put("/admin/channels/caw/hours", shifts={"monday": AFTERNOON}, works_on_holidays=True, version=1)
    assert (first.status, second.status, second.kind) == (200, 409, "outdated")
    assert api.get("/admin/channels/caw/hours").json == first.json


@pytest.mark.parametrize(
    ("shifts", "place", "words"),
    [
        ({"monday": [{"opens": "13:00", "closes": "25:00"}]}, "shifts.monday.0.closes", "vier cijfers"),
        ({"friday": [{"opens": "24:00", "closes": "02:00"}]}, "shifts.friday.0.opens", "vier cijfers"),
        ({"monday": [{"opens": "1 pm", "closes": "17:00"}]}, "shifts.monday.0.opens", "vier cijfers"),
        ({"monday": [{"opens": "13:00", "closes": "13:00"}]}, "shifts.monday.0", "niet sluiten op het uur"),
        ({"monday": AFTERNOON * 2}, "shifts", "overlappen"),
        (
            {"sunday": [{"opens": "22:00", "closes": "08:00"}], "monday": [{"opens": "07:00", "closes": "17:00"}]},
            "shifts",
            "overlappen",
        ),
        ({"monday": [{"opens": "17:00", "closes": "13:00"}]}, "shifts", "voor het begin"),
        ({"monday": [{"opens": 13, "closes": "17:00"}]}, "shifts.monday.0.opens", "moet tekst"),
        ({"monday": [{"opens": "13:00"}]}, "shifts.monday.0.closes", "ontbreekt"),
        ({"maandag": AFTERNOON}, "shifts", "niet kennen"),
        ({"monday": AFTERNOON * 13}, "shifts.monday", "te veel"),
    ],
)
def test_hours_that_cannot_be_are_refused_in_clear_words(api: Api, shifts: object, place: str, words: str) -> None:
    reply = api.put("/admin/channels/caw/hours", shifts=shifts, works_on_holidays=False, version=1)
    assert (reply.status, reply.kind) == (422, "invalid")
    assert words in reply.faults[place]
    assert api.get("/admin/channels/caw/hours").json["version"] == 1
    assert api.service.flips == []


@pytest.mark.parametrize("broken", [{"S": "not a schedule"}, {"M": {"shifts": {"S": "?"}}}])
def test_broken_hours_are_closed_and_can_be_repaired(api: Api, broken: dict[str, object]) -> None:
    _break(api, document=broken)
    hours = api.get("/admin/channels/caw/hours").json
    assert (hours["readable"], hours["version"]) == (False, 1)
    assert hours["shifts"]["monday"] == []
    assert api.get("/status/caw").json["light"] == "closed"
    assert api.post("/admin/channels/caw/close").kind == "unreadable"
    repaired = api.put("/admin/channels/caw/hours", shifts={"monday": AFTERNOON}, works_on_holidays=False, version=1)
    assert (repaired.status, repaired.json["readable"]) == (200, True)


def test_hours_without_a_version_can_be_repaired_too(api: Api) -> None:
    _break(api, version={"S": "one"})
    version = api.get("/admin/channels/caw/hours").json["version"]
    reply = api.put("/admin/channels/caw/hours", shifts={}, works_on_holidays=False, version=version)
    assert reply.status == 200


def test_missing_hours_are_closed_and_can_be_repaired(api: Api) -> None:
    api.service.dynamo.delete_item(TableName=CHAT, Key={"pk": {"S": "CHANNEL#caw"}, "sk": {"S": "SCHEDULE"}})
    hours = api.get("/admin/channels/caw/hours").json
    assert (hours["readable"], hours["version"]) == (False, 0)
    assert api.put("/admin/channels/caw/hours", shifts={}, works_on_holidays=False, version=0).status == 200


def _break(api: Api, **attributes: dict[str, object]) -> None:
    item = next(one for one in api.stored() if one["pk"]["S"] == "CHANNEL#caw" and one["sk"]["S"] == "SCHEDULE")
    api.service.dynamo.put_item(TableName=CHAT, Item={**item, **attributes})


def test_a_channel_without_hours_yet_has_an_empty_calendar(api: Api) -> None:
    api.service.dynamo.delete_item(TableName="chat", Key={"pk": {"S": "CHANNEL#caw"}, "sk": {"S": "SCHEDULE"}})
    assert api.get("/admin/channels/caw/closures").json["items"] == []
    assert api.get("/admin/channels/caw/openings").json["items"] == []
