"""What a desk knows of who else is at work, and of a question to one of them that is taken back."""

from chalicelib.domain.schedule import DEFAULTS
from tests.actors import Counsellor, Visitor, counsellor
from tests.service import Service


def colleague(service: Service, name: str, slots: int = 2) -> Counsellor:
    made = counsellor(service, name)
    made.takes_duty(slots=slots)
    return made


def others(desk: Counsellor) -> list[tuple[str, int, bool]]:
    shown = desk.sends("colleagues")["colleagues"]
    return [(one["first_name"], one["free"], one["paused"]) for one in shown]


def test_everybody_at_work_is_told_with_their_places_and_who_could_take_over_first(
    open_service: Service, an: Counsellor
) -> None:
    assert others(an) == []
    mia, jef = colleague(open_service, "Mia"), colleague(open_service, "Jef", slots=3)
    assert others(an) == [("Jef", 3, False), ("Mia", 2, False)]
    jef.sends("available", available=False)
    assert others(an) == [("Mia", 2, False), ("Jef", 0, True)]
    mia.sends("duty", off=True)
    assert others(an) == [("Jef", 0, True)]
    open_service.clock.passes(minutes=6)
    an.sends("ping")
    assert others(an) == [], "who gave no sign of life is not at work"


def test_a_desk_is_told_when_the_hours_end(open_service: Service, an: Counsellor) -> None:
    open_service.opens("jac", DEFAULTS["jac"])
    assert an.sends("colleagues")["open_until"] == "2026-11-24T18:00:00.000Z"


def test_a_question_to_a_colleague_can_be_taken_back(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    bo = colleague(open_service, "Bo")
    an.sends("transfer", conversation=sam.conversation, colleague="id-bo")
    assert an.sends("withdraw", conversation=sam.conversation)["state"] == "withdrawn"
    assert bo.last_sees("transfer")["state"] == "withdrawn"
    assert bo.sends("accept", conversation=sam.conversation, question="transfer")["type"] == "refused"
    assert an.sends("withdraw", conversation=sam.conversation)["reason"] == "not_now", "nothing is asked any more"
    assert an.says(sam.conversation, "ik blijf")["delivered"]


def test_nobody_takes_back_what_was_accepted_or_what_another_asked(
    open_service: Service, sam: Visitor, an: Counsellor
) -> None:
    bo = colleague(open_service, "Bo")
    an.sends("transfer", conversation=sam.conversation, colleague="id-bo")
    assert bo.sends("withdraw", conversation=sam.conversation)["reason"] == "not_yours"
    assert bo.sends("accept", conversation=sam.conversation, question="transfer")["type"] == "assigned"
    assert an.sends("withdraw", conversation=sam.conversation)["reason"] == "not_yours"


def test_two_of_one_first_name_each_see_what_is_their_own(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    namesake = counsellor(open_service, "An", who="id-an-2")
    namesake.takes_duty(slots=2)
    an.says(sam.conversation, "van de eerste An")
    an.sends("transfer", conversation=sam.conversation)
    taken = namesake.sends("accept", conversation=sam.conversation, question="transfer")
    namesake.says(sam.conversation, "van de tweede An", n=2)
    sam.says("hallo")
    here = {"visitor": 0, "counsellor": 0}
    again = namesake.sends("replay", conversation=sam.conversation, have=here)["messages"]
    assert [(one["author"], one["own"]) for one in taken["messages"]] == [("An", False)]
    assert [one.get("own") for one in again] == [False, True, None]
    resumed = sam.comes_back().resumes()
    assert [message for message in resumed["messages"] if "own" in message or "writer" in message] == []


def test_the_quick_exit_of_a_visitor_is_told_as_such(sam: Visitor, an: Counsellor) -> None:
    assert sam.sends("end", quick=True)["type"] == "ended"
    told = an.last_sees("ended")
    assert (told["by"], told["reason"], told["quick"]) == ("visitor", "ended", True)
    assert sam.sends("end")["reason"] == "ended", "said once more, for a server of before"
    assert an.last_sees("ended")["quick"] is True


def test_who_ends_it_calmly_left_by_no_quick_exit(sam: Visitor, an: Counsellor) -> None:
    sam.sends("end")
    assert "quick" not in an.last_sees("ended")
