"""Words in which the stories about hours are told."""

from __future__ import annotations

from datetime import UTC, date, datetime

from chalicelib.domain.brussels import BRUSSELS
from chalicelib.domain.schedule import Closure, Opening, Schedule, parse_shift

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


def on_the_clock(moment: str, *, again: bool = False) -> datetime:
    """When a Brussels clock shows "2026-10-25 02:30", the second time if `again`; in UTC."""
    wall = datetime.fromisoformat(moment).replace(tzinfo=BRUSSELS, fold=again)
    return wall.astimezone(UTC)


def clock(moment: datetime | None) -> str:
    """What a Brussels clock shows, with its offset: "2026-10-25 02:30 +0200"."""
    return f"{moment.astimezone(BRUSSELS):%Y-%m-%d %H:%M %z}" if moment else "never"


def week(**days: str) -> Schedule:
    """A schedule from words like saturday="20:00-02:00, 08:00-12:00"."""
    numbers = {name.lower(): number for name, number in globals().items() if name.endswith("DAY")}
    return Schedule(
        shifts={
            numbers[name]: tuple(parse_shift(*shift.split("-")) for shift in shifts.split(", "))
            for name, shifts in days.items()
        }
    )


def closure(first: str, last: str | None = None, id: str = "closure") -> Closure:
    """A closure of some days."""
    return Closure(id, date.fromisoformat(first), date.fromisoformat(last or first), "Team day")


def opening(opens: str, closes: str, id: str = "opening") -> Opening:
    """An exceptional opening, told by the clock in Brussels."""
    return Opening(id, on_the_clock(opens), on_the_clock(closes), "Night of the Chat")
