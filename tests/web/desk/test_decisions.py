"""What a counsellor decides at the desk: ending, blocking, handing over, and which window counts."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.desk_stage import Service, at_work, conversation_of, moment, opens_menu
from tests.web.staff_stage import World

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def service(page: Page, world: World) -> Service:
    service = at_work(page, world)
    service.brings("Roos", "Hoi")
    return service


def pane_of(page: Page, nickname: str) -> Locator:
    return page.get_by_role("region", name=nickname)


def acts(page: Page, what: str) -> None:
    pane_of(page, "Roos").get_by_text("Acties").click()
    page.get_by_role("button", name=what).click()


def test_ending_asks_first_and_keeps_the_conversation_to_read(page: Page, world: World) -> None:
    page.get_by_role("textbox", name="Antwoord aan Roos").fill("nog iets")
    acts(page, "Gesprek beëindigen")
    expect(page.get_by_role("dialog")).to_contain_text("niet verstuurd")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_label("Acties voor het gesprek met Roos")).to_be_focused()
    acts(page, "Gesprek beëindigen")
    page.get_by_role("dialog").get_by_role("button", name="Beëindigen").click()
    expect(pane_of(page, "Roos")).to_contain_text("Je hebt het gesprek beëindigd")
    expect(pane_of(page, "Roos")).to_contain_text("Hoi")
    assert world.count("end") == 1, "who goes back has ended nothing"
    page.get_by_role("button", name="Gesprek weghalen").click()
    expect(page.get_by_text("Er is nu niemand bij jou")).to_be_visible()


def test_a_block_needs_a_reason(page: Page, world: World) -> None:
    acts(page, "Blokkeren")
    page.get_by_role("button", name="Acht uur blokkeren").click()
    expect(page.get_by_label("Waarom blokkeer je?")).to_be_focused()
    expect(page.get_by_role("dialog")).to_contain_text("Schrijf kort waarom")
    page.get_by_label("Waarom blokkeer je?").fill("Bedreigt de hulpverlener")
    page.get_by_role("button", name="Acht uur blokkeren").click()
    assert world.hears("block")["reason"] == "Bedreigt de hulpverlener"
    expect(pane_of(page, "Roos")).to_contain_text("geblokkeerd tot")
    assert world.count("block") == 1, "without a reason nobody was blocked"


def blocks(page: Page) -> None:
    page.get_by_label("Waarom blokkeer je?").fill("Bedreigt de hulpverlener")
    page.get_by_role("button", name="Acht uur blokkeren").click()


def test_who_leaves_while_the_reason_is_written_is_blocked_all_the_same(page: Page, service: Service) -> None:
    acts(page, "Blokkeren")
    expect(page.get_by_role("dialog")).to_contain_text("Het gesprek stopt meteen")
    service.leaves("Roos")
    expect(page.get_by_role("dialog")).to_contain_text("Roos is ondertussen weg")
    blocks(page)
    expect(pane_of(page, "Roos")).to_contain_text(re.compile("Roos heeft het gesprek beëindigd.*geblokkeerd tot"))


def test_an_ended_conversation_offers_to_block_and_says_when_it_is_too_late(page: Page, service: Service) -> None:
    service.leaves("Roos")
    pane_of(page, "Roos").get_by_text("Acties").click()
    expect(page.get_by_role("button", name="Gesprek beëindigen")).to_be_hidden()
    page.get_by_role("button", name="Blokkeren").click()
    service.forgets("Roos")
    blocks(page)
    expect(pane_of(page, "Roos")).to_contain_text("Er is niemand geblokkeerd")
    expect(pane_of(page, "Roos")).to_contain_text("Een beheerder kan dat nog")


def test_without_a_line_a_block_is_not_thought_to_be_done(page: Page, world: World) -> None:
    acts(page, "Blokkeren")
    world.reachable = False
    world.cuts_the_line()
    expect(page.locator(".page-banner")).to_be_visible()
    blocks(page)
    expect(page.get_by_role("dialog")).to_contain_text("Dat kan pas als je weer verbonden bent")
    assert world.count("block") == 0


def test_a_conversation_is_handed_to_a_colleague_with_a_note(page: Page, world: World, service: Service) -> None:
    colleagues = [
        {"counsellor": "c-2", "first_name": "Jef", "free": 1}, {"counsellor": "c-3", "first_name": "Mia", "free": 0},
    ]  # fmt: skip
    world.replies["colleagues"] = lambda _: [{"type": "colleagues", "colleagues": colleagues}]
    acts(page, "Doorgeven aan een collega")
    expect(page.get_by_role("radio", name="Mia")).to_be_disabled()
    page.get_by_role("radio", name="Jef").check()
    page.get_by_label("Wat moet je collega weten?").fill("Praat liefst met een man")
    page.get_by_role("button", name="Vraag aan collega").click()
    frame = {
        "type": "transfer",
        "conversation": conversation_of("Roos"),
        "colleague": "c-2",
        "note": "Praat liefst met een man",
    }
    assert world.hears("transfer") == frame
    service.tells("transfer", "Roos", state="asked", colleague="Jef", until=moment(60))
    expect(pane_of(page, "Roos")).to_contain_text("Je vroeg Jef om over te nemen")
    service.tells("transfer", "Roos", state="taken", colleague="Jef")
    expect(pane_of(page, "Roos")).to_contain_text("Jef heeft het gesprek met Roos overgenomen")


def test_without_a_colleague_nobody_can_be_asked(page: Page, world: World) -> None:
    world.replies["colleagues"] = lambda _: [{"type": "colleagues", "colleagues": []}]
    acts(page, "Doorgeven aan een collega")
    expect(page.get_by_role("dialog")).to_contain_text("Er is nu geen collega aan het chatten")
    expect(page.get_by_role("button", name="Vraag aan collega")).to_be_disabled()


def test_what_is_over_stands_behind_and_takes_no_focus(page: Page, service: Service) -> None:
    service.brings("Samir", "Hallo")
    box = page.get_by_role("textbox", name="Antwoord aan Samir")
    box.press_sequentially("Dag ")
    service.leaves("Roos")
    expect(page.locator(".pane h2")).to_have_text(["Samir", "Roos"])
    expect(box).to_be_focused()
    page.keyboard.type("Samir")
    expect(box).to_have_value("Dag Samir")


def test_a_colleagues_conversation_is_taken_over(page: Page, world: World, service: Service) -> None:
    world.tells("transfer_asked", conversation=conversation_of("Samir"), question="transfer", nickname="Samir",
                counsellor="Jef", note="Wil slapen", until=moment(60))  # fmt: skip
    offer = page.get_by_role("region", name="Gesprek met Samir overnemen")
    expect(offer).to_contain_text("Wil slapen")
    offer.get_by_role("button", name="Overnemen").click()
    assert world.hears("accept") == {
        "type": "accept", "conversation": conversation_of("Samir"), "question": "transfer",
    }  # fmt: skip
    service.brings("Samir", "Hallo")
    expect(offer).to_have_count(0)
    expect(pane_of(page, "Samir")).to_be_visible()


def test_a_quick_text_is_put_in_the_box_and_not_sent(page: Page, service: Service) -> None:
    box = page.get_by_role("textbox", name="Antwoord aan Roos")
    box.fill("Dag Roos.")
    box.press("End")
    pane_of(page, "Roos").get_by_text("Teksten").click()
    page.get_by_role("button", name="Ben je op dit moment veilig?").click()
    expect(box).to_have_value("Dag Roos. Ben je op dit moment veilig?")
    expect(box).to_be_focused()
    box.press("Enter")
    expect(pane_of(page, "Roos")).to_contain_text("aangekomen")
    assert service.said_to("Roos") == ["Dag Roos. Ben je op dit moment veilig?"]


def test_own_quick_texts_can_be_added_removed_and_brought_back(page: Page) -> None:
    opens_menu(page, "Instellingen")
    page.get_by_label("Nieuwe snelle tekst").fill("Hoe was je dag?")
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_role("button", name="Verwijderen: Hoe was je dag?").click()
    page.get_by_role("button", name="Ongedaan maken").click()
    page.get_by_role("button", name="Sluiten").click()
    pane_of(page, "Roos").get_by_text("Teksten").click()
    expect(page.get_by_role("button", name="Hoe was je dag?")).to_be_visible()


def test_choices_that_do_not_come_are_said_and_can_be_asked_again(page: Page) -> None:
    page.route("**/late/preferences.js*", lambda route: route.abort())
    opens_menu(page, "Instellingen")
    expect(page.locator(".bar").get_by_text("Dit komt niet door. Probeer opnieuw.")).to_be_visible()
    expect(page.locator("#live")).to_contain_text("Dit komt niet door. Probeer opnieuw.")
    page.unroute("**/late/preferences.js*")
    opens_menu(page, "Instellingen")
    expect(page.get_by_role("dialog", name="Instellingen")).to_be_visible()
    expect(page.locator(".bar").get_by_text("Dit komt niet door. Probeer opnieuw.")).to_be_hidden()


def test_a_second_window_asks_before_it_takes_over(page: Page, world: World) -> None:
    second = page.context.new_page()
    second.goto(f"{world.root}desk")
    second.get_by_role("button", name="Meld je aan").click()
    second.get_by_role("link", name="Sign in").click()
    second.get_by_role("button", name="Ik ben er klaar voor").click()
    expect(second.locator(".page-banner", has_text="Chathulp staat al open in een ander venster")).to_be_visible()
    world.has_lines(1)
    second.get_by_role("button", name="Hier verder werken").click()
    expect(second.get_by_role("region", name="Roos")).to_be_visible()
    expect(page.locator(".page-banner", has_text="Dit venster is gestopt")).to_be_visible()


def test_who_is_dismissed_reads_why_and_nothing_else(page: Page, world: World, service: Service) -> None:
    service.brings("Roos", "Niemand weet dit")
    world.tells("refused", reason="dismissed", message="")
    expect(page.locator(".page-banner", has_text="Je account mag geen gesprekken meer voeren")).to_be_visible()
    expect(page.get_by_text("Niemand weet dit")).to_have_count(0)
    assert "Roos" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.wait_for_timeout(1500)
    world.has_lines(1)  # nobody knocks at a door that stays shut


def test_another_computer_takes_over_and_this_one_stops(page: Page, world: World) -> None:
    world.tells("refused", reason="replaced", message="")
    expect(page.locator(".page-banner", has_text="Dit venster is gestopt")).to_be_visible()
    page.wait_for_timeout(1500)
    world.has_lines(1)  # a window that was replaced does not fight back
    page.get_by_role("button", name="Hier verder werken").click()
    expect(page.locator(".page-banner")).to_be_hidden()
    world.has_lines(2)


def test_hostile_text_is_shown_as_text(page: Page, service: Service) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script> \u2067שלום\u2069 " + "😀" * 400 + "w" * 2000
    service.writes("Roos", hostile)
    expect(pane_of(page, "Roos")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".pane img, .pane script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_hour_is_hinted_and_nothing_is_cut_off(page: Page, service: Service) -> None:
    service.tells("notice", "Roos", notice="fifty_minutes", at=moment())
    expect(pane_of(page, "Roos")).to_contain_text(re.compile("duurt 50 minuten"))
    service.tells("notice", "Roos", notice="one_hour", at=moment())
    expect(pane_of(page, "Roos")).to_contain_text("duurt een uur")
    expect(page.get_by_role("textbox", name="Antwoord aan Roos")).to_be_enabled()


def test_the_fiftieth_minute_brings_phrases_to_round_off_with(page: Page, service: Service) -> None:
    service.tells("notice", "Roos", notice="fifty_minutes", at=moment())
    hint = pane_of(page, "Roos").locator("[data-signal=fifty_minutes]")
    expect(hint).not_to_contain_text("anderen")
    hint.get_by_role("button", name="Wat neem je mee?").click()
    box = page.get_by_role("textbox", name="Antwoord aan Roos")
    expect(box).to_have_value("Wat neem je mee uit dit gesprek? Wat kan morgen al helpen?")
    expect(box).to_be_focused()
    assert service.said_to("Roos") == [], "put there to be read, never sent"


def test_that_others_wait_is_said_as_long_as_nobody_is_free(page: Page, service: Service) -> None:
    service.world.tells("status", channel="jac", light="busy", at=moment())
    service.tells("notice", "Roos", notice="fifty_minutes", at=moment(), others_wait=True)
    hint = pane_of(page, "Roos").locator("[data-signal=fifty_minutes]")
    expect(hint).to_contain_text("Er wachten anderen op een vrije plaats. Neem toch de tijd die nodig is.")
    service.world.tells("status", channel="jac", light="open", at=moment(1))
    expect(hint).not_to_contain_text("anderen")


def test_a_narrow_screen_shows_one_conversation_and_how_the_others_are(page: Page, service: Service) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    service.brings("Samir", "Hallo", waiting=70)
    tabs = page.get_by_role("navigation", name="Gesprekken")
    expect(tabs.get_by_role("button", name="Samir")).to_contain_text("Wacht al 1 minuut")
    expect(pane_of(page, "Samir")).to_be_hidden()
    tabs.get_by_role("button", name="Samir").click()
    expect(pane_of(page, "Samir")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
