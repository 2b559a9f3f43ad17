"""Conversations: one item each, changed only from the version that was read; what else follows is planned here."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from boto3.dynamodb.conditions import Attr, ConditionBase, Key

from chalicelib.domain.blocks import Block
from chalicelib.domain.brussels import day_of
from chalicelib.domain.connection import VisitorConnection
from chalicelib.domain.conversation import Conversation, Holder
from chalicelib.domain.due import due_at
from chalicelib.domain.races import AlreadyBound, NicknameTaken, Outdated, SlotTaken
from chalicelib.domain.retention import to_epoch
from chalicelib.privacy.origins import Origin
from chalicelib.store import keys
from chalicelib.store.blocks import Blocks
from chalicelib.store.connections import visitor_item
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.origins import Origins
from chalicelib.store.table import Table, missing, missing_or_expired
from chalicelib.store.writes import Condition, Delete, Put, Update, Write

_shape = ItemMapping(Conversation)


class Conversations:
    """Reads and changes conversations."""

    def __init__(self, table: Table, blocks: Blocks, origins: Origins) -> None:
        self._table, self._blocks, self._origins = table, blocks, origins

    def get(self, id: str, *, fresh: bool = False) -> Conversation | None:
        """The conversation, unless its six months are over."""
        item = self._table.get(keys.conversation(id), fresh=fresh)
        return _shape.from_item(item) if item else None

    def with_nickname(self, channel: str, nickname: str) -> str | None:
        """Which live conversation of the channel has this nickname."""
        item = self._table.get(keys.nickname(channel, nickname), fresh=True)
        return str(item["conversation"]) if item else None

    def open(self, conversation: Conversation, bound: VisitorConnection, origin: Origin) -> None:
        """Claims connection, slot and nickname for a new conversation, all or nothing.

        Raises AlreadyBound, SlotTaken, NicknameTaken or Contended. The connection comes first, because a start
        that is repeated meets its own slot and nickname too.
        """
        name, now = self._table.name, conversation.started_at
        self._table.write_together(
            (
                Put(name, self._item(conversation), Condition(missing(), Outdated, "ids are new")),
                Put(
                    name,
                    visitor_item(bound, conversation),
                    Condition(_unbound(now), AlreadyBound, "one live conversation a connection"),
                ),
                self._claim(conversation.channel, conversation.holder, conversation.id, now),
                Put(
                    name,
                    {
                        **keys.nickname(conversation.channel, conversation.nickname),
                        "conversation": conversation.id,
                        "expires_at": to_epoch(conversation.expires_at),
                    },
                    Condition(missing_or_expired(to_epoch(now)), NicknameTaken, "unique while it lives"),
                ),
                self._origins.keeping(conversation, origin),
            )
        )

    def save(self, before: Conversation, after: Conversation, block: Block | None = None) -> Conversation:
        """Changes `before` into `after` and gives it with its new version.

        What belongs together changes together: an end frees slot and nickname and may place a block, a new
        holder claims the slot, a new connection of the visitor is bound and the old one forgotten. Raises
        Outdated, SlotTaken, AlreadyBound or Contended; then nothing has changed.
        """
        saved = _next_version(after, before.version)
        self._table.write_together(
            (
                Put(
                    self._table.name,
                    self._item(saved),
                    Condition(Attr("version").eq(before.version), Outdated, "decided on what is still true"),
                ),
                *self._consequences(before, saved),
                *([self._blocks.placing(block)] if block else []),
            )
        )
        return saved

    def _consequences(self, before: Conversation, after: Conversation) -> Iterator[Write]:
        if before.live and not after.live:
            yield from self._let_go(after)
        if _place(before.holder) != _place(after.holder):
            yield self._claim(after.channel, after.holder, after.id, after.counsellor.seen_at)
            yield self._release(before, after.counsellor.seen_at)
        if before.visitor.connection != after.visitor.connection:
            yield from self._rebind(before, after)

    def _let_go(self, ended: Conversation) -> Iterator[Write]:
        yield self._release(ended, ended.ended_at or ended.started_at)
        yield Delete(self._table.name, keys.nickname(ended.channel, ended.nickname))
        line = ended.visitor
        gone = VisitorConnection(line.connection, ended.id, line.seen_at, line.seen_at, ended=True)
        yield Put(self._table.name, visitor_item(gone, ended))

    def _rebind(self, before: Conversation, after: Conversation) -> Iterator[Write]:
        line = after.visitor
        bound = VisitorConnection(line.connection, after.id, line.seen_at, line.seen_at, after.visible_from.visitor)
        free = _unbound(line.seen_at) | Attr("conversation").eq(after.id)
        condition = Condition(free, AlreadyBound, "one live conversation a connection")
        yield Put(self._table.name, visitor_item(bound, after), condition)
        yield Delete(self._table.name, keys.connection(before.visitor.connection))

    def _claim(self, channel: str, holder: Holder, conversation: str, now: datetime) -> Update:
        free = (
            Attr("conversation").not_exists()
            & Attr("available").eq(True)
            & Attr("retiring").eq(False)
            & Attr("lease_until").gt(keys.milliseconds(now))
        )
        mine = Attr("conversation").eq(conversation)
        return Update(
            self._table.name,
            keys.slot(channel, holder.counsellor, holder.place),
            {"conversation": conversation},
            only_if=Condition(free | mine, SlotTaken, "free or mine: a slot holds one conversation"),
        )

    def _release(self, held: Conversation, now: datetime) -> Update:
        return Update(
            self._table.name,
            keys.slot(held.channel, held.holder.counsellor, held.holder.place),
            {"idle_since": keys.milliseconds(now)},
            remove=("conversation",),
            only_if=Condition(Attr("conversation").eq(held.id), Outdated, "only its own slot is let go"),
        )

    def _item(self, conversation: Conversation) -> dict[str, object]:
        key = keys.conversation(conversation.id)
        item: dict[str, object] = {**key, **_shape.to_item(conversation)}
        item["expires_at"] = to_epoch(conversation.expires_at)
        item["day"] = keys.day(conversation.channel, day_of(conversation.started_at))
        item["day_at"] = f"{keys.moment(conversation.started_at)}#{conversation.id}"
        due = due_at(conversation)
        if due is not None:
            item |= {"due_shard": keys.due_shard(key["pk"]), "due_at": keys.milliseconds(due)}
        return item

    def of_day(self, channel: str, day: date, after: str | None, page: int) -> tuple[list[Conversation], str | None]:
        """Conversations that began on a Brussels day, in order, beginning after a place, and the place to go on
        from; those whose six months are over leave gaps in a page."""
        wanted = Key("day").eq(keys.day(channel, day)) & Key("day_at").gt(after or " ")
        found = self._table.query(wanted, index=keys.DAY_INDEX, page=page + 1)
        places = [str(item["day_at"]) for item in islice(found, page + 1)]
        ids = [place.rpartition("#")[2] for place in places[:page]]
        items = self._table.get_many([keys.conversation(id) for id in ids]) if ids else []
        shown = sorted(map(_shape.from_item, items), key=lambda one: (one.started_at, one.id))
        return shown, places[page - 1] if len(places) > page else None


def _unbound(now: datetime) -> ConditionBase:
    """A connection without a conversation, or whose conversation is over."""
    return missing_or_expired(to_epoch(now)) | Attr("ended").eq(True)


def _place(holder: Holder) -> tuple[str, int]:
    """Which slot: a counsellor whose first name was corrected still has the same one."""
    return holder.counsellor, holder.place


def _next_version(conversation: Conversation, version: int) -> Conversation:
    return replace(conversation, version=version + 1)
