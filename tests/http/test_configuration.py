"""The settings that administrators keep: who may change them, what holds within a minute, and what is never lost."""

from typing import Any

import pytest

from tests.http.api import AN, EVA, Api
from tests.service import Clock

JAC = "/admin/channels/jac/settings"
NUMBERS = [
    {"name": {"nl": "Ziekenwagen"}, "phone": "112"},
    {"name": {"nl": "Politie"}, "phone": "101"},
]
FAMILY: dict[str, Any] = {
    "name": {"nl": "Familiehulp", "fr": "Aide aux familles"},
    "emergency": NUMBERS,
    "complaint": "https://familie.example/klacht",
}


def settings_of(api: Api, path: str = JAC) -> dict[str, Any]:
    told = api.get(path).json
    return {"settings": told["settings"], "version": told["version"]}


def passes(api: Api, seconds: int) -> None:
    clock: Clock = api.service.clock
    clock.passes(seconds=seconds)


def test_what_ships_is_what_is_kept_until_somebody_changes_it(api: Api) -> None:
    told = api.get(JAC).json
    assert (told["version"], told["by"], told["changed_at"]) == (0, "", None)
    assert [one["phone"] for one in told["settings"]["emergency"]][:2] == ["112", "101"]
    kept = api.put(JAC, **settings_of(api))
    assert (kept.status, kept.json["version"], kept.json["by"]) == (200, 1, "Dora")
    assert kept.json["settings"] == told["settings"]


def test_a_number_that_is_changed_is_seen_by_everybody_within_a_minute(api: Api) -> None:
    wanted = settings_of(api)
    wanted["settings"]["emergency"].append(
        {"name": {"nl": "Nachtlijn", "fr": "Ligne de nuit"}, "phone": "0800 12 34 56"}
    )
    elsewhere = Api(service=api.service)
    assert elsewhere.get("/status/jac").status == 200
    assert api.put(JAC, **wanted).status == 200
    passes(api, 60)
    api.staff = None
    for language, name in (("nl", "Nachtlijn"), ("fr", "Ligne de nuit"), ("en", "Nachtlijn")):
        told = api.get("/status/jac", lang=language).json["elsewhere"]["emergency"][-1]
        assert told == {"name": name, "phone": "0800 12 34 56"}
    assert "Nachtlijn" in page(api, "/c/{channel}", channel="jac")
    assert "Nachtlijn" in page(api, "/w/v1/embed.js")


def page(api: Api, path: str, **parts: str) -> str:
    answer = api.http.page(path, api.event("GET", path, None, {}) | {"pathParameters": parts or None, "headers": {}})
    assert answer.status == 200
    return answer.body.decode()


def test_two_who_change_the_same_do_not_undo_each_other(api: Api) -> None:
    first, second = settings_of(api), settings_of(api)
    first["settings"]["name"]["nl"] = "JAC van Dora"
    second["settings"]["name"]["nl"] = "JAC van Eva"
    assert api.put(JAC, **first).status == 200
    api.staff = EVA
    assert api.put(JAC, **second).kind == "outdated"
    assert api.get(JAC).json["settings"]["name"]["nl"] == "JAC van Dora"
    assert api.put(JAC, **second | {"version": 1}).json["by"] == "Eva"


@pytest.mark.parametrize("gone", ["112", "101"])
def test_the_numbers_that_save_a_life_stay(api: Api, gone: str) -> None:
    wanted = settings_of(api)
    wanted["settings"]["emergency"] = [one for one in wanted["settings"]["emergency"] if one["phone"] != gone]
    assert api.put(JAC, **wanted).faults == {
        "settings.emergency": "112 en 101 blijven altijd bij de noodnummers staan."
    }
    api.headers = {"Accept-Language": "fr"}
    assert api.put(JAC, **wanted).faults == {
        "settings.emergency": "Le 112 et le 101 restent toujours parmi les numéros d’urgence."
    }


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"name": {"en": "JAC"}}, "settings.name.nl"),
        ({"emergency": [*NUMBERS, {"name": {"nl": "Nachtlijn"}}]}, "settings.emergency.2"),
        ({"emergency": [*NUMBERS, {"name": {"nl": "Nachtlijn"}, "phone": "bel ons"}]}, "settings.emergency.2.phone"),
        ({"alternatives": [{"name": {"nl": "Site"}, "url": "javascript:alert(1)"}]}, "settings.alternatives.0.url"),
        ({"alternatives": [{"name": {"nl": "Mail"}, "email": "niemand"}]}, "settings.alternatives.0.email"),
        ({"complaint": "ftp://klacht"}, "settings.complaint"),
        ({"wrap_up": {"outcomes": [{"id": "a", "name": {"nl": "A"}}] * 2}}, "settings.wrap_up.outcomes.1.id"),
        ({"surprise": 1}, "settings"),
    ],
)
def test_a_refusal_names_the_field(api: Api, change: dict[str, Any], place: str) -> None:
    refused = api.put(JAC, settings=FAMILY | change, version=0)
    assert refused.kind == "invalid"
    assert place in refused.faults
    assert api.get(JAC).json["version"] == 0


