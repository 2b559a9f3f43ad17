"""Two days after their last one nothing of conversations is left, and the trail says so."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from chalicelib.actions.vault import night
from chalicelib.domain.brussels import ONE_DAY, days_between, midnight
from chalicelib.domain.retention import expiry_day
from tests.retention.archive import Archive, noon

DAY = date(2027, 8, 31)
LAST = date(2028, 2, 29)
NIGHT = LAST + timedelta(days=2)
CLEAN_UPS: dict[str, Callable[[], bool]] = {"nothing": lambda: False, "everything": lambda: True}


def test_a_year_with_29_february_and_both_clock_changes_to_the_second() -> None:
    """Each day has a conversation in its first second and one in its last; clean-up does all, nothing or half."""
    archive, dice = Archive(), random.Random(10)
    held: dict[date, list[str]] = {}
    expected: dict[str, tuple[int, int, int]] = {}
    for day in days_between(date(2027, 7, 1), date(2029, 1, 4)):
        _expires_on_the_second(archive, held.get(day - ONE_DAY, []), day)
        if day <= date(2028, 6, 30):
            held.setdefault(expiry_day(midnight(day)), []).append(archive.holds(midnight(day)))
        archive.at(day, seconds=3 * 3600)
        share = (0, 0.5, 1)[day.toordinal() % 3]
        archive.cleans_up(lambda share=share: dice.random() < share)  # type: ignore[misc]
        over = day - 2 * ONE_DAY
        late = sum(bool(archive.bearing(id)) for id in held.get(over, []))
        archive.night()
        expected[over.isoformat()] = (len(held.get(over, [])), late, 0)
        assert not [key for id in held.get(over, []) for key in archive.bearing(id)]
        if day <= date(2028, 6, 30):
            last = midnight(day + ONE_DAY) - timedelta(seconds=1)
            held[expiry_day(last)].append(archive.holds(last))
    assert archive.proofs() == expected
    assert sum(conversations for conversations, _, _ in expected.values()) == 2 * 366
    assert len(held[date(2028, 2, 29)]) == 2 * 3
    assert 200 < sum(late for _, late, _ in expected.values()) < 2 * 366


def _expires_on_the_second(archive: Archive, ids: list[str], day: date) -> None:
    conversations = archive.here.context.conversations
    archive.at(day, seconds=-1)
    assert all(conversations.get(id) for id in ids), "in its last second it is there"
    archive.at(day)
    assert not any(conversations.get(id) for id in ids), "and then it is gone"


@pytest.mark.parametrize("what", CLEAN_UPS)
def test_nothing_remains_whatever_clean_up_did(what: str) -> None:
    archive = Archive()
    ids = archive.holds_several(DAY, 4)
    assert all(len(archive.bearing(id)) >= 7 for id in ids), "words, note, survey, line and two origins"
    archive.at(NIGHT - ONE_DAY, seconds=3600)
    archive.night()
    assert LAST.isoformat() not in archive.proofs(), "not before two days are over"
    archive.at(NIGHT, seconds=3600)
    archive.cleans_up(CLEAN_UPS[what])
    archive.night()
    assert [archive.bearing(id) for id in ids] == [[]] * 4
    assert archive.proofs()[LAST.isoformat()] == (4, 4 if what == "nothing" else 0, 0)
    archive.night()
    assert len(archive.proofs()) == 2, "another round proves nothing twice"


def test_days_that_were_missed_are_caught_up_with() -> None:
    archive = Archive()
    archive.at(DAY - ONE_DAY)
    archive.night()
    ids = [archive.holds(noon(DAY + n * ONE_DAY)) for n in range(3)]
    archive.at(date(2028, 3, 20))
    archive.night()
    proofs = archive.proofs()
    assert list(proofs) == [day.isoformat() for day in days_between(DAY - 3 * ONE_DAY, date(2028, 3, 18))]
    assert (proofs["2028-02-29"], proofs["2028-03-01"], proofs["2028-03-02"]) == ((1, 1, 0), (1, 1, 0), (1, 1, 0))
    assert not [key for id in ids for key in archive.bearing(id)]


def test_what_does_not_fit_in_one_run_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(night, "BATCH", 2)
    archive = Archive()
    ids = archive.holds_several(DAY, 5)
    archive.at(NIGHT)
    slow = _each_question_takes(archive, seconds=10)
    rounds = 0
    while LAST.isoformat() not in archive.proofs():
        archive.night()
        rounds += 1
        assert rounds < 9
    assert slow and rounds > 1
    assert archive.proofs() == {LAST.isoformat(): (5, 5, 0)}
    assert not [key for id in ids for key in archive.bearing(id)]


def _each_question_takes(archive: Archive, seconds: float) -> bool:
    def waits(operation: str, _: object) -> None:
        if operation == "query":
            archive.here.clock.passes(seconds=seconds / 4)

    archive.here.dynamo.before_call.append(waits)
    return True


def test_a_conversation_whose_books_were_never_closed_is_found_by_the_day_it_began() -> None:
    archive = Archive()
    id = archive.holds(noon(DAY))
    archive.here.dynamo.delete_item(TableName="chat", Key={"pk": {"S": f"LEDGER#{LAST}"}, "sk": {"S": id}})
    archive.at(NIGHT)
    archive.night()
    assert archive.proofs() == {LAST.isoformat(): (1, 1, 0)}
    assert [key for key in archive.bearing(id) if not key.startswith("CONNECTION#")] == []


def test_a_line_that_began_another_conversation_stays() -> None:
    """By chance or by attack: the ledger names a line, and only the line's own word counts."""
    archive = Archive()
    first = archive.holds(noon(DAY))
    line = next(item for _, item in archive.items() if item["pk"]["S"].startswith("CONNECTION#") and first in str(item))
    other = line | {"conversation": {"S": "another"}}
    archive.here.dynamo.put_item(TableName="chat", Item=other)
    archive.at(NIGHT)
    archive.night()
    assert archive.bearing("another") == [f"{line['pk']['S']} CONNECTION"]
    assert not archive.bearing(first)


@pytest.mark.parametrize(
    ("clean_up", "late"), [("nothing", 1), ("everything but the disclosure", 1), ("everything", 0)]
)
def test_what_was_asked_about_a_conversation_goes_with_it(clean_up: str, late: int) -> None:
    archive = Archive()
    id = archive.holds(noon(DAY))
    asked = archive.orders(id)
    archive.at(NIGHT)
    if clean_up != "nothing":
        archive.cleans_up(lambda: True, but={"everything": "", "everything but the disclosure": asked}[clean_up])
    archive.night()
    assert archive.proofs() == {LAST.isoformat(): (1, late, 0)}
    assert "Kantschrift" not in str(archive.here.dynamo.items("vault"))
    left = archive.bearing(id)
    assert left == ([f"DISCLOSURE#OF#{id} id-dora"] if clean_up == "everything" else [])
