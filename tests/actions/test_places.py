"""One origin takes a fair part of the places, and no more, whatever it tries."""

from datetime import UTC, datetime

from chalicelib.domain.channel import Limits
from tests.actors import Frame, Visitor, counsellor, visitor
from tests.service import ELSEWHERE, HOME, Clock, Service, service

SCRIPT = "203.0.113.66"


def open_service(counsellors: int = 1, slots: int = 5, clock: Clock | None = None, **limits: int) -> Service:
    here = service(limits=Limits(**limits), clock=clock)
    here.opens("jac")
    here.opens("caw")
    for number in range(counsellors):
        counsellor(here, f"An{number}").takes_duty(slots=slots)
    return here


def starts(here: Service, address: str = SCRIPT, nickname: str | None = None, **fields: str) -> tuple[Visitor, Frame]:
    """A new page, and its click."""
    person = visitor(here, address)
    return person, person.starts(nickname or f"Naam {person.connection}", **fields)


def test_two_and_no_third_whatever_the_channel() -> None:
    here = open_service()
    counsellor(here, "Cas").takes_duty(slots=5, channel="caw")
    assert [starts(here, channel=channel)[1]["type"] for channel in ("jac", "caw")] == ["started"] * 2
    for channel in ("jac", "caw"):
        refused = starts(here, channel=channel)[1]
        assert refused["reason"] == "too_many"
        assert refused["elsewhere"]["emergency"] and refused["elsewhere"]["alternatives"]
    assert starts(here, ELSEWHERE)[1]["type"] == "started", "nobody else notices"


def test_a_telephone_that_changes_its_address_within_its_network_is_one_origin() -> None:
    here = open_service()
    addresses = [f"2001:db8:1:2::{number}" for number in range(1, 4)]
    assert [starts(here, one)[1].get("reason") for one in addresses] == [None, None, "too_many"]


def test_a_fifth_of_a_large_channel() -> None:
    here = open_service(counsellors=4, slots=5)
    assert [starts(here)[1].get("reason") for _ in range(5)] == [None] * 4 + ["too_many"]


def starts_and_stops(here: Service, times: int) -> None:
    for _ in range(times):
        person, answer = starts(here)
        assert answer["type"] == "started"
        person.sends("end")


def test_who_stops_by_mistake_and_begins_again_does_not_notice() -> None:
    here = open_service()
    starts_and_stops(here, 4)
    assert [starts(here)[1].get("reason") for _ in range(3)] == [None, None, "too_many"], "two at once, as always"


def test_starting_and_stopping_over_and_over_gains_nothing_for_five_minutes() -> None:
    here = open_service()
    starts_and_stops(here, 6)
    assert starts(here)[1]["reason"] == "too_many"
    here.clock.passes(minutes=2)
    here.upkeep()
    assert starts(here)[1]["reason"] == "too_many", "the books are closed, and yet"
    here.clock.passes(minutes=3)
    counsellor(here, "Bo").takes_duty(slots=5)
    starts_and_stops(here, 6)


def test_one_talk_beside_five_that_were_stopped_is_all() -> None:
    here = open_service()
    talking, _ = starts(here)
    starts_and_stops(here, 5)
    assert starts(here)[1]["reason"] == "too_many"
    talking.sends("end")
    assert starts(here)[1]["reason"] == "too_many", "it began within these five minutes too"


def test_what_is_said_is_true_of_what_is_the_matter() -> None:
    words = {"nl": ("gesprekken bezig", "gestart en weer gestopt"), "en": ("enough conversations", "just been started")}
    for language, (under_way, started_over) in words.items():
        here = open_service()
        people = [starts(here)[0] for _ in range(2)]
        assert under_way in starts(here, language=language)[1]["message"]
        for person in people:
            person.sends("end")
        starts_and_stops(here, 4)
        assert started_over in starts(here, language=language)[1]["message"]


def test_after_a_longer_talk_the_place_is_free_at_once() -> None:
    here = open_service()
    people = [starts(here)[0] for _ in range(2)]
    here.clock.passes(minutes=6)
    counsellor(here, "Bo").takes_duty(slots=5)
    assert starts(here)[1]["reason"] == "too_many"
    people[0].sends("end")
    assert starts(here)[1]["type"] == "started"


def test_midnight_makes_nobody_new() -> None:
    here = open_service(clock=Clock(datetime(2026, 11, 24, 22, 59, tzinfo=UTC)))
    assert [starts(here)[1].get("reason") for _ in range(2)] == [None, None]
    here.clock.passes(minutes=2)
    assert starts(here)[1]["reason"] == "too_many"


def test_a_name_that_is_taken_costs_no_place() -> None:
    here = open_service()
    starts(here, HOME, "Sam")
    person = visitor(here, SCRIPT)
    assert [person.starts("Sam")["reason"] for _ in range(5)] == ["nickname_taken"] * 5
    assert [person.starts("Noor")["type"], starts(here)[1]["type"]] == ["started"] * 2
    assert starts(here)[1]["reason"] == "too_many"


def test_a_busy_channel_costs_no_place() -> None:
    here = open_service(slots=1)
    starts(here, HOME)
    assert [starts(here)[1]["reason"] for _ in range(5)] == ["busy"] * 5


def test_nothing_leads_from_an_origin_to_a_conversation_whose_books_are_closed() -> None:
    here = open_service()
    person, _ = starts(here)
    person.sends("end")
    here.clock.passes(minutes=1)
    here.upkeep()
    (places,) = (item for item in here.dynamo.items("chat") if item["pk"]["S"].startswith("PLACES#"))
    assert person.conversation not in str(places)
    one = here.context.conversations.get(person.conversation, fresh=True)
    assert one is not None and one.place is None and one.origin_hash is None


def test_asking_again_over_the_same_line_takes_one_place() -> None:
    here = open_service()
    person, first = starts(here)
    again = [person.starts(f"Naam {person.connection}") for _ in range(4)]
    assert {frame["conversation"] for frame in again} == {first["conversation"]}
    assert person.starts()["type"] == "started"
    assert person.starts()["reason"] == "too_fast", "each makes a new token and tells the counsellor again"
    assert starts(here)[1]["type"] == "started"


def test_a_line_that_had_a_talk_before_begins_another_one() -> None:
    here = open_service()
    person = visitor(here, SCRIPT)
    told = []
    for number in range(8):
        told.append(person.starts(f"Steeds {number}").get("reason"))
        person.sends("end")
    assert told == [None] * 6 + ["too_many"] * 2


def test_starts_of_one_origin_are_slowed_down_before_anything_is_read() -> None:
    here = open_service(starts_a_minute=3)
    person = visitor(here, SCRIPT)
    reasons = [person.starts(channel="caw")["reason"] for _ in range(4)]
    assert reasons == ["closed"] * 3 + ["too_fast"]
    assert visitor(here, HOME).starts()["type"] == "started"


def test_typing_without_end_is_not_passed_on_without_end() -> None:
    here = open_service(counsellors=0)
    an = counsellor(here, "An")
    an.takes_duty(slots=1)
    sam, _ = starts(here)
    for number in range(100):
        sam.sends("typing", on=number % 2 == 0)
    assert len(an.sees("typing")) == 20
    assert sam.says("hallo")["delivered"] is True
