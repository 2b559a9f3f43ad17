"""A no to those who asked to come back by nickname, whatever took their question away."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.refusals import About, Refusal, blocked, language_of
from chalicelib.domain.conversation import Ask, Conversation
from chalicelib.protocol.delivery import Delivery
from chalicelib.protocol.words import Language


def told_no(context: Context, conversation: Conversation) -> list[Ask]:
    """Says no to everybody whose question was taken away; gives those who need not be told again.

    When their five minutes are over nobody is: by then their page has said it by its own clock.
    """
    now = context.now()
    return [
        one
        for one in conversation.turned_away
        if _reached(context, conversation.channel, one) is not Delivery.UNSURE or now >= one.until
    ]


def _reached(context: Context, channel: str, ask: Ask) -> Delivery:
    language = language_of(ask.language)
    no = _no(context, channel, ask, language)
    return context.push.push(ask.connection, no.frame(About(frame="resume", language=language)))


def _no(context: Context, channel: str, ask: Ask, language: Language) -> Refusal:
    """The answer to an unknown nickname, so that it tells nothing about anybody. Who was blocked since they asked is
    told until when, and where help is, as over any other door."""
    block = context.blocks.of([ask.origin_hash], context.now())
    return blocked(block, context.service[channel], language) if block else Refusal("unknown")
