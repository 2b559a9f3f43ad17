"""Channels at a glance, closing and reopening one at once, and what the hours say of a moment."""

from datetime import date, datetime, time

from chalicelib.actions.administrator.schedules import at, change_schedule, readable
from chalicelib.actions.asking import Request, channel_of
from chalicelib.actions.lights import light_of
from chalicelib.actions.world import World
from chalicelib.domain.brussels import BRUSSELS, day_of, first_showing
from chalicelib.domain.channel import Channel, Closing
from chalicelib.domain.schedule import (
    Period,
    Schedule,
    close_now,
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


def list_channels(world: World, request: Request[Nothing, Query]) -> answers.Channels:
    """How every channel stands."""
    return answers.Channels(items=tuple(_state(world, channel, request.language) for channel in world.service.values()))


def _state(world: World, channel: Channel, language: Language) -> answers.ChannelState:
    schedule, now = world.channels.schedule(channel.id), world.now()
    closed = schedule is not None and _is_closed_now(schedule, now)
    closing = world.channels.closing(channel.id) if closed else None
    return answers.ChannelState(
        channel=channel.id,
        name=channel.name[language],
        light=light_of(world, channel.id, now).value,
        closed_now=closed,
        closed_reason=closing.reason if closing else None,
        closed_by=closing.by if closing else None,
        within_hours=is_within_hours(schedule, now),
        next_opening=next_opening(schedule, now),
        readable=schedule is not None,
    )


def _is_closed_now(schedule: Schedule, now: datetime) -> bool:
    return schedule.closed_now and (schedule.closed_until is None or now < schedule.closed_until)


def close(world: World, request: Request[CloseNow, Query]) -> answers.ChannelState:
    """Closes a channel until it is reopened; conversations under way may finish."""
    channel = channel_of(world, request)
    change_schedule(world, channel.id, close_now)
    world.channels.close(channel.id, Closing(request.staff.shown, world.now(), request.body.reason))
    return _state(world, channel, request.language)


def reopen_channel(world: World, request: Request[Nothing, Query]) -> answers.ChannelState:
    """Takes a closing back; outside its hours the channel stays closed."""
    channel = channel_of(world, request)
    change_schedule(world, channel.id, reopen)
    return _state(world, channel, request.language)


def preview(world: World, request: Request[Nothing, At]) -> answers.Preview:
    """What the hours say of a moment on the clock in Brussels."""
    kept, _ = readable(world, channel_of(world, request).id)
    with at("at"):
        shown = parse_wall(request.query.at)
    moment, schedule = first_showing(shown.date(), shown.time()), reopen(kept)
    day = day_of(moment)
    return answers.Preview(
        at=format_wall(moment),
        within_hours=is_within_hours(schedule, moment),
        holiday=holiday_name(day, request.language),
        closure=next((closure.reason for closure in schedule.closures if closure.covers(day)), None),
        hours=tuple(_shown(period, day) for period in periods(schedule, day)),
        next_opening=next_opening(schedule, moment),
        closed_now=_is_closed_now(kept, world.now()),
    )


def _shown(period: Period, day: date) -> answers.Shift:
    ends = period.closes.astimezone(BRUSSELS)
    closes = format_time(ends.time() if ends.date() == day else time(), closing=True)
    return answers.Shift(opens=format_time(period.opens.astimezone(BRUSSELS).time()), closes=closes)
