"""The light of a channel: derived when asked, and told to who waits when it has changed."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from chalicelib.actions.concurrency import each
from chalicelib.actions.context import Context
from chalicelib.actions.shared.refusals import elsewhere, language_of
from chalicelib.domain.light import Announced, Light, light
from chalicelib.domain.races import Outdated
from chalicelib.domain.schedule import DEFAULTS, Schedule, is_within_hours, next_opening
from chalicelib.protocol.delivery import Delivery
from chalicelib.protocol.outbound import StatusFrame
from chalicelib.protocol.words import LIGHT, Language

LOOKS = 3
"""How often one Lambda looks again after telling; upkeep looks every minute anyway."""


def light_of(context: Context, channel: str, now: datetime) -> Light:
    """The light now, from schedule and slots."""
    if not is_within_hours(context.channels.schedule(channel), now):
        return Light.CLOSED
    free = context.duties.someone_free(channel, now)
    return light(True, free, free or context.duties.someone_present(channel, now))


def status(context: Context, channel: str, language: Language = "nl") -> StatusFrame:
    """What a visitor is told about a channel. Raises KeyError for a channel that is not configured."""
    now = context.now()
    return _status(context, channel, Announced(light_of(context, channel, now), now), language)


def status_to_watch(context: Context, channel: str, language: Language) -> StatusFrame:
    """What somebody is told who will be told of changes: the light that was announced last.

    It may have changed with time alone, which nobody was told yet. Changing back would then be no change, and
    who had come in between would never hear of it; so it is announced first.
    """
    announced, now = context.channels.announced(channel), context.now()
    current = light_of(context, channel, now)
    if announced is None or announced.light is not current:
        current = tell_watchers(context, channel)
    return _status(context, channel, Announced(current, now), language)


def _status(context: Context, channel: str, announced: Announced, language: Language) -> StatusFrame:
    shown, opening = announced.light, None
    if shown is Light.CLOSED:
        opening = next_opening(context.channels.schedule(channel), announced.at)
    return StatusFrame(
        channel=channel,
        name=context.service[channel].name[language],
        light=shown.value,
        message=LIGHT[language][shown],
        next_opening=opening,
        elsewhere=elsewhere(context.service[channel], language),
        at=announced.at,
    )


def tell_watchers(context: Context, channel: str) -> Light:
    """Tells everybody who waits, if the light is not the one that they were told last.

    Noted first and marked as told afterwards, so that upkeep finishes what a crash left half done. Whoever
    loses the race to note it leaves the telling to the winner, who looks again afterwards: the light may have
    flipped between the winner's look and its note.
    """
    shown = _told_once(context, channel)
    for _ in range(LOOKS):
        if shown is light_of(context, channel, context.now()):
            break
        shown = _told_once(context, channel)
    return shown


def _told_once(context: Context, channel: str) -> Light:
    before, now = announced_or_seeded(context, channel), context.now()
    current = light_of(context, channel, now)
    if before and before.light is current and not before.abandoned(now):
        return current
    newest = max(now, before.at + timedelta(milliseconds=1)) if before else now
    _announce(context, channel, before, Announced(current, newest, told=False))
    return current


def announced_or_seeded(context: Context, channel: str) -> Announced | None:
    """What was announced last. A channel that never was gets its first schedule, whoever comes first: what is
    announced before there are hours would leave it without them for ever."""
    announced = context.channels.announced(channel)
    if announced:
        return announced
    context.channels.seed(channel, DEFAULTS.get(channel, Schedule()), context.now())
    return context.channels.announced(channel)


def _announce(context: Context, channel: str, before: Announced | None, after: Announced) -> None:
    try:
        context.channels.announce(channel, before, after)
        context.log.note("light", channel=channel, light=after.light.value)
        if _push_to_all(context, channel, after):
            context.channels.told(channel, replace(after, told=True))
    except Outdated:
        return


def _push_to_all(context: Context, channel: str, announced: Announced) -> bool:
    """Says whether everybody who is there heard it; if not, upkeep tells it once more."""
    frames = {language: _status(context, channel, announced, language) for language in LIGHT}
    waiting = [
        (connection, frames[language_of(language)]) for connection, language in context.channels.watchers(channel)
    ]
    results = context.push.push_each(waiting)
    gone = [connection for (connection, _), reached in zip(waiting, results, strict=True) if reached is Delivery.GONE]
    each(context, partial(context.channels.unwatch, channel), gone)
    return Delivery.UNSURE not in results
