"""The light of a channel: derived when it decides something, and told to who waits when it has changed."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from chalicelib.actions.concurrency import each
from chalicelib.actions.context import Context
from chalicelib.actions.shared.first_schedule import gave_first_schedule
from chalicelib.actions.shared.refusals import language_of
from chalicelib.actions.shared.status import shown
from chalicelib.domain.light import Announced, Light, light
from chalicelib.domain.races import Outdated
from chalicelib.domain.schedule import is_within_hours
from chalicelib.protocol.delivery import Delivery
from chalicelib.protocol.words import LIGHT

LOOKS = 3
"""How often one Lambda looks again after telling; upkeep looks every minute anyway."""


def light_of(context: Context, channel: str, now: datetime) -> Light:
    """The light now, from schedule and slots."""
    if not is_within_hours(context.channels.schedule(channel), now):
        return Light.CLOSED
    return context.duties.places(channel, now)


def tell_watchers(context: Context, channel: str) -> Light:
    """Tells everybody who waits, if the light is not the one that they were told last.

    Noted first and marked as told afterwards, so that upkeep finishes what a crash left half done. Whoever
    loses the race to note it leaves the telling to the winner, who looks again afterwards: the light may have
    flipped between the winner's look and its note.
    """
    current = _told_once(context, channel)
    for _ in range(LOOKS):
        if current is light_of(context, channel, context.now()):
            break
        current = _told_once(context, channel)
    return current


def _told_once(context: Context, channel: str) -> Light:
    before, now = announced_or_seeded(context, channel), context.now()
    places = context.duties.places(channel, now)
    current = light(is_within_hours(context.channels.schedule(channel), now), places)
    same = before is not None and before.light is current and not before.abandoned(now)
    if before and same and before.places is places:
        return current
    newest = max(now, before.at + timedelta(milliseconds=1)) if before else now
    # What only the places say, before the hours begin or after them, is noted and told to nobody.
    told = before.told if before and same else False
    _announce(context, channel, before, Announced(current, newest, told, places))
    return current


def announced_or_seeded(context: Context, channel: str) -> Announced | None:
    """What was announced last. A channel that never was gets its first schedule, whoever comes first: what is
    announced before there are hours would leave it without them for ever."""
    announced = context.channels.announced(channel)
    if announced is None and gave_first_schedule(context, channel):
        announced = context.channels.announced(channel)
    return announced


def _announce(context: Context, channel: str, before: Announced | None, after: Announced) -> None:
    try:
        context.channels.announce(channel, before, after)
        context.log.note("light", channel=channel, light=after.light.value)
        if not after.told and _push_to_all(context, channel, after):
            context.channels.told(channel, replace(after, told=True))
    except Outdated:
        return
    if before:
        # Last, because nobody waits for it: whoever noted the next light counts how long the one before stood.
        context.figures.light(channel, before.light, before.at, after.at)


def _push_to_all(context: Context, channel: str, announced: Announced) -> bool:
    """Says whether everybody who is there heard it; if not, upkeep tells it once more."""
    schedule = context.channels.schedule(channel)
    frames = {language: shown(context, channel, schedule, announced, language) for language in LIGHT}
    waiting = [
        (connection, frames[language_of(language)]) for connection, language in context.channels.watchers(channel)
    ]
    results = context.push.push_each(waiting)
    gone = [connection for (connection, _), reached in zip(waiting, results, strict=True) if reached is Delivery.GONE]
    each(context, partial(context.channels.unwatch, channel), gone)
    return Delivery.UNSURE not in results
