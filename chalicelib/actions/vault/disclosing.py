"""Disclosures are asked, answered and looked at here, and only here.

Each act and each look is an entry of the audit trail in the same transaction, before anything is shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from chalicelib.actions.context import Context
from chalicelib.actions.shared.deeds import NOTHING, deed_of
from chalicelib.actions.shared.paging import cursor, place_of
from chalicelib.actions.vault import emergency
from chalicelib.actions.vault.chaining import chain_with
from chalicelib.actions.vault.disclosure_views import origins, view
from chalicelib.domain import disclosure as rules
from chalicelib.domain.audit import Act, Addition, Deed, Detail
from chalicelib.domain.disclosure import Disclosure, Move, Person, Plea
from chalicelib.domain.races import Decided
from chalicelib.domain.sightings import stays
from chalicelib.domain.staff import Role, Staff
from chalicelib.domain.steps import IllegalMove, NotTheirMove
from chalicelib.domain.subject import Subject
from chalicelib.protocol import disclosing
from chalicelib.protocol.problems import ProblemWord
from chalicelib.protocol.requests import BadRequest

OF_LATE = rules.ASK_WITHIN + rules.WAITS[Role.COUNSELLOR] + rules.SHOWN_FOR
"""A desk shows what its counsellor asked for as long as anything can become of it."""

LISTED = timedelta(days=8)
"""Nothing that is open was asked before this."""

Write = Callable[[Addition], None]


def ask(context: Context, staff: Staff, asked: disclosing.AskDisclosure) -> disclosing.DisclosureView:
    """A counsellor asks for their own conversation; asked twice is the same request."""
    plea = Plea(asked.ground, asked.words, asked.danger, asked.discussed)
    return _asked(context, _person(staff, Role.COUNSELLOR), asked.conversation, plea)


def order(context: Context, staff: Staff, asked: disclosing.OrderDisclosure) -> disclosing.DisclosureView:
    """An administrator asks for any conversation."""
    plea = Plea(asked.ground, asked.words)
    return _asked(context, _person(staff, Role.ADMINISTRATOR), asked.conversation, plea)


def _asked(context: Context, by: Person, conversation: str, plea: Plea) -> disclosing.DisclosureView:
    try:
        made = _made(context, by, conversation, plea)
    except Decided:
        # The same person asked at the same moment, from another window; or the conversation was erased.
        made = _made(context, by, conversation, plea)
    return view(made, by.id, context.now())


def _made(context: Context, by: Person, conversation: str, plea: Plea) -> Disclosure:
    subject = _subject(context, conversation, "unknown")
    asked = context.disclosures.asked_by(by.id, conversation)
    before = context.disclosures.get(asked[-1]) if asked else None
    if before and rules.is_open(before, context.now()):
        return before
    now = context.now()
    id = rules.id_at(now, context.new_id())
    new = _allowed(lambda: rules.asked(id, subject, by, plea, now), "not_yours")
    deed = _deed(context, by, Act.DISCLOSURE_ASKED, new)
    chain_with(context, deed, lambda added: context.disclosures.ask(new, asked, added))
    return replace(new, told=1) if emergency.tell(context, new) else new


def mine(context: Context, staff: Staff, _asked: disclosing.OwnDisclosures) -> disclosing.DisclosuresView:
    """What this counsellor asked of late, the newest first."""
    now = context.now()
    own = (one for one in context.disclosures.since(now - OF_LATE) if one.asker == staff.id)
    return disclosing.DisclosuresView(items=tuple(view(one, staff.id, now) for one in own))


def listed(context: Context, staff: Staff, asked: disclosing.OfDisclosures) -> disclosing.DisclosuresView:
    """Disclosures for an administrator, the newest first: what is open at once, all of them in pages."""
    now = context.now()
    if asked.open == "yes":
        found = [one for one in context.disclosures.since(now - LISTED) if rules.is_open(one, now)]
        return disclosing.DisclosuresView(items=tuple(view(one, staff.id, now) for one in found))
    page = context.disclosures.newest(place_of(asked), asked.limit)
    following = cursor(page[-1].id) if len(page) == asked.limit else None
    return disclosing.DisclosuresView(items=tuple(view(one, staff.id, now) for one in page), next=following)


def grant(context: Context, staff: Staff, asked: disclosing.AnswerDisclosure) -> disclosing.DisclosureView:
    """Another administrator than who asked says yes, for an hour."""
    return _answered(context, staff, asked, Move.GRANT, Act.DISCLOSURE_GRANTED)


def refuse(context: Context, staff: Staff, asked: disclosing.AnswerDisclosure) -> disclosing.DisclosureView:
    """Another administrator than who asked says no."""
    return _answered(context, staff, asked, Move.REFUSE, Act.DISCLOSURE_REFUSED)


def _answered(
    context: Context, staff: Staff, asked: disclosing.AnswerDisclosure, move: Move, act: Act
) -> disclosing.DisclosureView:
    by, lone, now = _person(staff, Role.ADMINISTRATOR), context.lone_administrator, context.now()
    before = _disclosure(context, asked.id)
    after = _allowed(lambda: rules.decided(before, move, by, asked.words, now, lone=lone), "two_people")
    deed = _deed(context, by, act, after)
    _written(context, deed, lambda added: context.disclosures.decide(before, after, added, lone=lone))
    return view(after, staff.id, now)


def look(context: Context, staff: Staff, asked: disclosing.OneDisclosure) -> disclosing.OriginsView:
    """The asker sees where the conversation came from, once that look is written down."""
    before, now = _disclosure(context, asked.id), context.now()
    by = _person(staff, before.role)
    subject = _subject(context, before.conversation, "gone")
    after = _allowed(lambda: rules.looked(before, by, now), "other")
    deed = _deed(context, by, Act.ORIGIN_SEEN, after)
    _written(context, deed, lambda added: context.disclosures.look(before, after, added))
    found = stays(context.disclosures.sightings(subject.id), subject.ended_at)
    return origins(after, staff.id, subject, found, now)


def _written(context: Context, deed: Deed, write: Write) -> None:
    try:
        chain_with(context, deed, write)
    except Decided:
        raise BadRequest("outdated") from None


def _allowed(move: Callable[[], Disclosure], why_not: str) -> Disclosure:
    try:
        return move()
    except NotTheirMove:
        raise BadRequest("not_allowed", (("disclosure", why_not),)) from None
    except IllegalMove:
        raise BadRequest("outdated") from None


def _person(staff: Staff, role: Role) -> Person:
    return Person(staff.id, staff.shown, role)


def _deed(context: Context, by: Person, act: Act, about: Disclosure) -> Deed:
    details: Mapping[Detail, str] = {Detail.CONVERSATION: about.conversation, Detail.CHANNEL: about.channel}
    # One person asked and answered: whoever reads the trail must see that at each look.
    alone = {Detail.PEOPLE: "1"} if about.lone else NOTHING
    return deed_of(context, Staff(by.id, by.name, frozenset(), ()), act, about.id, {**details, **alone}, by.role)


def _subject(context: Context, conversation: str, otherwise: ProblemWord) -> Subject:
    found = context.disclosures.subject(conversation)
    if found is None:
        raise BadRequest(otherwise)
    return found


def _disclosure(context: Context, id: str) -> Disclosure:
    found = context.disclosures.get(id)
    if found is None:
        # Nobody types ids: it was there, and went with its conversation.
        raise BadRequest("gone")
    return found
