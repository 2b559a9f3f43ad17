"""Every address with its times, out of what the vault keeps; strangers who were not let in are not among them."""

from datetime import UTC, datetime, timedelta

from chalicelib.domain.sightings import Sighting, Stay, stays

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def later(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


START = Sighting(1, "start", NOON, "192.0.2.1")


def test_a_live_conversation_is_still_held_from_its_last_address() -> None:
    assert stays([START], None) == [Stay("192.0.2.1", NOON, None)]


def test_each_address_ends_where_the_next_begins() -> None:
    found = stays([START, Sighting(2, "token", later(5), "192.0.2.2")], later(9))
    assert found == [Stay("192.0.2.1", NOON, later(5)), Stay("192.0.2.2", later(5), later(9))]


def test_a_line_that_dropped_and_came_back_makes_no_second_stay() -> None:
    again = [Sighting(number, "token", later(number), "192.0.2.1") for number in (2, 3)]
    assert stays([START, *again], later(9)) == [Stay("192.0.2.1", NOON, later(9))]


def test_an_address_that_was_left_and_taken_again_is_named_twice() -> None:
    there, back = Sighting(2, "token", later(2), "192.0.2.2"), Sighting(3, "token", later(3), "192.0.2.1")
    assert [stay.address for stay in stays([START, there, back], None)] == ["192.0.2.1", "192.0.2.2", "192.0.2.1"]


def test_who_asked_and_was_not_let_in_is_nobody_of_this_conversation() -> None:
    assert stays([START, Sighting(2, "asked", later(5), "203.0.113.66")], later(9)) == [
        Stay("192.0.2.1", NOON, later(9))
    ]


def test_who_was_let_in_bears_the_address_from_which_they_asked() -> None:
    asked, stranger = Sighting(2, "asked", later(5), "192.0.2.2"), Sighting(3, "asked", later(6), "203.0.113.66")
    let_in = Sighting(4, "nickname", later(7), None, 2)
    assert stays([START, asked, stranger, let_in], later(9)) == [
        Stay("192.0.2.1", NOON, later(7)),
        Stay("192.0.2.2", later(7), later(9)),
    ]


def test_an_address_shows_itself_by_no_accident() -> None:
    assert "192.0.2.1" not in repr(START) + repr(stays([START], None))
