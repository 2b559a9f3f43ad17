"""An administrator lists schools and shelters, whose people share an address, with places of their own."""

import pytest

from chalicelib.domain.channel import Limits
from tests.actors import counsellor, visitor
from tests.http.api import AN, Api
from tests.service import service

SCHOOL = "203.0.113.0/28"


def listed(api: Api, range: str = SCHOOL, name: str = "Sint-Jozef", places: int = 30) -> str:
    reply = api.post("/admin/ranges", range=range, name=name, places=places)
    assert reply.status == 201, reply.text
    return str(reply.json["id"])


def reasons(api: Api, *addresses: str) -> list[str | None]:
    """What each of these is told when they start, one after the other."""
    pages = [visitor(api.service, address) for address in addresses]
    return [page.starts(f"Naam {page.connection}").get("reason") for page in pages]


def with_places(slots: int = 5, counsellors: int = 2, **limits: int) -> Api:
    api = Api(service(limits=Limits(**limits)))
    api.service.opens("jac")
    for number in range(counsellors):
        counsellor(api.service, f"An{number}").takes_duty(slots=slots)
    return api


def test_what_is_listed_is_shown_and_taken_off_again(api: Api) -> None:
    id = listed(api)
    (shown,) = api.get("/admin/ranges").json["items"]
    assert shown == {
        "id": id, "range": SCHOOL, "name": "Sint-Jozef", "places": 30, "by": "Dora",
        "listed_at": "2026-11-24T13:00:00.000Z",
    }  # fmt: skip
    assert api.delete(f"/admin/ranges/{id}").status == 204
    assert api.delete(f"/admin/ranges/{id}").kind == "unknown"
    assert api.get("/admin/ranges").json["items"] == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 203.0.113.7 ", "203.0.113.7/32"),
        ("203.0.113.77/28", "203.0.113.64/28"),
        ("2001:db8:1:2::7", "2001:db8:1:2::/64"),
        ("2001:DB8:1::/48", "2001:db8:1::/48"),
    ],
)
def test_a_range_is_kept_in_its_shortest_form(api: Api, typed: str, kept: str) -> None:
    listed(api, typed)
    assert [one["range"] for one in api.get("/admin/ranges").json["items"]] == [kept]


@pytest.mark.parametrize("typed", ["nowhere", "10.0.0.0/8", "203.0.113.0/33", "2001::/16", "203.0.113.7-9"])
def test_what_is_no_range_or_half_a_country_is_refused(api: Api, typed: str) -> None:
    reply = api.post("/admin/ranges", range=typed, name="School", places=30)
    assert (reply.status, list(reply.faults)) == (422, ["range"])
    assert typed not in api.log and typed not in reply.text


@pytest.mark.parametrize("wrong", [{"places": 2}, {"places": 501}, {"name": "..."}, {"range": ""}, {"places": None}])
def test_other_fields_are_checked_too(api: Api, wrong: dict[str, object]) -> None:
    body = {"range": SCHOOL, "name": "School", "places": 30} | wrong
    reply = api.post("/admin/ranges", **body)
    assert (reply.status, list(reply.faults)) == (422, list(wrong))


def test_the_same_range_twice_is_refused(api: Api) -> None:
    listed(api)
    reply = api.post("/admin/ranges", range="203.0.113.5/28", name="Again", places=10)
    assert list(reply.faults) == ["range"]


def test_the_list_comes_in_pages_by_name(api: Api) -> None:
    names = [f"School {letter}" for letter in "dacb"]
    for number, name in enumerate(names):
        listed(api, f"192.0.2.{number}", name)
    first = api.get("/admin/ranges", limit="3").json
    rest = api.get("/admin/ranges", limit="3", cursor=first["next"]).json
    assert [one["name"] for one in first["items"] + rest["items"]] == sorted(names)
    assert rest["next"] is None


def test_only_an_administrator_lists(api: Api) -> None:
    api.staff = AN
    for reply in (api.get("/admin/ranges"), api.post("/admin/ranges", range=SCHOOL, name="School", places=9)):
        assert reply.kind == "not_allowed"


def test_everybody_of_a_range_shares_its_places() -> None:
    api = with_places()
    listed(api, places=4)
    assert reasons(api, *["203.0.113.1"] * 5) == [None] * 4 + ["too_many"]
    assert reasons(api, *["203.0.113.2"] * 3) == [None, None, "too_many"], "each address has its own two"
    assert reasons(api, "203.0.113.99") == [None], "who is not listed does not notice"
    assert "203.0.113" not in api.log


def test_the_narrowest_range_counts() -> None:
    api = with_places()
    listed(api, "203.0.0.0/16", "City", 3)
    listed(api, "203.0.113.0/24", "School", 6)
    assert reasons(api, *["203.0.113.1"] * 7) == [None] * 6 + ["too_many"]


def test_listing_counts_within_a_minute() -> None:
    api = with_places()
    assert reasons(api, *["203.0.113.1"] * 3) == [None, None, "too_many"]
    listed(api)
    api.service.clock.passes(minutes=1)
    assert reasons(api, "203.0.113.1") == [None]


def test_a_school_opens_more_connections() -> None:
    api = with_places(connections_a_minute=5)
    listed(api, places=3)
    assert all(api.service.connects(address="203.0.113.1") for _ in range(60))
    assert api.service.connects(address="203.0.113.1") is None
    assert all(api.service.connects(address="198.51.100.9") for _ in range(5))
    assert api.service.connects(address="198.51.100.9") is None
