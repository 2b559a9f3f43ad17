"""TTL deletes up to days late; no read shows what has expired, from exactly that second on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.blocks import Block
from chalicelib.domain.brussels import day_of
from chalicelib.domain.channel import Closing
from chalicelib.domain.connection import StaffConnection, Ticket
from chalicelib.domain.conversation import Floor, Side
from chalicelib.domain.delivery import Message
from chalicelib.domain.fault import FaultReport
from chalicelib.domain.note import Note
from tests.store.people import SAM, conversation, on_duty, opened
from tests.store.shelves import Shelves
from tests.tables import definition
from tests.world import TUESDAY_AFTERNOON

Read = Callable[[Shelves], object]
DAY = day_of(TUESDAY_AFTERNOON)
MINUTE = TUESDAY_AFTERNOON

# What is read, under which keys it lies, and the question that finds it.
READS: dict[str, tuple[str, str, Read]] = {
    "conversation": ("CONVERSATION#", "CONVERSATION", lambda s: s.world.conversations.get(SAM)),
    "conversation, fresh": ("CONVERSATION#", "CONVERSATION", lambda s: s.world.conversations.get(SAM, fresh=True)),
    "conversations of a day": (
        "CONVERSATION#", "CONVERSATION", lambda s: s.world.conversations.of_day("jac", DAY, None, 9)[0],
    ),
    "nickname": ("NICKNAMES#", "", lambda s: s.world.conversations.with_nickname("jac", "Sam")),
    "messages": ("CONVERSATION#", "MESSAGE#", lambda s: list(s.world.messages.since(SAM, Side.VISITOR, 0))),
    "last message": ("CONVERSATION#", "MESSAGE#", lambda s: s.world.messages.last(SAM) != Floor()),
    "notes": ("CONVERSATION#", "NOTE#", lambda s: s.world.messages.notes(SAM)),
    "visitor's connection": ("CONNECTION#line", "", lambda s: s.world.connections.get(f"line-of-{SAM}")),
    "counsellor's connection": ("CONNECTION#desk", "", lambda s: s.world.connections.get("desk-of-an")),
    "ticket": ("TICKET#", "", lambda s: s.world.connections.use_ticket("hash", s.now)),
    "duty": ("COUNSELLOR#", "", lambda s: s.world.duties.get("id-an")),
    "slots": ("SLOTS#", "", lambda s: s.world.duties.slots("jac")),
    "slots, not fresh": ("SLOTS#", "", lambda s: s.world.duties.slots("jac", fresh=False)),
    "slots of one": ("SLOTS#", "", lambda s: s.world.duties.slots_of("id-an", ["jac"])),
    "watchers": ("WATCHERS#", "", lambda s: list(s.world.channels.watchers("jac"))),
    "closing": ("CHANNEL#", "CLOSING", lambda s: s.world.channels.closing("jac")),
    "block": ("BLOCKS", "", lambda s: s.world.blocks.of("hash", s.now)),
    "blocks": ("BLOCKS", "", lambda s: s.world.blocks.list(None, 9, s.now)),
    "faults": ("FAULTS#", "", lambda s: s.world.faults.newest(None, 9, s.now)[0]),
    "tries": ("THROTTLE#", "", lambda s: s.world.throttles.tries("hash", "start", MINUTE)),
}  # fmt: skip


def fill(shelves: Shelves) -> None:
    """One of everything that expires."""
    world, now = shelves.world, shelves.now
    on_duty(shelves, slots=1)
    opened(shelves)
    world.messages.add(Message(SAM, Side.VISITOR, 1, "visitor-0001", "hallo", now))
    world.messages.add_note(Note(SAM, "note-0001", "rustig", "An", now))
    world.messages.add_survey(conversation(shelves), {"helped": 5}, now)
    world.connections.add_staff(StaffConnection("desk-of-an", "id-an", "An", ("jac",), now))
    world.connections.add_ticket("hash", Ticket("id-an", "An", ("jac",)), now)
    world.channels.watch("jac", "line", "nl", now)
    world.channels.close("jac", Closing("Dora", now))
    world.blocks.place(Block("hash", now, "bedreigingen", "An"))
    world.throttles.count("hash", "start", now)
    world.faults.add(FaultReport("report-0001", now, "nu", "stuk"))


@pytest.mark.parametrize("what", READS)
def test_nothing_is_read_from_its_last_second_on(shelves: Shelves, what: str) -> None:
    fill(shelves)
    partition, sort, read = READS[what]
    expiry = datetime.fromtimestamp(int(shelves.item(partition, sort)["expires_at"]["N"]), UTC)
    kept = shelves.chat()
    shelves.clock.now = expiry
    assert not read(shelves), "gone, though it is still there"
    assert shelves.chat() == kept
    shelves.clock.now = expiry - timedelta(milliseconds=1)
    assert read(shelves), "until then it is read"


def test_everything_about_a_person_expires(shelves: Shelves) -> None:
    """Of a channel only its hours and its light stay."""
    fill(shelves)
    for item in shelves.chat() + shelves.vault():
        assert "expires_at" in item or item["pk"]["S"].startswith("CHANNEL#"), item["pk"]
    written = {(item["pk"]["S"], item["sk"]["S"].partition("#")[0]) for item in shelves.chat()}
    unread = {pk for pk, _ in written if not any(pk.startswith(partition) for partition, _, _ in READS.values())}
    assert not unread, "whoever makes something readable hides it here too"


@pytest.mark.parametrize(
    "index", definition("ChatTable", "chat")["GlobalSecondaryIndexes"], ids=lambda one: one["IndexName"]
)
def test_an_index_shows_keys_only(index: dict[str, dict[str, str]]) -> None:
    """So what is found through one is read again, where its expiry is seen."""
    assert index["Projection"] == {"ProjectionType": "KEYS_ONLY"}
