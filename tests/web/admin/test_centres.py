"""An administrator keeps the list of centres: as a file, and one by one."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.admin.test_office import goes_to
from tests.web.admin_stage import Office

EXAMPLE = Path("docs/centres-example.csv")


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


def test_the_list_is_taken_along_in_the_form_that_is_read(page: Page, office: Office) -> None:
    office._centres("PUT", {"csv": EXAMPLE.read_text(), "version": 0})
    goes_to(page, "Centra")
    expect(page.get_by_text("info@caw.be")).to_be_visible()
    for button in ("Neem de lijst mee", "Toon een voorbeeld"):
        with page.expect_download() as taken:
            page.get_by_role("button", name=button).click()
        assert taken.value.path().read_text("utf-8-sig").split() == EXAMPLE.read_text().split()
