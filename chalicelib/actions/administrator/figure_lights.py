"""How long a channel was green and red, against the hours as they are planned now."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from chalicelib.actions.context import Context
from chalicelib.domain.figures import HOURS, Counts
from chalicelib.domain.light_minutes import Minutes, minutes, planned
from chalicelib.domain.published import By, grouped
from chalicelib.domain.schedule import periods
from chalicelib.domain.timetable import WEEKDAYS
from chalicelib.protocol import figures as asking

Lit = Mapping[date, Counts]


def lit_days(context: Context, channel: str, months: Sequence[date], days: Sequence[date]) -> Lit:
    """Of each day, by hour: how long the light was green and red, and how long it was to be."""
    schedule = context.channels.schedule(channel)
    shown = {day: counts for month in months for day, counts in context.figures.lit_in(channel, month).items()}
    return {day: Counter(shown.get(day, {})) + Counter(planned(periods(schedule, day))) for day in days}


def by_period(lit: Lit, days: Sequence[date], by: By) -> Mapping[str, asking.LightView]:
    """The same by period."""
    if by == "hour":
        return {hour: view_of(minutes(lit.values(), hour)) for hour in HOURS}
    return {label: in_all(lit, of) for label, of in grouped(days, by).items()}


def in_all(lit: Lit, days: Sequence[date]) -> asking.LightView:
    return view_of(minutes(lit[day] for day in days if day in lit))


def of_week(lit: Lit) -> tuple[asking.HourView, ...]:
    """By weekday and hour, where there is anything to say."""
    found = (_hour(lit, weekday, hour) for weekday in range(7) for hour in HOURS)
    return tuple(one for one in found if one.open or one.busy or one.planned)


def _hour(lit: Lit, weekday: int, hour: str) -> asking.HourView:
    told = minutes((counts for day, counts in lit.items() if day.weekday() == weekday), hour)
    return asking.HourView(weekday=WEEKDAYS[weekday], hour=hour, **vars(told))


def view_of(told: Minutes) -> asking.LightView:
    return asking.LightView(**vars(told))
