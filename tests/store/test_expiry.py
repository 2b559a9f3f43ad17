"""TTL deletes up to days late; no read shows what has expired, from exactly that second on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.blocks import Block
from chalicelib.domain.brussels import day_of
from chalicelib.domain.channel import Closing
from chalicelib.domain.connection import Desk, StaffConnection, Ticket
from chalicelib.domain.conversation import Position, Side
from chalicelib.domain.delivery import Message
from chalicelib.domain.fault import FaultReport
from chalicelib.domain.note import Note
from chalicelib.store.duties import HELD_IN
from tests.service import TUESDAY_AFTERNOON, around_the_clock
from tests.store.people import SAM, conversation, on_duty, opened
from tests.store.stores import Stores
from tests.tables import definition

Read = Callable[[Stores], object]
DAY = day_of(TUESDAY_AFTERNOON)
MINUTE = TUESDAY_AFTERNOON

# What is read, under which keys it lies, and the question that finds it.
READS: dict[str, tuple[str, str, Read]] = {
    "conversation": ("CONVERSATION#", "CONVERSATION", lambda s: s.context.conversations.get(SAM)),
    "conversation, fresh": ("CONVERSATION#", "CONVERSATION", lambda s: s.context.conversations.get(SAM, fresh=True)),
    "conversations of a day": (
        "CONVERSATION#", "CONVERSATION", lambda s: s.context.conversations.of_day("jac", DAY, None, 9)[0],
    ),
    "nickname": ("NICKNAMES#", "", lambda s: s.context.nicknames.of("jac", "Sam")),
    "messages": ("CONVERSATION#", "MESSAGE#", lambda s: list(s.context.messages.since(SAM, Side.VISITOR, 0))),
    "last message": ("CONVERSATION#", "MESSAGE#", lambda s: s.context.messages.last(SAM) != Position()),
    "notes": ("CONVERSATION#", "NOTE#", lambda s: s.context.messages.notes(SAM)),
    "visitor's connection": ("CONNECTION#line", "", lambda s: s.context.connections.get(f"line-of-{SAM}")),
    "counsellor's connection": ("CONNECTION#desk", "", lambda s: s.context.connections.get("desk-of-an")),
    "ticket": ("TICKET#", "", lambda s: s.context.connections.use_ticket("hash", s.now)),
    "duty": ("COUNSELLOR#", "", lambda s: s.context.duties.get("id-an")),
    "who offers": ("COUNSELLOR#", "", lambda s: list(s.context.duties.of_channel("jac"))),
    "watchers": ("WATCHERS#", "", lambda s: list(s.context.channels.watchers("jac"))),
    "closing": ("CHANNEL#", "CLOSING", lambda s: s.context.channels.closing("jac")),
    "block": ("BLOCKS", "", lambda s: s.context.blocks.of(["hash"], s.now)),
    "blocks": ("BLOCKS", "", lambda s: s.context.blocks.list(None, 9, s.now)),
    "desks": ("DESKS", "", lambda s: s.context.desks.all()),
    "desks of one": ("DESKS", "", lambda s: s.context.desks.of("id-an")),
    "faults": ("FAULTS#", "", lambda s: s.context.faults.newest(None, 9, s.now)[0]),
    "tries": ("THROTTLE#", "", lambda s: s.context.throttles.tries("hash", "start", MINUTE)),
}  # fmt: skip


def fill(stores: Stores) -> None:
    """One of everything that expires."""
    context, now = stores.context, stores.now
    on_duty(stores, slots=1)
    until = opened(stores).expires_at
    context.messages.add(Message(SAM, Side.VISITOR, 1, "visitor-0001", "hallo", now), until)
    context.messages.add_note(Note(SAM, "note-0001", "rustig", "An", now), until)
    context.messages.add_survey(conversation(stores), {"helped": 5}, now)
    context.connections.add_staff(StaffConnection("desk-of-an", "id-an", "An", ("jac",), now))
    context.desks.open(Desk("id-an", "desk-of-an", ("jac",), now), now)
    context.connections.add_ticket("hash", Ticket("id-an", "An", ("jac",), now), now)
    context.channels.watch("jac", "line", "nl", now)
    context.channels.save_schedule("jac", around_the_clock(), 0, closing=Closing("Dora", now))
    context.blocks.place(Block("hash", now, "bedreigingen", "An"))
    context.throttles.count("hash", "start", now)
    context.faults.add(FaultReport("report-0001", now, "nu", "stuk"))


@pytest.mark.parametrize("what", READS)
def test_nothing_is_read_from_its_last_second_on(stores: Stores, what: str) -> None:
    fill(stores)
    partition, sort, read = READS[what]
    expiry = datetime.fromtimestamp(int(stores.item(partition, sort)["expires_at"]["N"]), UTC)
    kept = stores.chat()
    stores.clock.now = expiry
    assert not read(stores), "gone, though it is still there"
    assert stores.chat() == kept
    stores.clock.now = expiry - timedelta(milliseconds=1)
    assert read(stores), "until then it is read"


def test_everything_about_a_person_expires(stores: Stores) -> None:
    """Of a channel only its hours, its light and what was counted stay."""
    fill(stores)
    for item in stores.chat() + stores.vault():
        assert "expires_at" in item or item["pk"]["S"].startswith(("CHANNEL#", "FIGURES#")), item["pk"]
    written = {(item["pk"]["S"], item["sk"]["S"].partition("#")[0]) for item in stores.chat() if "expires_at" in item}
    unread = {pk for pk, _ in written if not any(pk.startswith(partition) for partition, _, _ in READS.values())}
    assert not unread, "whoever makes something readable hides it here too"


@pytest.mark.parametrize(
    "index", definition("ChatTable", "chat")["GlobalSecondaryIndexes"], ids=lambda one: one["IndexName"]
)
def test_an_index_shows_keys_and_never_what_people_said(index: dict[str, dict[str, object]]) -> None:
    """So what is found through one is read again, where its expiry is seen; whose conversations are of which channel
    is known without that."""
    projection = index["Projection"]
    assert projection["ProjectionType"] == "KEYS_ONLY" or projection["NonKeyAttributes"] == [HELD_IN]
