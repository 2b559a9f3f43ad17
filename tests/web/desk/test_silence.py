"""A visitor who has not said a word: seen with the minutes, asked, and left kindly."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.desk_stage import Service, at_work, moment
from tests.web.staff_stage import World


@pytest.fixture
def service(page: Page, world: World) -> Service:
    return at_work(page, world)


def pane_of(page: Page, nickname: str) -> Locator:
    return page.get_by_role("region", name=nickname)


def test_the_minutes_without_a_word_stand_in_words(page: Page, service: Service) -> None:
    service.brings("Noor", waiting=100)
    expect(pane_of(page, "Noor")).to_contain_text("Heeft nog niets gezegd (2 minuten)")
    expect(page.get_by_role("button", name="Vriendelijk afronden")).to_have_count(0)
    service.writes("Noor", "hoi")
    expect(pane_of(page, "Noor")).not_to_contain_text("Heeft nog niets gezegd")


def test_a_ready_made_question_comes_into_the_box_of_that_visitor(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi")
    service.brings("Noor", waiting=280)
    box = page.get_by_role("textbox", name="Antwoord aan Noor")
    page.get_by_role("button", name="Vraag of Noor er is").click()
    expect(box).to_be_focused()
    expect(box).to_have_value("Ik ben er voor je. Beginnen is soms moeilijk. Je mag ook gewoon ‘hallo’ schrijven.")
    assert service.said_to("Noor") == []
    expect(page.get_by_role("textbox", name="Antwoord aan Roos")).to_have_value("")
    box.press("Enter")
    expect(pane_of(page, "Noor")).to_contain_text("aangekomen")
    expect(pane_of(page, "Noor")).to_contain_text("Heeft nog niets gezegd")


def test_a_kind_end_says_goodbye_first(page: Page, world: World, service: Service) -> None:
    service.brings("Noor", waiting=280)
    page.get_by_role("button", name="Vriendelijk afronden").click()
    expect(page.get_by_role("dialog")).to_contain_text("Je bent altijd welkom om opnieuw te beginnen.")
    page.get_by_role("button", name="Sturen en beëindigen").click()
    expect(page.get_by_role("button", name="Gesprek weghalen")).to_be_visible()
    assert len(service.said_to("Noor")) == 1
    assert world.hears("end")["conversation"] == "conversation-of-noor"


def test_the_question_of_the_service_is_counted_down_and_its_end_is_told(page: Page, service: Service) -> None:
    service.brings("Noor", waiting=600)
    service.tells("notice", "Noor", notice="silent_visitor", at=moment(), until=moment(180))
    expect(pane_of(page, "Noor")).to_contain_text("Zonder antwoord stopt het gesprek over")
    service.tells("notice", "Noor", notice="still_here", at=moment())
    expect(page.locator("#live")).to_contain_text("Noor liet weten er nog te zijn")
    expect(pane_of(page, "Noor")).not_to_contain_text("Zonder antwoord")
    service.tells("ended", "Noor", by="service", reason="silent", message="", at=moment(), elsewhere={})
    expect(pane_of(page, "Noor")).to_contain_text("Noor heeft niets gezegd")
