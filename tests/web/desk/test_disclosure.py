"""A counsellor fears for a visitor's life: the form, the wait, the address, and every way in which it fails."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.desk_stage import Service, at_work, conversation_of
from tests.web.disclosing import ADDRESS, Vault
from tests.web.staff_stage import World


@pytest.fixture
def vault(world: World) -> Vault:
    return Vault(world)


@pytest.fixture(autouse=True)
def service(page: Page, world: World, vault: Vault) -> Service:
    service = at_work(page, world)
    service.brings("Roos", "Ik heb pillen genomen")
    return service


def pane(page: Page) -> Locator:
    return page.get_by_role("region", name="Roos")


def test_from_the_pane_to_the_address_and_back(page: Page, vault: Vault) -> None:
    vault.asks(page)
    expect(pane(page)).to_contain_text("Inzage gevraagd om")
    assert vault.plea == {
        "conversation": conversation_of("Roos"), "danger": "visitor", "ground": "suicide",
        "words": "Zegt dat ze pillen nam.", "discussed": False,
    }  # fmt: skip
    call = pane(page).get_by_role("link", name="Bel +32 470 12 34 56")
    expect(call).to_have_attribute("href", "tel:+32470123456")
    vault.state = "granted"
    expect(page.locator("#live")).to_contain_text("je kunt zien waar Roos is")
    assert vault.looks == 0, "nobody looks by accident"
    pane(page).get_by_role("button", name="Toon het adres").click()
    shown = page.get_by_role("dialog")
    expect(shown).to_contain_text(ADDRESS)
    expect(shown).to_contain_text("2026-11-24 13:00:05 UTC")
    expect(shown).to_contain_text("2026-11-24 14:00:05 (UTC+01:00)")
    expect(shown).to_contain_text("101")
    expect(shown).to_contain_text("Wat zeg je tegen Roos?")
    shown.get_by_role("button", name="Gelezen").click()
    expect(page.get_by_text(ADDRESS)).to_have_count(0)
    assert ADDRESS not in page.content()
    assert ADDRESS not in page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert vault.looks == 1
    pane(page).get_by_role("button", name="Toon het adres").click()
    expect(page.get_by_role("dialog")).to_contain_text(ADDRESS)
    assert vault.looks == 2


def test_what_is_not_filled_in_is_asked_and_not_sent(page: Page, vault: Vault) -> None:
    page.get_by_text("Acties").click()
    page.get_by_role("button", name="Inzage vragen").click()
    form = page.get_by_role("dialog")
    form.get_by_role("button", name="Vraag inzage").click()
    expect(form.get_by_role("alert")).to_contain_text("Kies bij elke vraag")
    expect(form.get_by_label("Roos zelf")).to_be_focused()
    page.keyboard.press("Escape")
    assert vault.plea is None


def test_a_no_bears_its_reason_and_may_be_asked_again(page: Page, vault: Vault) -> None:
    vault.asks(page)
    vault.state = "refused"
    expect(pane(page)).to_contain_text("Dora zegt nee: Geen gevaar meer.")
    expect(pane(page).get_by_role("button", name="Vraag inzage")).to_be_visible()


def test_what_cannot_be_written_down_says_whom_to_call(page: Page, vault: Vault) -> None:
    vault.fails = True
    vault.asks(page)
    expect(pane(page)).to_contain_text(
        "Er wordt niets getoond. Bel de beheerder van wacht, en bij levensgevaar meteen 112."
    )
    expect(pane(page)).not_to_contain_text("wachtnummer")
    expect(pane(page).get_by_role("link", name="Bel +32 470 12 34 56")).to_be_visible()


def test_a_page_that_is_loaded_anew_finds_it_again(page: Page, vault: Vault) -> None:
    vault.asks(page)
    expect(pane(page)).to_contain_text("Inzage gevraagd om")
    page.reload()
    expect(pane(page)).to_contain_text("Inzage gevraagd om")
