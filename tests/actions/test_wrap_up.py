"""How a conversation ended and what it was about: chosen by its counsellor, for a day, and kept as long as the talk."""

from typing import Any

import pytest

from tests.actors import Counsellor, Visitor, counsellor, visitor
from tests.service import Service


@pytest.fixture
def an(open_service: Service) -> Counsellor:
    an = counsellor(open_service)
    an.takes_duty()
    return an


@pytest.fixture
def sam(open_service: Service, an: Counsellor) -> Visitor:
    sam = visitor(open_service)
    sam.starts("Sam")
    return sam


def wraps(who: Counsellor, about: Visitor, **chosen: object) -> dict[str, Any]:
    answer: dict[str, Any] = who.sends("wrap_up", conversation=about.conversation, **chosen)
    return answer


def kept(service: Service) -> list[dict[str, Any]]:
    return [item for item in service.dynamo.items("chat") if item["sk"]["S"] == "CONVERSATION"]


def test_what_is_chosen_takes_the_place_of_what_was_chosen(open_service: Service, an: Counsellor, sam: Visitor) -> None:
    sam.sends("end")
    first = wraps(an, sam, outcome="advice", themes=["school", "home"], note="belt morgen")
    assert (first["type"], first["outcome"], first["themes"]) == ("wrapped", "advice", ["school", "home"])
    again = wraps(an, sam, outcome="referred")
    assert (again["outcome"], again["themes"], "note" in again) == ("referred", [], False)
    assert "belt morgen" not in str(open_service.dynamo.items("chat"))


def test_it_expires_with_the_talk_and_survives_the_closing_of_the_books(
    open_service: Service, an: Counsellor, sam: Visitor
) -> None:
    before = kept(open_service)[0]["expires_at"]
    sam.sends("end")
    wraps(an, sam, outcome="heard", themes=["love"])
    open_service.clock.passes(minutes=2)
    open_service.upkeep()
    (item,) = kept(open_service)
    assert (item["state"]["S"], item["expires_at"]) == ("closed", before)
    assert item["wrap_up"]["M"]["outcome"] == {"S": "heard"}
    assert wraps(an, sam, outcome="advice")["type"] == "wrapped", "also when the books are closed"


def test_after_a_day_it_stands(open_service: Service, an: Counsellor, sam: Visitor) -> None:
    sam.sends("end")
    open_service.clock.passes(hours=23, minutes=59)
    back = counsellor(open_service)
    assert wraps(back, sam, outcome="heard")["type"] == "wrapped"
    open_service.clock.passes(minutes=1)
    assert wraps(counsellor(open_service), sam, outcome="advice")["reason"] == "ended"
    assert kept(open_service)[0]["wrap_up"]["M"]["outcome"] == {"S": "heard"}


def test_not_while_they_talk(open_service: Service, an: Counsellor, sam: Visitor) -> None:
    assert wraps(an, sam, outcome="heard")["reason"] == "not_now"
    assert "wrap_up" not in kept(open_service)[0]


@pytest.mark.parametrize(
    ("chosen", "fault"),
    [
        ({"outcome": "housing"}, "outcome: unknown"),
        ({"themes": ["debts"]}, "themes: unknown"),
        ({"themes": ["love", "love"]}, "themes: unknown"),
    ],
)
def test_only_what_is_on_the_lists_of_the_channel(
    open_service: Service, an: Counsellor, sam: Visitor, chosen: dict[str, object], fault: str
) -> None:
    sam.sends("end")
    answer = wraps(an, sam, **chosen)
    assert (answer["reason"], answer["faults"]) == ("invalid", [fault])
    assert "wrap_up" not in kept(open_service)[0]


def test_not_by_a_colleague(open_service: Service, an: Counsellor, sam: Visitor) -> None:
    sam.sends("end")
    assert wraps(counsellor(open_service, "Bo"), sam, outcome="heard")["reason"] == "not_yours"


def test_a_wrap_up_brings_back_nothing_that_was_erased(open_service: Service, an: Counsellor, sam: Visitor) -> None:
    sam.sends("end")
    open_service.clock.passes(days=190)
    before = open_service.dynamo.items("chat")
    assert wraps(counsellor(open_service), sam, outcome="heard")["reason"] == "not_yours"
    assert len(kept(open_service)) == len([one for one in before if one["sk"]["S"] == "CONVERSATION"])
