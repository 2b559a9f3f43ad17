"""The audit trail, asked of the vault: this side has no right to read it, and hands on who asks."""

import json
from collections.abc import Mapping
from typing import TypeVar, cast, get_args

from chalicelib.actions.context import Context
from chalicelib.actions.shared.requests import Request
from chalicelib.protocol import answers
from chalicelib.protocol.problems import ProblemWord
from chalicelib.protocol.requests import BadRequest, CheckAudit, Nothing, OfAudit, Places, Query
from chalicelib.protocol.sent import Sent

View = TypeVar("View", bound=Sent)


def list_deeds(context: Context, request: Request[Nothing, OfAudit]) -> answers.AuditView:
    """What staff did, the newest first."""
    return answers.AuditView.model_validate_json(_asked(context, request, "audit"))


def check_trail(context: Context, request: Request[Nothing, CheckAudit]) -> answers.AuditCheckView:
    """Recomputes the audit trail, and names the first entry that is broken."""
    return answers.AuditCheckView.model_validate_json(_asked(context, request, "audit_check"))


def _asked(context: Context, request: Request[Nothing, Query], what: str) -> str:
    """The vault's answer as JSON. Raises BadRequest for its no."""
    query = request.query.model_dump(mode="json", exclude_none=True)
    said = context.ask_vault({"ask": what, "authorization": request.authorization, "query": query})
    if "refused" in said:
        raise BadRequest(_word(said), _faults(said))
    return json.dumps(said["answer"])


def _word(said: Mapping[str, object]) -> ProblemWord:
    return cast("ProblemWord", said["refused"]) if said["refused"] in get_args(ProblemWord) else "failed"


def _faults(said: Mapping[str, object]) -> Places:
    faults = cast("list[tuple[str, str]]", said.get("faults", []))
    return tuple((place, kind) for place, kind in faults)
