"""Conversations that are over, by who held them at their end: a sparse index of what may be read again."""

from datetime import datetime
from itertools import islice

from chalicelib.domain.conversation import Conversation
from chalicelib.store import keys
from chalicelib.store.conditions import Key
from chalicelib.store.table import Table


def indexed(conversation: Conversation) -> dict[str, object]:
    """What puts a conversation into the index, as it ends. It goes with the item: erased, or when it expires."""
    if conversation.live or conversation.ended_at is None:
        return {}
    place = f"{keys.moment(conversation.ended_at)}#{conversation.id}"
    return {"ended_with": conversation.holder.counsellor, "ended_place": place}


class Rereading:
    """Finds ids only: whoever shows something of them looks at the items themselves."""

    def __init__(self, chat: Table) -> None:
        self._table = chat

    def ended_with(
        self, counsellor: str, since: datetime, until: datetime | None, before: str | None, page: int
    ) -> tuple[list[str], str | None]:
        """Ids of what ended with a counsellor from a moment up to another, the newest first, before a place; and the
        place to go on from."""
        low, high = keys.moment(since), min(before or "~", keys.moment(until) if until else "~")
        if high < low:
            return [], None
        wanted = Key("ended_with").eq(counsellor) & Key("ended_place").between(low, high)
        found = self._table.query(wanted, index=keys.ENDED_INDEX, newest_first=True, page=page + 2)
        places = list(islice((place for item in found if (place := str(item["ended_place"])) != before), page + 1))
        return [place.rpartition("#")[2] for place in places[:page]], places[page - 1] if len(places) > page else None
