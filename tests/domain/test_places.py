"""Which claims of an origin take a place, and for how long."""

from datetime import timedelta

from chalicelib.domain.conversation import Conversation, Holder, Line, Side
from chalicelib.domain.moves import end
from chalicelib.domain.places import SHORTEST, STARTING, TRYING, Claim, Places, begun, counting, held, named
from tests.service import TUESDAY_AFTERNOON as NOW

MOMENT = timedelta(milliseconds=1)
SAM, NOOR = "conversation-of-sam", "conversation-of-noor"


def conversation(id: str = SAM) -> Conversation:
    visitor, counsellor = Line("line", NOW), Line("desk", NOW)
    return Conversation(id, "jac", "Sam", "nl", "hash", NOW, Holder("id-an", "An", 1), visitor, counsellor)


def test_a_live_conversation_takes_its_place_however_long_it_lasts() -> None:
    assert Claim(NOW, SAM).counts(conversation(), NOW + timedelta(hours=9))


def test_one_that_ends_soon_takes_it_for_five_minutes() -> None:
    over = end(conversation(), Side.VISITOR, NOW + timedelta(seconds=3))
    for claim, known in ((Claim(NOW, SAM), over), (Claim(NOW), None)):
        assert claim.counts(known, NOW + SHORTEST - MOMENT)
        assert not claim.counts(known, NOW + SHORTEST)


def test_one_that_never_came_takes_it_for_as_long_as_a_start_can_last() -> None:
    assert Claim(NOW, SAM).counts(None, NOW + STARTING - MOMENT)
    assert not Claim(NOW, SAM).counts(None, NOW + STARTING)


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
    later = counting(days, {NOOR: conversation(NOOR)}, NOW + SHORTEST)
    assert [day.claims for day in later] == [(), (Claim(NOW, NOOR),)]
    assert [day.origin_hash for day in later] == ["today", "yesterday"]


def test_a_start_that_was_not_answered_is_found_by_its_line() -> None:
    days = [Places("today", (Claim(NOW, SAM, "line"),)), Places("yesterday", (Claim(NOW, NOOR, "other"), Claim(NOW)))]
    assert begun(days, "line", NOW) == [("today", SAM)]
    assert begun(days, "other", NOW + TRYING - MOMENT) == [("yesterday", NOOR)]
    assert begun(days, "other", NOW + TRYING) == [], "by then it may be taken for dead"
    assert begun(days, "third", NOW) == []
