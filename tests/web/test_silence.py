"""Who has not said a word is asked whether they are there, and sees why it ends and how to begin again."""

from playwright.sync_api import expect

from tests.web.visitor import Visitor


def _is_asked(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.asks_who_is_silent()
    visitor.sees("Ben je er nog?")


def test_the_button_answers_and_the_question_goes(visitor: Visitor) -> None:
    _is_asked(visitor)
    expect(visitor.chat.get_by_label("Schrijf hier je bericht")).to_be_focused()
    visitor.presses("Ja, ik ben er nog")
    visitor.does_not_see("Ben je er nog?")
    assert visitor.service.hears("here") == [{"type": "here"}]


def test_a_first_letter_answers_too(visitor: Visitor) -> None:
    _is_asked(visitor)
    visitor.chat.get_by_label("Schrijf hier je bericht").press_sequentially("i")
    visitor.does_not_see("Ben je er nog?")
    assert len(visitor.service.hears("here")) == 1
    visitor.chat.get_by_label("Schrijf hier je bericht").press_sequentially("k")
    visitor.says("ik weet niet hoe te beginnen")
    visitor.sees_it_sent()
    assert len(visitor.service.sent("here")) == 1


def test_who_is_writing_is_not_interrupted(visitor: Visitor) -> None:
    visitor.opens().starts()
    box = visitor.chat.get_by_label("Schrijf hier je bericht")
    box.press_sequentially("Ik wil iets vertellen")
    visitor.service.asks_who_is_silent()
    visitor.service.hears("here")
    visitor.does_not_see("Ben je er nog?")
    expect(box).to_have_value("Ik wil iets vertellen")


def test_without_an_answer_it_ends_kindly_and_one_can_begin_again(visitor: Visitor) -> None:
    _is_asked(visitor)
    visitor.service.counsellor_ends("silent", by="service")
    visitor.sees("We hoorden je niet")
    visitor.sees("je kunt altijd opnieuw beginnen")
    visitor.does_not_see("Heeft dit gesprek geholpen?")
    visitor.presses("Opnieuw praten")
    visitor.starts("Wulp")
    visitor.does_not_see("Ben je er nog?")
