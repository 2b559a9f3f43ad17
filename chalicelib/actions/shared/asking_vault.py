"""Questions to the function `vault`: this side has no right to read it, and hands on who asks."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar, cast, get_args

from chalicelib.actions.context import Context
from chalicelib.actions.shared.requests import Request
from chalicelib.protocol.fields import Closed
from chalicelib.protocol.problems import ProblemWord
from chalicelib.protocol.requests import BadRequest, Places
from chalicelib.protocol.sent import Sent

View = TypeVar("View", bound=Sent)


def asked_of_vault(context: Context, request: Request[Any, Any], what: str, view: type[View], query: Closed) -> View:
    """The vault's answer. Raises BadRequest for its no."""
    question = query.model_dump(mode="json", exclude_none=True)
    said = context.ask_vault({"ask": what, "authorization": request.authorization, "query": question})
    if "refused" in said:
        raise BadRequest(_word(said), _faults(said))
    return view.model_validate_json(json.dumps(said["answer"]))


def _word(said: Mapping[str, object]) -> ProblemWord:
    return cast("ProblemWord", said["refused"]) if said["refused"] in get_args(ProblemWord) else "failed"


def _faults(said: Mapping[str, object]) -> Places:
    faults = cast("list[tuple[str, str]]", said.get("faults", []))
    return tuple((place, kind) for place, kind in faults)
