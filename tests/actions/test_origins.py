"""Where a conversation is held from: each address goes to the vault, a block hits the current line."""

from datetime import timedelta

from chalicelib.privacy.origins import Origin
from tests.actors import Counsellor, Visitor, counsellor, visitor
from tests.audit.trail import waiting
from tests.faults.snapshot import parsed
from tests.service import ELSEWHERE, HOME, Service

THIRD = "192.0.2.44"


def kept(service: Service) -> list[tuple[str, str | None]]:
    """How and from where conversations were held, as the vault has it, in order."""
    items = sorted((parsed(item) for item in service.dynamo.items("vault")), key=lambda item: item["sk"])
    return [(item["way"], item.get("address")) for item in items]


def refused(person: Visitor, nickname: str = "Iemand") -> str | None:
    return person.starts(nickname).get("reason")


def drops_and_asks(service: Service, sam: Visitor, address: str = ELSEWHERE) -> Visitor:
    sam.loses_the_line()
    asker = visitor(service, address)
    assert asker.resumes_by_nickname("Sam")["type"] == "waiting"
    return asker


def answers(an: Counsellor, sam: Visitor, word: str) -> None:
    an.sends(word, conversation=sam.conversation, question=an.last_sees("resume_asked")["question"])


def test_every_address_is_kept_with_its_time(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    open_service.clock.passes(minutes=1)
    away = sam.comes_back(address=ELSEWHERE)
    away.resumes()
    asker = drops_and_asks(open_service, away, THIRD)
    answers(an, sam, "accept")
    assert asker.last_sees("resumed")
    assert kept(open_service) == [("start", HOME), ("token", ELSEWHERE), ("asked", THIRD), ("nickname", None)]
    times = [int(parsed(item)["kept_at"]) for item in open_service.dynamo.items("vault")]
    assert max(times) - min(times) == 60_000


def test_a_block_hits_where_the_line_comes_from_now(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    sam.comes_back(address=ELSEWHERE).resumes()
    an.sends("block", conversation=sam.conversation, reason="bedreigingen")
    assert refused(visitor(open_service, ELSEWHERE)) == "blocked"
    assert refused(visitor(open_service, HOME)) is None


def test_a_stranger_who_was_let_in_is_the_one_who_is_blocked(
    open_service: Service, sam: Visitor, an: Counsellor
) -> None:
    drops_and_asks(open_service, sam)
    answers(an, sam, "accept")
    an.sends("block", conversation=sam.conversation, reason="bedreigingen")
    assert refused(visitor(open_service, ELSEWHERE)) == "blocked"
    assert refused(visitor(open_service, HOME)) is None


def test_who_ends_it_first_is_blocked_all_the_same(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    gone = sam.comes_back(address=ELSEWHERE)
    gone.resumes()
    gone.sends("end")
    open_service.clock.passes(seconds=50)
    answer = an.sends("block", conversation=sam.conversation, reason="bedreigingen")
    assert (answer["type"], answer["by"], answer["reason"]) == ("ended", "visitor", "ended"), "how it ended stays true"
    told = gone.last_sees("ended")
    assert (told["until"], told["reason"]) == (answer["until"], "ended")
    assert "acht uur" in told["message"]
    assert told["elsewhere"]["complaint"]
    assert refused(visitor(open_service, ELSEWHERE)) == "blocked"
    assert refused(visitor(open_service, HOME)) is None


def test_a_desk_that_was_reloaded_blocks_too_and_a_second_time_nothing_happens(
    open_service: Service, sam: Visitor, an: Counsellor
) -> None:
    sam.sends("end")
    an = an.reopens_the_desk()
    answer = an.sends("block", conversation=sam.conversation, reason="bedreigingen")
    open_service.clock.passes(seconds=5)
    assert an.sends("block", conversation=sam.conversation, reason="bedreigingen") == answer
    assert len(waiting(open_service)) == 1, "one deed for the audit trail"


def test_when_the_books_are_closed_it_is_too_late_to_block(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    sam.sends("end")
    open_service.clock.passes(minutes=1)
    open_service.upkeep()
    assert an.sends("block", conversation=sam.conversation, reason="bedreigingen")["reason"] == "ended"
    assert refused(visitor(open_service, HOME)) is None


def test_only_the_last_counsellor_blocks_after_the_end(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    bo = counsellor(open_service, "Bo")
    bo.takes_duty(slots=1)
    an.sends("transfer", conversation=sam.conversation)
    bo.sends("accept", conversation=sam.conversation, question="transfer")
    sam.sends("end")
    assert an.sends("block", conversation=sam.conversation, reason="bedreigingen")["reason"] == "not_yours"
    assert bo.sends("block", conversation=sam.conversation, reason="bedreigingen")["until"]


def test_who_is_blocked_does_not_come_back_by_nickname(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    noor = visitor(open_service, ELSEWHERE)
    noor.starts("Noor")
    an.sends("block", conversation=noor.conversation, reason="bedreigingen")
    sam.loses_the_line()
    for nickname in ("Sam", "Niemand"):
        answer = visitor(open_service, ELSEWHERE).resumes_by_nickname(nickname)
        assert (answer["reason"], bool(answer["elsewhere"]["emergency"])) == ("blocked", True)
    assert not an.sees("resume_asked")


def test_a_neighbour_of_who_is_blocked_goes_on_with_their_own(
    open_service: Service, sam: Visitor, an: Counsellor
) -> None:
    neighbour = visitor(open_service, HOME)
    neighbour.starts("Noor")
    an.sends("block", conversation=neighbour.conversation, reason="bedreigingen")
    sam.loses_the_line()
    assert sam.comes_back().resumes()["type"] == "resumed"


def test_a_no_silences_the_asker_for_the_rest_of_the_five_minutes(
    open_service: Service, sam: Visitor, an: Counsellor
) -> None:
    drops_and_asks(open_service, sam)
    answers(an, sam, "decline")
    assert visitor(open_service, ELSEWHERE).resumes_by_nickname("Sam")["reason"] == "unknown"
    assert len(an.sees("resume_asked")) == 1
    assert visitor(open_service, THIRD).resumes_by_nickname("Sam")["type"] == "waiting"


def test_the_hash_of_an_origin_goes_when_the_books_close(open_service: Service, sam: Visitor) -> None:
    sam.sends("end")
    open_service.clock.passes(minutes=1)
    open_service.upkeep()
    closed = open_service.context.conversations.get(sam.conversation, fresh=True)
    assert closed is not None
    assert (closed.state, closed.origin_hash) == ("closed", None)


def test_a_block_holds_over_midnight(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    open_service.clock.passes(hours=9)
    late = visitor(open_service, ELSEWHERE)
    an = an.reopens_the_desk()
    an.takes_duty(slots=2)
    assert refused(late, "Noor") is None
    an.sends("block", conversation=late.conversation, reason="bedreigingen")
    open_service.clock.passes(hours=7, minutes=59)
    an.reopens_the_desk().takes_duty(slots=2)
    assert refused(visitor(open_service, ELSEWHERE)) == "blocked"
    open_service.clock.passes(minutes=1)
    assert refused(visitor(open_service, ELSEWHERE)) is None


def test_two_days_later_nobody_can_compute_a_hash_again(open_service: Service, sam: Visitor) -> None:
    first = open_service.context.hash_origin(Origin(HOME))
    assert first in open_service.context.recent_hashes(Origin(HOME))
    open_service.clock.now += timedelta(days=1)
    assert first in open_service.context.recent_hashes(Origin(HOME))
    assert first != open_service.context.hash_origin(Origin(HOME))
    open_service.clock.now += timedelta(days=1)
    assert first not in open_service.context.recent_hashes(Origin(HOME))
    open_service.upkeep()
    assert "2026-11-24" not in [parsed(item)["sk"] for item in open_service.dynamo.items("chat")]


def test_wrong_tokens_do_not_lock_out_the_right_one(open_service: Service, sam: Visitor) -> None:
    guesser = visitor(open_service)
    tries = [guesser.sends("resume", token="x.y", have={})["reason"] for _ in range(70)]
    assert tries[-1] == "too_fast"
    sam.loses_the_line()
    assert sam.comes_back().resumes()["type"] == "resumed"


def test_who_is_blocked_between_asking_and_the_yes_is_not_let_in(
    open_service: Service, sam: Visitor, an: Counsellor
) -> None:
    sam.loses_the_line()
    asker = visitor(open_service, ELSEWHERE)
    asker.sends("resume", channel="jac", nickname="Sam", language="en")
    noor = visitor(open_service, ELSEWHERE)
    noor.starts("Noor")
    question = an.last_sees("resume_asked")["question"]
    an.sends("block", conversation=noor.conversation, reason="bedreigingen")
    answer = an.sends("accept", conversation=sam.conversation, question=question)
    assert (answer["type"], answer["here"]) == ("peer", False)
    told = asker.last_sees("refused")
    assert (told["reason"], told["frame"]) == ("blocked", "resume")
    assert told["message"].startswith("You cannot use the chat") and told["until"] and told["elsewhere"]["emergency"]
    assert not asker.sees("resumed")
    assert sam.comes_back().resumes()["type"] == "resumed", "whose conversation it is still comes back"


def test_a_blocked_asker_is_told_in_their_language(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    an.sends("block", conversation=sam.conversation, reason="bedreigingen")
    for language, words in (("en", "Ambulance"), ("nl", "Ziekenwagen")):
        asks = {"channel": "jac", "nickname": "Iemand", "language": language}
        told = visitor(open_service).sends("resume", **asks)
        assert told["reason"] == "blocked"
        assert told["elsewhere"]["emergency"][0]["name"].startswith(words)


def test_who_is_declined_is_told_in_the_language_they_asked_in(
    open_service: Service, sam: Visitor, an: Counsellor
) -> None:
    sam.loses_the_line()
    asker = visitor(open_service, ELSEWHERE)
    asker.sends("resume", channel="jac", nickname="Sam", language="en")
    answers(an, sam, "decline")
    assert asker.last_sees("refused")["message"].startswith("We cannot find")
