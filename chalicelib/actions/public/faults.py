"""A technical fault that anybody may report."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.requests import Request
from chalicelib.domain.fault import FaultReport
from chalicelib.domain.throttle import FAULTS_A_MINUTE
from chalicelib.protocol import answers
from chalicelib.protocol.requests import AnyQuery, BadRequest, ReportFault


def report_fault(context: Context, request: Request[ReportFault, AnyQuery]) -> answers.AcceptedView:
    """Keeps a report; where it came from only counts against a flood of them."""
    fault, now = request.body, context.now()
    if request.origin is None:
        raise BadRequest("not_allowed")
    if context.throttles.count(context.hash_origin(request.origin), "fault", now) > FAULTS_A_MINUTE:
        raise BadRequest("too_fast")
    report = FaultReport(context.new_id(), now, fault.when, fault.what, fault.page, request.browser)
    context.faults.add(report)
    return answers.AcceptedView()
