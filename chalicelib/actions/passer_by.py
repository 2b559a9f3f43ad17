"""What anybody may ask without a conversation: the lights, and to report a technical fault."""

from chalicelib.actions.asking import Request, channel_of
from chalicelib.actions.lights import status
from chalicelib.actions.world import World
from chalicelib.domain.fault import FaultReport
from chalicelib.domain.throttle import FAULTS_A_MINUTE
from chalicelib.protocol import answers, outbound
from chalicelib.protocol.requests import AnyQuery, BadRequest, Nothing, ReportFault


def every_status(world: World, request: Request[Nothing, AnyQuery]) -> answers.Service:
    """The lights of all channels."""
    told = world.deployment
    return answers.Service(
        channels=tuple(status(world, channel, request.language) for channel in world.service),
        manager=answers.Manager(name=told.manager_name, email=told.manager_email),
    )


def one_status(world: World, request: Request[Nothing, AnyQuery]) -> outbound.Status:
    """The light of one channel."""
    return status(world, channel_of(world, request).id, request.language)


def report_fault(world: World, request: Request[ReportFault, AnyQuery]) -> answers.Accepted:
    """Keeps a report; where it came from only counts against a flood of them."""
    fault, now = request.body, world.now()
    if request.origin is None:
        raise BadRequest("not_allowed")
    if world.throttles.count(world.hash_origin(request.origin), "fault", now) > FAULTS_A_MINUTE:
        raise BadRequest("too_fast")
    world.faults.add(FaultReport(world.new_id(), now, fault.when, fault.what, fault.page))
    return answers.Accepted()
