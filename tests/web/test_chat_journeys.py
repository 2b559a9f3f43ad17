"""What a visitor lives through on the chat page."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.service import Frame, moment
from tests.web.visitor import Visitor


def test_a_conversation_from_hello_to_goodbye(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.counsellor_says("Dag Merel")
    visitor.says("Hallo An")
    visitor.sees_it_sent()
    visitor.service.pushes({"type": "typing", "from": "counsellor"})
    visitor.sees("An schrijft…")
    assert visitor.messages() == ["Dag Merel", "Hallo An"]
    visitor.ends()
    visitor.sees("Bedankt voor je vertrouwen")
    visitor.opens_more("Nog iets vertellen")
    visitor.chat.get_by_role("group", name="Voelde je je gehoord?").get_by_label("4").check()
    visitor.presses("Verstuur mijn antwoorden")
    visitor.sees("Dank je wel")
    assert visitor.service.sent("survey") == [{"type": "survey", "heard": 4}]
    assert visitor.page.evaluate("() => sessionStorage.length") == 0


def test_intake_is_optional_and_sent_once(visitor: Visitor) -> None:
    visitor.opens()
    visitor.opens_more("Drie vragen")
    visitor.chat.get_by_label("Leeftijd").fill("17")
    visitor.chat.get_by_label("Gender").select_option("other")
    visitor.starts(" Merel ")
    assert visitor.service.sent("start") == [
        {
            "type": "start",
            "channel": "jac",
            "nickname": "Merel",
            "intake": {"age": 17, "gender": "other"},
            "language": "nl",
        }
    ]


def test_writing_while_connecting_loses_nothing(visitor: Visitor) -> None:
    answers = visitor.service.answers
    answers["start"] = lambda _: []
    visitor.opens()
    visitor.chat.locator("#nickname").fill("Merel")
    visitor.presses("Start het gesprek")
    visitor.says("Ik begin al maar")
    visitor.sees("wordt verstuurd…")
    assert visitor.service.sent("say") == []
    visitor.service.pushes(*visitor.service._on_start({}))
    visitor.sees_it_sent()


def test_a_dropped_line_counts_down_and_everything_arrives(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.reachable = False
    visitor.service.drop()
    visitor.sees("De verbinding is weg")
    expect(visitor.chat.locator(".banner .countdown")).to_have_text(re.compile(r"4:\d\d|5:00"))
    visitor.says("Ben je er nog?")
    visitor.service.messages.append(
        {"type": "message", "conversation": "c" * 20, "from": "counsellor", "n": 1, "id": "counsellor-1"}
        | {"text": "Ik wacht", "at": moment(seconds=-1)}
    )
    visitor.service.reachable = True
    visitor.sees("Ik wacht")
    visitor.sees_it_sent()
    assert visitor.messages() == ["Ik wacht", "Ben je er nog?"]
    visitor.does_not_see("De verbinding is weg")


def test_a_reload_brings_the_conversation_back(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.says("Eerst")
    visitor.sees_it_sent()  # the order is that of the server's clock
    visitor.service.counsellor_says("Daarna")
    visitor.sees("Daarna")
    visitor.page.reload()
    visitor.sees("Daarna")
    assert visitor.messages() == ["Eerst", "Daarna"]
    visitor.says("Nog iets")
    visitor.sees_it_sent()
    assert [frame["n"] for frame in visitor.service.sent("say")] == [1, 2]


def test_busy_turns_green_live(visitor: Visitor) -> None:
    visitor.service.light = "busy"
    visitor.opens()
    visitor.sees("Alle medewerkers zijn momenteel in gesprek.")
    visitor.does_not_see("Start het gesprek")
    visitor.service.turns("open")
    visitor.sees("De chat is open")
    visitor.starts()


def test_closed_says_when_and_where_else(visitor: Visitor) -> None:
    visitor.service.light = "closed"
    visitor.opens()
    visitor.sees("De chat is gesloten, er zijn geen beantwoorders online.")
    visitor.sees("De chat gaat weer open op dinsdag 3 maart om 13:00")
    visitor.sees("onthaal@jac.example")
    expect(visitor.chat.locator('.emergency a[href="tel:112"]')).to_be_visible()


def test_losing_the_race_is_told_kindly(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.service.refuses("start", "busy")
    visitor.service.light = "busy"
    visitor.chat.locator("#nickname").fill("Merel")
    visitor.presses("Start het gesprek")
    visitor.sees("Iemand was je net voor")
    visitor.sees("Alle medewerkers zijn momenteel in gesprek.")
    visitor.service.accepts("start")
    visitor.service.turns("open")
    visitor.starts()


def test_too_many_from_one_connection_is_told_with_other_help_though_the_chat_is_open(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.service.refuses("start", "too_many")
    visitor.chat.locator("#nickname").fill("Merel")
    visitor.presses("Start het gesprek")
    visitor.sees("Vanaf jouw internetverbinding zijn al genoeg gesprekken bezig")
    visitor.sees("onthaal@jac.example")
    expect(visitor.chat.locator('.emergency a[href="tel:112"]')).to_be_visible()
    visitor.service.accepts("start")
    visitor.presses("Start het gesprek")
    visitor.sees("An")


def test_a_block_says_until_when_and_hides_no_help(visitor: Visitor) -> None:
    visitor.opens()
    visitor.service.refuses("start", "blocked", until="2026-03-03T02:30:00.000Z")
    visitor.chat.locator("#nickname").fill("Merel")
    visitor.presses("Start het gesprek")
    visitor.sees("Je kunt de chat nu niet gebruiken")
    visitor.sees("03:30")
    visitor.sees("Awel")
    expect(visitor.chat.locator('.emergency a[href="tel:112"]')).to_be_visible()
    expect(visitor.chat.get_by_role("link", name="Een klacht indienen")).to_be_visible()


def test_nobody_is_asked_what_they_thought_of_it_after_a_block(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.counsellor_ends("blocked", until="2026-03-03T02:30:00.000Z")
    visitor.sees("03:30")
    visitor.does_not_see("Heeft het gesprek je geholpen?")
    visitor.does_not_see("Dank je wel")
    visitor.sees("Een klacht indienen")


def test_a_taken_nickname_keeps_the_form(visitor: Visitor) -> None:
    visitor.opens()
    visitor.opens_more("Drie vragen")
    visitor.chat.get_by_label("Leeftijd").fill("17")
    visitor.service.refuses("start", "nickname_taken")
    visitor.chat.locator("#nickname").fill("Merel")
    visitor.presses("Start het gesprek")
    visitor.sees("Deze schuilnaam is al in gebruik")
    expect(visitor.chat.locator("#nickname")).to_be_focused()
    expect(visitor.chat.get_by_label("Leeftijd")).to_have_value("17")


def test_a_question_that_nobody_answers_ends_with_its_countdown(visitor: Visitor) -> None:
    visitor.opens()
    visitor.service.answers["resume"] = lambda _: [{"type": "waiting", "until": moment(seconds=10)}]
    visitor.chat.get_by_text("Was je gesprek onderbroken?").click()
    visitor.chat.locator("#old-nickname").fill("Merel")
    visitor.presses("Ga verder met mijn gesprek")
    visitor.sees("We vragen het aan je hulpverlener")
    visitor.sees("Verdergaan is niet gelukt: we kregen op tijd geen antwoord.", timeout=30_000)
    expect(visitor.chat.get_by_role("button", name="Start het gesprek")).to_be_enabled()


def test_coming_back_by_nickname(visitor: Visitor) -> None:
    visitor.opens()
    visitor.service.answers["resume"] = lambda _: [{"type": "waiting", "until": moment(minutes=2)}]
    visitor.chat.get_by_text("Was je gesprek onderbroken?").click()
    visitor.chat.locator("#old-nickname").fill("Merel")
    visitor.presses("Ga verder met mijn gesprek")
    visitor.sees("We vragen het aan je hulpverlener")
    back: Frame = {
        "type": "resumed",
        "conversation": "c" * 20,
        "counsellor": "An",
        "token": "n" * 43,
        "messages": [],
    }
    back |= {"more": False, "last": {"visitor": 3, "counsellor": 4}, "counsellor_here": True}
    # From here on it is theirs: a page on a slow machine that looks for its line again comes back with its token.
    del visitor.service.answers["resume"]
    visitor.service.pushes(back | {"started_at": moment(), "noticed": []})
    visitor.sees("Je praat met An")
    visitor.says("Ik ben terug")
    visitor.sees_it_sent()
    assert visitor.service.sent("say")[0]["n"] == 4


def test_a_nickname_that_nobody_knows(visitor: Visitor) -> None:
    visitor.opens()
    visitor.service.refuses("resume", "unknown")
    visitor.chat.get_by_text("Was je gesprek onderbroken?").click()
    visitor.chat.locator("#old-nickname").fill("Merel")
    visitor.presses("Ga verder met mijn gesprek")
    visitor.sees("We vinden geen gesprek")


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        ({"type": "notice", "notice": "one_hour"}, "Jullie praten nu een uur"),
        ({"type": "notice", "notice": "closing"}, "gesloten voor nieuwe gesprekken"),
        (
            {"type": "peer", "here": False, "until": "2099-01-01T00:00:00.000Z"},
            "De verbinding met An is even weg",
        ),
        ({"type": "peer", "here": True, "counsellor": "Bo"}, "Bo neemt het gesprek over"),
    ],
)
def test_what_happens_around_the_conversation_is_told(visitor: Visitor, frame: dict[str, str], words: str) -> None:
    visitor.opens().starts()
    visitor.service.pushes({"at": moment()} | frame)
    visitor.sees(words)


def test_a_counsellor_who_is_gone_for_good(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.counsellor_ends("counsellor_away")
    visitor.sees("Sorry, de verbinding met je hulpverlener is weg")
    visitor.sees("onthaal@jac.example")


def test_another_window_takes_over_and_gives_back(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.pushes({"type": "refused", "reason": "replaced", "message": "…"})
    visitor.sees("De chat staat open in een ander venster")
    visitor.presses("Ga hier verder")
    visitor.sees("Je praat met An")


def test_a_message_too_fast_waits_and_goes(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.refuses("say", "too_fast", retry_after=1)
    visitor.says("Snel snel")
    visitor.sees("even wachten…")
    visitor.service.accepts("say")
    visitor.sees_it_sent()


def test_a_message_that_the_gateway_turns_away_goes_out_by_itself(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.throttles("say")
    visitor.says("Nog een keer")
    visitor.sees("wordt verstuurd…")
    visitor.service.accepts("say")
    expect(visitor.meta()).to_contain_text("· verstuurd", timeout=12_000)
    assert {frame["n"] for frame in visitor.service.sent("say")} == {1}


def test_a_message_that_cannot_be_sent_can_be_tried_again_or_removed(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.refuses("say", "invalid")
    visitor.says("Vreemd")
    visitor.sees("Niet verstuurd.")
    visitor.service.accepts("say")
    visitor.presses("Probeer opnieuw")
    visitor.sees_it_sent()


def test_a_fault_can_be_reported_without_a_line(visitor: Visitor) -> None:
    visitor.service.reachable = False
    visitor.opens()
    visitor.sees("We krijgen geen verbinding")
    visitor.presses("Iets werkt niet")
    visitor.chat.get_by_label("Wat ging er mis?").fill("Het blijft draaien")
    visitor.presses("Meld het")
    visitor.sees("Bedankt, we hebben je melding.")
    assert visitor.service.faults[0]["what"] == "Het blijft draaien"
    assert visitor.service.faults[0]["page"].endswith("/c/jac")


def test_a_long_text_goes_in_pieces(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.says("woord " * 600)
    expect(visitor.chat.locator(".message .meta")).to_contain_text(["", "· verstuurd"])
    sent = [frame["text"] for frame in visitor.service.sent("say")]
    assert " ".join(sent).split() == ["woord"] * 600
    assert max(map(len, sent)) <= 2000
