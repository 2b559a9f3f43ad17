"""Blocks of origins. Nobody can read an address here: a typed one is hashed at once and never kept or repeated."""

import re

from chalicelib.actions.administrator.schedules import known_id
from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import persistently
from chalicelib.actions.shared.deeds import deed_of, sign_of
from chalicelib.actions.shared.paging import cursor, place_of
from chalicelib.actions.shared.requests import Request
from chalicelib.domain.audit import Act, Detail
from chalicelib.domain.blocks import Block
from chalicelib.domain.places import named
from chalicelib.privacy.origins import Origin
from chalicelib.protocol import answers
from chalicelib.protocol.requests import BadRequest, Nothing, Paged, PlaceBlock, Query

_HASH = re.compile("[0-9a-f]{32}")


def list_blocks(context: Context, request: Request[Nothing, Paged]) -> answers.BlocksView:
    """Blocks that hold."""
    limit = request.query.limit
    found = context.blocks.list(place_of(request.query), limit + 1, context.now())
    following = cursor(found[limit - 1].origin_hash) if len(found) > limit else None
    return answers.BlocksView(items=tuple(map(_shown, found[:limit])), next=following)


def place_block(context: Context, request: Request[PlaceBlock, Query]) -> answers.BlockView:
    """Eight hours without access from an origin. A conversation under way is for its counsellor to end."""
    origin_hash = _origin_hash(context, request.body)
    block = Block(origin_hash, context.now(), request.body.reason, request.staff.shown, request.body.conversation)
    of = {Detail.CONVERSATION: block.conversation} if block.conversation else {}
    deed = deed_of(context, request.staff, Act.BLOCK_PLACED, sign_of(origin_hash), of)
    persistently(context, lambda: context.blocks.place(block, deed))
    return _shown(block)


def reach_of_block(context: Context, request: Request[Nothing, Query]) -> answers.ReachView:
    """Whom a block of a conversation hits besides its visitor: conversations that go on over the same connection."""
    conversation = context.conversations.get(known_id(request.path["id"]), fresh=True)
    if conversation is None or conversation.origin_hash is None:
        raise BadRequest("unknown")
    days = context.places.of([conversation.origin_hash])
    found = context.conversations.get_each([one for one in named(days) if one != conversation.id])
    return answers.ReachView(others=sum(one.live for one in found.values()))


def _origin_hash(context: Context, asked: PlaceBlock) -> str:
    if (asked.conversation is None) == (asked.origin is None):
        raise BadRequest("invalid", (("request", "one_of"),))
    if asked.origin is not None:
        return context.hash_origin(_origin(asked.origin))
    conversation = context.conversations.get(asked.conversation or "", fresh=True)
    if conversation is None or conversation.origin_hash is None:
        raise BadRequest("invalid", (("conversation", "unknown"),))
    return conversation.origin_hash


def _origin(text: str) -> Origin:
    try:
        return Origin(text.strip())
    except ValueError:
        raise BadRequest("invalid", (("origin", "address"),)) from None


def lift_block(context: Context, request: Request[Nothing, Query]) -> None:
    """Gives access back. Raises BadRequest when there is no such block."""
    id = request.path["id"]
    if not _HASH.fullmatch(id):
        raise BadRequest("unknown")
    deed = deed_of(context, request.staff, Act.BLOCK_LIFTED, sign_of(id))
    if not persistently(context, lambda: context.blocks.lift(id, context.now(), deed)):
        raise BadRequest("unknown")


def _shown(block: Block) -> answers.BlockView:
    return answers.BlockView(
        id=block.origin_hash,
        placed_at=block.placed_at,
        until=block.until,
        reason=block.reason,
        by=block.by,
        conversation=block.conversation,
    )
