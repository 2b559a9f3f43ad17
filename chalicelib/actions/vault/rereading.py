"""A counsellor reads a conversation again that is over: written down here, and read elsewhere.

This function knows whose conversation it is and no word of it. What was said is read by who asks, once it has this yes.
"""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.actions.vault.chaining import chain
from chalicelib.domain.audit import Act, Detail
from chalicelib.domain.rereading import may_reread
from chalicelib.domain.staff import Role, Staff
from chalicelib.protocol.requests import BadRequest
from chalicelib.protocol.rereading import OneConversation, OpenedView


def open_again(context: Context, staff: Staff, asked: OneConversation) -> OpenedView:
    """Writes down that its counsellor opens a conversation. Raises BadRequest: somebody else's and nobody's look the
    same."""
    subject = context.disclosures.subject(asked.id)
    if subject is None or not may_reread(subject, staff.id, context.now()):
        raise BadRequest("unknown")
    details = {Detail.CHANNEL: subject.channel}
    deed = deed_of(context, staff, Act.CONVERSATION_REREAD, subject.id, details, Role.COUNSELLOR)
    chain(context, deed)
    return OpenedView(conversation=subject.id, opened_at=deed.at)
