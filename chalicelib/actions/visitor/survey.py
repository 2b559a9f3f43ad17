"""What a visitor thought of it, when it is over."""

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared.changes import persistently
from chalicelib.actions.shared.refusals import Refusal
from chalicelib.domain.connection import VisitorConnection
from chalicelib.protocol import inbound, outbound


def survey(context: Context, caller: Caller, frame: inbound.SurveyFrame) -> outbound.ThankedFrame:
    """Keeps what the visitor thought of it: after the end, and not after a block."""
    bound = context.connections.get(caller.connection, fresh=True)
    if not isinstance(bound, VisitorConnection):
        raise Refusal("unknown")
    conversation = context.conversations.get(bound.conversation, fresh=True)
    if conversation is None or conversation.live or conversation.end_reason == "blocked":
        raise Refusal("not_now")
    answers = frame.model_dump(exclude={"type"}, exclude_none=True)
    persistently(context, lambda: context.messages.add_survey(conversation, answers, context.now()))
    return outbound.ThankedFrame()
