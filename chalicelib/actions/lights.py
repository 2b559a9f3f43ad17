"""The light of a channel: derived when asked, and told to who waits when it has changed."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.actions.refusals import elsewhere, language_of
from chalicelib.actions.world import World
from chalicelib.domain.light import Announced, Light
from chalicelib.domain.races import Outdated
from chalicelib.domain.schedule import is_within_hours, next_opening
from chalicelib.domain.slots import light
from chalicelib.protocol.outbound import Status
from chalicelib.protocol.reached import Reached
from chalicelib.protocol.words import LIGHT, Language

LOOKS = 3
"""How often one Lambda looks again after telling; upkeep looks every minute anyway."""


def light_of(world: World, channel: str, now: datetime) -> Light:
    """The light now, from schedule and slots."""
    within = is_within_hours(world.channels.schedule(channel), now)
    return light(within, world.duties.slots(channel) if within else (), now)


def status(world: World, channel: str, language: Language = "nl") -> Status:
    """What a visitor is told about a channel. Raises KeyError for a channel that is not configured."""
    now = world.now()
    return _status(world, channel, Announced(light_of(world, channel, now), now), language)


def status_to_watch(world: World, channel: str, language: Language) -> Status:
    """What somebody is told who will be told of changes: the light that was announced last.

    It may have changed with time alone, which nobody was told yet. Changing back would then be no change, and
    who had come in between would never hear of it; so it is announced first.
    """
    announced, now = world.channels.announced(channel), world.now()
    current = light_of(world, channel, now)
    if announced is None or announced.light is not current:
        current = tell_watchers(world, channel)
    return _status(world, channel, Announced(current, now), language)


def _status(world: World, channel: str, announced: Announced, language: Language) -> Status:
    shown, opening = announced.light, None
    if shown is Light.CLOSED:
        opening = next_opening(world.channels.schedule(channel), announced.at)
    return Status(
        channel=channel,
        name=world.service[channel].name[language],
        light=shown.value,
        message=LIGHT[language][shown],
        next_opening=opening,
        elsewhere=elsewhere(world.service[channel], language),
        at=announced.at,
    )


def tell_watchers(world: World, channel: str) -> Light:
    """Tells everybody who waits, if the light is not the one that they were told last.

    Noted first and marked as told afterwards, so that upkeep finishes what a crash left half done. Whoever
    loses the race to note it leaves the telling to the winner, who looks again afterwards: the light may have
    flipped between the winner's look and its note.
    """
    shown = _told_once(world, channel)
    for _ in range(LOOKS):
        if shown is light_of(world, channel, world.now()):
            break
        shown = _told_once(world, channel)
    return shown


def _told_once(world: World, channel: str) -> Light:
    before, now = world.channels.announced(channel), world.now()
    current = light_of(world, channel, now)
    if before and before.light is current and not before.abandoned(now):
        return current
    newest = max(now, before.at + timedelta(milliseconds=1)) if before else now
    _announce(world, channel, before, Announced(current, newest, told=False))
    return current


def _announce(world: World, channel: str, before: Announced | None, after: Announced) -> None:
    try:
        world.channels.announce(channel, before, after)
        world.journal.note("light", channel=channel, light=after.light.value)
        if _push_to_all(world, channel, after):
            world.channels.told(channel, replace(after, told=True))
    except Outdated:
        return


def _push_to_all(world: World, channel: str, announced: Announced) -> bool:
    """Says whether everybody who is there heard it; if not, upkeep tells it once more."""
    frames = {language: _status(world, channel, announced, language) for language in LIGHT}
    waiting = [(connection, frames[language_of(language)]) for connection, language in world.channels.watchers(channel)]
    results = world.push.push_each(waiting)
    for (connection, _), reached in zip(waiting, results, strict=True):
        if reached is Reached.GONE:
            world.channels.unwatch(channel, connection)
    return Reached.UNSURE not in results
