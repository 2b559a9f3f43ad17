"""From domain values to frames."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from chalicelib.actions.context import Context
from chalicelib.actions.shared.refusals import elsewhere, language_of
from chalicelib.domain.conversation import Conversation, Position, Side
from chalicelib.domain.delivery import Message, in_order
from chalicelib.domain.note import Note
from chalicelib.protocol import outbound
from chalicelib.protocol.fields import Have
from chalicelib.protocol.inbound import Intake
from chalicelib.protocol.words import BLOCKED_AFTERWARDS, ENDED

PAGE_BYTES = 24 * 1024
"""Messages of one frame: API Gateway takes 32 KB a frame, and the rest is asked with a replay."""


def shown(message: Message, reader: str | None = None) -> outbound.MessageFrame:
    """A message as both sides see it; the counsellor who reads it sees which are their own."""
    return outbound.MessageFrame(
        conversation=message.conversation,
        sender=message.sender.value,
        n=message.n,
        id=message.id,
        text=message.text,
        at=message.at,
        author=message.author,
        own=message.writer == reader if reader and message.writer else None,
    )


def have(floor: Position) -> Have:
    """Numbers as a frame bears them."""
    return Have(visitor=floor.visitor, counsellor=floor.counsellor)


def gap(
    context: Context, conversation: Conversation, after: Position, reader: str | None = None
) -> tuple[list[outbound.MessageFrame], bool]:
    """What somebody misses after these numbers, in order, and whether there is more than fits in one frame."""
    missed = [
        message
        for side, n in ((Side.VISITOR, after.visitor), (Side.COUNSELLOR, after.counsellor))
        for message in context.messages.since(conversation.id, side, n)
    ]
    return _page(shown(message, reader) for message in in_order(missed))


def _page(messages: Iterable[outbound.MessageFrame]) -> tuple[list[outbound.MessageFrame], bool]:
    page: list[outbound.MessageFrame] = []
    size = 0
    for message in messages:
        size += len(message.text.encode()) * 2 + 200
        if page and size > PAGE_BYTES:
            return page, True
        page.append(message)
    return page, False


def ended(context: Context, conversation: Conversation) -> outbound.EndedFrame:
    """That it is over, why, and where help is."""
    language = language_of(conversation.language)
    reason = cast("outbound.EndReason", conversation.end_reason)
    afterwards = conversation.blocked_until is not None and reason != "blocked"
    return outbound.EndedFrame(
        conversation=conversation.id,
        by=cast("outbound.EndedBy", conversation.ended_by),
        reason=reason,
        message=BLOCKED_AFTERWARDS[language] if afterwards else ENDED[language][reason],
        at=conversation.ended_at or conversation.started_at,
        until=conversation.blocked_until,
        quick=conversation.left_quickly or None,
        elsewhere=elsewhere(context.service[conversation.channel], language),
    )


def assigned(
    context: Context, conversation: Conversation, after: Position, *, new: bool = False
) -> outbound.AssignedFrame:
    """All that a counsellor needs to take a conversation up, from a position on; of a `new` one nothing is read."""
    messages, more = ([], False) if new else gap(context, conversation, after, conversation.holder.counsellor)
    notes = [] if new else context.messages.notes(conversation.id)
    last = Position() if new else context.messages.last(conversation.id)
    return outbound.AssignedFrame(
        conversation=conversation.id,
        channel=conversation.channel,
        nickname=conversation.nickname,
        intake=Intake.model_validate(vars(conversation.intake)),
        language=language_of(conversation.language),
        started_at=conversation.started_at,
        visitor_here=conversation.here(Side.VISITOR),
        until=conversation.visitor.until,
        messages=tuple(messages),
        notes=tuple(map(noted, notes)),
        more=more,
        last=have(last),
        noticed=tuple(word.value for word in conversation.noticed),
        answer_by=_answer_by(conversation, last),
        asked=asked(conversation) if conversation.ask else None,
    )


def _answer_by(conversation: Conversation, last: Position) -> datetime | None:
    """Until when the service waits for a first word; a word that was said meanwhile is enough."""
    return None if last.visitor else conversation.answer_by


def asked(conversation: Conversation) -> outbound.ResumeAskedFrame:
    """The question whether somebody may come back; to be called while somebody asks."""
    assert conversation.ask is not None  # noqa: S101
    return outbound.ResumeAskedFrame(
        conversation=conversation.id,
        question=conversation.ask.question,
        nickname=conversation.nickname,
        same_origin=conversation.ask.same_origin,
        until=conversation.ask.until,
    )


def noted(note: Note) -> outbound.NotedFrame:
    """A private note as counsellors see it."""
    return outbound.NotedFrame(
        conversation=note.conversation, id=note.id, text=note.text, counsellor=note.counsellor, at=note.at
    )


def resumed(
    context: Context, conversation: Conversation, after: Position, token: str | None = None
) -> outbound.ResumedFrame:
    """That the visitor is back, with what they missed and never from below the conversation's floor."""
    messages, more = gap(context, conversation, after)
    last = context.messages.last(conversation.id)
    return outbound.ResumedFrame(
        conversation=conversation.id,
        counsellor=conversation.holder.first_name,
        token=token,
        messages=tuple(messages),
        more=more,
        last=have(last),
        counsellor_here=conversation.here(Side.COUNSELLOR),
        until=conversation.counsellor.until,
        started_at=conversation.started_at,
        noticed=tuple(word.value for word in conversation.noticed),
        answer_by=_answer_by(conversation, last),
    )
