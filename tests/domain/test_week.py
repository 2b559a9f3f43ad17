"""The hours of the coming days, as people read them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from chalicelib.domain.schedule import Closure, Opening, Schedule, Shift, close_now
from chalicelib.domain.week import DayOfHours, week

MONDAY = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
AFTERNOONS = Schedule({day: (Shift(time(13), time(19)),) for day in range(5)})


def said(days: tuple[DayOfHours, ...]) -> list[tuple[str, list[str], bool]]:
    def words(day: DayOfHours) -> list[str]:
        return [f"{each.opens:%a %H:%M}-{each.closes:%a %H:%M}" for each in day.hours]

    return [(f"{day.day:%a}", words(day), day.off) for day in days]


def test_today_and_six_more_days() -> None:
    assert said(week(AFTERNOONS, MONDAY)) == [
        ("Mon", ["Mon 12:00-Mon 18:00"], False),
        ("Tue", ["Tue 12:00-Tue 18:00"], False),
        ("Wed", ["Wed 12:00-Wed 18:00"], False),
        ("Thu", ["Thu 12:00-Thu 18:00"], False),
        ("Fri", ["Fri 12:00-Fri 18:00"], False),
        ("Sat", [], False),
        ("Sun", [], False),
    ]


def test_a_closure_and_an_extra_opening_are_in_it() -> None:
    closed = Closure("c", date(2026, 11, 24), date(2026, 11, 24), "Vorming")
    extra = Opening("o", MONDAY + timedelta(days=5), MONDAY + timedelta(days=5, hours=2), "Drukte")
    days = said(week(replace(AFTERNOONS, closures=(closed,), openings=(extra,)), MONDAY))
    assert days[1] == ("Tue", [], True)
    assert days[5] == ("Sat", ["Sat 11:00-Sat 13:00"], False)


def test_what_runs_past_midnight_is_whole_and_of_the_day_on_which_it_begins() -> None:
    late = Opening("o", datetime(2026, 11, 23, 21, tzinfo=UTC), datetime(2026, 11, 24, 1, tzinfo=UTC), "Nacht")
    nights = replace(AFTERNOONS, openings=(late,))
    days = said(week(nights, MONDAY))
    assert days[0][1] == ["Mon 12:00-Mon 18:00", "Mon 21:00-Tue 01:00"]
    assert days[1][1] == ["Tue 12:00-Tue 18:00"]
    in_the_night = said(week(nights, datetime(2026, 11, 23, 23, 30, tzinfo=UTC)))
    assert in_the_night[0] == ("Tue", ["Mon 21:00-Tue 01:00", "Tue 12:00-Tue 18:00"], False)


def test_who_is_always_open_is_open_each_day_from_midnight_to_midnight() -> None:
    always = Schedule({day: (Shift(time(0), time(0)),) for day in range(7)})
    days = said(week(always, MONDAY))
    assert days[0] == ("Mon", ["Sun 23:00-Mon 23:00"], False)
    assert days[6] == ("Sun", ["Sat 23:00-Sun 23:00"], False)


def test_closing_by_hand_changes_no_hours() -> None:
    assert week(close_now(AFTERNOONS), MONDAY) == week(AFTERNOONS, MONDAY)


def test_without_a_schedule_every_day_is_empty() -> None:
    assert all(day.hours == () and not day.off for day in week(None, MONDAY))
