"""What each Lambda does with its event. Nothing is raised to Lambda, whose log would show it whole."""

from collections.abc import Callable
from typing import TypeVar

from chalicelib.actions import connecting, dispatch, lights
from chalicelib.actions import upkeep as upkeeping
from chalicelib.actions.world import World
from chalicelib.events import Event, body_of, caller_of, opening_of
from chalicelib.privacy.journal import Journal
from chalicelib.settings import settings
from chalicelib.wiring import journal, world

Result = dict[str, object]
Done = TypeVar("Done")


def connect(event: Event) -> Result:
    """Whether a connection may open."""
    return opened(world, lambda: settings().origins, journal, event)


def opened(
    here: Callable[[], World], web_origins: Callable[[], frozenset[str]], journal: Journal, event: Event
) -> Result:
    """200 or 403. A page of another site is refused, and so is a client without an Origin."""

    def may_open() -> bool:
        opening = opening_of(event)
        known = opening.web_origin in web_origins()
        return known and connecting.connect(here(), opening.caller, opening.version, opening.ticket)

    return {"statusCode": _guarded(journal, "connect", lambda: 200 if may_open() else 403, 500)}


def message(event: Event) -> Result:
    """What a frame is answered."""
    return answered(world, journal, event)


def answered(here: Callable[[], World], journal: Journal, event: Event) -> Result:
    """The answer to a frame goes back over its own connection."""
    body = _guarded(journal, "message", lambda: dispatch.answer(here(), caller_of(event), body_of(event)), None)
    return {"statusCode": 200} | ({"body": body} if body else {})


def disconnect(event: Event) -> Result:
    """Always 200: nobody hears it."""
    _guarded(journal, "disconnect", lambda: connecting.disconnect(world(), caller_of(event).connection), None)
    return {"statusCode": 200}


def upkeep() -> None:
    """Once a minute."""
    _guarded(journal, "upkeep", lambda: upkeeping.run(world()), 0)


def announce(channel: str) -> None:
    """A channel's light may have flipped."""
    _guarded(journal, "announce", lambda: lights.tell_watchers(world(), channel), None)


def _guarded(journal: Journal, event: str, work: Callable[[], Done], instead: Done) -> Done:
    try:
        return work()
    except Exception as error:
        journal.fault(f"{event}_failed", error)
        return instead
