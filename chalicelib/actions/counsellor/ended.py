"""A desk that was loaded anew finds what ended at it, for as long as its counsellor may ask a disclosure of it."""

from chalicelib.actions.context import Context
from chalicelib.actions.counsellor.wrap_up import wrapped
from chalicelib.actions.shared.requests import Request
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.disclosure import may_ask
from chalicelib.domain.wrap_up import Choices
from chalicelib.protocol import answers
from chalicelib.protocol.requests import Nothing, OfEnded


def list_ended(context: Context, request: Request[Nothing, OfEnded]) -> answers.EndedConversationsView:
    """Which of these conversations were one's own and ended less than 24 hours ago, in the order of ending."""
    now, me = context.now(), request.staff.id
    found = context.conversations.get_each(request.query.ids.split(",")).values()
    own = [one for one in found if not one.live and may_ask(one, me, now)]
    return answers.EndedConversationsView(
        items=tuple(map(_shown, sorted(own, key=lambda one: one.ended_at or now))),
        choices={channel: _choices(context.service[channel].wrap_up) for channel in {one.channel for one in own}},
    )


def _choices(lists: Choices) -> answers.ChoicesView:
    outcomes, themes = (
        tuple(answers.ChoiceView(id=one.id, name=dict(one.name)) for one in many)
        for many in (lists.outcomes, lists.themes)
    )
    return answers.ChoicesView(outcomes=outcomes, themes=themes)


def _shown(one: Conversation) -> answers.EndedConversationView:
    return answers.EndedConversationView(
        conversation=one.id,
        channel=one.channel,
        nickname=one.nickname,
        ended_at=one.ended_at or one.started_at,
        wrap_up=wrapped(one),
    )
