"""What visitors reported that does not work."""

from chalicelib.actions.administrator.paging import cursor, place_of
from chalicelib.actions.context import Context
from chalicelib.actions.shared.requests import Request
from chalicelib.domain.fault import FaultReport
from chalicelib.protocol import answers
from chalicelib.protocol.requests import Nothing, Paged


def list_faults(context: Context, request: Request[Nothing, Paged]) -> answers.FaultsView:
    """Reports of technical faults, the newest first."""
    found, following = context.faults.newest(place_of(request.query), request.query.limit, context.now())
    return answers.FaultsView(items=tuple(map(_shown, found)), next=following and cursor(following))


def _shown(report: FaultReport) -> answers.FaultView:
    return answers.FaultView(id=report.id, reported_at=report.at, when=report.when, what=report.what, page=report.page)
