"""What a desk that was loaded anew is told of the conversations that ended at it."""

import pytest

from tests.actors import Visitor, counsellor, visitor
from tests.disclosures.people import BO
from tests.http.api import AN, DORA, Api


@pytest.fixture
def api() -> Api:
    api = Api(staff=AN)
    api.service.opens("jac")
    return api


def ended(api: Api, *nicknames: str) -> list[str]:
    """Conversations that An held, one after the other."""
    counsellor(api.service, "An").takes_duty()
    return [_held(api, nickname).conversation for nickname in nicknames]


def _held(api: Api, nickname: str) -> Visitor:
    sam = visitor(api.service)
    sam.starts(nickname)
    sam.says("hallo, ik ben er")
    api.service.clock.passes(minutes=1)
    sam.sends("end")
    return sam


def asked(api: Api, *ids: str) -> list[str]:
    items = api.get("/desk/conversations", ids=",".join(ids)).json["items"]
    return [one["nickname"] for one in items]


def test_ones_own_come_in_the_order_of_ending_with_no_word_of_them(api: Api) -> None:
    first, second = ended(api, "Sam", "Noor")
    reply = api.get("/desk/conversations", ids=f"{second},{first}")
    assert [one["nickname"] for one in reply.json["items"]] == ["Sam", "Noor"]
    assert reply.json["items"][0] == {
        "conversation": first, "channel": "jac", "nickname": "Sam", "ended_at": "2026-11-24T13:01:00.000Z",
        "wrap_up": {
            "type": "wrapped", "conversation": first, "outcome": None, "themes": [], "note": None,
            "until": "2026-11-25T13:01:00.000Z",
        },
    }  # fmt: skip
    assert "hallo" not in reply.text


def test_nobody_else_is_told(api: Api) -> None:
    (id,) = ended(api, "Sam")
    for staff in (BO, DORA):
        api.staff = staff
        assert asked(api, id) == []


def test_after_a_day_it_is_told_no_more(api: Api) -> None:
    (id,) = ended(api, "Sam")
    api.service.clock.passes(hours=24, milliseconds=-1)
    assert asked(api, id) == ["Sam"]
    api.service.clock.passes(milliseconds=1)
    assert asked(api, id) == []


def test_what_goes_on_is_unknown_or_was_erased_is_not_told(api: Api) -> None:
    (id,) = ended(api, "Sam")
    sam = visitor(api.service)
    sam.starts("Noor")
    assert asked(api, sam.conversation, "0" * 20) == []
    api.service.clock.passes(minutes=2)
    api.service.upkeep()
    api.staff = DORA
    assert api.post(f"/admin/conversations/{id}/erase", reason="Gevraagd").status == 202
    api.service.chains()
    api.staff = AN
    assert asked(api, id) == []


@pytest.mark.parametrize("ids", ["", "x", ",".join(["0" * 20] * 51), "../../admin/conversations/", "0" * 20 + ","])
def test_what_names_none_is_refused(api: Api, ids: str) -> None:
    assert api.get("/desk/conversations", ids=ids).status == 422
