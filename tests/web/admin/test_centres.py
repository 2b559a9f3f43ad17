"""An administrator keeps the list of centres: as a file, and one by one."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.web.admin.test_office import goes_to
from tests.web.admin_stage import Office

EXAMPLE = Path("docs/centres-example.csv")
PLACES_HINT = "Eén per regel, met de postcode vooraan: 9000 Gent"


def test_a_file_replaces_the_list_and_the_old_one_comes_back(page: Page, office: Office) -> None:
    goes_to(page, "Centra")
    expect(page.get_by_text("Er is nog geen lijst")).to_be_visible()
    page.get_by_label("Kies een bestand").set_input_files(EXAMPLE)
    expect(page.get_by_role("dialog")).to_contain_text("in de plaats van de 0 gemeenten")
    assert office.count("PUT", "centres") == 0
    page.get_by_role("button", name="Gebruik deze lijst").click()
    expect(page.get_by_role("status").first).to_contain_text("bewaard: 4 gemeenten")
    expect(page.get_by_role("listitem").filter(has_text="info@caw.be")).to_contain_text("4 gemeenten")
    assert office.asked("PUT", "centres")["version"] == 0
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("status").first).to_contain_text("bewaard: 0 gemeenten")
    assert office.centres["served"] == []


def test_each_line_that_is_wrong_is_named_and_shown(page: Page, office: Office) -> None:
    goes_to(page, "Centra")
    errors = [{"field": "csv.3.email", "message": "Dit is geen e-mailadres."}]
    office.refusal = (422, {"title": "Invalid", "errors": errors})
    page.get_by_label("Kies een bestand").set_input_files(EXAMPLE)
    page.get_by_role("button", name="Gebruik deze lijst").click()
    told = page.locator("#centres-csv")
    expect(told).to_contain_text("Regel 3, E-mailadres: Dit is geen e-mailadres. 2000;Antwerpen;CAW;")
    expect(told).to_be_focused()


def test_a_centre_is_changed_added_and_taken_away(page: Page, office: Office) -> None:
    office._centres("PUT", {"csv": EXAMPLE.read_text(), "version": 0})
    goes_to(page, "Centra")
    page.get_by_role("button", name="Centrum toevoegen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Bewaren").click()
    expect(dialog.get_by_label("Naam van het centrum")).to_be_focused()
    dialog.get_by_label("Naam van het centrum").fill('CAW "West"; kust')
    dialog.get_by_role("button", name="Bewaren").click()
    expect(dialog).to_contain_text("Vul een e-mailadres, telefoonnummer of website in")
    dialog.get_by_label("Telefoon").fill("050 47 10 47")
    dialog.get_by_label("Voor welke gemeenten?").fill("8000 Brugge\n8400 Oostende")
    dialog.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("status").first).to_contain_text("bewaard: 6 gemeenten")
    page.get_by_role("button", name='CAW "West"; kust wijzigen').click()
    expect(dialog.get_by_label("Voor welke gemeenten?")).to_have_value("8000 Brugge\n8400 Oostende")
    dialog.get_by_label("Telefoon").fill("059 59 21 21")
    dialog.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("listitem").filter(has_text="059 59 21 21")).to_be_visible()
    page.get_by_role("button", name="Verwijderen: CAW", exact=True).click()
    expect(dialog).to_contain_text("4 gemeenten")
    dialog.get_by_role("button", name="Verwijderen").click()
    expect(page.get_by_role("status").first).to_contain_text("bewaard: 2 gemeenten")
    assert [one["name"] for one in office.centres["centres"]] == ['CAW "West"; kust']


def types_a_centre(page: Page, office: Office) -> Locator:
    """In the window of a new centre, beside a list that has four lines already."""
    office._centres("PUT", {"csv": EXAMPLE.read_text(), "version": 0})
    goes_to(page, "Centra")
    page.get_by_role("button", name="Centrum toevoegen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Naam van het centrum").fill("CAW West")
    dialog.get_by_label("E-mailadres").fill("a@")
    dialog.get_by_label("Voor welke gemeenten?").fill("8000 Brugge\nGand 9000")
    return dialog


def keeps_all_of_it(dialog: Locator) -> None:
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Naam van het centrum")).to_have_value("CAW West")
    expect(dialog.get_by_label("E-mailadres")).to_have_value("a@")
    expect(dialog.get_by_label("Voor welke gemeenten?")).to_have_value("8000 Brugge\nGand 9000")


def test_a_centre_that_is_refused_stays_as_it_was_typed_with_each_fault_at_its_field(
    page: Page, office: Office
) -> None:
    dialog = types_a_centre(page, office)
    no_email, no_postcode = "Dit is geen e-mailadres.", "Een postcode heeft vier cijfers."
    told = {"csv.6.email": no_email, "csv.7.email": no_email, "csv.7.postcode": no_postcode}
    errors = [{"field": field, "message": message} for field, message in told.items()]
    office.refusal = (422, {"title": "Invalid", "errors": errors})
    dialog.get_by_role("button", name="Bewaren").click()
    email, places = dialog.get_by_label("E-mailadres"), dialog.get_by_label("Voor welke gemeenten?")
    expect(email).to_be_focused()
    expect(email).to_have_accessible_description(no_email)
    expect(places).to_have_accessible_description(f"{PLACES_HINT} Gand 9000: {no_postcode}")
    keeps_all_of_it(dialog)
    expect(page.locator("#centres-csv")).to_be_hidden()
    office.refusal = None
    email.fill("west@caw.be")
    places.fill("8000 Brugge\n9000 Gand")
    dialog.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("status").first).to_contain_text("bewaard: 6 gemeenten")
    expect(dialog).to_be_hidden()


def test_a_centre_that_did_not_arrive_can_be_sent_again(page: Page, office: Office) -> None:
    dialog = types_a_centre(page, office)
    page.route("**/centres", lambda route: route.abort())
    dialog.get_by_role("button", name="Bewaren").click()
    expect(dialog.get_by_role("alert")).to_contain_text("De server antwoordt niet")
    keeps_all_of_it(dialog)
    page.unroute("**/centres")
    office.refusal = (409, {"type": "urn:chathulp:problem:outdated", "title": "Conflict"})
    office.centres["version"] = 9
    dialog.get_by_role("button", name="Bewaren").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Iemand anders heeft dit intussen veranderd")
    keeps_all_of_it(dialog)
    office.refusal = None
    dialog.get_by_label("E-mailadres").fill("west@caw.be")
    dialog.get_by_label("Voor welke gemeenten?").fill("8000 Brugge")
    dialog.get_by_role("button", name="Bewaren").click()
    expect(dialog).to_be_hidden()
    assert office.asked("PUT", "centres")["version"] == 9


def test_the_list_is_taken_along_in_the_form_that_is_read(page: Page, office: Office) -> None:
    office._centres("PUT", {"csv": EXAMPLE.read_text(), "version": 0})
    goes_to(page, "Centra")
    expect(page.get_by_text("info@caw.be")).to_be_visible()
    for button in ("Neem de lijst mee", "Toon een voorbeeld"):
        with page.expect_download() as taken:
            page.get_by_role("button", name=button).click()
        assert taken.value.path().read_text("utf-8-sig").split() == EXAMPLE.read_text().split()
