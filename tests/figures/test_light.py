"""How long the light was green and red, as it was announced, against the hours that were planned."""

from datetime import UTC, date, datetime, timedelta

from chalicelib.domain.light import Light
from chalicelib.domain.light_minutes import lit
from chalicelib.domain.schedule import Schedule, parse_shift
from tests.figures.town import Town

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND, HOUR = 1000, 3_600_000


def test_a_light_is_cut_at_every_full_hour_of_brussels() -> None:
    found = lit(Light.OPEN, NOON + timedelta(minutes=59, seconds=30), NOON + timedelta(hours=2, seconds=5))
    assert found == {
        date(2026, 11, 24): {"open.13": 30 * SECOND, "open.14": HOUR, "open.15": 5 * SECOND},
    }


def test_midnight_is_that_of_brussels() -> None:
    evening = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
    assert lit(Light.BUSY, evening, evening + timedelta(hours=1)) == {
        date(2026, 11, 24): {"busy.23": HOUR // 2},
        date(2026, 11, 25): {"busy.00": HOUR // 2},
    }


def test_grey_is_not_counted_nor_what_took_no_time_nor_what_nobody_looked_at() -> None:
    assert lit(Light.CLOSED, NOON, NOON + timedelta(hours=1)) == {}
    assert lit(Light.OPEN, NOON, NOON) == {}
    assert lit(Light.OPEN, NOON, NOON + timedelta(days=3)) == {}


def test_the_light_of_an_afternoon_is_counted_as_it_was_announced() -> None:
    """From 14.00 to 16.00 on a Tuesday of which 13.00 to 17.00 was planned."""
    town = Town()
    town.here.opens("jac", Schedule(shifts={1: (parse_shift("13:00", "17:00"),)}))
    an = town.an(slots=1)
    town.here.tells_watchers()
    for minute in range(120):
        town.here.clock.passes(minutes=1)
        an.sends("ping")
        if minute == 29:
            sam = town.comes()
        if 29 <= minute < 59:
            sam.says("Ik ben er nog.")
        if minute == 59:
            sam.sends("end")
        town.here.tells_watchers()
        town.here.upkeep()
    an.sends("duty", off=True)
    town.here.tells_watchers()
    town.here.clock.passes(days=1)
    day = {"from": "2026-11-24", "to": "2026-11-24"}
    assert town.asks(**day)["total"]["light"] == {"open": 90, "busy": 30, "planned": 240}
    by_hour = {one["hour"]: (one["open"], one["busy"], one["planned"]) for one in town.asks(**day)["week"]}
    assert by_hour == {"13": (0, 0, 60), "14": (30, 30, 60), "15": (60, 0, 60), "16": (0, 0, 60)}
    assert {one["weekday"] for one in town.asks(**day)["week"]} == {"tuesday"}
    assert town.asks(**{"from": "2026-11-25", "to": "2026-11-25"})["total"]["light"]["planned"] == 0, "today"
