"""The lights, for anybody who asks over HTTP."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.requests import Request, channel_of
from chalicelib.actions.shared.status import status
from chalicelib.protocol import answers, outbound
from chalicelib.protocol.requests import AnyQuery, Nothing


def every_status(context: Context, request: Request[Nothing, AnyQuery]) -> answers.ServiceView:
    """The lights of all channels."""
    told = context.deployment
    return answers.ServiceView(
        channels=tuple(status(context, channel, request.language) for channel in context.service),
        manager=answers.ManagerView(name=told.manager_name, email=told.manager_email),
    )


def one_status(context: Context, request: Request[Nothing, AnyQuery]) -> outbound.StatusFrame:
    """The light of one channel."""
    return status(context, channel_of(context, request).id, request.language)
