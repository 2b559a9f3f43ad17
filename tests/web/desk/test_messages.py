"""What was said: grouped, copied, with addresses that can be followed; and by whom, when two bear one name."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.desk_stage import Service, at_work, conversation_of, moment
from tests.web.staff_stage import World
from tests.web.waiting import awaited


@pytest.fixture
def service(page: Page, world: World) -> Service:
    return at_work(page, world)


def test_what_was_said_in_one_breath_bears_one_time(page: Page, service: Service) -> None:
    service.brings("Roos", "een", "twee", "drie")
    page.get_by_role("textbox", name="Antwoord aan Roos").fill("vier")
    page.get_by_role("button", name="Stuur naar Roos").click()
    expect(page.locator(".pane")).to_contain_text("aangekomen")
    times = [text for text in page.locator(".fate").all_inner_texts() if text]
    assert len(times) == 2, "one of Roos, one of An"
    expect(page.locator(".message", has_text="drie").locator(".fate")).to_have_text(re.compile(r"^\d\d:\d\d$"))


def test_addresses_and_numbers_can_be_followed_and_nothing_is_fetched(page: Page, service: Service) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    service.brings(
        "Roos", "Kijk op https://voorbeeld.be/hulp?a=1, of www.voorbeeld.org.", "Bel 0470/12.34.56 of +32 2 555 12 12",
        "Geboren op 01/02/2010, in 2010 dus", "javascript:alert(1) en data:text/html,x",
    )  # fmt: skip
    links = page.locator(".message a")
    addresses = [link.get_attribute("href") for link in links.all()]
    assert addresses == [
        "https://voorbeeld.be/hulp?a=1", "https://www.voorbeeld.org/", "tel:0470123456", "tel:+3225551212",
    ]  # fmt: skip
    expect(page.get_by_role("link", name="https://voorbeeld.be/hulp?a=1")).to_have_attribute("rel", "noreferrer")
    expect(page.locator(".message").first).to_contain_text(
        "Kijk op https://voorbeeld.be/hulp?a=1, of www.voorbeeld.org."
    )
    assert not [url for url in asked if "voorbeeld" in url]


def test_a_message_is_copied_with_the_mouse_and_with_the_keyboard(page: Page, service: Service) -> None:
    page.evaluate("""() => Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text) => { window.copied = text; } } })""")
    service.brings("Roos", "eerste zin", "tweede zin")
    page.locator(".message", has_text="eerste zin").hover()
    page.locator(".message", has_text="eerste zin").get_by_role("button", name="Kopieer").click()
    expect(page.locator("#live")).to_contain_text("Gekopieerd")
    assert page.evaluate("window.copied") == "eerste zin"
    page.get_by_role("group", name="Gesprek met Roos").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".message", has_text="tweede zin").get_by_role("button", name="Kopieer")).to_be_focused()
    page.keyboard.press("Enter")
    awaited(lambda: page.evaluate("window.copied") == "tweede zin", "the second message on the clipboard")


def test_two_counsellors_of_one_first_name_are_not_both_me(page: Page, service: Service) -> None:
    said = [
        {"from": "counsellor", "n": 1, "id": "one-0001", "text": "van de andere An", "at": moment(-60), "author": "An",
         "own": False},
        {"from": "counsellor", "n": 2, "id": "two-0001", "text": "van mij", "at": moment(-30), "author": "An",
         "own": True},
        {"from": "counsellor", "n": 3, "id": "old-0001", "text": "van vroeger", "at": moment(-20), "author": "Jef"},
    ]  # fmt: skip
    service.brings("Roos", "Hoi")
    service.messages[conversation_of("Roos")] += said
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    own = page.locator(".message", has_text="van mij")
    expect(page.locator(".message", has_text="van de andere An")).to_contain_text("An:")
    expect(page.locator(".message", has_text="van de andere An").locator(".fate")).to_contain_text("An ·")
    expect(own).to_contain_text("Jij:")
    expect(own.locator(".fate")).not_to_contain_text("An")
    expect(page.locator(".message", has_text="van vroeger").locator(".fate")).to_contain_text("Jef ·")


def test_quick_texts_are_found_by_a_word_and_put_in_the_box_with_the_keyboard(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi")
    box = page.get_by_role("textbox", name="Antwoord aan Roos")
    box.focus()
    page.keyboard.type("/afsch")
    expect(page.get_by_role("button", name="Afscheid")).to_be_visible()
    expect(page.get_by_role("button", name="Neem je tijd")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    expect(box).to_have_value(re.compile("^Bedankt voor je vertrouwen"))
    page.keyboard.type(" en/of")
    expect(box).to_have_value(re.compile("en/of$"))
    assert service.said_to("Roos") == []


def test_the_list_of_quick_texts_closes_with_escape_and_with_the_end(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi")
    box = page.get_by_role("textbox", name="Antwoord aan Roos")
    box.press("/")
    page.keyboard.type("bestaat niet")
    expect(page.get_by_text("Geen tekst gevonden.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    box.press("/")
    service.leaves("Roos")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_role("heading", name="Roos")).to_be_focused()


def test_own_texts_bear_a_title_also_those_from_before_there_were_any(page: Page, service: Service) -> None:
    page.evaluate(
        "localStorage.setItem('chathulp.desk.quick', JSON.stringify(['Fijn dat je er weer bent. Hoe gaat het nu?']))"
    )
    service.brings("Roos", "Hoi")
    page.get_by_role("button", name="Teksten").click()
    expect(page.locator(".quick-list")).to_contain_text("Mijn snelle teksten")
    expect(page.locator(".quick-list strong", has_text="Fijn dat je er weer bent")).to_be_visible()
