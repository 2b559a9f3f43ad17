"""A visitor and a counsellor talk."""

from datetime import UTC, datetime

from tests.actors import Counsellor, Visitor, counsellor, visitor
from tests.service import Service


def test_nobody_on_duty_is_closed(open_service: Service) -> None:
    assert open_service.light() == "closed"
    answer = visitor(open_service).starts("Sam")
    assert answer["reason"] == "closed"
    assert [number["phone"] for number in answer["elsewhere"]["emergency"]][:2] == ["112", "101"]


def test_the_light_follows_the_slots(open_service: Service) -> None:
    an = counsellor(open_service)
    assert an.takes_duty(slots=1)["light"] == "open"
    sam = visitor(open_service)
    sam.starts("Sam")
    assert open_service.light() == "busy"
    assert visitor(open_service).starts("Noor")["reason"] == "busy"
    assert sam.sends("end")["type"] == "ended"
    assert open_service.light() == "open"
    assert an.sends("available", available=False)["light"] == "busy"
    assert an.sends("duty", off=True)["on"] is False
    assert open_service.light() == "closed"


def test_they_talk(sam: Visitor, an: Counsellor) -> None:
    assigned = an.last_sees("assigned")
    assert assigned["nickname"] == "Sam"
    for n in range(1, 11):
        assert sam.says(f"vraag {n}")["delivered"] is True
        assert an.says(sam.conversation, f"antwoord {n}")["delivered"] is True
    assert [frame["text"] for frame in an.sees("message")] == [f"vraag {n}" for n in range(1, 11)]
    assert [frame["text"] for frame in sam.sees("message")] == [f"antwoord {n}" for n in range(1, 11)]


