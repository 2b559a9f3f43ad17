"""A counsellor at work: signing in, talking, answering what the service asks."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.desk_stage import Service, at_work, leaves_duty, moment
from tests.web.staff_stage import World, sign_in


@pytest.fixture
def service(page: Page, world: World) -> Service:
    return at_work(page, world)


def reply_to(page: Page, nickname: str) -> Locator:
    return page.get_by_role("textbox", name=f"Antwoord aan {nickname}")


def pane_of(page: Page, nickname: str) -> Locator:
    return page.get_by_role("region", name=nickname)


def announced(page: Page) -> str:
    return page.locator("#live").inner_text()


def test_a_sign_in_leaves_no_code_in_the_address_and_no_token_in_local_storage(page: Page, world: World) -> None:
    sign_in(page, world, "desk")
    expect(page.get_by_role("heading", name="Begin met chatten")).to_be_visible()
    assert page.url == f"{world.root}desk"
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []


def test_a_refused_sign_in_says_so_and_can_be_tried_again(page: Page, world: World) -> None:
    world.signs_in = False
    sign_in(page, world, "desk")
    expect(page.get_by_role("alert")).to_contain_text("Aanmelden is niet gelukt")
    expect(page.get_by_role("button", name="Meld je aan")).to_be_visible()


@pytest.mark.usefixtures("service")
def test_the_light_and_the_duty_are_told_in_words(page: Page, world: World) -> None:
    assert world.hears("duty") == {"type": "duty", "channel": "jac", "slots": 3}
    expect(page.get_by_role("banner")).to_contain_text("JAC: open")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_role("button", name="Pauze nemen").click()
    assert world.hears("available") == {"type": "available", "available": False}
    expect(page.get_by_role("banner")).to_contain_text("Pauze")
    page.get_by_role("button", name="Weer beschikbaar").click()
    leaves_duty(page)
    expect(page.get_by_role("heading", name="Begin met chatten")).to_be_visible()
    expect(page.get_by_label("CAW")).to_be_focused()


def test_a_conversation_comes_in_and_is_answered_by_keyboard(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi", intake={"age": 16, "region": "Gent"})
    expect(pane_of(page, "Roos")).to_contain_text("16 jaar")
    expect(page.locator("#live")).to_contain_text("Nieuw gesprek met Roos")
    page.keyboard.press("F6")
    page.keyboard.press("F6")
    expect(reply_to(page, "Roos")).to_be_focused()
    page.keyboard.type("Dag Roos")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("welkom")
    page.keyboard.press("Enter")
    expect(pane_of(page, "Roos")).to_contain_text("aangekomen")
    assert service.said_to("Roos") == ["Dag Roos\nwelkom"]
    expect(reply_to(page, "Roos")).to_be_focused()
    expect(reply_to(page, "Roos")).to_have_value("")


def test_a_new_message_is_announced_once_in_one_live_region(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi")
    service.brings("Samir", "Hallo")
    reply_to(page, "Roos").focus()
    service.writes("Samir", "Ben je daar?")
    expect(page.locator("#live")).to_contain_text("Nieuw bericht van Samir")
    service.writes("Roos", "Ik ook")
    expect(page.locator("#live")).to_contain_text("Roos: Ik ook")
    assert announced(page).count("Roos: Ik ook") == 1
    live = page.locator("[aria-live=polite], [aria-live=assertive], [role=log], [role=status], [role=alert]")
    expect(live).to_have_count(1)
    expect(page).to_have_title(re.compile(r"^\(1\)"))


def test_drafts_stay_in_their_own_boxes_and_survive_a_reload(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi")
    service.brings("Samir", "Hallo")
    reply_to(page, "Roos").fill("voor Roos")
    reply_to(page, "Samir").fill("voor Samir")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(reply_to(page, "Roos")).to_have_value("voor Roos")
    expect(reply_to(page, "Samir")).to_have_value("voor Samir")
    assert service.said_to("Roos") == []


def test_after_a_reload_nothing_is_said_to_have_arrived_that_has_not(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi")
    for words in ("dag Roos", "ben je er nog?"):
        reply_to(page, "Roos").fill(words)
        reply_to(page, "Roos").press("Enter")
        expect(page.locator(".message", has_text=words).locator(".fate")).to_contain_text(
            re.compile("aangekomen|bewaard")
        )
        if words == "dag Roos":
            page.wait_for_timeout(20)  # or both bear the same moment
            service.drops("Roos")
            expect(page.locator("[data-signal=away]")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    before, after = (page.locator(".message", has_text=words) for words in ("dag Roos", "ben je er nog?"))
    expect(after).to_contain_text("bewaard, Roos ziet dit later")
    expect(before).not_to_contain_text("aangekomen")
    expect(before).to_contain_text("Jij:")
    expect(page.locator(".log")).not_to_contain_text("An")


def test_the_light_is_the_one_that_visitors_see_now(page: Page, world: World, service: Service) -> None:
    light = page.locator(".bar .light")
    expect(light).to_have_text(f"JAC: {service.light}")
    for number, (word, shown) in enumerate((("busy", "bezet"), ("closed", "gesloten"))):
        world.tells("status", channel="jac", name="JAC", light=word, message="", elsewhere={}, at=moment(number))
        expect(light).to_have_text(f"JAC: {shown}")


def test_leaving_with_an_open_conversation_warns(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi")
    reply_to(page, "Roos").fill("half")
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()


def test_a_note_goes_to_colleagues_and_never_to_the_visitor(page: Page, world: World, service: Service) -> None:
    service.brings("Roos", "Hoi")
    pane_of(page, "Roos").get_by_text("Nota’s (0)").click()
    box = page.get_by_role("textbox", name="Nieuwe nota")
    box.fill("Belde gisteren ook")
    box.press("Enter")
    expect(box).to_have_value("Belde gisteren ook\n")
    box.press("Control+Enter")
    expect(pane_of(page, "Roos")).to_contain_text("Nota’s (1)")
    assert world.hears("note")["text"] == "Belde gisteren ook"
    expect(pane_of(page, "Roos").locator(".note-list")).to_contain_text("An ·")
    assert world.count("note") == 1, "Enter in a note is a new line"
    assert service.said_to("Roos") == []
    expect(page.get_by_role("group", name="Gesprek met Roos")).not_to_contain_text("gisteren")


def test_a_cut_line_is_told_and_nothing_written_meanwhile_is_lost(page: Page, world: World, service: Service) -> None:
    service.brings("Roos", "Hoi")
    world.reachable = False
    world.cuts_the_line()
    expect(page.get_by_text("Wat je schrijft, wordt bewaard")).to_be_visible()
    reply_to(page, "Roos").fill("ik ben er nog")
    reply_to(page, "Roos").press("Enter")
    expect(pane_of(page, "Roos")).to_contain_text("wordt verstuurd")
    world.reachable = True
    expect(pane_of(page, "Roos")).to_contain_text("aangekomen")
    expect(page.locator("#live")).to_contain_text("Je bent weer verbonden")
    assert service.said_to("Roos") == ["ik ben er nog"]
    assert world.hears("attach")["have"] == {"visitor": 1, "counsellor": 0}


def test_a_visitor_who_drops_out_is_counted_down(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi")
    service.tells("peer", "Roos", here=False, until=moment(300))
    expect(pane_of(page, "Roos")).to_contain_text(re.compile(r"nog (5:00|4:\d\d) open"))
    expect(pane_of(page, "Roos")).to_contain_text("Verbinding weg")
    service.tells("peer", "Roos", here=True)
    expect(pane_of(page, "Roos")).not_to_contain_text("Verbinding weg")


def test_how_long_somebody_waits_stands_in_words(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi", waiting=130)
    expect(pane_of(page, "Roos")).to_contain_text("Wacht al 2 minuten")


def test_a_nickname_that_wants_back_is_asked_with_its_origin(page: Page, world: World, service: Service) -> None:
    service.brings("Roos", "Hoi")
    service.tells("resume_asked", "Roos", question="r-1", nickname="Roos", same_origin=True, until=moment(120))
    expect(pane_of(page, "Roos")).to_contain_text("dezelfde verbinding")
    service.tells("resume_asked", "Roos", question="r-2", nickname="Roos", same_origin=False, until=moment(120))
    expect(pane_of(page, "Roos")).to_contain_text("andere verbinding")
    page.get_by_role("button", name="Niet binnenlaten").click()
    assert world.hears("decline") == {
        "type": "decline", "conversation": "conversation-of-roos", "question": "r-2",
    }  # fmt: skip
    expect(pane_of(page, "Roos")).not_to_contain_text("andere verbinding")
