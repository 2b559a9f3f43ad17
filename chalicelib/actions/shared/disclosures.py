"""Disclosures, asked of the vault. Who is told no by a fault of ours is told to call: somebody may be in danger."""

from typing import Any, TypeVar

from chalicelib.actions.context import Context
from chalicelib.actions.shared.asking_vault import asked_of_vault
from chalicelib.actions.shared.requests import Request
from chalicelib.protocol import disclosing
from chalicelib.protocol.fields import Closed
from chalicelib.protocol.requests import BadRequest, read_query
from chalicelib.protocol.sent import Sent

View = TypeVar("View", bound=Sent)


def or_call(context: Context, request: Request[Any, Any], what: str, view: type[View], query: Closed) -> View:
    """The vault's answer. Raises BadRequest: its no, or that nothing could be written down and they must call."""
    try:
        return asked_of_vault(context, request, what, view, query)
    except BadRequest as bad:
        raise (BadRequest("call_instead") if bad.word == "failed" else bad) from None
    except Exception as error:
        context.log.fault("request_failed", error, frame=what)
        raise BadRequest("call_instead") from None


def look_at(context: Context, request: Request[Any, Any]) -> disclosing.OriginsView:
    """What was disclosed, for who asked it."""
    return or_call(context, request, "disclosure_look", disclosing.OriginsView, one_of(request))


def one_of(request: Request[Any, Any]) -> disclosing.OneDisclosure:
    """Which disclosure the address names. Raises BadRequest for what names none."""
    return read_query(disclosing.OneDisclosure, {"id": request.path["id"]})