def test_the_origin_is_in_the_vault_alone(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    assert sam.address in str(open_service.dynamo.items("vault"))
    assert sam.address not in str(open_service.dynamo.items("chat"))
    assert sam.address not in str(an.inbox) + open_service.log.getvalue()


def test_watchers_see_it_live(open_service: Service, an: Counsellor) -> None:
    watcher = visitor(open_service)
    assert watcher.sends("watch", channel="jac")["light"] == "open"
    open_service.tells_watchers()
    for name in ("Sam", "Noor"):
        visitor(open_service).starts(name)
    open_service.tells_watchers()
    assert watcher.last_sees("status")["light"] == "busy"
    an.sends("end", conversation=an.last_sees("assigned")["conversation"])
    open_service.tells_watchers()
    assert watcher.last_sees("status")["light"] == "open"


def test_a_block_holds_for_exactly_eight_hours(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    an.sends("block", conversation=sam.conversation, reason="bedreigingen")
    told = sam.last_sees("ended")
    assert told["reason"] == "blocked"
    assert told["until"] == "2026-11-24T21:00:00.000Z"
    assert told["elsewhere"]["complaint"]
    open_service.clock.passes(hours=8, milliseconds=-1)
    an.reopens_the_desk().takes_duty(slots=2)
    neighbour = visitor(open_service, "2001:db8:1:2:ffff::1")
    refused = neighbour.starts("Iemand")
    assert (refused["reason"], refused["until"]) == ("blocked", told["until"])
    assert refused["elsewhere"]["emergency"]
    open_service.clock.passes(milliseconds=1)
    assert neighbour.starts("Iemand")["type"] == "started"


def test_a_drop_and_a_resume(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    sam.says("een")
    sam.loses_the_line()
    assert an.last_sees("peer")["until"] == "2026-11-24T13:05:00.000Z"
    assert an.says(sam.conversation, "ben je er nog?")["delivered"] is False
    open_service.clock.passes(minutes=4, seconds=59)
    back = sam.comes_back()
    resumed = back.resumes(visitor=1)
    assert [message["text"] for message in resumed["messages"]] == ["ben je er nog?"]
    assert an.last_sees("peer")["here"] is True


def test_five_minutes_are_enforced_on_read(open_service: Service, sam: Visitor) -> None:
    sam.loses_the_line()
    open_service.clock.passes(minutes=5)
    assert sam.comes_back().resumes()["reason"] == "ended"


def test_resume_by_nickname_reads_nothing(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    sam.says("een geheim")
    sam.loses_the_line()
    guess = visitor(open_service, "203.0.113.9")
    assert guess.resumes_by_nickname("sam")["type"] == "waiting"
    asked = an.last_sees("resume_asked")
    assert asked["same_origin"] is False
    an.sends("accept", conversation=sam.conversation, question=asked["question"])
    resumed = guess.last_sees("resumed")
    assert resumed["messages"] == []
    assert guess.sends("replay", have={})["messages"] == []
    assert sam.comes_back().resumes()["reason"] == "unknown"
    again = guess.comes_back()
    again.token = resumed["token"]
    assert again.resumes()["messages"] == []


def test_counsellor_comes_back(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    an.loses_the_line()
    assert sam.last_sees("peer")["here"] is False
    assert open_service.light() == "closed"
    assert sam.says("ben je daar?")["delivered"] is False
    desk = an.reopens_the_desk()
    duty = desk.takes_duty(slots=2)
    assert duty["conversations"] == [sam.conversation]
    attached = desk.attaches(sam.conversation)
    assert [message["text"] for message in attached["messages"]] == ["ben je daar?"]
    assert sam.last_sees("peer")["here"] is True
    assert sam.says("ah, daar ben je")["delivered"] is True


def test_after_five_minutes_a_colleague_takes_it(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    an.loses_the_line()
    bo = counsellor(open_service, "Bo")
    open_service.clock.passes(minutes=3)
    sam.sends("ping")
    open_service.clock.passes(minutes=2)
    bo.takes_duty(slots=1)
    open_service.upkeep()
    assert bo.last_sees("assigned")["conversation"] == sam.conversation
    assert sam.last_sees("peer")["counsellor"] == "Bo"
    assert bo.says(sam.conversation, "Hallo, ik ben Bo")["delivered"] is True


def test_after_five_minutes_an_apology(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    an.loses_the_line()
    open_service.clock.passes(minutes=5)
    sam.sends("ping")
    open_service.upkeep()
    told = sam.last_sees("ended")
    assert (told["by"], told["reason"]) == ("service", "counsellor_away")
    assert told["elsewhere"]["alternatives"]


def test_a_transfer(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    bo = counsellor(open_service, "Bo")
    bo.takes_duty(slots=1)
    asked = an.sends("transfer", conversation=sam.conversation, note="spreekt liever met Bo")
    assert (asked["state"], asked["colleague"]) == ("asked", "Bo")
    assert bo.last_sees("transfer_asked")["note"] == "spreekt liever met Bo"
    sam.says("intussen")
    taken = bo.sends("accept", conversation=sam.conversation, question="transfer")
    assert [message["text"] for message in taken["messages"]] == ["intussen"]
    assert [note["text"] for note in taken["notes"]] == ["spreekt liever met Bo"]
    assert an.last_sees("transfer")["state"] == "taken"
    assert sam.last_sees("peer")["counsellor"] == "Bo"
    assert an.says(sam.conversation, "nog iets")["reason"] == "not_yours"


def test_what_an_wrote_stays_ans(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    bo = counsellor(open_service, "Bo")
    bo.takes_duty(slots=1)
    an.says(sam.conversation, "ik ben An")
    assert sam.last_sees("message")["author"] == "An"
    an.sends("transfer", conversation=sam.conversation)
    bo.sends("accept", conversation=sam.conversation, question="transfer")
    bo.says(sam.conversation, "en ik Bo", n=2)
    sam.says("dag Bo")
    replayed = sam.sends("replay", have={})["messages"]
    assert [message.get("author") for message in replayed] == ["An", "Bo", None]


def test_typing_is_told_on_and_off_both_ways(sam: Visitor, an: Counsellor) -> None:
    for on in (True, False):
        assert (sam.sends("typing", on=on), an.sends("typing", conversation=sam.conversation, on=on)) == ({}, {})
        assert (an.last_sees("typing")["on"], sam.last_sees("typing")["on"]) == (on, on)


def test_a_ping_is_answered_to_whoever_asks(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    waits = visitor(open_service)
    waits.sends("watch", channel="jac")
    assert [person.sends("ping") for person in (waits, sam, an)] == [{"type": "pong"}] * 3


def test_who_has_talked_for_fifty_minutes_hears_whether_others_wait(open_service: Service) -> None:
    def told(*, waits: bool, slots: int) -> object:
        an = counsellor(open_service, f"An {waits} {slots}")
        an.takes_duty(slots=slots)
        sam = visitor(open_service)
        sam.starts("Sam")
        sam.says("een")
        if waits:
            visitor(open_service).sends("watch", channel="jac")
        for _ in range(26):
            open_service.clock.passes(minutes=2)
            sam.sends("ping")
            an.sends("ping")
            open_service.upkeep()
        (notice,) = an.sees("notice")
        assert notice["notice"] == "fifty_minutes"
        sam.sends("end")
        an.sends("duty", off=True)
        return notice.get("others_wait")

    assert told(waits=False, slots=1) is None
    assert told(waits=True, slots=2) is None, "there is a place: nobody waits for one"
    assert told(waits=True, slots=1) is True


def test_notices_and_the_end_of_it(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    sam.says("een")
    for _ in range(31):
        open_service.clock.passes(minutes=2)
        sam.sends("ping")
        an.sends("ping")
        open_service.upkeep()
        open_service.upkeep()
    assert [frame["notice"] for frame in an.sees("notice")] == ["fifty_minutes", "one_hour"]
    assert [frame["notice"] for frame in sam.sees("notice")] == ["one_hour"]
    sam.sends("end")
    open_service.clock.passes(minutes=1)
    open_service.upkeep()
    assert [one["state"] for one in states(open_service)] == ["closed"]


def states(service: Service) -> list[dict[str, str]]:
    return [{"state": item["state"]["S"]} for item in service.dynamo.items("chat") if item["sk"]["S"] == "CONVERSATION"]


def test_a_conversation_that_crosses_midnight_expires_at_one_moment(open_service: Service) -> None:
    """Known at the start and never written again, whatever comes later."""
    open_service.clock.now = datetime(2026, 8, 31, 21, 50, tzinfo=UTC)
    an, sam = counsellor(open_service), visitor(open_service)
    an.takes_duty()
    sam.starts("Sam")
    sam.says("voor middernacht")
    written = {str(item): item for item in open_service.dynamo.items("chat")}
    open_service.clock.passes(minutes=20)
    sam.says("na middernacht")
    an.sends("note", conversation=sam.conversation, id="note-0001", text="rustig")
    an.sends("end", conversation=sam.conversation)
    sam.sends("survey", helped=4)
    open_service.clock.passes(minutes=2)
    open_service.upkeep()
    belongings = [item for item in open_service.dynamo.items("chat") if item["pk"]["S"].startswith("CONVERSATION#")]
    first = [item for item in belongings if item["sk"]["S"].startswith("MESSAGE#") and "voor" in str(item)]
    assert [str(item) in written for item in first] == [True]
    end_of_day = int(datetime(2027, 2, 28, 23, 0, tzinfo=UTC).timestamp())
    everything = belongings + open_service.dynamo.items("vault")
    assert len(everything) == 6
    assert {int(item["expires_at"]["N"]) for item in everything} == {end_of_day}


def test_a_dead_desk_gives_its_conversation_to_a_colleague_at_once(open_service: Service, an: Counsellor) -> None:
    bo = counsellor(open_service, "Bo")
    open_service.clock.passes(seconds=1)
    bo.takes_duty(slots=2)
    an.loses_the_line(silently=True)
    noor = visitor(open_service)
    assert noor.starts("Noor")["counsellor"] == "Bo"
    assert bo.last_sees("assigned")["conversation"] == noor.conversation
    assert noor.last_sees("peer")["counsellor"] == "Bo"


def test_who_said_goodbye_can_start_again_over_the_same_line(
    open_service: Service, sam: Visitor, an: Counsellor
) -> None:
    first = sam.conversation
    sam.sends("end")
    assert sam.starts("Sam")["type"] == "started"
    assert sam.conversation != first
    assert sam.says("nog iets", n=1)["delivered"] is True
    assert an.last_sees("message")["conversation"] == sam.conversation


def test_who_was_told_goodbye_can_start_again_and_keeps_it(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    """What the service still does about the first conversation touches nothing of the second."""
    an.sends("end", conversation=sam.conversation)
    assert sam.starts("Sam")["type"] == "started"
    again = sam.starts("Sam")
    assert (again["type"], again["conversation"]) == ("started", sam.conversation), "a repeat is known as one"
    open_service.clock.passes(minutes=2)
    open_service.upkeep()
    assert sam.says("ik ben er nog", n=1)["delivered"] is True
    sam.loses_the_line()
    assert an.last_sees("peer")["conversation"] == sam.conversation
