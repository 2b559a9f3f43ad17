"""An administrator at work: hours, special days, blocks and conversations."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.admin_stage import Office, chooses


def goes_to(page: Page, part: str) -> None:
    page.get_by_role("navigation", name="Onderdelen").get_by_role("link", name=part).click()
    expect(page.get_by_role("heading", level=1, name=part)).to_be_focused()


def test_a_channel_is_closed_at_once_after_a_question_and_reopened(page: Page, office: Office) -> None:
    card = page.get_by_role("region", name="JAC")
    card.get_by_role("button", name="Nu sluiten").click()
    page.keyboard.press("Escape")
    assert office.count("POST", "close") == 0
    card.get_by_role("button", name="Nu sluiten").click()
    page.get_by_role("dialog").get_by_label("Waarom?").fill("Panne")
    page.get_by_role("dialog").get_by_role("button", name="Nu sluiten").click()
    expect(card).to_contain_text("Met de hand gesloten")
    assert office.asked("POST", "channels/jac/close") == {"reason": "Panne"}
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(card).to_contain_text("De chat is open")


def test_hours_are_changed_and_kept(page: Page, office: Office) -> None:
    goes_to(page, "Openingsuren")
    page.get_by_role("button", name="Uren toevoegen op zaterdag").click()
    saturday = page.get_by_role("group", name="zaterdag")
    expect(saturday.get_by_label("van")).to_be_focused()
    saturday.get_by_label("van").fill("10")
    saturday.get_by_label("tot").fill("12u30")
    page.get_by_role("button", name="Uren bewaren").click()
    expect(page.get_by_text("De uren zijn bewaard")).to_be_visible()
    assert office.hours["shifts"]["saturday"] == [{"opens": "10:00", "closes": "12:30"}]
    assert office.hours["version"] == 4


def test_wrong_hours_are_pointed_at_and_not_sent(page: Page, office: Office) -> None:
    goes_to(page, "Openingsuren")
    monday = page.get_by_role("group", name="maandag")
    monday.get_by_label("tot").fill("11:00")
    page.get_by_role("button", name="Uren bewaren").click()
    expect(monday).to_contain_text("Het einde moet na het begin komen")
    expect(monday.get_by_label("van")).to_be_focused()
    assert office.count("PUT", "hours") == 0


def test_a_lost_race_is_told_and_the_new_hours_can_be_fetched(page: Page, office: Office) -> None:
    goes_to(page, "Openingsuren")
    page.get_by_label("Ook open op feestdagen").check()
    office.hours = {**office.hours, "version": 9}
    page.get_by_role("button", name="Uren bewaren").click()
    expect(page.get_by_role("status").first).to_contain_text("Iemand anders heeft dit intussen veranderd")
    expect(page.get_by_label("Ook open op feestdagen")).to_be_checked()
    page.get_by_role("button", name="Toon de nieuwe uren").click()
    expect(page.get_by_label("Ook open op feestdagen")).not_to_be_checked()


@pytest.mark.usefixtures("office")
def test_leaving_hours_that_are_not_kept_asks_first(page: Page) -> None:
    goes_to(page, "Openingsuren")
    page.get_by_label("Ook open op feestdagen").check()
    page.get_by_role("link", name="Blokkeringen").click()
    page.get_by_role("dialog").get_by_role("button", name="Hier blijven").click()
    expect(page.get_by_label("Ook open op feestdagen")).to_be_checked()
    page.get_by_role("link", name="Blokkeringen").click()
    page.get_by_role("dialog").get_by_role("button", name="Wijzigingen weggooien").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Blokkeringen")


def test_a_day_is_looked_at_before_it_comes(page: Page, office: Office) -> None:
    office.preview = {
        "within_hours": False, "holiday": "Kerstmis", "closure": None, "hours": [],
        "next_opening": "2026-12-28T12:00:00.000Z",
    }  # fmt: skip
    goes_to(page, "Openingsuren")
    page.locator("#preview-day").fill("2026-12-25")
    page.get_by_label("Uur", exact=True).fill("14")
    page.get_by_role("button", name="Bekijk").click()
    outcome = page.locator(".outcome")
    expect(outcome).to_contain_text("Op vrijdag 25 december 2026 om 14:00 is de dienst gesloten")
    expect(outcome).to_contain_text("Feestdag: Kerstmis")
    expect(outcome).to_contain_text("maandag 28 december 2026 om 13:00")


def test_a_closure_is_added_removed_and_brought_back(page: Page, office: Office) -> None:
    goes_to(page, "Bijzondere dagen")
    closures = page.get_by_role("region", name="Sluitingen")
    closures.get_by_role("button", name="Sluiting toevoegen").click()
    expect(closures.get_by_label("Eerste dag")).to_be_focused()
    expect(closures).to_contain_text("Vul dit in")
    closures.get_by_label("Eerste dag").fill("2026-12-24")
    closures.get_by_label("Reden").fill("Kerstverlof")
    closures.get_by_role("button", name="Sluiting toevoegen").click()
    expect(closures).to_contain_text("donderdag 24 december 2026")
    assert office.asked("POST", "closures") == {"first": "2026-12-24", "last": "2026-12-24", "reason": "Kerstverlof"}
    expect(closures.get_by_label("Reden")).to_have_value("")
    closures.get_by_role("button", name="Verwijderen").click()
    page.get_by_role("dialog").get_by_role("button", name="Verwijderen").click()
    expect(closures).to_contain_text("geen sluitingen")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(closures).to_contain_text("Kerstverlof")


def test_the_servers_word_about_a_field_stands_at_the_field(page: Page, office: Office) -> None:
    goes_to(page, "Bijzondere dagen")
    office.refusal = (422, {"title": "Invalid", "errors": [{"field": "first", "message": "Dat is al voorbij."}]})
    closures = page.get_by_role("region", name="Sluitingen")
    closures.get_by_label("Eerste dag").fill("2020-01-01")
    closures.get_by_label("Reden").fill("Kerstverlof")
    closures.get_by_role("button", name="Sluiting toevoegen").click()
    expect(closures).to_contain_text("Dat is al voorbij.")
    expect(closures.get_by_label("Eerste dag")).to_be_focused()
    expect(closures.get_by_label("Reden")).to_have_value("Kerstverlof")


def test_the_servers_word_about_a_beginning_stands_at_the_day(page: Page, office: Office) -> None:
    goes_to(page, "Bijzondere dagen")
    office.refusal = (422, {"title": "Invalid", "errors": [{"field": "opens", "message": "Dat is al voorbij."}]})
    openings = page.get_by_role("region", name="Extra openingen")
    for label, text in {"Dag": "2020-01-01", "Van": "13:00", "Tot": "17:00", "Reden": "Drukke dagen"}.items():
        openings.get_by_label(label).fill(text)
    openings.get_by_role("button", name="Opening toevoegen").click()
    expect(openings.get_by_label("Dag")).to_have_accessible_description("Dat is al voorbij.")
    expect(openings.get_by_label("Dag")).to_be_focused()


def test_an_extra_opening_is_wall_time_in_brussels(page: Page, office: Office) -> None:
    goes_to(page, "Bijzondere dagen")
    openings = page.get_by_role("region", name="Extra openingen")
    openings.get_by_label("Dag").fill("2026-12-27")
    openings.get_by_label("Van").fill("13u")
    openings.get_by_label("Tot").fill("17:00")
    openings.get_by_label("Reden").fill("Drukke dagen")
    openings.get_by_role("button", name="Opening toevoegen").click()
    expect(openings).to_contain_text("zondag 27 december 2026, van 13:00 tot 17:00")
    assert office.asked("POST", "openings")["opens"] == "2026-12-27T13:00"


def test_a_visitor_is_blocked_from_the_list_of_conversations(page: Page, office: Office) -> None:
    office.lists["conversations"] = [{
        "conversation": "conversation-number-1", "channel": "caw", "state": "ended",
        "started_at": "2026-11-22T13:10:00.000Z",
        "ended_at": "2026-11-22T13:40:00.000Z", "ended_by": "visitor",
        "reason": "ended", "counsellor": "An", "language": "nl",
    }]  # fmt: skip
    goes_to(page, "Gesprekken")
    page.locator("#day").fill("2026-11-22")
    expect(page.get_by_role("row", name="14:10")).to_contain_text("door de bezoeker")
    chooses(page, "14:10", "Blokkeren: de bezoeker van 14:10")
    expect(page.get_by_label("Gespreksnummer")).to_have_value("conversation-number-1")
    page.get_by_label("Waarom?", exact=True).fill("Bedreigt de hulpverlener")
    page.get_by_role("button", name="Acht uur blokkeren").click()
    expect(page.get_by_role("dialog")).to_contain_text("dezelfde verbinding")
    page.get_by_role("dialog").get_by_role("button", name="Acht uur blokkeren").click()
    expect(page.get_by_text("De blokkering is geplaatst")).to_be_visible()
    block = {"conversation": "conversation-number-1", "reason": "Bedreigt de hulpverlener"}
    assert office.asked("POST", "blocks") == block


def test_a_conversation_is_erased_after_a_reason_and_a_second_question(page: Page, office: Office) -> None:
    over = {
        "conversation": "conversation-number-1", "channel": "caw", "state": "ended",
        "started_at": "2026-11-22T13:10:00.000Z", "ended_at": "2026-11-22T13:40:00.000Z", "ended_by": "visitor",
        "reason": "ended", "counsellor": "An", "language": "nl",
    }  # fmt: skip
    going = over | {"started_at": "2026-11-22T13:50:00.000Z", "ended_at": None, "state": "talking", "reason": None}
    office.lists["conversations"] = [over, going | {"conversation": "conversation-number-2"}]
    goes_to(page, "Gesprekken")
    page.locator("#day").fill("2026-11-22")
    expect(page.get_by_role("row", name="14:50")).to_be_visible()
    page.get_by_role("button", name="Acties voor het gesprek van 14:50").click()
    expect(page.get_by_role("button", name="Blokkeren: de bezoeker van 14:50")).to_be_visible()
    expect(page.get_by_role("button", name="Wissen: het gesprek van")).to_have_count(0)
    page.keyboard.press("Escape")
    chooses(page, "14:10", "Wissen: het gesprek van 14:10")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("dialog")).to_contain_text("minstens drie tekens")
    page.get_by_label("Waarom wis je het?").fill("Gevraagd door de bezoeker")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("dialog")).to_contain_text("voorgoed weg")
    assert office.count("POST", "erase") == 0, "not before the second yes"
    page.get_by_role("button", name="Voorgoed wissen").click()
    expect(page.get_by_text("Binnen een minuut is alles weg")).to_be_visible()
    expect(page.get_by_role("row", name="14:10")).to_have_count(0)
    assert office.asked("POST", "conversations/conversation-number-1/erase") == {"reason": "Gevraagd door de bezoeker"}


def test_a_block_is_lifted_after_a_question(page: Page, office: Office) -> None:
    office.lists["blocks"] = [{
        "id": "b-1", "placed_at": "2026-11-22T13:00:00.000Z", "until": "2026-11-22T21:00:00.000Z",
        "reason": "Scheldt", "by": "An",
    }]  # fmt: skip
    goes_to(page, "Blokkeringen")
    expect(page.get_by_text("Tot zondag 22 november 2026 om 22:00")).to_be_visible()
    page.get_by_role("button", name="Blokkering tot").click()
    page.get_by_role("dialog").get_by_role("button", name="Opheffen").click()
    expect(page.get_by_text("Er is nu niemand geblokkeerd")).to_be_visible()


def test_a_school_is_listed_and_taken_off_again(page: Page, office: Office) -> None:
    goes_to(page, "Scholen en opvang")
    expect(page.get_by_text("Er is nog geen school")).to_be_visible()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_label("IP-adres of reeks")).to_be_focused()
    page.get_by_label("IP-adres of reeks").fill("203.0.113.0/28")
    page.get_by_label("Naam van de school").fill("Sint-Jozef")
    page.get_by_label("Gesprekken tegelijk").fill("veel")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("Schrijf een getal")).to_be_visible()
    page.get_by_label("Gesprekken tegelijk").fill("30")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("Sint-Jozef: 30 gesprekken tegelijk")).to_be_visible()
    expect(page.get_by_label("IP-adres of reeks")).to_have_value("")
    assert office.asked("POST", "ranges") == {"range": "203.0.113.0/28", "name": "Sint-Jozef", "places": 30}
    page.get_by_role("button", name="Sint-Jozef verwijderen").click()
    page.get_by_role("dialog").get_by_role("button", name="Verwijderen").click()
    expect(page.get_by_text("Er is nog geen school")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("Sint-Jozef: 30 gesprekken tegelijk")).to_be_visible()


def test_no_answer_and_no_right_are_said_kindly(page: Page, office: Office) -> None:
    office.refusal = (403, {"title": "Forbidden"})
    page.get_by_role("region", name="JAC").get_by_role("button", name="Nu sluiten").click()
    page.get_by_role("dialog").get_by_role("button", name="Nu sluiten").click()
    expect(page.get_by_text("Je account mag dit niet")).to_be_visible()


def test_back_returns_to_the_part_before(page: Page, office: Office) -> None:
    goes_to(page, "Blokkeringen")
    goes_to(page, "Leidraad")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Blokkeringen")
    assert page.url == f"{office.world.root}admin#blocks"


def test_reports_of_visitors_are_shown_as_text_the_newest_first(page: Page, office: Office) -> None:
    office.pages = 1
    office.lists["faults"] = [
        {"id": "2", "reported_at": "2026-11-22T13:00:00.000Z", "when": "net", "what": "<b>Wit</b>", "page": "jac"},
        {"id": "1", "reported_at": "2026-11-21T13:00:00.000Z", "when": "gisteren", "what": "Stuk", "page": None},
    ]
    goes_to(page, "Meldingen")
    rows = page.get_by_role("listitem").filter(has_text="Gemeld op")
    expect(rows.nth(0)).to_contain_text("<b>Wit</b>")
    expect(rows.nth(0)).to_contain_text("JAC")
    page.get_by_role("button", name="Toon meer").click()
    expect(rows.nth(1)).to_contain_text("gisteren")
    goes_to(page, "Nu")
    office.lists["faults"] = []
    goes_to(page, "Meldingen")
    expect(page.get_by_text("Er zijn geen meldingen")).to_be_visible()


@pytest.mark.parametrize(("wrong", "typed"), [("Van", "25:00"), ("Tot", "25:00"), ("Tot", "half vijf")])
def test_a_time_that_is_none_is_said_where_it_was_typed(page: Page, office: Office, wrong: str, typed: str) -> None:
    goes_to(page, "Bijzondere dagen")
    page.set_viewport_size({"width": 390, "height": 568})
    openings = page.get_by_role("region", name="Extra openingen")
    for label, value in {"Dag": "2026-12-27", "Van": "13:00", "Tot": "17:00", wrong: typed}.items():
        openings.get_by_label(label).fill(value)
    openings.get_by_label("Reden").fill("Drukke dagen")
    openings.get_by_role("button", name="Opening toevoegen").click()
    field = openings.get_by_label(wrong)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert office.count("POST", "openings") == 0
    title = openings.locator("label", has_text=wrong)
    expect(title).to_be_in_viewport(ratio=1)
    seen = "const { x, y } = one.getBoundingClientRect(); return one.contains(document.elementFromPoint(x + 2, y + 2))"
    hit = title.evaluate(f"(one) => {{ {seen}; }}")
    assert hit, "the label is under something"
