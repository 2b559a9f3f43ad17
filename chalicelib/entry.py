"""What each Lambda does with its event. Nothing is raised to Lambda, whose log would show it whole."""

from collections.abc import Callable
from typing import TypeVar

from chalicelib.actions import connecting, dispatch, lights
from chalicelib.actions import upkeep as upkeeping
from chalicelib.events import Event, body_of, caller_of, opening_of
from chalicelib.settings import settings
from chalicelib.wiring import journal, world

Result = dict[str, object]
Done = TypeVar("Done")


def connect(event: Event) -> Result:
    """200 or 403. A page of another site is refused, and so is a client without an Origin."""
    return {"statusCode": _guarded("connect", lambda: 200 if _may_open(event) else 403, 500)}


def _may_open(event: Event) -> bool:
    opening = opening_of(event)
    if opening.web_origin not in settings().origins:
        return False
    return connecting.connect(world(), opening.caller, opening.version, opening.ticket)


def message(event: Event) -> Result:
    """The answer to a frame goes back over its own connection."""
    body = _guarded("message", lambda: dispatch.answer(world(), caller_of(event), body_of(event)), None)
    return {"statusCode": 200} | ({"body": body} if body else {})


def disconnect(event: Event) -> Result:
    """Always 200: nobody hears it."""
    _guarded("disconnect", lambda: connecting.disconnect(world(), caller_of(event).connection), None)
    return {"statusCode": 200}


def upkeep() -> None:
    """Once a minute."""
    _guarded("upkeep", lambda: upkeeping.run(world()), 0)


def announce(channel: str) -> None:
    """A channel's light may have flipped."""
    _guarded("announce", lambda: lights.tell_watchers(world(), channel), None)


def _guarded(event: str, work: Callable[[], Done], instead: Done) -> Done:
    try:
        return work()
    except Exception as error:
        journal.fault(f"{event}_failed", error)
        return instead
