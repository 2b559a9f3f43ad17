"""What people are told of a channel: the public light, which asks nothing of the places.

It is the schedule, which turns by itself, and what the places said when it was announced last. Who starts is let in or
refused by the places themselves.
"""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.actions.context import Context
from chalicelib.actions.shared.first_schedule import gave_first_schedule
from chalicelib.actions.shared.refusals import elsewhere
from chalicelib.domain.channel import named
from chalicelib.domain.light import Announced, Light, light
from chalicelib.domain.schedule import Schedule, closes_at, is_within_hours, next_opening
from chalicelib.protocol.outbound import StatusFrame
from chalicelib.protocol.words import LIGHT, Language


@dataclass(frozen=True)
class Known:
    """What the public light of a channel is made of."""

    schedule: Schedule | None
    announced: Announced | None


def status(context: Context, channel: str, language: Language = "nl") -> StatusFrame:
    """What anybody is told who asks, from what this worker read no longer than two seconds ago.

    Raises KeyError for a channel that is not configured.
    """
    now = context.now()
    known = context.known.of(channel, now, lambda: _read(context, channel))
    return shown(context, channel, known.schedule, public_light(known, now), language)


def _read(context: Context, channel: str) -> Known:
    known = Known(*context.channels.public(channel))
    if known.schedule is None and known.announced is None and gave_first_schedule(context, channel):
        return Known(*context.channels.public(channel, fresh=True))
    return known


def public_light(known: Known, now: datetime) -> Announced:
    """The public light, and since when: the moment of the announcement, or now where the hours turned it since."""
    announced = known.announced
    current = light(is_within_hours(known.schedule, now), announced.places if announced else Light.CLOSED)
    if announced and announced.light is current:
        return announced
    return Announced(current, now)


def shown(
    context: Context, channel: str, schedule: Schedule | None, announced: Announced, language: Language
) -> StatusFrame:
    """A light as a frame: with the next opening, or until when it is open though nobody is on duty."""
    until, opening = _hours(schedule, announced, context.now())
    described = context.service[channel]

    def made() -> StatusFrame:
        return StatusFrame(
            channel=channel,
            name=named(described.name, language),
            light=announced.light.value,
            message=LIGHT[language][announced.light],
            open_until=until,
            next_opening=opening,
            elsewhere=elsewhere(described, language),
            at=announced.at,
        )

    made_of = (described, announced.light, announced.at, until, opening)
    return context.lights.of((channel, language), made_of, made)


def _hours(schedule: Schedule | None, announced: Announced, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Until when it is open though closed, for want of people; else when it opens next."""
    if announced.light is not Light.CLOSED:
        return None, None
    if is_within_hours(schedule, now):
        return closes_at(schedule, now), None
    return None, next_opening(schedule, now)