def test_a_third_channel_comes_without_code_and_is_closed_at_first(api: Api) -> None:
    added = api.post("/admin/channels", channel="familie", settings=FAMILY)
    assert (added.status, added.json["channel"], added.json["version"]) == (201, "familie", 1)
    assert api.post("/admin/channels", channel="familie", settings=FAMILY).faults == {
        "channel": "Dit staat er twee keer."
    }
    passes(api, 60)
    assert [one["channel"] for one in api.get("/admin/channels").json["items"]] == ["caw", "jac", "familie"]
    told = api.get("/status/familie", lang="fr").json
    assert (told["name"], told["light"]) == ("Aide aux familles", "closed")
    assert "Familiehulp" in page(api, "/c/{channel}", channel="familie")
    hours = api.get("/admin/channels/familie/hours").json
    assert hours["shifts"]["monday"] == []


def test_the_on_call_number_and_the_places_of_an_origin_are_those_that_were_chosen(api: Api) -> None:
    service = "/admin/settings/service"
    assert api.get(service).json["settings"] == {"on_call": None, "places": None, "one_in": None}
    chosen = {"on_call": "0470 12 34 56", "places": 4}
    assert api.put(service, settings=chosen, version=0).json["settings"] == chosen | {"one_in": None}
    assert api.put(service, settings=chosen, version=0).kind == "outdated"
    assert api.put(service, settings={"on_call": "niemand"}, version=1).faults.keys() == {"settings.on_call"}
    passes(api, 60)
    api.staff = AN
    assert api.post("/desk/tickets").json["on_call"] == "0470 12 34 56"


def test_what_is_given_out_is_brought_in_again_as_a_whole_or_not_at_all(api: Api) -> None:
    api.post("/admin/channels", channel="familie", settings=FAMILY)
    whole = api.get("/admin/settings").json
    assert [one["channel"] for one in whole["channels"]] == ["caw", "jac", "familie"]
    whole["channels"][1]["settings"]["name"]["nl"] = "JAC Vlaanderen"
    broken = whole | {
        "channels": [*whole["channels"][:2], whole["channels"][2] | {"settings": FAMILY | {"emergency": []}}]
    }
    assert api.put("/admin/settings", **broken).faults.keys() == {"channels.2.settings.emergency"}
    assert api.get(JAC).json["version"] == 0
    after = api.put("/admin/settings", **whole).json
    assert [one["version"] for one in after["channels"]] == [1, 1, 2]
    assert api.get(JAC).json["settings"]["name"]["nl"] == "JAC Vlaanderen"
    assert api.put("/admin/settings", **whole).kind == "outdated"
    assert [one["version"] for one in api.get("/admin/settings").json["channels"]] == [1, 1, 2]


def test_each_change_is_in_the_audit_trail(api: Api) -> None:
    api.put(JAC, **settings_of(api))
    api.post("/admin/channels", channel="familie", settings=FAMILY)
    api.put("/admin/settings/service", settings={}, version=0)
    api.service.chains()
    said = [(one["act"], one["on"]) for one in api.get("/admin/audit").json["items"]]
    assert {("settings_changed", "jac"), ("channel_added", "familie"), ("settings_changed", "service")} <= set(said)


def test_who_is_no_administrator_reads_and_changes_nothing(api: Api) -> None:
    wanted = settings_of(api)
    api.staff = AN
    assert api.get(JAC).kind == api.put(JAC, **wanted).kind == api.get("/admin/settings").kind == "not_allowed"
    assert api.post("/admin/channels", channel="familie", settings=FAMILY).kind == "not_allowed"
