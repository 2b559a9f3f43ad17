"""An administrator reads the figures of a month, by what they like, prints them and takes them along."""

from playwright.sync_api import Page, expect

from tests.web.admin.test_office import goes_to
from tests.web.admin_stage import Office
from tests.web.browsers import skipped_part


def test_a_sentence_says_the_period_and_tables_say_the_numbers(page: Page, office: Office) -> None:
    goes_to(page, "Cijfers")
    page.get_by_label("Per", exact=True).select_option("day")
    expect(page.get_by_text("1 oktober 2026 tot en met 31 oktober 2026: 1.034 of meer gesprekken")).to_be_visible()
    starts = page.get_by_role("region", name="Gesprekken, en wie niet kon beginnen")
    expect(starts.get_by_role("row", name="do 1 okt")).to_contain_text("20")
    expect(starts.get_by_role("row", name="vr 2 okt")).to_contain_text("verborgen")
    ages = page.get_by_role("region", name="Leeftijd")
    expect(ages.get_by_role("row", name="15 tot 17")).to_contain_text("210")
    expect(ages.get_by_role("row", name="65 of ouder")).to_contain_text("verborgen")
    light = page.get_by_role("region", name="Uren dat het licht groen en rood was")
    expect(light.get_by_role("row", name="Samen")).to_contain_text("0,8")
    week = page.get_by_role("region", name="Groen licht per uur van de week")
    expect(week.get_by_role("row", name="dinsdag")).to_contain_text("50 %")
    expect(page.get_by_role("region", name="Afloop")).to_contain_text("Gehoord en verder kunnen")


def test_other_periods_are_asked_when_they_are_chosen(page: Page, office: Office) -> None:
    goes_to(page, "Cijfers")
    page.get_by_label("Per", exact=True).select_option("weekday")
    expect(page.get_by_role("row", name="maandag").first).to_be_visible()
    page.get_by_label("Per", exact=True).select_option("hour")
    expect(page.get_by_role("row", name="13.00").first).to_be_visible()
    expect(page.get_by_role("region", name="Gemiddeld per gesprek")).to_have_count(0)
    page.get_by_role("button", name="Deze maand").click()
    expect(page.locator("#figures-from")).not_to_have_value("2026-10-01")


def test_the_figures_are_taken_along_as_a_file(page: Page, office: Office) -> None:
    goes_to(page, "Cijfers")
    with page.expect_download() as file:
        page.get_by_role("button", name="Neem dit verslag mee").click()
    assert file.value.suggested_filename == "cijfers-caw.csv"
    assert office.asked("POST", "figures/exports")["by"] == "week"


def test_on_paper_there_is_nothing_to_press(page: Page, office: Office) -> None:
    goes_to(page, "Cijfers")
    expect(page.get_by_role("region", name="Leeftijd")).to_be_visible()
    page.emulate_media(media="print")
    if not page.evaluate("matchMedia('print').matches"):
        skipped_part("the report of the figures on paper", "its driver shows no page as it is printed")
    expect(page.get_by_role("button", name="Druk het verslag af")).to_have_count(0)
    expect(page.get_by_role("region", name="Leeftijd")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
