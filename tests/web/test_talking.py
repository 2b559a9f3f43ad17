"""Talking again, leaving at once, and keys that must do nothing."""

from playwright.sync_api import expect

from tests.web.host import HostPage
from tests.web.visitor import Visitor


def test_after_an_end_one_can_talk_again_at_once_on_a_new_line(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.ends()
    lines = visitor.service.lines_seen
    visitor.presses("Opnieuw praten")
    visitor.starts("Wulp")
    visitor.says("Daar ben ik weer")
    visitor.sees_it_sent()
    assert visitor.messages() == ["Daar ben ik weer"]
    assert visitor.service.lines_seen == lines + 1
    assert [frame["nickname"] for frame in visitor.service.sent("start")] == ["Merel", "Wulp"]


def test_quick_exit_in_the_widget_asks_nothing_with_a_message_under_way(visitor: Visitor, host: HostPage) -> None:
    visitor.opens_widget(host.url).starts()
    visitor.service.answers["say"] = lambda _: []
    visitor.says("Nog onderweg")
    visitor.sees("wordt verstuurd…")
    asked: list[str] = []
    visitor.page.on("dialog", lambda dialog: asked.append(dialog.type))
    visitor.page.get_by_role("button", name="Snel weg").click()
    visitor.page.wait_for_url("**/weather")
    assert asked == []


def test_a_key_that_still_chooses_a_word_sends_nothing(visitor: Visitor) -> None:
    visitor.opens().starts()
    box = visitor.chat.get_by_label("Schrijf hier je bericht")
    box.fill("にほ")
    box.evaluate(
        "(box) => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true}))"
    )
    expect(box).to_have_value("にほ")
    assert visitor.service.sent("say") == []


def test_shift_with_a_click_in_between_is_no_exit(visitor: Visitor) -> None:
    visitor.opens().starts()
    box = visitor.chat.get_by_label("Schrijf hier je bericht")
    for _ in range(4):
        visitor.page.keyboard.press("Shift")
        box.click()
    visitor.says("Ik ben er nog")
    visitor.sees_it_sent()
