"""Start asks the schedule itself, to the second, however late upkeep is."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.schedule import Schedule, parse_shift
from tests.actors import visitor
from tests.hours.day import Day, brussels


def every_day(opens: str, closes: str, **more: Any) -> Schedule:
    return Schedule(shifts=dict.fromkeys(range(7), (parse_shift(opens, closes),)), **more)


def test_the_doors_close_at_five_to_the_millisecond() -> None:
    caw = Day("2026-11-24 12:00")
    assert caw.starts("2026-11-24 12:59:59.999") == "closed"
    assert caw.starts("2026-11-24 13:00:00") == "started"
    assert caw.starts("2026-11-24 16:59:59.999") == "started"
    assert caw.starts("2026-11-24 17:00:00") == "closed"


def test_a_late_upkeep_lets_nobody_in() -> None:
    """The light that was announced last is green; it was never the truth."""
    caw = Day("2026-11-24 16:59")
    caw.service.upkeep()
    announced = caw.service.context.channels.announced("caw")
    assert announced
    assert announced.light == "open"
    assert caw.starts("2026-11-24 17:00:00") == "closed"
    assert caw.service.light("caw") == "closed"


def test_who_is_too_late_hears_when_and_where_else() -> None:
    caw = Day("2026-11-27 17:00")  # a Friday
    refused = visitor(caw.service).starts("Sam", channel="caw")
    assert refused["reason"] == "closed"
    assert refused["next_opening"] == "2026-11-30T12:00:00.000Z"
    assert refused["elsewhere"]["emergency"]
    assert refused["elsewhere"]["alternatives"]


@pytest.mark.parametrize("holiday", ["2027-01-01", "2026-04-06", "2026-05-14", "2026-12-25", "2027-03-29"])
def test_new_year_easter_monday_and_the_others_are_closed(holiday: str) -> None:
    caw = Day(f"{holiday} 12:00")
    assert caw.starts(f"{holiday} 15:00") == "closed"


def test_the_days_around_a_holiday_are_open() -> None:
    caw = Day("2026-12-31 12:00")
    assert caw.starts("2026-12-31 16:59:59") == "started"
    assert caw.starts("2027-01-01 13:00") == "closed"
    assert caw.starts("2027-01-04 13:00") == "started"
    easter = Day("2026-04-02 12:00")
    assert easter.starts("2026-04-03 13:00") == "started", "Good Friday is a working day in Belgium"
    assert easter.starts("2026-04-06 13:00") == "closed"
    assert easter.starts("2026-04-07 13:00") == "started"


def test_a_weekend_is_closed() -> None:
    caw = Day("2026-11-28 12:00")
    assert [caw.starts(f"2026-11-{day} 15:00") for day in (28, 29)] == ["closed", "closed"]


@pytest.mark.parametrize("before, after", [("2026-03-27", "2026-03-30"), ("2026-10-23", "2026-10-26")])
def test_the_clock_on_the_wall_counts_on_either_side_of_a_change(before: str, after: str) -> None:
    """One o'clock in Brussels is another hour in UTC after the weekend."""
    caw = Day(f"{before} 12:00")
    for day in (before, after):
        assert caw.starts(f"{day} 12:59:59") == "closed"
        assert caw.starts(f"{day} 13:00") == "started"
        assert caw.starts(f"{day} 16:59:59") == "started"
        assert caw.starts(f"{day} 17:00") == "closed"
    assert brussels(f"{after} 13:00") - brussels(f"{before} 13:00") != timedelta(days=3)


def test_the_spring_night_skips_an_hour() -> None:
    night = Day("2026-03-28 22:00", every_day("22:00", "04:00"))
    assert night.starts("2026-03-29 01:59:59") == "started"
    assert night.starts("2026-03-29 03:00") == "started"
    assert night.starts("2026-03-29 03:59:59") == "started"
    assert night.starts("2026-03-29 04:00") == "closed"


def test_the_autumn_night_shows_an_hour_twice() -> None:
    night = Day("2026-10-24 22:00", every_day("22:00", "02:30"))
    assert night.starts("2026-10-25 02:29:59") == "started"
    assert night.starts("2026-10-25 02:45") == "started", "one stretch without a hole"
    assert night.starts("2026-10-25 02:29:59", fold=1) == "started"
    assert night.starts("2026-10-25 02:30", fold=1) == "closed"


def test_a_shift_past_midnight_belongs_to_the_day_on_which_it_opens() -> None:
    friday_night = Schedule(shifts={4: (parse_shift("22:00", "02:00"),)})
    night = Day("2026-11-27 21:00", friday_night)
    assert night.starts("2026-11-27 21:59:59") == "closed"
    assert night.starts("2026-11-27 22:00") == "started"
    assert night.starts("2026-11-28 00:00") == "started"
    assert night.starts("2026-11-28 01:59:59") == "started"
    assert night.starts("2026-11-28 02:00") == "closed"
    assert night.starts("2026-11-28 22:30") == "closed"


def test_new_years_eve_past_midnight() -> None:
    """A shift that opened on a working day goes on into the holiday; none opens on it."""
    night = Day("2026-12-31 21:00", every_day("22:00", "02:00"))
    assert night.starts("2027-01-01 01:59:59") == "started"
    assert night.starts("2027-01-01 02:00") == "closed"
    assert night.starts("2027-01-01 22:00") == "closed"
    assert night.starts("2027-01-02 22:00") == "started"


BROKEN: dict[str, dict[str, Any]] = {
    "nothing in it": {},
    "text": {"document": {"S": "altijd open"}},
    "an unknown field": {"document": {"M": {"hours": {"S": "13:00-17:00"}}}},
    "25:00": {"document": {"M": {"shifts": {"M": {"monday": {"L": [{"S": "13:00-25:00"}]}}}}}},
    "of another kind": {"document": {"L": []}},
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_hours_that_cannot_be_read_are_closed_hours(broken: dict[str, Any]) -> None:
    caw = Day("2026-11-24 15:00")
    item = {"pk": {"S": "CHANNEL#caw"}, "sk": {"S": "SCHEDULE"}, **broken}
    caw.service.dynamo.put_item(TableName="chat", Item=item)
    assert caw.starts("2026-11-24 15:01") == "closed"
    assert caw.service.light("caw") == "closed"
    somebody = visitor(caw.service)
    watched = somebody.sends("watch", channel="caw")
    assert (watched["light"], "next_opening" in watched) == ("closed", False)
    assert watched["elsewhere"]["emergency"]
    caw.service.upkeep()
    assert "failed" not in caw.service.log.getvalue()


def test_hours_that_are_lost_are_not_put_back() -> None:
    caw = Day("2026-11-24 15:00")
    caw.service.dynamo.delete_item(TableName="chat", Key={"pk": {"S": "CHANNEL#caw"}, "sk": {"S": "SCHEDULE"}})
    caw.service.upkeep()
    assert caw.starts("2026-11-24 15:01") == "closed"
