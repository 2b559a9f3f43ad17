"""Before, during and after a talk: what the page says of itself, and where it leaves the keyboard."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.web.host import HostPage
from tests.web.service import moment
from tests.web.states import STATES, waits_on_the_first_load
from tests.web.visitor import Visitor


def test_a_slow_first_load_is_no_old_browser(visitor: Visitor) -> None:
    visitor.service.runs = False
    visitor.opens()
    waits_on_the_first_load(visitor, 8_000)
    visitor.sees("De chat komt eraan")
    visitor.does_not_see("De chat start niet in deze browser")
    waits_on_the_first_load(visitor, 21_000)
    visitor.sees("De chat start niet in deze browser")
    visitor.does_not_see("De chat komt eraan")


@pytest.mark.parametrize("in_the_widget", [False, True])
def test_a_slow_first_load_that_then_works_never_blames_the_browser(
    visitor: Visitor, host: HostPage, in_the_widget: bool
) -> None:
    held = list[Route]()
    visitor.page.route("**/chat/chat.js*", lambda route: held.append(route))
    if in_the_widget:
        visitor.opens_widget(host.url)
        visitor.chat.wait_for_selector("#fallback", state="attached")
    else:
        # Not until it has loaded: that is what waits.
        visitor.page.goto(f"{visitor.root}c/jac?lang=nl", wait_until="commit")
        visitor.page.wait_for_selector("#fallback", state="attached")
    waits_on_the_first_load(visitor, 8_000)
    visitor.sees("De chat komt eraan")
    visitor.does_not_see("De chat start niet in deze browser")
    held.pop().continue_()
    visitor.sees("De chat is open")
    visitor.does_not_see("De chat start niet in deze browser")
    visitor.does_not_see("De chat komt eraan")


def test_the_way_in_stands_above_the_fold_of_a_small_telephone(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 320, "height": 568})
    visitor.opens().sees("De chat is open")
    for control in (
        visitor.chat.locator("#nickname"),
        visitor.chat.get_by_role("button", name="Start het"),
    ):
        box = control.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 568
    expect(visitor.chat.get_by_label("Leeftijd")).to_be_hidden()
    visitor.does_not_see("We bewaren het adres van je internetverbinding (IP-adres)")


def test_whoever_has_no_name_in_mind_starts_with_the_one_proposed(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.presses("Start het gesprek")
    visitor.sees("Je praat met An")
    assert re.fullmatch(r"\w+ \d{1,2}", visitor.service.sent("start")[0]["nickname"])


def test_an_age_that_is_no_number_is_said_and_not_dropped(visitor: Visitor) -> None:
    visitor.opens().opens_more("Drie vragen")
    visitor.chat.get_by_label("Leeftijd").fill("vijftien")
    visitor.presses("Start het gesprek")
    visitor.sees("Vul je leeftijd in als een getal")
    expect(visitor.chat.get_by_label("Leeftijd")).to_be_focused()
    age, fault = (visitor.chat.locator(part).bounding_box() for part in ("#age", "#age-fault"))
    assert age and fault and 0 <= fault["y"] - age["y"] - age["height"] < 12, "right under what is wrong"
    assert visitor.service.sent("start") == []
    visitor.chat.get_by_label("Leeftijd").fill("15")
    visitor.starts()
    assert visitor.service.sent("start")[0]["intake"] == {"age": 15}


def test_the_talk_opens_with_who_reads_along(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.sees("An leest mee. Begin maar, in je eigen woorden.")


def test_only_the_last_message_of_mine_bears_a_mark(visitor: Visitor) -> None:
    visitor.opens().starts()
    for text in ("Een", "Twee", "Drie"):
        visitor.says(text)
        visitor.sees_it_sent()
    marks = [each for each in visitor.chat.locator(".message .meta").all_inner_texts() if "verstuurd" in each]
    assert len(marks) == 1


def test_two_counsellors_are_told_apart_by_name(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.counsellor_says("Ik ben An")
    visitor.sees("Ik ben An")
    visitor.service.pushes({"type": "peer", "here": True, "counsellor": "Bo", "at": moment()})
    visitor.sees("Bo neemt het gesprek over")
    visitor.service.counsellor_says("En ik Bo")
    visitor.sees("En ik Bo")
    assert visitor.chat.locator(".message .name").all_inner_texts() == ["An", "Bo"]
    place = (
        "(text) => [...document.querySelector('[role=log]').children].findIndex((e) => e.textContent.includes(text))"
    )
    places = [visitor.chat.evaluate(place, text) for text in ("Ik ben An", "neemt het gesprek over", "En ik Bo")]
    assert places == sorted(places)


def test_the_question_to_stop_leaves_the_way_out_and_the_box_in_reach(visitor: Visitor) -> None:
    STATES["stop-question"](visitor)
    expect(visitor.chat.get_by_role("button", name="Nee, praat verder")).to_be_focused()
    visitor.says("Toch nog iets")
    visitor.sees_it_sent()
    visitor.chat.get_by_role("button", name="Nee, praat verder").press("Escape")
    expect(visitor.chat.get_by_role("button", name="Menu", exact=True)).to_be_focused()
    visitor.finds("Stop gesprek")
    visitor.chat.get_by_role("link", name="Snel weg").click()
    visitor.page.wait_for_url("**/weather")


def test_to_the_new_message_and_the_keyboard_goes_along(visitor: Visitor) -> None:
    STATES["reading-back"](visitor)
    visitor.presses("Nieuw bericht ↓")
    expect(visitor.chat.get_by_role("log")).to_be_focused()


def test_a_fault_during_a_talk_is_hinted_refused_and_thanked(visitor: Visitor) -> None:
    STATES["fault-in-a-talk"](visitor)
    visitor.sees("Schrijf hier niets over jezelf")
    visitor.presses("Meld het")
    visitor.sees("Vul in wanneer het was")
    visitor.chat.get_by_label("Wat ging er mis?").fill("De knop doet niets")
    visitor.presses("Meld het")
    visitor.sees("we hebben je melding")
    expect(visitor.chat.get_by_label("Schrijf hier je bericht")).to_be_visible()


def test_the_end_asks_one_thing_and_thanks_where_the_keyboard_stands(visitor: Visitor) -> None:
    STATES["ended"](visitor)
    visitor.sees("Heeft het gesprek je geholpen?")
    visitor.does_not_see("Voelde je je gehoord?")
    visitor.chat.get_by_label("Een beetje").check()
    visitor.presses("Verstuur mijn antwoorden")
    visitor.sees("Dank je wel")
    expect(visitor.chat.get_by_text("Dank je wel")).to_be_focused()
    assert visitor.service.sent("survey") == [{"type": "survey", "helped": 3}]
    assert visitor.chat.get_by_role("link", name="Een klacht indienen").count() == 1


def test_nothing_said_is_nothing_to_read_again(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.ends()
    visitor.does_not_see("Lees het gesprek na")


def test_easy_reading_lasts_for_the_visit(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    size = "() => getComputedStyle(document.body).fontSize"
    before = visitor.page.evaluate(size)
    visitor.presses("Rustig lezen")
    assert visitor.page.evaluate(size) > before
    visitor.page.reload()
    expect(visitor.chat.get_by_role("button", name="Rustig lezen")).to_have_attribute("aria-pressed", "true")
    assert visitor.page.evaluate("() => localStorage.length") == 0


def test_a_message_that_comes_unseen_stands_in_the_title(visitor: Visitor) -> None:
    visitor.opens().starts()
    title = visitor.page.title()
    hidden = "(now) => { Object.defineProperty(document, 'hidden', { configurable: true, value: now }); document.dispatchEvent(new Event('visibilitychange')) }"  # noqa: E501
    visitor.page.evaluate(hidden, True)
    visitor.service.counsellor_says("Ben je er nog?")
    visitor.sees("Ben je er nog?")
    expect(visitor.page).to_have_title(f"(1) {title}")
    visitor.page.evaluate(hidden, False)
    expect(visitor.page).to_have_title(title)


def test_a_hidden_panel_counts_what_came_meanwhile(visitor: Visitor, host: HostPage) -> None:
    visitor.opens_widget(host.url).starts()
    visitor.page.get_by_role("button", name="Verberg de chat").click()
    way_back = visitor.page.get_by_role("button", name="Ga verder met je gesprek")
    expect(way_back).to_have_text("Ga verder met je gesprek")
    visitor.service.counsellor_says("Neem je tijd")
    visitor.service.counsellor_says("Ik ben er")
    expect(way_back).to_have_text("Ga verder met je gesprek (2)")
    way_back.click()
    visitor.page.get_by_role("button", name="Verberg de chat").click()
    expect(way_back).to_have_text("Ga verder met je gesprek")


def test_the_page_can_be_read_in_each_other_language(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    for name, start in {
        "English": "Start the conversation",
        "Français": "Commencer le chat",
        "Nederlands": "Start het gesprek",
    }.items():
        visitor.chat.get_by_role("link", name=name).click()
        visitor.sees(start)
        assert visitor.chat.get_by_role("link", name=name).count() == 0, "no link to where somebody is"


def test_whom_to_call_is_told_in_arabic_from_right_to_left(visitor: Visitor) -> None:
    STATES["more-numbers"](visitor)
    arabic = visitor.chat.locator("[lang=ar]")
    arabic.scroll_into_view_if_needed()
    expect(arabic).to_be_visible()
    assert arabic.evaluate("(item) => getComputedStyle(item).direction") == "rtl"


def test_more_numbers_go_away_by_a_press_elsewhere_and_by_escape(visitor: Visitor) -> None:
    STATES["more-numbers"](visitor)
    poison = visitor.chat.get_by_role("link", name="Antigifcentrum")
    visitor.chat.get_by_role("heading", level=1).click(position={"x": 2, "y": 2}, force=True)
    expect(poison).to_be_hidden()
    visitor.chat.get_by_text("Meer nummers").click()
    expect(poison).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(poison).to_be_hidden()
