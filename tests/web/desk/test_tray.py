"""What is over stands in the tray: it comes back, it survives a reload, and help can be asked for it after all."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.desk_stage import Service, at_work, conversation_of, leaves_duty
from tests.web.disclosing import ADDRESS, Vault
from tests.web.staff_stage import World
from tests.web.waiting import awaited


@pytest.fixture
def vault(world: World) -> Vault:
    return Vault(world)


@pytest.fixture(autouse=True)
def service(page: Page, world: World, vault: Vault) -> Service:
    """Roos has ended, and is put away."""
    service = at_work(page, world)
    service.brings("Roos", "Ik heb pillen genomen")
    service.leaves("Roos")
    page.get_by_role("button", name="Gesprek weghalen").click()
    return service


def tray(page: Page) -> Locator:
    """Opened."""
    element = page.locator(".tray")
    if element.locator("> details").get_attribute("open") is None:
        element.get_by_text("Afgelopen (1)").click()
    return element


def test_what_was_put_away_by_mistake_comes_back(page: Page) -> None:
    tray(page).get_by_role("button", name="Roos terughalen").click()
    expect(page.get_by_role("region", name="Roos")).to_contain_text("Ik heb pillen genomen")
    expect(page.locator(".tray")).to_be_hidden()


def test_help_is_asked_from_the_tray_until_the_address_is_read(page: Page, vault: Vault) -> None:
    _asks(page, vault)
    expect(tray(page)).to_contain_text("Inzage gevraagd om")
    vault.state = "granted"
    expect(page.locator("#live")).to_contain_text("je kunt zien waar Roos is")
    expect(page.locator(".tray > details > summary")).to_contain_text("Inzage: kijk hier")
    tray(page).get_by_role("button", name="Toon het adres").click()
    expect(page.get_by_role("dialog")).to_contain_text(ADDRESS)


def _asks(page: Page, vault: Vault) -> None:
    tray(page).get_by_role("button", name="Toch iemand in gevaar").click()
    vault.fills_in(page)
    expect(tray(page).get_by_role("button", name="Toch iemand in gevaar")).to_be_hidden()
    awaited(lambda: vault.plea, "the request")
    assert vault.plea and vault.plea["conversation"] == conversation_of("Roos")


def test_a_page_that_is_loaded_anew_finds_it_and_has_kept_no_name_and_no_word(page: Page, vault: Vault) -> None:
    kept = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert conversation_of("Roos") in kept
    assert not [word for word in ("Roos", "pillen") if word in kept.replace(conversation_of("Roos"), "")]
    page.reload()
    expect(tray(page)).to_contain_text("Roos")
    expect(tray(page).get_by_role("button", name="Roos terughalen")).to_be_hidden()
    _asks(page, vault)
    expect(tray(page)).to_contain_text("Inzage gevraagd om")


def test_also_when_the_duty_is_over(page: Page, vault: Vault) -> None:
    leaves_duty(page)
    expect(page.get_by_role("button", name="Ik ben er klaar voor")).to_be_visible()
    page.reload()
    expect(tray(page)).to_contain_text("Roos")
    _asks(page, vault)
    expect(tray(page)).to_contain_text("Inzage gevraagd om")


def test_a_look_at_what_was_erased_says_that_it_is_gone(page: Page, vault: Vault) -> None:
    _asks(page, vault)
    vault.state = "granted"
    expect(tray(page).get_by_role("button", name="Toon het adres")).to_be_visible()
    vault.erased = True
    tray(page).get_by_role("button", name="Toon het adres").click()
    expect(tray(page)).to_contain_text("niets meer bewaard, ook geen adres")
    expect(tray(page).get_by_role("button", name="Vraag inzage")).to_be_hidden()


@pytest.fixture
def wraps(world: World) -> World:
    """The service keeps what is chosen."""
    world.replies["wrap_up"] = lambda frame: [{**frame, "type": "wrapped"}]
    return world


def test_how_it_ended_is_chosen_by_one_key_each_and_seen_in_the_tray(page: Page, wraps: World) -> None:
    tray(page).get_by_text("Afloop", exact=True).click()
    expect(page.get_by_role("button", name="2 Doorverwezen")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("2")
    expect(page.get_by_role("button", name="2 Doorverwezen")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="a Thuis")).to_have_attribute("aria-pressed", "true")
    expect(tray(page)).to_contain_text("Afloop ✓")
    chosen = {"conversation": conversation_of("Roos"), "outcome": "referred", "themes": ["home"]}
    assert {name: wraps.hears("wrap_up")[name] for name in chosen} == chosen


def test_keys_that_are_quicker_than_the_service_lose_none(page: Page, wraps: World) -> None:
    wraps.replies["wrap_up"] = lambda _: []
    tray(page).get_by_text("Afloop", exact=True).click()
    expect(page.get_by_role("button", name="2 Doorverwezen")).to_have_attribute("aria-pressed", "false")
    for key in ("2", "a", "b"):
        page.keyboard.press(key)
    awaited(lambda: wraps.count("wrap_up") == 3, "three choices")
    heard = wraps.hears("wrap_up")
    assert (heard["outcome"], len(heard["themes"])) == ("referred", 2)
    sent = [frame for frame in wraps.frames if frame["type"] == "wrap_up"]
    wraps.tells("wrapped", **{name: value for name, value in sent[0].items() if name != "type"})
    expect(page.get_by_role("button", name="2 Doorverwezen")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("c")
    awaited(lambda: wraps.count("wrap_up") == 4, "a fourth")
    assert len(wraps.hears("wrap_up")["themes"]) == 3


def test_a_digit_in_the_closing_note_chooses_nothing(page: Page, wraps: World) -> None:
    tray(page).get_by_text("Afloop", exact=True).click()
    note = page.get_by_label("Notitie bij het einde")
    note.fill("belt ")
    note.press("2")
    note.blur()
    awaited(lambda: wraps.count("wrap_up"), "the note")
    heard = wraps.hears("wrap_up")
    assert (heard["note"], "outcome" in heard) == ("belt 2", False)
