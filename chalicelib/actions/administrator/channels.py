"""Channels at a glance, closing and reopening one at once, and what the hours say of a moment."""

from datetime import date, datetime, time

from chalicelib.actions.administrator.schedules import change_schedule, readable
from chalicelib.actions.context import Context
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.actions.shared.first_schedule import gave_first_schedule
from chalicelib.actions.shared.lights import light_of
from chalicelib.actions.shared.requests import Request, channel_of
from chalicelib.actions.shared.schedule_faults import at
from chalicelib.domain.audit import Act
from chalicelib.domain.brussels import BRUSSELS, day_of, first_showing
from chalicelib.domain.channel import Channel, Closing, named
from chalicelib.domain.duty import Duty
from chalicelib.domain.schedule import (
    Period,
    Schedule,
    close_now,
    closes_at,
    format_time,
    format_wall,
    holiday_name,
    is_within_hours,
    next_opening,
    parse_wall,
    periods,
    reopen,
)
from chalicelib.protocol import answers
from chalicelib.protocol.requests import At, CloseNow, Nothing, Query
from chalicelib.protocol.words import Language


def list_channels(context: Context, request: Request[Nothing, Query]) -> answers.ChannelsView:
    """How every channel stands."""
    return answers.ChannelsView(
        items=tuple(_state(context, channel, request.language) for channel in context.service.values())
    )


def _state(context: Context, channel: Channel, language: Language) -> answers.ChannelStateView:
    schedule, now = context.channels.schedule(channel.id), context.now()
    if schedule is None and gave_first_schedule(context, channel.id):
        schedule = context.channels.schedule(channel.id)
    closed = schedule is not None and _is_closed_now(schedule, now)
    duties, today, within = _duties(context, channel.id, now), day_of(now), is_within_hours(schedule, now)
    closures = schedule.closures if schedule else ()
    closing = context.channels.closing(channel.id) if closed else None
    return answers.ChannelStateView(
        channel=channel.id,
        name=named(channel.name, language),
        light=light_of(context, channel.id, now).value,
        closed_now=closed,
        closed_reason=closing.reason if closing else None,
        closed_by=closing.by if closing else None,
        within_hours=within,
        next_opening=next_opening(schedule, now),
        readable=schedule is not None,
        holiday=holiday_name(today, language),
        closure=next((closure.reason for closure in closures if closure.covers(today)), None),
        open_until=closes_at(schedule, now) if within else None,
        running=sum(held.channel == channel.id for duty in duties for held in duty.held),
        counsellors=tuple(_on_duty(duty, now) for duty in duties),
    )


def _duties(context: Context, channel: str, now: datetime) -> list[Duty]:
    """Who is on duty in a channel or holds something of it, by name, as this worker read it within two seconds: the
    page of every administrator asks every five."""
    known = context.known.of(f"duties of {channel}", now, lambda: list(context.duties.of_channel(channel)))
    return sorted((duty for duty in known if duty.on or duty.held), key=lambda duty: duty.first_name)


def _on_duty(duty: Duty, now: datetime) -> answers.OnDutyView:
    away = not duty.present(now)
    paused = not away and not duty.available
    return answers.OnDutyView(name=duty.first_name, places=duty.slots, taken=len(duty.held), paused=paused, away=away)


def _is_closed_now(schedule: Schedule, now: datetime) -> bool:
    return schedule.closed_now and (schedule.closed_until is None or now < schedule.closed_until)


def close(context: Context, request: Request[CloseNow, Query]) -> answers.ChannelStateView:
    """Closes a channel until it is reopened; conversations under way may finish."""
    channel = channel_of(context, request)
    deed = deed_of(context, request.staff, Act.CHANNEL_CLOSED, channel.id)
    closing = Closing(request.staff.shown, deed.at, request.body.reason)
    change_schedule(context, channel.id, close_now, deed, closing=closing)
    return _state(context, channel, request.language)


def reopen_channel(context: Context, request: Request[Nothing, Query]) -> answers.ChannelStateView:
    """Takes a closing back; outside its hours the channel stays closed."""
    channel = channel_of(context, request)
    change_schedule(context, channel.id, reopen, deed_of(context, request.staff, Act.CHANNEL_REOPENED, channel.id))
    return _state(context, channel, request.language)


def preview(context: Context, request: Request[Nothing, At]) -> answers.PreviewView:
    """What the hours say of a moment on the clock in Brussels."""
    kept, _ = readable(context, channel_of(context, request).id)
    with at("at"):
        shown = parse_wall(request.query.at)
    moment, schedule = first_showing(shown.date(), shown.time()), reopen(kept)
    day = day_of(moment)
    return answers.PreviewView(
        at=format_wall(moment),
        within_hours=is_within_hours(schedule, moment),
        holiday=holiday_name(day, request.language),
        closure=next((closure.reason for closure in schedule.closures if closure.covers(day)), None),
        hours=tuple(_shown(period, day) for period in periods(schedule, day)),
        next_opening=next_opening(schedule, moment),
        closed_now=_is_closed_now(kept, context.now()),
    )


def _shown(period: Period, day: date) -> answers.ShiftView:
    ends = period.closes.astimezone(BRUSSELS)
    closes = format_time(ends.time() if ends.date() == day else time(), closing=True)
    return answers.ShiftView(opens=format_time(period.opens.astimezone(BRUSSELS).time()), closes=closes)
