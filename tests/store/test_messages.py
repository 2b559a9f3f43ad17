"""A message, a note and a survey are written once; a repeat finds what is there."""

from dataclasses import replace

import pytest

from chalicelib.domain.conversation import Floor, Side
from chalicelib.domain.delivery import Message
from chalicelib.domain.note import Note
from chalicelib.domain.races import NumberTaken
from chalicelib.domain.retention import expires_at, to_epoch
from tests.store.people import NOOR, SAM, conversation
from tests.store.shelves import Shelves


def message(shelves: Shelves, n: int, side: Side = Side.VISITOR, id: str = "", of: str = SAM) -> Message:
    return Message(of, side, n, id or f"{side}-{n:04}", f"tekst {n}", shelves.now)


def test_messages_of_one_side_come_in_order_of_number(shelves: Shelves) -> None:
    for n in (2, 11, 1, 3, 10):
        shelves.world.messages.add(message(shelves, n))
    shelves.world.messages.add(message(shelves, 1, Side.COUNSELLOR))
    shelves.world.messages.add(message(shelves, 12, of=NOOR))
    assert [one.n for one in shelves.world.messages.since(SAM, Side.VISITOR, 0)] == [1, 2, 3, 10, 11]
    assert list(shelves.world.messages.since(SAM, Side.VISITOR, 10)) == [message(shelves, 11)]
    assert list(shelves.world.messages.since(SAM, Side.VISITOR, 11)) == []
    assert shelves.world.messages.last(SAM) == Floor(11, 1)
    assert shelves.world.messages.last("nobody") == Floor(0, 0)


def test_the_largest_number_has_its_place(shelves: Shelves) -> None:
    for n in (99_999, 100_000):
        shelves.world.messages.add(message(shelves, n))
    assert shelves.world.messages.last(SAM).visitor == 100_000
    assert [one.n for one in shelves.world.messages.since(SAM, Side.VISITOR, 99_998)] == [99_999, 100_000]


def test_a_repeat_gives_what_was_stored_and_writes_nothing(shelves: Shelves) -> None:
    first = shelves.world.messages.add(message(shelves, 1))
    kept = shelves.chat()
    shelves.clock.passes(seconds=7)
    assert shelves.world.messages.add(replace(message(shelves, 1), text="anders")) == first
    assert shelves.chat() == kept


def test_another_message_on_a_number_is_refused(shelves: Shelves) -> None:
    shelves.world.messages.add(message(shelves, 1))
    with shelves.lost(NumberTaken):
        shelves.world.messages.add(message(shelves, 1, id="another-one"))


@pytest.mark.parametrize("text", ["é ü 🙂 العربية", "a" * 2000, "🙂" * 2000, " regels\nen\ttabs ", "<b>&amp;"])
def test_text_is_kept_to_the_letter(shelves: Shelves, text: str) -> None:
    shelves.world.messages.add(replace(message(shelves, 1), text=text))
    assert [one.text for one in shelves.world.messages.since(SAM, Side.VISITOR, 0)] == [text]


def test_many_pages_are_read_to_the_end(shelves: Shelves) -> None:
    """A query answers at most a megabyte at a time."""
    for n in range(1, 151):
        shelves.world.messages.add(replace(message(shelves, n), text="🙂" * 2000))
    assert sum(1 for _ in shelves.world.messages.since(SAM, Side.VISITOR, 0)) == 150


def test_notes_come_in_order_of_time_and_a_repeat_is_one(shelves: Shelves) -> None:
    notes = []
    for id in ("note-b", "note-a"):
        notes.append(shelves.world.messages.add_note(Note(SAM, id, f"tekst van {id}", "An", shelves.now)))
        shelves.clock.passes(seconds=1)
    again = shelves.world.messages.add_note(Note(SAM, "note-b", "anders", "Bo", shelves.now))
    assert again == notes[0]
    assert shelves.world.messages.notes(SAM) == notes
    assert list(shelves.world.messages.since(SAM, Side.VISITOR, 0)) == []


def test_the_first_survey_counts(shelves: Shelves) -> None:
    sam = conversation(shelves)
    shelves.world.messages.add_survey(sam, {"helped": 4, "again": True}, shelves.now)
    kept = shelves.item("CONVERSATION#", "SURVEY")
    shelves.world.messages.add_survey(sam, {"helped": 1}, shelves.now)
    assert shelves.item("CONVERSATION#", "SURVEY") == kept
    assert kept["helped"] == {"N": "4"}


def test_sealing_gives_everything_one_expiry_once(shelves: Shelves) -> None:
    sam = conversation(shelves)
    for n in (1, 2):
        shelves.world.messages.add(message(shelves, n))
    shelves.world.messages.add_note(Note(SAM, "note-a", "tekst", "An", shelves.now))
    shelves.world.messages.add(message(shelves, 1, of=NOOR))
    shelves.clock.passes(hours=1)
    over = replace(sam, ended_at=shelves.now)
    assert shelves.world.messages.seal(over) == 3
    assert shelves.world.messages.seal(over) == 0
    own = [item for item in shelves.chat() if item["pk"]["S"].endswith(SAM)]
    assert {int(item["expires_at"]["N"]) for item in own} == {to_epoch(expires_at(shelves.now))}
