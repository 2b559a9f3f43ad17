"""The centres of a channel, as a whole: whoever looks for one does that in their own browser, and tells nobody where
they live."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.requests import Request, channel_of
from chalicelib.domain.centres import Centres
from chalicelib.protocol import centres as centre_list
from chalicelib.protocol.requests import AnyQuery, Nothing


def all_centres(context: Context, request: Request[Nothing, AnyQuery]) -> centre_list.CentresView:
    """Every centre of a channel, and which municipalities it serves."""
    return centre_list.CentresView(**listed(context.centres.of(channel_of(context, request).id)))


def listed(centres: Centres) -> dict[str, tuple[object, ...]]:
    """What anybody may see of a list."""
    shown = (
        centre_list.CentreView(name=c.name, email=c.email, phone=c.phone, website=c.website) for c in centres.centres
    )
    return {"centres": tuple(shown), "served": tuple(map(tuple, centres.served))}
