"""Which claims of an origin take a place, and for how long."""

from datetime import timedelta

from chalicelib.domain.conversation import Conversation, Holder, Line, Side
from chalicelib.domain.moves import end
from chalicelib.domain.places import SHORTEST, STARTING, TRYING, Claim, Places, Taken, begun, held, named, taken
from tests.service import TUESDAY_AFTERNOON as NOW

MOMENT = timedelta(milliseconds=1)
SAM, NOOR = "conversation-of-sam", "conversation-of-noor"


def conversation(id: str = SAM) -> Conversation:
    visitor, counsellor = Line("line", NOW), Line("desk", NOW)
    return Conversation(id, "jac", "Sam", "nl", "hash", NOW, Holder("id-an", "An", 1), visitor, counsellor)


def test_a_live_conversation_takes_its_place_however_long_it_lasts() -> None:
    for later in (MOMENT, timedelta(hours=9)):
        assert Claim(NOW, SAM).is_live(conversation(), NOW + later)
        assert not Claim(NOW, SAM).is_recent(conversation(), NOW + later)


def test_one_that_ends_soon_takes_none_and_is_remembered_for_five_minutes() -> None:
    over = end(conversation(), Side.VISITOR, NOW + timedelta(seconds=3))
    for claim, known in ((Claim(NOW, SAM), over), (Claim(NOW), None)):
        assert not claim.is_live(known, NOW + MOMENT)
        assert claim.is_recent(known, NOW + SHORTEST - MOMENT)
        assert not claim.is_recent(known, NOW + SHORTEST)


def test_one_that_never_came_takes_it_for_as_long_as_a_start_can_last() -> None:
    assert Claim(NOW, SAM).is_live(None, NOW + STARTING - MOMENT)
    for later in (STARTING, SHORTEST - MOMENT):
        assert not Claim(NOW, SAM).is_live(None, NOW + later)
        assert not Claim(NOW, SAM).is_recent(None, NOW + later)


def test_four_that_ended_soon_are_forgiven_and_each_further_one_takes_a_place() -> None:
    assert [Taken([], 1, recent).places for recent in range(8)] == [1] * 5 + [2, 3, 4]


def test_closed_books_lead_nowhere_and_keep_the_shortest_time() -> None:
    places = Places("hash", (Claim(NOW, SAM, "line"), Claim(NOW, NOOR, "other")))
    early, late = (places.closed(SAM, NOW + passed) for passed in (SHORTEST - MOMENT, SHORTEST))
    assert early.claims == (Claim(NOW), Claim(NOW, NOOR, "other"))
    assert late.claims == (Claim(NOW, NOOR, "other"),)
    assert places.closed("another", NOW) == places


def test_what_was_given_back_is_gone() -> None:
    assert Places("hash", (Claim(NOW, SAM), Claim(NOW, NOOR))).without(SAM).claims == (Claim(NOW, NOOR),)


def test_both_days_count_together() -> None:
    days = [Places("today", (Claim(NOW, SAM),)), Places("yesterday", (Claim(NOW, NOOR), Claim(NOW)))]
    assert (held(days), named(days)) == (3, [SAM, NOOR])
    both = {SAM: end(conversation(), Side.VISITOR, NOW), NOOR: conversation(NOOR)}
    soon, later = (taken(days, both, NOW + passed) for passed in (SHORTEST - MOMENT, SHORTEST))
    assert (soon.live, soon.recent, soon.days) == (1, 2, days)
    assert (later.live, later.recent) == (1, 0)
    assert [day.claims for day in later.days] == [(), (Claim(NOW, NOOR),)]
    assert [day.origin_hash for day in later.days] == ["today", "yesterday"]


def test_a_start_that_was_not_answered_is_found_by_its_line() -> None:
    days = [Places("today", (Claim(NOW, SAM, "line"),)), Places("yesterday", (Claim(NOW, NOOR, "other"), Claim(NOW)))]
    assert begun(days, "line", NOW) == [("today", SAM)]
    assert begun(days, "other", NOW + TRYING - MOMENT) == [("yesterday", NOOR)]
    assert begun(days, "other", NOW + TRYING) == [], "by then it may be taken for dead"
    assert begun(days, "third", NOW) == []
