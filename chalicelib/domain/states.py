"""Every state of a conversation, every move between them and who may make it: one table.

`docs/journey.md` shows the diagram that `diagram` draws from this table.
"""

from collections.abc import Mapping
from enum import StrEnum

from chalicelib.domain.diagrams import arrows, rows


class State(StrEnum):
    """Where a conversation stands."""

    TALKING = "talking"
    VISITOR_AWAY = "visitor_away"
    COUNSELLOR_AWAY = "counsellor_away"
    BOTH_AWAY = "both_away"
    ENDED = "ended"
    CLOSED = "closed"


class Actor(StrEnum):
    """Who makes a move. The service is time, or a connection that turned out to be gone."""

    VISITOR = "visitor"
    COUNSELLOR = "counsellor"
    COLLEAGUE = "colleague"
    SERVICE = "service"


class Move(StrEnum):
    """What can happen to a conversation."""

    VISITOR_DROPS = "visitor drops"
    VISITOR_RETURNS = "visitor returns"
    ASK_RETURN = "ask return"
    ALLOW_RETURN = "allow return"
    REFUSE_RETURN = "refuse return"
    COUNSELLOR_DROPS = "counsellor drops"
    COUNSELLOR_RETURNS = "counsellor returns"
    REASSIGN = "reassign"
    OFFER_TRANSFER = "offer transfer"
    TAKE_OVER = "take over"
    CLOSE_OFFER = "close offer"
    NOTICE = "notice"
    ASK_FOR_A_WORD = "ask for a word"
    ANSWER = "answer"
    END = "end"
    BLOCK = "block"
    GIVE_UP = "give up"
    END_SILENT = "end silent"
    CLOSE_BOOKS = "close the books"


T, V, C, B = State.TALKING, State.VISITOR_AWAY, State.COUNSELLOR_AWAY, State.BOTH_AWAY
LIVE = frozenset({T, V, C, B})

# One row a move; from → to. A move that is not here does not exist.
TABLE: Mapping[Move, Mapping[State, State]] = {
    Move.VISITOR_DROPS: {T: V, C: B},
    Move.VISITOR_RETURNS: {T: T, V: T, C: C, B: C},
    Move.ASK_RETURN: {V: V, B: B},
    Move.ALLOW_RETURN: {V: T},
    Move.REFUSE_RETURN: {V: V, B: B},
    Move.COUNSELLOR_DROPS: {T: C, V: B},
    Move.COUNSELLOR_RETURNS: {T: T, V: V, C: T, B: V},
    Move.REASSIGN: {C: T, B: V},
    Move.OFFER_TRANSFER: {T: T, V: V},
    Move.TAKE_OVER: {T: T, V: V, C: T, B: V},
    Move.CLOSE_OFFER: {T: T, V: V, C: C, B: B},
    Move.NOTICE: {T: T, V: V, C: C, B: B},
    Move.ASK_FOR_A_WORD: {T: T},
    Move.ANSWER: {T: T, C: C},
    Move.END: dict.fromkeys(LIVE, State.ENDED),
    # Also of whoever ended it first, for as long as it is known where they came from.
    Move.BLOCK: dict.fromkeys(LIVE | {State.ENDED}, State.ENDED),
    Move.GIVE_UP: {V: State.ENDED, C: State.ENDED, B: State.ENDED},
    Move.END_SILENT: {T: State.ENDED},
    Move.CLOSE_BOOKS: {State.ENDED: State.CLOSED},
}

_COUNSELLOR, _SERVICE = frozenset({Actor.COUNSELLOR}), frozenset({Actor.SERVICE})
WHO: Mapping[Move, frozenset[Actor]] = {
    Move.VISITOR_DROPS: _SERVICE,
    Move.VISITOR_RETURNS: frozenset({Actor.VISITOR}),
    Move.ASK_RETURN: frozenset({Actor.VISITOR}),
    Move.ALLOW_RETURN: _COUNSELLOR,
    Move.REFUSE_RETURN: _COUNSELLOR,
    Move.COUNSELLOR_DROPS: _SERVICE,
    Move.COUNSELLOR_RETURNS: _COUNSELLOR,
    Move.REASSIGN: _SERVICE,
    Move.OFFER_TRANSFER: _COUNSELLOR,
    Move.TAKE_OVER: frozenset({Actor.COLLEAGUE}),
    Move.CLOSE_OFFER: frozenset({Actor.COUNSELLOR, Actor.COLLEAGUE, Actor.SERVICE}),
    Move.NOTICE: _SERVICE,
    Move.ASK_FOR_A_WORD: _SERVICE,
    Move.ANSWER: frozenset({Actor.VISITOR}),
    Move.END: frozenset({Actor.VISITOR, Actor.COUNSELLOR}),
    Move.BLOCK: _COUNSELLOR,
    Move.GIVE_UP: _SERVICE,
    Move.END_SILENT: _SERVICE,
    Move.CLOSE_BOOKS: _SERVICE,
}


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    start, forgotten = f"    [*] --> {T}: start", f"    {State.CLOSED} --> [*]: six months"
    return "\n".join(["stateDiagram-v2", start, *arrows(TABLE), forgotten])


def move_table() -> str:
    """The table as Markdown."""
    return rows(TABLE, WHO)
