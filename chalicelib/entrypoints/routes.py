"""Every address of the HTTP API: who may ask it, what is read, what is done and what is answered.

`app.py` registers these rows with Chalice, `http` serves them and `docs/openapi.json` describes them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from chalicelib.actions.administrator import (
    audit,
    blocks,
    centres,
    channels,
    closures,
    conversations,
    disclosures,
    faults,
    figures,
    hours,
    openings,
    ranges,
)
from chalicelib.actions.counsellor import disclosures as counsellor_disclosures
from chalicelib.actions.counsellor import ended, rereading, tickets
from chalicelib.actions.public import centres as public_centres
from chalicelib.actions.public import faults as public_faults
from chalicelib.actions.public import status
from chalicelib.actions.public import week as public_week
from chalicelib.actions.team import tickets as team_tickets
from chalicelib.domain.staff import Role
from chalicelib.protocol import answers, disclosing, outbound, requests, week
from chalicelib.protocol import centres as centre_list
from chalicelib.protocol import figures as figure_tables
from chalicelib.protocol import rereading as readings
from chalicelib.protocol.outbound import Sent
from chalicelib.protocol.requests import AnyQuery, Asked, Nothing, Paged, Query

Act = Callable[..., Sent | None]
"""Takes the context and a request; which body and query that bears is written in its row."""


NOT_KEPT = "no-store"


class Who(Enum):
    """Who may ask."""

    ANYBODY = auto()
    STAFF = auto()
    ADMINISTRATOR = auto()
    TEAM_LEAD = auto()


ROLES: Mapping[Who, Role] = {Who.ADMINISTRATOR: Role.ADMINISTRATOR, Who.TEAM_LEAD: Role.TEAM_LEAD}
"""Who has to have a role of their own. Whatever they ask first is the entry of their sign-in in the audit trail."""


@dataclass(frozen=True)
class Route:
    """One address and method."""

    method: str
    path: str
    act: Act
    answer: type[Sent] | None
    who: Who
    body: type[Asked] = Nothing
    query: type[Query] = Query
    status: int = 200
    cached: str = NOT_KEPT

    @property
    def is_shared(self) -> bool:
        """Whether the answer is the same for everybody who asks this address, and may be kept for them."""
        return self.cached != NOT_KEPT

    @property
    def name(self) -> str:
        """What logs call it."""
        return f"{self.method} {self.path}"

    @property
    def summary(self) -> str:
        """The first sentence of what is done."""
        return (self.act.__doc__ or "").split("\n")[0]

    def allows(self, roles: frozenset[Role]) -> bool:
        """Whether somebody with these roles may ask."""
        needed = ROLES.get(self.who)
        return needed is None or needed in roles


BRIEFLY = "public, max-age=5, s-maxage=5"
A_WHILE = "public, max-age=30, s-maxage=30"
CHANNEL = "/admin/channels/{channel}"
DISCLOSURE = "/admin/disclosures/{id}"


_public = partial(Route, who=Who.ANYBODY, query=AnyQuery)
_admin = partial(Route, who=Who.ADMINISTRATOR)

_ALL = (
    _public("GET", "/status", status.every_status, answers.ServiceView, cached=BRIEFLY),
    _public("GET", "/status/{channel}", status.one_status, outbound.StatusFrame, cached=BRIEFLY),
    _public("GET", "/centres/{channel}", public_centres.all_centres, centre_list.CentresView, cached=A_WHILE),
    _public("GET", "/week/{channel}", public_week.coming_week, week.ComingWeekView, cached=A_WHILE),
    _public("POST", "/faults", public_faults.report_fault, answers.AcceptedView, body=requests.ReportFault, status=202),
    Route("POST", "/desk/tickets", tickets.ticket, answers.TicketView, Who.STAFF, status=201),
    Route("POST", "/team/tickets", team_tickets.ticket, answers.BoardTicketView, Who.TEAM_LEAD, status=201),
    Route("POST", "/desk/sessions", tickets.renew_session, answers.SessionView, Who.STAFF),
    Route(
        "GET",
        "/desk/conversations",
        ended.list_ended,
        answers.EndedConversationsView,
        Who.STAFF,
        query=requests.OfEnded,
    ),
    Route(
        "GET", "/desk/readings", rereading.list_readable, readings.ReadablesView, Who.STAFF, query=readings.OfReadable
    ),
    Route("POST", "/desk/conversations/{id}/readings", rereading.read_again, readings.ReadingView, Who.STAFF),
    Route(
        "POST",
        "/desk/disclosures",
        counsellor_disclosures.ask_disclosure,
        disclosing.DisclosureView,
        Who.STAFF,
        body=disclosing.AskDisclosure,
        status=201,
    ),
    Route("GET", "/desk/disclosures", counsellor_disclosures.own_disclosures, disclosing.DisclosuresView, Who.STAFF),
    Route("POST", "/desk/disclosures/{id}/looks", counsellor_disclosures.look, disclosing.OriginsView, Who.STAFF),
    _admin("GET", "/admin/channels", channels.list_channels, answers.ChannelsView),
    _admin("GET", f"{CHANNEL}/hours", hours.read_hours, answers.HoursView),
    _admin("PUT", f"{CHANNEL}/hours", hours.replace_hours, answers.HoursView, body=requests.PutHours),
    _admin("GET", f"{CHANNEL}/closures", closures.list_closures, answers.ClosuresView, query=Paged),
    _admin(
        "POST", f"{CHANNEL}/closures", closures.add_closure, answers.ClosureView, body=requests.AddClosure, status=201
    ),
    _admin("DELETE", f"{CHANNEL}/closures/{{id}}", closures.remove_closure, None, status=204),
    _admin("GET", f"{CHANNEL}/openings", openings.list_openings, answers.OpeningsView, query=Paged),
    _admin(
        "POST", f"{CHANNEL}/openings", openings.add_opening, answers.OpeningView, body=requests.AddOpening, status=201
    ),
    _admin("DELETE", f"{CHANNEL}/openings/{{id}}", openings.remove_opening, None, status=204),
    _admin("POST", f"{CHANNEL}/close", channels.close, answers.ChannelStateView, body=requests.CloseNow),
    _admin("POST", f"{CHANNEL}/reopen", channels.reopen_channel, answers.ChannelStateView),
    _admin("GET", f"{CHANNEL}/preview", channels.preview, answers.PreviewView, query=requests.At),
    _admin("GET", f"{CHANNEL}/centres", centres.read_centres, centre_list.KeptCentresView),
    _admin(
        "PUT", f"{CHANNEL}/centres", centres.replace_centres, centre_list.KeptCentresView, body=centre_list.PutCentres
    ),
    _admin("GET", "/admin/blocks", blocks.list_blocks, answers.BlocksView, query=Paged),
    _admin("POST", "/admin/blocks", blocks.place_block, answers.BlockView, body=requests.PlaceBlock, status=201),
    _admin("DELETE", "/admin/blocks/{id}", blocks.lift_block, None, status=204),
    _admin(
        "GET", "/admin/conversations", conversations.list_conversations, answers.ConversationsView, query=requests.OfDay
    ),
    _admin(
        "POST",
        "/admin/conversations/{id}/erase",
        conversations.erase_conversation,
        answers.ErasedView,
        body=requests.EraseConversation,
        status=202,
    ),
    _admin("GET", "/admin/conversations/{id}/reach", blocks.reach_of_block, answers.ReachView),
    _admin("GET", "/admin/ranges", ranges.list_ranges, answers.RangesView, query=Paged),
    _admin("POST", "/admin/ranges", ranges.add_range, answers.RangeView, body=requests.AddRange, status=201),
    _admin("DELETE", "/admin/ranges/{id}", ranges.remove_range, None, status=204),
    _admin("GET", "/admin/faults", faults.list_faults, answers.FaultsView, query=Paged),
    _admin("GET", "/admin/fault-figures", faults.fault_figures, answers.FaultFiguresView),
    _admin("PUT", "/admin/faults/{id}", faults.mark_fault, answers.FaultView, body=requests.MarkFault),
    _admin("GET", "/admin/audit", audit.list_deeds, answers.AuditView, query=requests.OfAudit),
    _admin("GET", "/admin/audit/check", audit.check_trail, answers.AuditCheckView, query=requests.CheckAudit),
    _admin(
        "GET",
        "/admin/disclosures",
        disclosures.list_disclosures,
        disclosing.DisclosuresView,
        query=disclosing.OfDisclosures,
    ),
    _admin(
        "POST",
        "/admin/disclosures",
        disclosures.order_disclosure,
        disclosing.DisclosureView,
        body=disclosing.OrderDisclosure,
        status=201,
    ),
    _admin("POST", f"{DISCLOSURE}/grant", disclosures.grant, disclosing.DisclosureView, body=disclosing.Answer),
    _admin("POST", f"{DISCLOSURE}/refuse", disclosures.refuse, disclosing.DisclosureView, body=disclosing.Answer),
    _admin("POST", f"{DISCLOSURE}/looks", disclosures.look, disclosing.OriginsView),
    _admin("GET", "/admin/figures", figures.read_figures, figure_tables.FiguresView, query=figure_tables.OfFigures),
    _admin(
        "POST",
        "/admin/figures/exports",
        figures.export_figures,
        disclosing.FileView,
        body=figure_tables.ExportFigures,
    ),
    _admin("GET", "/admin/disclosure-figures", disclosures.figures, disclosing.YearsView),
    _admin("POST", "/admin/disclosure-figures/exports", disclosures.export_figures, disclosing.FileView),
)

ROUTES: Mapping[tuple[str, str], Route] = {(route.method, route.path): route for route in _ALL}
