"""Moves of a conversation in which the visitor has not said a word; the last of them is `moves.end_silent`."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.conversation import WORDLESS, Conversation, Wordless
from chalicelib.domain.states import TABLE, WHO, Actor, Move
from chalicelib.domain.steps import step


def ask_for_a_word(conversation: Conversation, until: datetime) -> Conversation:
    """The service has asked whether they are there, and waits until then."""
    state = step(TABLE, WHO, conversation.state, Move.ASK_FOR_A_WORD, Actor.SERVICE)
    return replace(conversation, state=state, wordless=Wordless(until, until))


def answer(conversation: Conversation, now: datetime) -> Conversation:
    """The visitor is there, and may think for another ten minutes. Whoever has spoken changes nothing by it.

    Also before the question is written down, so that an answer that overtakes it counts.
    """
    state = step(TABLE, WHO, conversation.state, Move.ANSWER, Actor.VISITOR)
    return replace(conversation, state=state, wordless=conversation.wordless and Wordless(now + WORDLESS))


def spoken(conversation: Conversation) -> Conversation:
    """A word of the visitor is stored: nobody need ask for one."""
    return replace(conversation, wordless=None) if conversation.live else conversation
