"""What visitors reported that does not work, and what was seen to of it."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import persistently
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.actions.shared.paging import cursor, place_of
from chalicelib.actions.shared.requests import Request
from chalicelib.domain.audit import Act
from chalicelib.domain.fault import FaultReport, by_week
from chalicelib.domain.races import Outdated
from chalicelib.protocol import answers
from chalicelib.protocol.requests import BadRequest, MarkFault, Nothing, Paged, Query

MOST_COUNTED = 2_000
"""A flood of reports must not make an administrator wait."""

_NAME = re.compile(r"([0-9]{12,14})-([A-Za-z0-9_-]{8,64})")


def list_faults(context: Context, request: Request[Nothing, Paged]) -> answers.FaultsView:
    """Reports of technical faults, the newest first."""
    found, following = context.faults.newest(place_of(request.query), request.query.limit, context.now())
    return answers.FaultsView(items=tuple(map(_shown, found)), next=following and cursor(following))


def mark_fault(context: Context, request: Request[MarkFault, Query]) -> answers.FaultView:
    """That a report was seen to, or that it is open again."""
    at, id = _named(request.path["id"])
    report = context.faults.get(at, id)
    if report is None:
        raise BadRequest("unknown")
    who = request.staff.shown if request.body.handled else None
    note = report.note if request.body.note is None else request.body.note
    after = replace(report, handled_at=context.now() if who else None, handled_by=who, note=note)
    deed = deed_of(context, request.staff, Act.FAULT_HANDLED if who else Act.FAULT_REOPENED, id)
    try:
        persistently(context, lambda: context.faults.mark(after, deed))
    except Outdated:
        raise BadRequest("unknown") from None
    return _shown(after)


def fault_figures(context: Context, _: Request[Nothing, Query]) -> answers.FaultFiguresView:
    """How many reports each browser gave each week, of all that are kept or of the newest `MOST_COUNTED`."""
    found, more = context.faults.newest(None, MOST_COUNTED, context.now())
    weeks = by_week(found).items()
    return answers.FaultFiguresView(
        items=tuple(answers.FaultWeekView(week=week, total=of.total(), browsers=dict(of)) for week, of in weeks),
        whole=more is None,
    )


def _named(text: str) -> tuple[datetime, str]:
    """When a report came in, and its id. Raises BadRequest for a name that is none of ours."""
    found = _NAME.fullmatch(text)
    if found is None:
        raise BadRequest("unknown")
    return datetime.fromtimestamp(int(found[1]) / 1000, UTC), found[2]


def _shown(report: FaultReport) -> answers.FaultView:
    return answers.FaultView(
        id=f"{int(report.at.timestamp() * 1000)}-{report.id}",
        reported_at=report.at,
        when=report.when,
        what=report.what,
        page=report.page,
        browser=report.browser,
        handled_at=report.handled_at,
        handled_by=report.handled_by,
        note=report.note,
    )
