"""An administrator sees that conversations took place, and nothing that anybody said."""

import pytest

from tests.actors import counsellor, visitor
from tests.http.api import Api
from tests.service import HOME


def test_metadata_and_nothing_else(api: Api) -> None:
    an = counsellor(api.service)
    an.takes_duty()
    sam = visitor(api.service)
    sam.starts("Zonnetje", intake={"age": 17, "region": "Gent"}, language="en")
    sam.says("A secret that nobody else may read")
    api.service.clock.passes(minutes=10)
    an.sends("end", conversation=sam.conversation)
    reply = api.get("/admin/conversations", channel="jac", day="2026-11-24")
    assert reply.json["items"] == [
        {
            "conversation": sam.conversation,
            "channel": "jac",
            "state": "ended",
            "started_at": "2026-11-24T13:00:00.000Z",
            "ended_at": "2026-11-24T13:10:00.000Z",
            "ended_by": "counsellor",
            "reason": "ended",
            "counsellor": "An",
            "language": "en",
        }
    ]
    for hidden in ("Zonnetje", "secret", "Gent", HOME, sam.token):
        assert hidden not in reply.text


def test_a_day_comes_in_pages_and_is_today_unless_named(api: Api) -> None:
    counsellor(api.service).takes_duty(5)
    for n in range(5):
        visitor(api.service, f"203.0.113.{n}").starts(f"Sam {n}")
        api.service.clock.passes(minutes=1)
    pages = [api.get("/admin/conversations", channel="jac", limit="2").json]
    while pages[-1]["next"]:
        pages.append(api.get("/admin/conversations", channel="jac", limit="2", cursor=pages[-1]["next"]).json)
    assert [len(page["items"]) for page in pages] == [2, 2, 1]
    starts = [one["started_at"] for page in pages for one in page["items"]]
    assert starts == sorted(set(starts))
    assert api.get("/admin/conversations", channel="jac", day="2026-11-23").json == {"items": [], "next": None}
    assert api.get("/admin/conversations", channel="caw").json["items"] == []


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ({}, "channel"),
        ({"channel": "jac", "day": "2026-02-29"}, "day"),
        ({"channel": "jac", "limit": "101"}, "limit"),
        ({"channel": "jac", "limit": "0"}, "limit"),
        ({"channel": "jac", "limit": "all"}, "limit"),
        ({"channel": "jac", "cursor": "€"}, "cursor"),
        ({"channel": "jac", "cursor": "abc"}, "cursor"),
        ({"channel": "jac", "cursor": "_w"}, "cursor"),
        ({"channel": "jac", "order": "x"}, "request"),
        ({"channel": "jac", "lang": "de"}, "lang"),
    ],
)
def test_a_query_that_cannot_be_is_refused(api: Api, query: dict[str, str], place: str) -> None:
    reply = api.get("/admin/conversations", **query)
    assert (reply.status, list(reply.faults)) == (422, [place])


def test_an_unknown_channel_is_not_found(api: Api) -> None:
    assert api.get("/admin/conversations", channel="radio").kind == "unknown"
