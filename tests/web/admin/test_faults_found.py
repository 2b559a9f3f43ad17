"""What administrators stumbled over: each of these was wrong once."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.admin.test_office import goes_to
from tests.web.admin_stage import Office


def test_a_time_that_is_none_is_pointed_at_itself(page: Page, office: Office) -> None:
    goes_to(page, "Openingsuren")
    monday = page.get_by_role("group", name="maandag")
    monday.get_by_label("tot").fill("25:00")
    page.get_by_role("button", name="Uren bewaren").click()
    expect(monday.get_by_label("tot")).to_be_focused()
    expect(monday.get_by_label("tot")).to_have_attribute("aria-invalid", "true")
    expect(monday.get_by_label("van")).not_to_have_attribute("aria-invalid", "true")
    assert office.count("PUT", "hours") == 0


@pytest.mark.usefixtures("office")
def test_a_time_that_is_none_is_pointed_at_in_the_preview_too(page: Page) -> None:
    goes_to(page, "Openingsuren")
    page.get_by_label("Uur", exact=True).fill("25:00")
    page.get_by_role("button", name="Bekijk").click()
    expect(page.get_by_label("Uur", exact=True)).to_be_focused()


def test_an_opening_may_go_on_past_midnight(page: Page, office: Office) -> None:
    goes_to(page, "Bijzondere dagen")
    openings = page.get_by_role("region", name="Extra openingen")
    openings.get_by_label("Dag").fill("2026-12-31")
    openings.get_by_label("Van").fill("22")
    openings.get_by_label("Tot").fill("2u")
    openings.get_by_label("Reden").fill("Oudejaar")
    openings.get_by_role("button", name="Opening toevoegen").click()
    expect(openings).to_contain_text("donderdag 31 december 2026, van 22:00 tot vrijdag 1 januari 2027 om 02:00")
    sent = office.asked("POST", "openings")
    assert (sent["opens"], sent["closes"]) == ("2026-12-31T22:00", "2027-01-01T02:00")


@pytest.mark.parametrize(("opens", "closes"), [("17:00", "13:00"), ("13:00", "13:00")])
def test_an_opening_that_was_typed_backwards_is_refused(page: Page, office: Office, opens: str, closes: str) -> None:
    goes_to(page, "Bijzondere dagen")
    openings = page.get_by_role("region", name="Extra openingen")
    openings.get_by_label("Dag").fill("2026-12-31")
    openings.get_by_label("Van").fill(opens)
    openings.get_by_label("Tot").fill(closes)
    openings.get_by_label("Reden").fill("Oudejaar")
    openings.get_by_role("button", name="Opening toevoegen").click()
    expect(openings.get_by_label("Tot")).to_be_focused()
    assert office.count("POST", "openings") == 0


def test_hours_that_are_not_kept_are_asked_about_when_another_channel_is_chosen(page: Page, office: Office) -> None:
    goes_to(page, "Openingsuren")
    page.get_by_label("Ook open op feestdagen").check()
    page.get_by_label("Dienst", exact=True).select_option("jac")
    page.get_by_role("dialog").get_by_role("button", name="Hier blijven").click()
    expect(page.get_by_label("Ook open op feestdagen")).to_be_checked()
    expect(page.get_by_label("Dienst", exact=True)).to_have_value("caw")
    page.get_by_label("Dienst", exact=True).select_option("jac")
    page.get_by_role("dialog").get_by_role("button", name="Wijzigingen weggooien").click()
    expect(page.get_by_label("Dienst", exact=True)).to_have_value("jac")
    assert office.count("GET", "channels/jac/hours") == 1


@pytest.mark.usefixtures("office")
def test_hours_that_are_not_kept_are_asked_about_before_signing_out(page: Page) -> None:
    goes_to(page, "Openingsuren")
    page.get_by_label("Ook open op feestdagen").check()
    page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("dialog").get_by_role("button", name="Hier blijven").click()
    page.get_by_role("button", name="Uren bewaren").click()
    expect(page.get_by_text("De uren zijn bewaard")).to_be_visible()
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_url("**/sign-in/logout**")


@pytest.mark.usefixtures("office")
def test_the_channel_and_the_day_survive_a_reload(page: Page) -> None:
    goes_to(page, "Gesprekken")
    page.get_by_label("Dienst", exact=True).select_option("jac")
    page.locator("#day").fill("2026-11-22")
    expect(page).to_have_url(re.compile(r"#conversations/jac/2026-11-22$"))
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gesprekken")
    expect(page.get_by_label("Dienst", exact=True)).to_have_value("jac")
    expect(page.locator("#day")).to_have_value("2026-11-22")


def _conversation(number: int) -> dict[str, object]:
    return {
        "conversation": f"{number}onversation-number", "channel": "caw", "state": "ended",
        "started_at": f"2026-11-22T13:1{number}:00.000Z", "ended_at": f"2026-11-22T13:4{number}:40.000Z",
        "ended_by": "visitor", "reason": "ended", "counsellor": "An", "language": "nl",
    }  # fmt: skip


def test_a_form_about_one_conversation_keeps_nothing_for_the_next(page: Page, office: Office) -> None:
    office.lists["conversations"] = [_conversation(1), _conversation(2)]
    for start, kind, box in (("14:11", "Blokkeren", "Gespreksnummer"), ("14:11", "Vraag inzage", "Nummer van het")):
        goes_to(page, "Gesprekken")
        page.get_by_role("button", name=f"Acties voor het gesprek van {start}").click()
        page.get_by_role("button", name=kind).locator("visible=true").click()
        expect(page.get_by_label(box)).to_have_value("1onversation-number")
        goes_to(page, "Nu")
        goes_to(page, "Blokkeringen" if kind == "Blokkeren" else "Inzage")
        expect(page.get_by_label(box)).to_have_value("")


def test_a_block_says_whom_else_it_hits(page: Page, office: Office) -> None:
    office.lists["conversations"], office.others = [_conversation(1)], 3
    goes_to(page, "Gesprekken")
    page.get_by_role("button", name="Acties voor het gesprek van").click()
    page.get_by_role("button", name="Blokkeren: de bezoeker van").click()
    expect(page.get_by_text("dezelfde verbinding lopen: 3")).to_be_visible()
    page.get_by_label("Waarom?", exact=True).fill("Bedreigt de hulpverlener")
    page.get_by_role("button", name="Acht uur blokkeren").click()
    expect(page.get_by_role("dialog")).to_contain_text("dezelfde verbinding lopen: 3")
    page.keyboard.press("Escape")
    page.get_by_label("Gespreksnummer").fill("somebody-else-entirely")
    expect(page.get_by_text("dezelfde verbinding lopen: 3")).not_to_be_visible()


def test_a_conversation_shows_how_long_it_took_and_a_number_to_talk_about(page: Page, office: Office) -> None:
    office.lists["conversations"] = [_conversation(1)]
    goes_to(page, "Gesprekken")
    row = page.get_by_role("row", name="14:11")
    expect(row).to_contain_text("31 min.")
    expect(row.locator("code")).to_have_text("1onver")


def test_a_report_is_marked_as_seen_to_and_opened_again(page: Page, office: Office) -> None:
    office.lists["faults"] = [
        {"id": "f1", "reported_at": "2026-11-22T13:00:00.000Z", "when": "net", "what": "Wit", "page": "jac"}
    ]
    goes_to(page, "Meldingen")
    page.get_by_role("button", name="Afgehandeld: Wit").click()
    expect(page.get_by_text("Afgehandeld door Dora")).to_be_visible()
    assert office.asked("PUT", "faults/f1") == {"handled": True}
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("button", name="Afgehandeld: Wit")).to_be_visible()


def test_now_follows_what_happens_without_a_click(page: Page, office: Office) -> None:
    card = page.get_by_role("region", name="JAC")
    expect(card).to_contain_text("Hulpverleners: 2. Plaatsen vrij: 1 van 5. Gesprekken bezig: 2.")
    expect(card).to_contain_text("Bram: 0 van 2 (pauze)")
    expect(page.get_by_text("Laatst bijgewerkt om")).to_be_visible()
    office.seen["jac"] = {"light": "closed", "running": 0, "counsellors": []}
    expect(card).to_contain_text("Er is nog geen hulpverlener. Open tot 19:00")
    office.world.reachable = False
    expect(page.get_by_text("Geen antwoord. Laatst bijgewerkt om")).to_be_visible()


def test_all_channels_are_closed_at_once_and_opened_again(page: Page, office: Office) -> None:
    page.get_by_role("button", name="Alle diensten nu sluiten").click()
    page.get_by_role("dialog").get_by_label("Waarom?").fill("Brand")
    page.get_by_role("dialog").get_by_role("button", name="Alle diensten nu sluiten").click()
    expect(page.get_by_role("status").first).to_contain_text("Alle diensten zijn gesloten")
    assert office.closed == {"caw", "jac"}
    assert office.asked("POST", "channels/caw/close") == {"reason": "Brand"}
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("region", name="CAW")).to_contain_text("De chat is open")
    expect(page.get_by_role("region", name="JAC")).to_contain_text("De chat is open")
    assert office.closed == set()


@pytest.mark.usefixtures("office")
def test_on_a_telephone_the_parts_are_folded_away(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    nav = page.get_by_role("navigation", name="Onderdelen")
    expect(nav).not_to_be_visible()
    fold = page.get_by_role("button", name="Onderdelen: Nu")
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "true")
    nav.get_by_role("link", name="Openingsuren").click()
    expect(page.get_by_role("heading", level=1, name="Openingsuren")).to_be_focused()
    expect(nav).not_to_be_visible()
    rows = [page.get_by_role("group", name=day).bounding_box() for day in ("maandag", "zondag")]
    assert rows[0] and rows[0]["height"] < 120, "a day and its hours take two lines"
    page.get_by_role("group", name="vrijdag").get_by_label("tot").fill("25")
    page.get_by_role("button", name="Uren bewaren").click()
    legend = page.get_by_role("group", name="vrijdag").locator("legend").bounding_box()
    assert legend and legend["y"] >= 0, "the field's own words are on the screen"
