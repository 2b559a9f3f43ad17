"""How a conversation went, in numbers: what happened to its lines and who held it. It goes with the conversation."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.domain.conversation import Conversation


@dataclass(frozen=True)
class Course:
    """How often each side dropped, the visitor came back over another line, a colleague took over, and another
    counsellor got it because the one who held it stayed away."""

    drops: int = 0
    counsellor_drops: int = 0
    resumes: int = 0
    transfers: int = 0
    moves: int = 0


def with_course(before: "Conversation", after: "Conversation") -> "Conversation":
    """`after` with what happened between the two counted; nothing is kept of one to which nothing happens."""
    found = _between(before, after)
    if found == Course():
        return after
    known = before.course or Course()
    return replace(after, course=Course(**{name: getattr(known, name) + more for name, more in vars(found).items()}))


def _between(before: "Conversation", after: "Conversation") -> Course:
    holder, offered = after.holder.counsellor, before.offer.counsellor if before.offer else None
    passed = before.holder.counsellor != holder
    return Course(
        drops=_dropped(before, after, "visitor"),
        counsellor_drops=_dropped(before, after, "counsellor"),
        resumes=int(before.visitor.connection != after.visitor.connection),
        transfers=int(passed and offered == holder),
        moves=int(passed and offered != holder),
    )


def _dropped(before: "Conversation", after: "Conversation", side: str) -> int:
    was, now = getattr(before, side).until, getattr(after, side).until
    return int(after.live and was is None and now is not None)
