"""The moves of a conversation: from one frozen value and `now` to the next.

Every move goes through the table in `states`; an illegal one raises IllegalMove and changes nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.conversation import (
    OFFER_LASTS,
    SILENCE,
    TELL_AGAIN,
    Ask,
    Conversation,
    Holder,
    Line,
    NoticeWord,
    Offer,
    Position,
    Side,
)
from chalicelib.domain.states import TABLE, WHO, Actor, Move
from chalicelib.domain.steps import IllegalMove, step


def _moved(conversation: Conversation, move: Move, actor: Actor) -> Conversation:
    return replace(conversation, state=step(TABLE, WHO, conversation.state, move, actor))


def _with_line(conversation: Conversation, side: Side, line: Line) -> Conversation:
    if side is Side.VISITOR:
        return replace(conversation, visitor=line)
    return replace(conversation, counsellor=line)


_DROPS = {Side.VISITOR: Move.VISITOR_DROPS, Side.COUNSELLOR: Move.COUNSELLOR_DROPS}


def drop(conversation: Conversation, side: Side, connection: str, now: datetime, *, gone: bool = True) -> Conversation:
    """A connection is gone: the five minutes start, only if it is the side's current one and was here."""
    current = conversation.line(side)
    if current.connection != connection:
        return conversation
    if not conversation.here(side):
        # Who was silent only is known to be gone now; the five minutes go on.
        return _with_line(conversation, side, replace(current, gone=current.gone or gone))
    return _with_line(_moved(conversation, _DROPS[side], Actor.SERVICE), side, current.dropped(now, gone=gone))


def fall_silent(conversation: Conversation, side: Side, seen_at: datetime, now: datetime) -> Conversation:
    """No sign of life for too long, the last one at `seen_at`, counts as a drop; else the same value back."""
    current = conversation.line(side)
    if now - max(seen_at, current.seen_at) < SILENCE:
        return conversation
    return drop(conversation, side, current.connection, now, gone=False)


def visitor_returns(conversation: Conversation, connection: str, now: datetime) -> Conversation:
    """The visitor's line lives, or is a newer one, which wins. Raises IllegalMove after five minutes."""
    _in_time(conversation, Side.VISITOR, now)
    moved = _moved(conversation, Move.VISITOR_RETURNS, Actor.VISITOR)
    return replace(moved, visitor=Line(connection, now), ask=None, declined=())


def visitor_resumes(conversation: Conversation, connection: str, origin_hash: str, now: datetime) -> Conversation:
    """The visitor is back with the token, from this origin. Raises IllegalMove after five minutes."""
    return _from_origin(visitor_returns(conversation, connection, now), origin_hash)


def _from_origin(conversation: Conversation, origin_hash: str) -> Conversation:
    return replace(conversation, origin_hash=origin_hash, origins=conversation.origins + 1)


def counsellor_returns(conversation: Conversation, connection: str, now: datetime) -> Conversation:
    """The counsellor's new connection takes the conversation up. Raises IllegalMove after five minutes."""
    _in_time(conversation, Side.COUNSELLOR, now)
    moved = _moved(conversation, Move.COUNSELLOR_RETURNS, Actor.COUNSELLOR)
    return replace(moved, counsellor=Line(connection, now), untold=None)


def _in_time(conversation: Conversation, side: Side, now: datetime) -> None:
    if conversation.is_overdue(side, now):
        raise IllegalMove(f"{side} was away for over five minutes")


def ask_return(
    conversation: Conversation, connection: str, origin_hashes: Sequence[str], now: datetime, language: str = "nl"
) -> Conversation:
    """Somebody with the nickname asks to come back: only while the visitor is away and in time, and only once a no.

    `origin_hashes` stand for where they are, today's first. A stranger does not push out who comes from the same place.
    """
    _in_time(conversation, Side.VISITOR, now)
    until, same = conversation.visitor.until or now, conversation.origin_hash in origin_hashes
    asked = _moved(conversation, Move.ASK_RETURN, Actor.VISITOR)
    if set(origin_hashes) & set(conversation.declined):
        raise IllegalMove("the counsellor has said no to them")
    if conversation.ask and conversation.ask.connection == connection:
        return conversation
    if conversation.ask and conversation.ask.same_origin and not same:
        raise IllegalMove("somebody from the same place asks")
    number = conversation.origins + 1
    return replace(asked, ask=Ask(connection, same, until, origin_hashes[0], number, language), origins=number)


class AnotherAsks(IllegalMove):
    """The counsellor answered somebody in whose place another asks by now."""


def _asker(conversation: Conversation, question: str | None) -> Ask:
    """Who asks; `question` is the one that was answered, None where the counsellor's desk names none."""
    if conversation.ask is None:
        raise IllegalMove("nobody asks")
    if question not in (None, conversation.ask.question):
        raise AnotherAsks("another asks")
    return conversation.ask


def allow_return(
    conversation: Conversation, question: str | None, token_hash: str, floor: Position, now: datetime
) -> Conversation:
    """The counsellor lets the asker in: a new token, and nothing from before is shown."""
    asker = _asker(conversation, question)
    _in_time(conversation, Side.VISITOR, now)
    moved = _moved(conversation, Move.ALLOW_RETURN, Actor.COUNSELLOR)
    line = Line(asker.connection, now)
    let_in = replace(moved, visitor=line, ask=None, token_hash=token_hash, visible_from=floor, declined=())
    return _from_origin(let_in, asker.origin_hash)


