"""The duty as a whole: who else is at work, what can be asked of them, and how it is left."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.desk_stage import Service, at_work, conversation_of, leaves_duty, moment, opens_menu, tonight
from tests.web.disclosing import Vault
from tests.web.staff_stage import World
from tests.web.waiting import awaited

JEF = {"counsellor": "c-2", "first_name": "Jef", "free": 1, "paused": False}
MIA = {"counsellor": "c-3", "first_name": "Mia", "free": 2, "paused": False}


@pytest.fixture
def service(page: Page, world: World) -> Service:
    return at_work(page, world)


def test_who_else_is_at_work_and_until_when_stands_in_the_bar(page: Page, world: World, service: Service) -> None:
    bar = page.get_by_role("banner")
    expect(bar).to_contain_text("geen collega aan het werk")
    expect(bar).to_contain_text(re.compile(r"\d\d:\d\d"))
    service.colleagues = [
        JEF,
        {**MIA, "paused": True, "free": 0},
        {**MIA, "counsellor": "c-4", "first_name": "Bo", "free": 0},
    ]
    service.open_until = tonight()
    world.tells("status", channel="jac", name="JAC", light="open", message="", elsewhere={}, at=moment())
    expect(bar).to_contain_text("Jef (1 vrij), Mia (pauze), Bo (vol)")
    expect(bar).to_contain_text("sluit 19:00")
    service.open_until = moment(3 * 24 * 3600)
    world.tells("status", channel="jac", name="JAC", light="open", message="", elsewhere={}, at=moment())
    expect(bar).to_contain_text(re.compile(r"sluit [a-z]{2} \d\d:\d\d"))


def test_the_list_of_who_could_take_over_is_live_and_keeps_the_choice(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi")
    service.colleagues = [JEF, MIA]
    page.get_by_text("Acties").click()
    page.get_by_role("button", name="Doorgeven aan een collega").click()
    page.get_by_role("radio", name="Mia").check()
    service.colleagues = [{**JEF, "free": 0}, MIA]
    expect(page.get_by_role("radio", name="Jef")).to_be_disabled()
    expect(page.get_by_role("radio", name="Mia")).to_be_checked()
    service.colleagues = []
    expect(page.get_by_role("dialog")).to_contain_text("Er is nu geen collega")
    expect(page.get_by_role("button", name="Vraag aan collega")).to_be_disabled()


def test_a_question_to_a_colleague_is_taken_back_and_ends_with_its_time(
    page: Page, world: World, service: Service
) -> None:
    service.brings("Roos", "Hoi")
    pane = page.get_by_role("region", name="Roos")
    service.tells("transfer", "Roos", state="asked", colleague="Jef", until=moment(60))
    pane.get_by_role("button", name="Vraag intrekken").click()
    assert world.hears("withdraw") == {"type": "withdraw", "conversation": "conversation-of-roos"}
    service.tells("transfer", "Roos", state="withdrawn", colleague="Jef")
    expect(pane).not_to_contain_text("Je vroeg Jef")
    service.tells("transfer", "Roos", state="asked", colleague="Jef", until=moment(2))
    expect(pane).to_contain_text("Je vroeg Jef")
    expect(pane).not_to_contain_text("Je vroeg Jef")


def test_nobody_is_taken_over_without_a_place_and_the_desk_says_why(page: Page, world: World, service: Service) -> None:
    for nickname in ("Roos", "Samir", "Noor"):
        service.brings(nickname, "Hoi")
    world.tells("transfer_asked", conversation="conversation-of-wout", question="transfer", nickname="Wout",
                counsellor="Jef", until=moment(60))  # fmt: skip
    accept = page.get_by_role("button", name="Overnemen")
    expect(accept).to_be_disabled()
    expect(page.get_by_role("region", name="Gesprek met Wout overnemen")).to_contain_text("Je hebt geen vrije plaats")
    accept.click(force=True)
    service.leaves("Noor")
    expect(accept).to_be_enabled()
    page.get_by_role("button", name="Pauze nemen").click()
    expect(page.get_by_role("region", name="Gesprek met Wout overnemen")).to_contain_text("Je bent op pauze")
    page.get_by_role("button", name="Weer beschikbaar").click()
    accept.click()
    world.hears("accept")
    assert world.count("accept") == 1


def test_without_a_line_nothing_looks_as_if_it_could_be_done(page: Page, world: World, service: Service) -> None:
    world.reachable = False
    world.cuts_the_line()
    expect(page.get_by_role("button", name="Pauze nemen")).to_be_disabled()
    page.get_by_role("button", name="Pauze nemen").click(force=True)
    expect(page.locator("#live")).to_contain_text("Dat kan pas als je weer verbonden bent")
    assert world.count("available") == 0


def test_leaving_is_asked_first_and_leads_back_to_the_start(page: Page, world: World, service: Service) -> None:
    service.brings("Roos", "Hoi")
    service.leaves("Roos")
    expect(page.get_by_role("button", name="Gesprek weghalen")).to_be_visible()
    opens_menu(page, "Stoppen met chatten")
    page.get_by_role("dialog").get_by_role("button", name="Annuleren").click()
    expect(page.get_by_role("button", name="Meer")).to_be_focused()
    leaves_duty(page)
    expect(page.get_by_role("heading", name="Begin met chatten")).to_be_visible()
    expect(page.locator(".pane")).to_have_count(0)
    expect(page.locator(".tray")).to_contain_text("Afgelopen (1)")
    assert [frame for frame in world.frames if frame["type"] == "duty" and "off" in frame] == [
        {"type": "duty", "off": True}
    ]


def test_who_is_still_here_is_helped_on_after_the_duty_was_left(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi")
    opens_menu(page, "Stoppen met chatten")
    expect(page.get_by_role("dialog")).to_contain_text("help je nog verder")
    page.get_by_role("dialog").get_by_role("button", name="Ja, ik stop").click()
    expect(page.get_by_role("banner")).to_contain_text("Gestopt: nog 1 bezig")
    page.get_by_role("textbox", name="Antwoord aan Roos").fill("Dag Roos")
    page.get_by_role("textbox", name="Antwoord aan Roos").press("Enter")
    expect(page.get_by_role("region", name="Roos")).to_contain_text("aangekomen")
    service.leaves("Roos")
    page.get_by_role("button", name="Gesprek weghalen").click()
    expect(page.get_by_role("heading", name="Begin met chatten")).to_be_visible()


def test_what_was_put_away_comes_back_with_one_click(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi")
    service.leaves("Roos")
    page.get_by_role("button", name="Gesprek weghalen").click()
    expect(page.locator(".tray")).to_contain_text("Roos is weggehaald.")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("region", name="Roos")).to_contain_text("Hoi")


def test_a_press_on_something_in_a_pane_behind_hits_what_it_was_meant_for(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi")
    service.brings("Samir", "Hallo")
    service.leaves("Roos")
    page.get_by_role("button", name="Gesprek weghalen").click()
    expect(page.locator(".pane h2")).to_have_text(["Samir"])


def test_a_press_sends_what_it_was_meant_to_send_while_another_pane_would_go_back(
    page: Page, world: World, service: Service
) -> None:
    """The focus leaves the pane that is over as the press begins: until it has ended nothing may move."""
    for nickname in ("Samir", "Roos", "Noor"):
        service.brings(nickname, "Hoi")
    page.get_by_label("Antwoord aan Noor").fill("Vertel maar")
    page.get_by_label("Antwoord aan Roos").focus()
    service.leaves("Roos")
    expect(page.get_by_role("region", name="Roos")).to_contain_text("blijft hier staan")
    expect(page.locator(".pane h2")).to_have_text(["Samir", "Roos", "Noor"])
    page.get_by_role("button", name="Stuur naar Noor").hover()
    page.mouse.down()
    service.writes("Samir", "Ben je er?")
    expect(page.get_by_role("region", name="Samir")).to_contain_text("Ben je er?")
    page.mouse.up()
    awaited(lambda: world.count("say"), "the message")
    assert world.hears("say")["conversation"] == conversation_of("Noor")
    expect(page.locator(".pane h2")).to_have_text(["Samir", "Noor", "Roos"])


def test_the_head_of_a_pane_keeps_its_shape_when_there_is_nothing_to_do_any_more(page: Page, service: Service) -> None:
    intake = {"age": 44, "gender": "female", "region": "Sint-Pieters-Woluwe"}
    for nickname in ("Wolf", "Roos", "Noor", "Sam"):
        service.brings(nickname, "Hoi", intake=intake)
    page.get_by_label("Antwoord aan Wolf").focus()
    service.tells("transfer", "Wolf", state="taken", colleague="Jef")
    pane = page.get_by_role("region", name="Wolf")
    expect(pane).to_contain_text("Je collega gaat verder")
    expect(pane.locator(".actions")).to_be_hidden()
    box = pane.bounding_box()
    notes, name = (pane.locator(part).bounding_box() for part in (".notes-open", "h2"))
    assert box and notes and name
    assert notes["x"] >= box["x"] + name["width"] > box["x"] + 50
    assert notes["x"] + notes["width"] <= box["x"] + box["width"]


def test_off_duty_after_a_reload_whom_to_call_still_stands_there(page: Page, world: World) -> None:
    vault = Vault(world)
    service = at_work(page, world)
    service.brings("Roos", "Ik heb pillen genomen")
    vault.asks(page)
    service.leaves("Roos")
    leaves_duty(page)
    page.reload()
    page.get_by_text("Afgelopen (1)").click()
    expect(page.locator(".tray").get_by_role("link", name="Bel +32 470 12 34 56")).to_be_visible()


def test_a_banner_that_there_was_no_place_goes_when_there_is_one(page: Page, world: World, service: Service) -> None:
    world.tells("refused", frame="accept", conversation="conversation-of-wout", reason="busy", message="")
    expect(page.locator(".page-banner")).to_contain_text("Er is geen plaats meer vrij")
    world.tells("status", channel="jac", name="JAC", light="open", message="", elsewhere={}, at=moment(1))
    expect(page.locator(".page-banner")).to_be_hidden()
