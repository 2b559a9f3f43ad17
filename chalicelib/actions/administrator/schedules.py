"""How every change to the hours of a channel is made: read, decide, check, save, and tell who waits."""

import re
from collections.abc import Callable

from chalicelib.actions.administrator.closing_time import schedule_changed
from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import persistently
from chalicelib.actions.shared.first_schedule import gave_first_schedule
from chalicelib.actions.shared.schedule_faults import at
from chalicelib.domain.audit import Deed
from chalicelib.domain.channel import Closing
from chalicelib.domain.schedule import Schedule, ScheduleError, check
from chalicelib.protocol.requests import BadRequest

MOST = 200
"""Closures, and openings, of one channel: the schedule is one item, read at every start."""


_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def known_id(id: str) -> str:
    """An id of ours, as an address bears it. Raises BadRequest for what none of ours looks like."""
    if not _ID.fullmatch(id):
        raise BadRequest("unknown")
    return id


def readable_or_new(context: Context, channel: str) -> Schedule:
    """The schedule for who only looks: a channel that has none yet has nothing special in its calendar."""
    return _read(context, channel)[0] or Schedule()


def readable(context: Context, channel: str) -> tuple[Schedule, int]:
    """The schedule and its version. Raises BadRequest when it is missing or broken."""
    schedule, version = _read(context, channel)
    if schedule is None:
        raise BadRequest("unreadable")
    return schedule, version


def _read(context: Context, channel: str) -> tuple[Schedule | None, int]:
    try:
        return first_or_kept(context, channel)
    except ScheduleError:
        raise BadRequest("unreadable") from None


def first_or_kept(context: Context, channel: str) -> tuple[Schedule | None, int]:
    """The schedule and its version; an administrator may be the first who touches a new stage. Raises ScheduleError."""
    schedule, version = context.channels.read_schedule(channel)
    if schedule is None and gave_first_schedule(context, channel):
        return context.channels.read_schedule(channel)
    return schedule, version


def change_schedule(
    context: Context,
    channel: str,
    step: Callable[[Schedule], Schedule],
    deed: Deed,
    field: str = "request",
    closing: Closing | None = None,
) -> None:
    """Changes the schedule, whoever else is changing it, and leaves the deed with it; a step that changes nothing is
    none. Raises BadRequest for one that cannot be followed."""

    def attempt() -> bool:
        before, version = readable(context, channel)
        after = step(before)
        if after == before and closing is None:
            return False
        with at(field):
            check(after)
        context.channels.save_schedule(channel, after, version, deed, closing)
        return after != before

    if persistently(context, attempt):
        schedule_changed(context, channel)
