"""A counsellor asks to see where a conversation comes from, because somebody is in danger."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.chosen import on_call_of
from chalicelib.actions.shared.disclosures import look_at, or_call
from chalicelib.actions.shared.requests import Request
from chalicelib.protocol import disclosing
from chalicelib.protocol.requests import Nothing, Query


def ask_disclosure(context: Context, request: Request[disclosing.AskDisclosure, Query]) -> disclosing.DisclosureView:
    """Asks a disclosure of one's own conversation, live or ended less than 24 hours ago."""
    return or_call(context, request, "disclosure_ask", disclosing.DisclosureView, request.body)


def own_disclosures(context: Context, request: Request[Nothing, Query]) -> disclosing.DisclosuresView:
    """What one asked of late, how it stands, and whom to call: a desk off duty has no other word of that."""
    mine = or_call(context, request, "disclosures_mine", disclosing.DisclosuresView, disclosing.OwnDisclosures())
    return mine.model_copy(update={"on_call": on_call_of(context) or None})


def look(context: Context, request: Request[Nothing, Query]) -> disclosing.OriginsView:
    """Where the conversation came from, for who asked and was granted it. Each look is written down first."""
    return look_at(context, request)
