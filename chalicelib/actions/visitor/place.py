"""A place for a new conversation, out of those that its origin may take."""

from dataclasses import dataclass

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared.changes import persistently
from chalicelib.actions.shared.chosen import one_in_of, places_of
from chalicelib.actions.shared.listed import range_of
from chalicelib.actions.shared.refusals import Refusal, elsewhere
from chalicelib.domain.places import Claim, Days, Places, Taken, begun, held, named, taken
from chalicelib.domain.races import Contended, Outdated
from chalicelib.domain.start import Known
from chalicelib.protocol import inbound


@dataclass(frozen=True)
class Place:
    """What was taken: for which conversation, and under which keyed hash."""

    conversation: str
    origin_hash: str


def claim_place(context: Context, caller: Caller, frame: inbound.StartFrame, known: Known) -> Place:
    """Takes a place, or finds the one that an earlier try over this line has taken: then the page has asked again,
    because no answer came. Raises Refusal when the origin takes as many as it may."""
    read: list[Days] = [known.places]

    def attempt() -> Place:
        days = read.pop() if read else _places(context, caller)
        tried = _tried(context, caller, days)
        return tried or _taken(context, caller, _with_room(context, caller, frame, days))

    try:
        return persistently(context, attempt)
    except (Outdated, Contended):
        # A whole class that clicks at once comes from one address.
        raise Refusal("too_fast", retry_after=2) from None


def _places(context: Context, caller: Caller) -> Days:
    return context.places.of(context.recent_hashes(caller.origin))


def _tried(context: Context, caller: Caller, days: Days) -> Place | None:
    found = begun(days, caller.connection, context.now())
    there = context.conversations.get_each([id for _, id in found]) if found else {}
    return next((Place(id, origin_hash) for origin_hash, id in found if id not in there), None)


def _taken(context: Context, caller: Caller, places: Places) -> Place:
    claim = Claim(context.now(), context.new_id(), caller.connection)
    context.places.save(places.with_claim(claim), claim.at)
    return Place(claim.conversation or "", places.origin_hash)


def _with_room(context: Context, caller: Caller, frame: inbound.StartFrame, days: Days) -> Places:
    """Where a claim may be added, without those that count no more. Raises Refusal."""
    own = _looked_up(context, days, places_of(context))
    if own.places < places_of(context):
        return own.days[0]
    if shared := _shared(context, caller):
        return shared
    most = max(places_of(context), _share(context, frame.channel))
    if own.places < most:
        return own.days[0]
    there = elsewhere(context.service[frame.channel], frame.language)
    raise Refusal("too_many", elsewhere=there, wording=None if own.live >= most else "started_over")


def _shared(context: Context, caller: Caller) -> Places | None:
    """Where everybody of a listed range takes what goes beyond the places of each single origin in it."""
    found = range_of(context, caller.origin)
    if found is None:
        return None
    addresses, listed = found
    most = listed.places - places_of(context)
    everybody = _looked_up(context, context.places.of(context.recent_hashes(addresses)), most)
    return everybody.days[0] if everybody.places < most else None


def _looked_up(context: Context, days: Days, most: int) -> Taken:
    """What the claims come to; conversations are read only when there are many claims."""
    if held(days) < most:
        return Taken(days, held(days))
    return taken(days, context.conversations.get_each(named(days)), context.now())


def _share(context: Context, channel: str) -> int:
    """The part of a channel's places that one origin may take; counted at most once a minute by each worker."""
    return _offered(context, channel) // one_in_of(context)


def _offered(context: Context, channel: str) -> int:
    def count() -> int:
        now = context.now()
        return sum(duty.slots for duty in context.duties.of_channel(channel) if duty.present(now))

    return context.memory.of(f"places of {channel}", context.now(), count)
