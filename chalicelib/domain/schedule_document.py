"""The form in which a schedule is stored: plain JSON, closed (no missing and no unknown fields)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from chalicelib.domain.notation import format_moment, format_time, parse_date, parse_moment
from chalicelib.domain.schedule_check import check
from chalicelib.domain.schedule_error import Problem, ScheduleError
from chalicelib.domain.shift import Shift, parse_shift
from chalicelib.domain.timetable import WEEKDAYS, Closure, Opening, Schedule

Document = dict[str, object]
Item = TypeVar("Item")

_FIELDS = frozenset({"shifts", "closures", "openings", "closed_now", "closed_until", "works_on_holidays"})


def to_document(schedule: Schedule) -> Document:
    """The schedule as dicts, lists, strings, booleans and None; weekdays by their English names."""
    return {
        "shifts": {name: _shifts_out(schedule, day) for day, name in enumerate(WEEKDAYS)},
        "closures": [_closure_out(closure) for closure in schedule.closures],
        "openings": [_opening_out(opening) for opening in schedule.openings],
        "closed_now": schedule.closed_now,
        "closed_until": schedule.closed_until and format_moment(schedule.closed_until),
        "works_on_holidays": schedule.works_on_holidays,
    }


def from_document(document: object) -> Schedule:
    """The schedule that `to_document` wrote down.

    Raises ScheduleError for anything else: something missing, of the wrong kind, unknown to us (it may
    be a closing that we would overlook), or a schedule that `check` refuses.
    """
    fields = _fields(document, _FIELDS)
    schedule = Schedule(
        shifts=_shifts_in(fields["shifts"]),
        closures=_items(fields["closures"], _closure_in),
        openings=_items(fields["openings"], _opening_in),
        closed_now=_flag(fields["closed_now"]),
        closed_until=None if fields["closed_until"] is None else parse_moment(fields["closed_until"]),
        works_on_holidays=_flag(fields["works_on_holidays"]),
    )
    check(schedule)
    return schedule


def _shifts_out(schedule: Schedule, day: int) -> list[Document]:
    return [
        {"opens": format_time(shift.opens), "closes": format_time(shift.closes, closing=True)}
        for shift in schedule.shifts.get(day, ())
    ]


def _closure_out(closure: Closure) -> Document:
    first, last = closure.first.isoformat(), closure.last.isoformat()
    return {"id": closure.id, "first": first, "last": last, "reason": closure.reason}


def _opening_out(opening: Opening) -> Document:
    opens, closes = format_moment(opening.opens), format_moment(opening.closes)
    return {"id": opening.id, "opens": opens, "closes": closes, "reason": opening.reason}


def _shifts_in(value: object) -> dict[int, tuple[Shift, ...]]:
    week = _fields(value, frozenset(WEEKDAYS))
    return {day: shifts for day, name in enumerate(WEEKDAYS) if (shifts := _items(week[name], _shift_in))}


def _shift_in(value: object) -> Shift:
    fields = _fields(value, frozenset({"opens", "closes"}))
    return parse_shift(fields["opens"], fields["closes"])


def _closure_in(value: object) -> Closure:
    fields = _fields(value, frozenset({"id", "first", "last", "reason"}))
    first, last = parse_date(fields["first"]), parse_date(fields["last"])
    return Closure(_text(fields["id"]), first, last, _text(fields["reason"]))


def _opening_in(value: object) -> Opening:
    fields = _fields(value, frozenset({"id", "opens", "closes", "reason"}))
    opens, closes = parse_moment(fields["opens"]), parse_moment(fields["closes"])
    return Opening(_text(fields["id"]), opens, closes, _text(fields["reason"]))


def _fields(value: object, names: frozenset[str]) -> Mapping[str, object]:
    if not isinstance(value, Mapping) or set(value) != names:
        raise _unreadable(f"an object with exactly {', '.join(sorted(names))}")
    return value


def _items(value: object, read: Callable[[object], Item]) -> tuple[Item, ...]:
    if not isinstance(value, list | tuple):
        raise _unreadable("a list")
    return tuple(read(item) for item in value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _unreadable("text")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _unreadable("true or false")
    return value


def _unreadable(expected: str) -> ScheduleError:
    return ScheduleError(Problem.UNREADABLE, f"A schedule cannot be read: expected {expected}.")
