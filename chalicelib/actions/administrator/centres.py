"""The list of centres of a channel: brought in as CSV, as a whole."""

from chalicelib.actions.context import Context
from chalicelib.actions.public.centres import listed
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.actions.shared.requests import Request, channel_of
from chalicelib.domain.audit import Act, Detail
from chalicelib.domain.centres import BadList, Centres, read_list
from chalicelib.domain.races import Contended, Outdated
from chalicelib.protocol import centres as centre_list
from chalicelib.protocol.requests import BadRequest, Nothing, Query


def read_centres(context: Context, request: Request[Nothing, Query]) -> centre_list.KeptCentresView:
    """The centres with their version, for who wants to change them."""
    return _shown(context.centres.of(channel_of(context, request).id, fresh=True))


def replace_centres(context: Context, request: Request[centre_list.PutCentres, Query]) -> centre_list.KeptCentresView:
    """New centres in place of all, if nobody has changed them since they were read; visitors see them in a minute."""
    channel, asked = channel_of(context, request).id, request.body
    try:
        centres, served = read_list(asked.csv)
    except BadList as bad:
        places = (".".join(filter(None, ("csv", str(one.line), one.column))) for one in bad.faults)
        kinds = (one.kind for one in bad.faults)
        raise BadRequest("invalid", tuple(zip(places, kinds, strict=True))) from None
    after = Centres(asked.version + 1, context.now(), request.staff.shown, centres, served)
    of = {Detail.VERSION: str(after.version), Detail.PLACES: str(len(served))}
    try:
        context.centres.replace(channel, after, deed_of(context, request.staff, Act.CENTRES_CHANGED, channel, of))
    except (Outdated, Contended):
        raise BadRequest("outdated") from None
    return _shown(after)


def _shown(centres: Centres) -> centre_list.KeptCentresView:
    told = listed(centres)
    return centre_list.KeptCentresView(version=centres.version, changed_at=centres.changed_at, by=centres.by, **told)
