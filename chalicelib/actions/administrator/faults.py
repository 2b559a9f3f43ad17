"""What visitors reported that does not work."""

from chalicelib.actions.asking import Request
from chalicelib.actions.paging import cursor, place_of
from chalicelib.actions.world import World
from chalicelib.domain.fault import FaultReport
from chalicelib.protocol import answers
from chalicelib.protocol.requests import Nothing, Paged


def list_faults(world: World, request: Request[Nothing, Paged]) -> answers.Faults:
    """Reports of technical faults, the newest first."""
    found, following = world.faults.newest(place_of(request.query), request.query.limit, world.now())
    return answers.Faults(items=tuple(map(_shown, found)), next=following and cursor(following))


def _shown(report: FaultReport) -> answers.FaultShown:
    return answers.FaultShown(id=report.id, reported_at=report.at, when=report.when, what=report.what, page=report.page)
