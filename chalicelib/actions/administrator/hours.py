"""The weekly hours of a channel."""

from dataclasses import replace

from chalicelib.actions.administrator.closing_time import schedule_changed
from chalicelib.actions.administrator.schedules import first_or_kept
from chalicelib.actions.context import Context
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.actions.shared.requests import Request, channel_of
from chalicelib.actions.shared.schedule_faults import at
from chalicelib.domain.audit import Act, Detail
from chalicelib.domain.races import Contended, Outdated
from chalicelib.domain.schedule import (
    WEEKDAYS,
    Schedule,
    ScheduleError,
    Shift,
    check,
    format_time,
    parse_shift,
    parse_time,
)
from chalicelib.protocol import answers
from chalicelib.protocol.requests import AskedWeek, BadRequest, Nothing, PutHours, Query


def read_hours(context: Context, request: Request[Nothing, Query]) -> answers.HoursView:
    """The hours with their version; hours that cannot be read say so, so that new ones can be saved."""
    channel = channel_of(context, request).id
    try:
        schedule, version = first_or_kept(context, channel)
    except ScheduleError:
        return _hours(channel, None, context.channels.schedule_version(channel))
    return _hours(channel, schedule, version)


def replace_hours(context: Context, request: Request[PutHours, Query]) -> answers.HoursView:
    """New hours, if nobody has changed the schedule since they were read; closures and openings stay."""
    channel, asked = channel_of(context, request).id, request.body
    if asked.channel not in (None, channel):
        raise BadRequest("invalid", (("channel", "contradiction"),))
    kept = context.channels.schedule(channel) or Schedule()
    changed = replace(kept, shifts=_shifts(asked.shifts), works_on_holidays=asked.works_on_holidays)
    with at("shifts"):
        check(changed)
    deed = deed_of(context, request.staff, Act.HOURS_CHANGED, channel, {Detail.VERSION: str(asked.version + 1)})
    try:
        version = context.channels.save_schedule(channel, changed, asked.version, deed)
    except (Outdated, Contended):
        raise BadRequest("outdated") from None
    schedule_changed(context, channel)
    return _hours(channel, changed, version)


def _shifts(week: AskedWeek) -> dict[int, tuple[Shift, ...]]:
    named = ((day, name, getattr(week, name)) for day, name in enumerate(WEEKDAYS))
    return {
        day: tuple(_shift(f"shifts.{name}.{n}", shift.opens, shift.closes) for n, shift in enumerate(shifts))
        for day, name, shifts in named
        if shifts
    }


def _shift(place: str, opens: str, closes: str) -> Shift:
    with at(f"{place}.opens"):
        parse_time(opens)
    with at(f"{place}.closes"):
        parse_time(closes, closing=True)
    with at(place):
        return parse_shift(opens, closes)


def _hours(channel: str, schedule: Schedule | None, version: int) -> answers.HoursView:
    known = schedule or Schedule()
    week = {name: tuple(map(_shown, known.shifts.get(day, ()))) for day, name in enumerate(WEEKDAYS)}
    return answers.HoursView(
        channel=channel,
        shifts=answers.WeekView(**week),
        works_on_holidays=known.works_on_holidays,
        version=version,
        readable=schedule is not None,
    )


def _shown(shift: Shift) -> answers.ShiftView:
    return answers.ShiftView(opens=format_time(shift.opens), closes=format_time(shift.closes, closing=True))