def refuse_return(conversation: Conversation, question: str | None) -> Conversation:
    """The counsellor does not know the asker, who may not ask again in these five minutes."""
    declined = (*conversation.declined, _asker(conversation, question).origin_hash)
    return replace(_moved(conversation, Move.REFUSE_RETURN, Actor.COUNSELLOR), ask=None, declined=declined)


def offer_transfer(conversation: Conversation, colleague: str, connection: str, now: datetime) -> Conversation:
    """The counsellor asks a colleague to take over; the last offer counts, for two minutes."""
    moved = _moved(conversation, Move.OFFER_TRANSFER, Actor.COUNSELLOR)
    return replace(moved, offer=Offer(colleague, connection, now + OFFER_LASTS))


def take_over(conversation: Conversation, holder: Holder, connection: str, now: datetime) -> Conversation:
    """The colleague who was asked takes over."""
    offer = conversation.offer
    if offer is None or offer.counsellor != holder.counsellor or now >= offer.until:
        raise IllegalMove("not offered")
    moved = _moved(conversation, Move.TAKE_OVER, Actor.COLLEAGUE)
    return replace(moved, holder=holder, counsellor=Line(connection, now), offer=None, untold=None)


def close_offer(conversation: Conversation, actor: Actor, colleague: str) -> Conversation:
    """The offer to this colleague is declined, or nobody answered in time. A newer one to another stays."""
    if conversation.offer is None or conversation.offer.counsellor != colleague:
        raise IllegalMove("nothing is offered")
    return replace(_moved(conversation, Move.CLOSE_OFFER, actor), offer=None)


def reassign(conversation: Conversation, holder: Holder, connection: str, now: datetime) -> Conversation:
    """The counsellor stayed away: the conversation moves to a free slot of the channel, and they must be told."""
    moved = _moved(conversation, Move.REASSIGN, Actor.SERVICE)
    return untold(replace(moved, holder=holder, counsellor=Line(connection, now), offer=None), connection, now)


def take_away(conversation: Conversation, now: datetime) -> Conversation:
    """Its counsellor may not hold it any more: as if they had been away for all of their five minutes."""
    here = conversation.here(Side.COUNSELLOR)
    moved = _moved(conversation, Move.COUNSELLOR_DROPS, Actor.SERVICE) if here else conversation
    return replace(moved, counsellor=replace(moved.counsellor, until=now, gone=True))


def notice(conversation: Conversation, word: NoticeWord) -> Conversation:
    """What time has said is not said again."""
    moved = _moved(conversation, Move.NOTICE, Actor.SERVICE)
    return moved if word in moved.noticed else replace(moved, noticed=(*moved.noticed, word))


def end(conversation: Conversation, side: Side, now: datetime, *, quick: bool = False) -> Conversation:
    """Either side ends it; `quick`: the visitor had to be gone at once."""
    moved = _moved(conversation, Move.END, Actor(side.value))
    return replace(_closed(moved, side.value, "ended", now), left_quickly=quick)


def place_block(conversation: Conversation, until: datetime, now: datetime) -> Conversation:
    """The counsellor ends it with a block, or blocks after an end, which stays as it was; once is enough."""
    if conversation.blocked_until is not None:
        return conversation
    moved = _moved(conversation, Move.BLOCK, Actor.COUNSELLOR)
    over = _closed(moved, Side.COUNSELLOR.value, "blocked", now) if conversation.live else moved
    return replace(over, blocked_until=until)


def give_up(conversation: Conversation, now: datetime) -> Conversation:
    """A side stayed away for five minutes and nothing else could be done."""
    overdue = [side for side in Side if conversation.is_overdue(side, now)]
    if not overdue:
        raise IllegalMove("nobody is away for over five minutes")
    reason = f"{overdue[0]}_away"
    moved = _moved(conversation, Move.GIVE_UP, Actor.SERVICE)
    return _closed(moved, Actor.SERVICE.value, reason, now)


def end_silent(conversation: Conversation, now: datetime) -> Conversation:
    """The visitor was asked whether they are there, and did not answer in time."""
    moved = _moved(conversation, Move.END_SILENT, Actor.SERVICE)
    if conversation.answer_by is None or now < conversation.answer_by:
        raise IllegalMove("they may still answer")
    return _closed(moved, Actor.SERVICE.value, "silent", now)


def _closed(conversation: Conversation, by: str, reason: str, now: datetime) -> Conversation:
    return replace(conversation, ended_at=now, ended_by=by, end_reason=reason, ask=None, offer=None, declined=())


def close_books(conversation: Conversation) -> Conversation:
    """Everybody was told and nothing is under way any more; the keyed hash of its origin goes."""
    moved = _moved(conversation, Move.CLOSE_BOOKS, Actor.SERVICE)
    return replace(moved, origin_hash=None, place=None, turned_away=())


def untold(conversation: Conversation, connection: str, now: datetime) -> Conversation:
    """Whether the counsellor over this connection heard that it is theirs is not known: tell them again."""
    if conversation.counsellor.connection != connection:
        return conversation
    return replace(conversation, untold=now + TELL_AGAIN)


def told(conversation: Conversation, connection: str) -> Conversation:
    """The counsellor over this connection has heard that it is theirs."""
    if conversation.counsellor.connection != connection or conversation.untold is None:
        return conversation
    return replace(conversation, untold=None)


def postpone_closing(conversation: Conversation, closing_at: datetime | None) -> Conversation:
    """The channel closes at another moment than was thought when the conversation began."""
    return conversation if not conversation.live else replace(conversation, closing_at=closing_at)
