"""When the hours of a channel change, so does the moment at which those under way hear that it closes."""

from datetime import datetime

from chalicelib.actions.changing import change
from chalicelib.actions.refusals import Refuse
from chalicelib.actions.world import World
from chalicelib.domain.moves import postpone_closing
from chalicelib.domain.schedule import closes_at, is_within_hours


def schedule_changed(world: World, channel: str) -> None:
    """What follows from every change of a schedule: watchers may see another light, and closing time moves."""
    _redate(world, channel)
    world.announce(channel)


def _redate(world: World, channel: str) -> None:
    """Only the moment: the notice itself comes through the due-time index."""
    schedule, now = world.channels.schedule(channel), world.now()
    closing_at = closes_at(schedule, now) if is_within_hours(schedule, now) else now
    for slot in world.duties.slots(channel):
        if slot.conversation:
            _redate_one(world, slot.conversation, closing_at)


def _redate_one(world: World, id: str, closing_at: datetime | None) -> None:
    try:
        change(world, id, lambda one: postpone_closing(one, closing_at))
    except Refuse:
        return
