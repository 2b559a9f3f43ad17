"""Administrators answer who asks a disclosure, and may ask one themselves, which another one answers."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.asking_vault import asked_of_vault
from chalicelib.actions.shared.disclosures import look_at, one_of, or_call
from chalicelib.actions.shared.requests import Request
from chalicelib.protocol import disclosing
from chalicelib.protocol.requests import Nothing, Query

Answering = Request[disclosing.Answer, Query]


def list_disclosures(
    context: Context, request: Request[Nothing, disclosing.OfDisclosures]
) -> disclosing.DisclosuresView:
    """Disclosures, the newest first; of no conversation where it came from."""
    return asked_of_vault(context, request, "disclosures", disclosing.DisclosuresView, request.query)


def order_disclosure(
    context: Context, request: Request[disclosing.OrderDisclosure, Query]
) -> disclosing.DisclosureView:
    """Asks a disclosure of any conversation; another administrator decides."""
    return or_call(context, request, "disclosure_order", disclosing.DisclosureView, request.body)


def grant(context: Context, request: Answering) -> disclosing.DisclosureView:
    """Says yes to who asked: they may look for an hour."""
    return or_call(context, request, "disclosure_grant", disclosing.DisclosureView, _answer(request))


def refuse(context: Context, request: Answering) -> disclosing.DisclosureView:
    """Says no to who asked."""
    return or_call(context, request, "disclosure_refuse", disclosing.DisclosureView, _answer(request))


def _answer(request: Answering) -> disclosing.AnswerDisclosure:
    return disclosing.AnswerDisclosure(id=one_of(request).id, words=request.body.words)


def look(context: Context, request: Request[Nothing, Query]) -> disclosing.OriginsView:
    """Where the conversation came from, for who asked and was granted it. Each look is written down first."""
    return look_at(context, request)


def figures(context: Context, request: Request[Nothing, Query]) -> disclosing.YearsView:
    """How many were asked and how they ended, this year and the two before."""
    return asked_of_vault(context, request, "disclosure_figures", disclosing.YearsView, Query())


def export_figures(context: Context, request: Request[Nothing, Query]) -> disclosing.FileView:
    """The figures as a file for a spreadsheet; that they were taken along is written down."""
    return asked_of_vault(context, request, "disclosure_figures_export", disclosing.FileView, Query())
