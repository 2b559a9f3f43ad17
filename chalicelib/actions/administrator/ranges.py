"""Addresses that many people share: with places of their own, so that a class can ask for help at once."""

from chalicelib.actions.administrator.schedules import known_id
from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import persistently
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.actions.shared.paging import page_of
from chalicelib.actions.shared.requests import Request
from chalicelib.domain.audit import Act, Detail
from chalicelib.domain.ranges import MOST_RANGES, Listed
from chalicelib.privacy.origins import Range
from chalicelib.protocol import answers
from chalicelib.protocol.requests import AddRange, BadRequest, Nothing, Paged, Query


def list_ranges(context: Context, request: Request[Nothing, Paged]) -> answers.RangesView:
    """Ranges of addresses that have more places, by name."""
    page, following = page_of(context.ranges.all(), request.query, lambda one: f"{one.name}#{one.id}")
    return answers.RangesView(items=tuple(map(_shown, page)), next=following)


def add_range(context: Context, request: Request[AddRange, Query]) -> answers.RangeView:
    """One range more; it counts within a minute."""
    addresses = _range(request.body.range)
    known = context.ranges.all()
    if len(known) >= MOST_RANGES:
        raise BadRequest("invalid", (("request", "too_many"),))
    if any(one.range == addresses for one in known):
        raise BadRequest("invalid", (("range", "duplicate"),))
    asked = request.body
    listed = Listed(context.new_id(), addresses, asked.name, asked.places, request.staff.shown, context.now())
    # Neither the addresses nor the name of who shares them: the list shows those as long as it has them.
    deed = deed_of(context, request.staff, Act.RANGE_ADDED, listed.id, {Detail.PLACES: str(listed.places)})
    persistently(context, lambda: context.ranges.add(listed, deed))
    return _shown(listed)


def _range(text: str) -> str:
    try:
        return Range(text.strip()).for_the_administrator()
    except ValueError:
        raise BadRequest("invalid", (("range", "range"),)) from None


def remove_range(context: Context, request: Request[Nothing, Query]) -> None:
    """One range less; conversations under way go on. Raises BadRequest when there is no such range."""
    id = known_id(request.path["id"])
    deed = deed_of(context, request.staff, Act.RANGE_REMOVED, id)
    if not persistently(context, lambda: context.ranges.remove(id, deed)):
        raise BadRequest("unknown")


def _shown(listed: Listed) -> answers.RangeView:
    return answers.RangeView(
        id=listed.id, range=listed.range, name=listed.name, places=listed.places, by=listed.by, listed_at=listed.at
    )
