"""A message, a note and a survey are written once; a repeat finds what is there."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.domain.conversation import Position, Side
from chalicelib.domain.delivery import Message
from chalicelib.domain.note import Note
from chalicelib.domain.races import NumberTaken
from chalicelib.domain.retention import to_epoch
from tests.store.people import NOOR, SAM, conversation
from tests.store.stores import Stores


def message(stores: Stores, n: int, side: Side = Side.VISITOR, id: str = "", of: str = SAM) -> Message:
    return Message(of, side, n, id or f"{side}-{n:04}", f"tekst {n}", stores.now)


UNTIL = datetime(2027, 1, 1, tzinfo=UTC)


def add(stores: Stores, message: Message) -> Message:
    return stores.context.messages.add(message, UNTIL)


def test_messages_of_one_side_come_in_order_of_number(stores: Stores) -> None:
    for n in (2, 11, 1, 3, 10):
        add(stores, message(stores, n))
    add(stores, message(stores, 1, Side.COUNSELLOR))
    add(stores, message(stores, 12, of=NOOR))
    assert [one.n for one in stores.context.messages.since(SAM, Side.VISITOR, 0)] == [1, 2, 3, 10, 11]
    assert list(stores.context.messages.since(SAM, Side.VISITOR, 10)) == [message(stores, 11)]
    assert list(stores.context.messages.since(SAM, Side.VISITOR, 11)) == []
    assert stores.context.messages.last(SAM) == Position(11, 1)
    assert stores.context.messages.last("nobody") == Position(0, 0)


def test_the_largest_number_has_its_place(stores: Stores) -> None:
    for n in (99_999, 100_000):
        add(stores, message(stores, n))
    assert stores.context.messages.last(SAM).visitor == 100_000
    assert [one.n for one in stores.context.messages.since(SAM, Side.VISITOR, 99_998)] == [99_999, 100_000]


def test_a_repeat_gives_what_was_stored_and_writes_nothing(stores: Stores) -> None:
    first = add(stores, message(stores, 1))
    kept = stores.chat()
    stores.clock.passes(seconds=7)
    assert add(stores, replace(message(stores, 1), text="anders")) == first
    assert stores.chat() == kept


def test_another_message_on_a_number_is_refused(stores: Stores) -> None:
    add(stores, message(stores, 1))
    with stores.lost(NumberTaken):
        add(stores, message(stores, 1, id="another-one"))


@pytest.mark.parametrize("text", ["é ü 🙂 العربية", "a" * 2000, "🙂" * 2000, " regels\nen\ttabs ", "<b>&amp;"])
def test_text_is_kept_to_the_letter(stores: Stores, text: str) -> None:
    add(stores, replace(message(stores, 1), text=text))
    assert [one.text for one in stores.context.messages.since(SAM, Side.VISITOR, 0)] == [text]


def test_many_pages_are_read_to_the_end(stores: Stores) -> None:
    """A query answers at most a megabyte at a time."""
    for n in range(1, 151):
        add(stores, replace(message(stores, n), text="🙂" * 2000))
    assert sum(1 for _ in stores.context.messages.since(SAM, Side.VISITOR, 0)) == 150


def test_notes_come_in_order_of_time_and_a_repeat_is_one(stores: Stores) -> None:
    notes = []
    for id in ("note-b", "note-a"):
        notes.append(stores.context.messages.add_note(Note(SAM, id, f"tekst van {id}", "An", stores.now), UNTIL))
        stores.clock.passes(seconds=1)
    again = stores.context.messages.add_note(Note(SAM, "note-b", "anders", "Bo", stores.now), UNTIL)
    assert again == notes[0]
    assert stores.context.messages.notes(SAM) == notes
    assert list(stores.context.messages.since(SAM, Side.VISITOR, 0)) == []


def test_the_first_survey_counts(stores: Stores) -> None:
    sam = conversation(stores)
    stores.context.messages.add_survey(sam, {"helped": 4, "again": True}, stores.now)
    kept = stores.item("CONVERSATION#", "SURVEY")
    stores.context.messages.add_survey(sam, {"helped": 1}, stores.now)
    assert stores.item("CONVERSATION#", "SURVEY") == kept
    assert kept["helped"] == {"N": "4"}


def test_what_is_said_and_noted_expires_with_its_conversation(stores: Stores) -> None:
    sam = conversation(stores)
    stores.context.messages.add(message(stores, 1), sam.expires_at)
    stores.clock.passes(days=1)
    stores.context.messages.add(message(stores, 2), sam.expires_at)
    stores.context.messages.add_note(Note(SAM, "note-a", "tekst", "An", stores.now), sam.expires_at)
    stores.context.messages.add_survey(sam, {"helped": 4}, stores.now)
    kept = [item for item in stores.chat() if not item["pk"]["S"].startswith("FIGURES#")]
    assert {int(item["expires_at"]["N"]) for item in kept} == {to_epoch(sam.expires_at)}
