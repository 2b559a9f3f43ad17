"""Conversations: one item each, changed only from the version that was read; what else follows is planned here."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

from chalicelib.domain import duty as duties
from chalicelib.domain.audit import Deed
from chalicelib.domain.blocks import Block
from chalicelib.domain.brussels import day_of
from chalicelib.domain.connection import VisitorConnection
from chalicelib.domain.conversation import SILENCE, Conversation
from chalicelib.domain.course import with_course
from chalicelib.domain.due import due_at
from chalicelib.domain.duty import Duty
from chalicelib.domain.figures import Words
from chalicelib.domain.races import AlreadyBound, Outdated, SlotTaken
from chalicelib.domain.retention import to_epoch
from chalicelib.domain.states import State
from chalicelib.privacy.origins import Arrival, Origin
from chalicelib.store import keys, rereading
from chalicelib.store.blocks import Blocks
from chalicelib.store.conditions import Attr, Expression, Key
from chalicelib.store.connections import bound_of, visitor_item
from chalicelib.store.duties import Duties, duty_of, next_version
from chalicelib.store.figures import Figures
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.ledger import Ledger
from chalicelib.store.nicknames import Nicknames
from chalicelib.store.origins import Origins
from chalicelib.store.outbox import Outbox
from chalicelib.store.table import Table, missing, missing_or_expired
from chalicelib.store.writes import Condition, Delete, Put, Update, Write

_shape = ItemMapping(Conversation)

FOUND_BY_DUTY = SILENCE + timedelta(minutes=2)
"""What time will do to a live conversation after this is found where its counsellor's duty is looked at, every five
minutes; an entry of its own in the index would cost a unit at each start."""

MOST_AT_ONCE = 100
"""Items that DynamoDB reads in one call."""


class Conversations:
    """Reads and changes conversations."""

    def __init__(
        self,
        table: Table,
        blocks: Blocks,
        origins: Origins,
        duties: Duties,
        nicknames: Nicknames,
        outbox: Outbox,
        ledger: Ledger,
        figures: Figures,
    ) -> None:
        self._table, self._blocks, self._origins, self._duties = table, blocks, origins, duties
        self._nicknames, self._outbox = nicknames, outbox
        self._ledger, self._figures = ledger, figures

    def get(self, id: str, *, fresh: bool = False) -> Conversation | None:
        """The conversation, unless its six months are over."""
        item = self._table.get(keys.conversation(id), fresh=fresh)
        return _shape.from_item(item) if item else None

    def get_with_duty(self, id: str, counsellor: str) -> tuple[Conversation | None, Duty | None]:
        """The conversation and the duty of a counsellor, in one call."""
        key = keys.conversation(id)
        items = self._table.get_many([key, keys.duty(counsellor)], fresh=True)
        talk = next((item for item in items if item["pk"] == key["pk"]), None)
        duty = next((item for item in items if item["pk"] != key["pk"]), None)
        return _shape.from_item(talk) if talk else None, duty_of(duty)

    def get_each(self, ids: Sequence[str]) -> dict[str, Conversation]:
        """Those of these conversations that there are, by id."""
        pages = (ids[start : start + MOST_AT_ONCE] for start in range(0, len(ids), MOST_AT_ONCE))
        items = (item for page in pages for item in self._table.get_many([*map(keys.conversation, page)], fresh=True))
        return {one.id: one for one in map(_shape.from_item, items)}

    def open(self, conversation: Conversation, bound: VisitorConnection, origin: Origin, duty: Duty) -> Duty:
        """Claims connection and slot for a new conversation, all or nothing; gives the duty that has it now.

        `duty` is as it was read: who changed it meanwhile was first. Raises AlreadyBound, SlotTaken or Contended. The
        connection comes first, because a start that is repeated meets its own conversation and slot too.
        """
        name, now = self._table.name, conversation.started_at
        claimed = self._claimed(duty, conversation)
        self._table.write_together(
            (
                Put(
                    name,
                    visitor_item(bound),
                    Condition(_unbound(now), AlreadyBound, "one live conversation a connection"),
                ),
                Put(name, self._item(conversation), Condition(missing(), Outdated, "ids are new")),
                _slot_or_nothing(self._duties.changing(duty, claimed, now)),
                self._origins.keeping(conversation, Arrival("start", origin), now),
            )
        )
        return claimed

    def save(
        self,
        before: Conversation,
        after: Conversation,
        block: Block | None = None,
        arrival: Arrival | None = None,
        deed: Deed | None = None,
        duty: tuple[Duty, Duty] | None = None,
        words: Words | None = None,
    ) -> Conversation:
        """Changes `before` into `after` and gives it with its new version.

        What belongs together changes together: an end frees slot and nickname and may place a block, a new
        holder claims the slot, a new connection of the visitor is bound and the old one forgotten, and where somebody
        came from goes to the vault, what staff did to the outbox of the audit trail, books that close to the
        retention ledger and with what was said (`words`) to the figures; and `duty`, as it was read and as it becomes.
        Raises Outdated, SlotTaken, AlreadyBound or Contended; then nothing has changed.
        """
        saved = _next_version(with_course(before, after), before.version)
        self._table.write_together(
            (
                Put(
                    self._table.name,
                    self._item(saved),
                    Condition(Attr("version").eq(before.version), Outdated, "decided on what is still true"),
                ),
                *self._consequences(before, saved),
                *self._counted(before, saved, words or Words()),
                *([self._blocks.placing(block)] if block else []),
                *self._arrived(before, saved, arrival),
                *self._outbox.leaving(deed),
                *([self._duties.changed(*duty, self._table.now())] if duty else []),
            )
        )
        return saved

    def _arrived(self, before: Conversation, after: Conversation, arrival: Arrival | None) -> Iterator[Write]:
        if arrival and after.origins > before.origins:
            yield self._origins.keeping(after, arrival, self._table.now())

    def _consequences(self, before: Conversation, after: Conversation) -> Iterator[Write]:
        if before.live and not after.live:
            yield from self._let_go(after)
        elif before.holder.counsellor != after.holder.counsellor:
            yield from self._moved(before, after)
        if before.visitor.connection != after.visitor.connection:
            yield from self._rebind(before, after)
        elif after.live and before.counsellor.reachable != after.counsellor.reachable:
            yield self._new_peer(after)

    def _counted(self, before: Conversation, after: Conversation, words: Words) -> Sequence[Write]:
        """Once, as the books close; later only another wrap-up moves the figures."""
        if after.state is not State.CLOSED:
            return ()
        if before.state is State.CLOSED:
            return self._figures.moving(before, after)
        return (self._ledger.entering(after), self._figures.closing(after, words))

    def _let_go(self, ended: Conversation) -> Iterator[Write]:
        yield from self._release(ended, ended.ended_at or ended.started_at)
        yield self._nicknames.freeing(ended)
        line = ended.visitor
        gone = VisitorConnection(line.connection, ended.id, ended.started_at, line.seen_at, line.seen_at, ended=True)
        yield Put(self._table.name, visitor_item(gone))

    def _moved(self, before: Conversation, after: Conversation) -> Iterator[Write]:
        now = after.counsellor.seen_at
        duty = self._duties.get(after.holder.counsellor)
        if duty is None:
            raise SlotTaken
        yield _slot_or_nothing(self._duties.changing(duty, self._claimed(duty, after), now))
        yield from self._release(before, now)

    def _rebind(self, before: Conversation, after: Conversation) -> Iterator[Write]:
        line = after.visitor
        seen, peer = line.seen_at, after.counsellor.reachable
        mark_at, mark_n = self._mark(before, after)
        holder = after.holder.counsellor
        bound = VisitorConnection(
            line.connection, after.id, after.started_at, seen, mark_at, mark_n, peer=peer, holder=holder
        )
        free = _unbound(line.seen_at) | Attr("conversation").eq(after.id)
        condition = Condition(free, AlreadyBound, "one live conversation a connection")
        yield Put(self._table.name, visitor_item(bound), condition)
        yield Delete(self._table.name, keys.connection(before.visitor.connection))

    def _mark(self, before: Conversation, after: Conversation) -> tuple[datetime, int]:
        """From where the messages of a new line are counted: as over the line before; from a counsellor's yes on."""
        if after.visible_from != before.visible_from:
            return after.visitor.seen_at, after.visible_from.visitor
        old = bound_of(self._table.get(keys.connection(before.visitor.connection), fresh=True))
        if isinstance(old, VisitorConnection) and old.conversation == after.id:
            return old.mark_at, old.mark_n
        return after.started_at, after.visible_from.visitor

    def _new_peer(self, after: Conversation) -> Update:
        mine = Condition(Attr("conversation").eq(after.id), Outdated, "the visitor came back over another line")
        peer = {"peer": after.counsellor.reachable, "holder": after.holder.counsellor}
        return Update(self._table.name, keys.connection(after.visitor.connection), peer, only_if=mine)

    def _claimed(self, duty: Duty, held: Conversation) -> Duty:
        """The duty with this conversation in the place that was chosen. Raises SlotTaken."""
        mine = held.id in duty.conversations
        if not mine and not duty.offers_place(held.holder.place):
            raise SlotTaken
        place = duties.Held(held.holder.place, held.id, held.channel)
        return next_version(duty, duties.holding(duty, place, held.visitor.seen_at, held.counsellor.seen_at))

    def _release(self, held: Conversation, now: datetime) -> Iterator[Write]:
        """A duty that was forgotten, after days, holds nothing any more."""
        duty = self._duties.get(held.holder.counsellor)
        if duty and held.id in duty.conversations:
            yield self._duties.changing(duty, next_version(duty, duties.released(duty, held.id, now)), now)

    def _item(self, conversation: Conversation) -> dict[str, object]:
        key = keys.conversation(conversation.id)
        item: dict[str, object] = {**key, **_shape.to_item(conversation)}
        item["expires_at"] = to_epoch(conversation.expires_at)
        item["day"] = keys.day(conversation.channel, day_of(conversation.started_at))
        item["day_at"] = f"{keys.moment(conversation.started_at)}#{conversation.id}"
        item |= rereading.indexed(conversation)
        due = due_at(conversation)
        if due is not None and (not conversation.live or due < self._table.now() + FOUND_BY_DUTY):
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


def _slot_or_nothing(claim: Put) -> Put:
    """A claim that comes too late has lost a slot, not a version."""
    lost = Condition(claim.only_if.expression, SlotTaken, "a slot holds one conversation") if claim.only_if else None
    return replace(claim, only_if=lost)


def _unbound(now: datetime) -> Expression:
    """A connection without a conversation, or whose conversation is over."""
    return missing_or_expired(to_epoch(now)) | Attr("ended").eq(True)


def _next_version(conversation: Conversation, version: int) -> Conversation:
    return replace(conversation, version=version + 1)
