"""Visitors, a counsellor and an administrator on the deployed package: hours, closures, closing at once, blocks."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from infra.local.outputs import Outputs
from tests.stories.people import administrator, counsellor
from tests.web.deployed import Arrived, AtTheDesk, AtTheOffice, clear_the_desks

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
CLOSED = "De chat is gesloten, er zijn geen beantwoorders online."
MINUTE_AND_A_HALF = 90
"""Seconds in which the minute of `vault` has come round, also on a busy machine."""

NEXT_YEAR = datetime.now(ZoneInfo("Europe/Brussels")).year + 1


def _as_it_was(cloud: Outputs) -> None:
    """Open around the clock, nothing special in the calendar, nobody blocked."""
    dora = administrator(cloud)
    dora.does("POST", "channels/jac/reopen")
    dora.opens_around_the_clock()
    for block in dora.does("GET", "blocks").raise_for_status().json()["items"]:
        dora.does("DELETE", f"blocks/{block['id']}")
    for closure in dora.does("GET", "channels/jac/closures").raise_for_status().json()["items"]:
        dora.does("DELETE", f"channels/jac/closures/{closure['id']}")


@pytest.fixture(scope="module")
def clean_cloud(local_cloud: Outputs) -> Outputs:
    _as_it_was(local_cloud)
    clear_the_desks(local_cloud)
    return local_cloud


@pytest.fixture
def cloud(clean_cloud: Outputs) -> Iterator[Outputs]:
    yield clean_cloud
    _as_it_was(clean_cloud)


@pytest.fixture
def desk(cloud: Outputs) -> Iterator[Outputs]:
    """For the stories with An at work."""
    yield cloud
    clear_the_desks(cloud, ["An"])


@pytest.fixture
def dora(browser: Browser, cloud: Outputs) -> Iterator[AtTheOffice]:
    office = AtTheOffice(cloud, browser.new_context(locale="nl-BE", viewport={"width": 1280, "height": 900}))
    yield office.signs_in("Dora", "admin")
    office.context.close()
    assert office.faults == [], "the page complained"


@pytest.fixture
def visitor(browser: Browser, cloud: Outputs) -> Iterator[Arrived]:
    somebody = Arrived(cloud, browser.new_context(locale="nl-BE"))
    yield somebody
    somebody.context.close()
    assert somebody.faults == [], "the page complained"


def test_hours_are_mended_after_a_wrong_entry_and_a_holiday_is_looked_at(dora: AtTheOffice) -> None:
    dora.goes_to("Openingsuren")
    dora.chooses_channel("JAC")
    monday = dora.page.get_by_role("group", name="maandag")
    expect(monday.get_by_label("tot")).to_have_value("24:00")
    monday.get_by_label("van").fill("13")
    monday.get_by_label("tot").fill("11u")
    dora.presses("Uren bewaren")
    expect(monday).to_contain_text("Het einde moet na het begin komen")
    expect(monday.get_by_label("van")).to_be_focused()
    monday.get_by_label("tot").fill("17u30")
    dora.page.get_by_label("Ook open op feestdagen").uncheck()
    dora.presses("Uren bewaren")
    dora.sees("De uren zijn bewaard.")
    assert _told(dora, f"{NEXT_YEAR}-12-25").endswith("is de dienst gesloten.")
    dora.sees("Feestdag: Kerstmis.")
    dora.page.reload()
    dora.chooses_channel("JAC")
    expect(monday.get_by_label("van")).to_have_value("13:00")
    expect(monday.get_by_label("tot")).to_have_value("17:30")
    expect(dora.page.get_by_label("Ook open op feestdagen")).not_to_be_checked()


def test_a_closure_closes_its_day_until_it_is_removed(dora: AtTheOffice) -> None:
    day = f"{NEXT_YEAR}-03-03"
    dora.goes_to("Bijzondere dagen")
    dora.chooses_channel("JAC")
    closures = dora.page.get_by_role("region", name="Sluitingen")
    closures.get_by_label("Eerste dag").fill(day)
    closures.get_by_label("Reden").fill("Studiedag")
    dora.presses("Sluiting toevoegen")
    dora.sees("De sluiting is toegevoegd.")
    expect(closures).to_contain_text("Studiedag")
    dora.goes_to("Openingsuren")
    assert _told(dora, day).endswith("is de dienst gesloten.")
    dora.sees("Sluiting: Studiedag.")
    dora.goes_to("Bijzondere dagen")
    closures.get_by_role("button", name="Verwijderen").click()
    dora.page.get_by_role("dialog").get_by_role("button", name="Verwijderen").click()
    dora.sees("De sluiting is verwijderd.")
    dora.goes_to("Openingsuren")
    assert _told(dora, day).endswith("is de dienst open als er een hulpverlener is.")


def _told(dora: AtTheOffice, day: str) -> str:
    """The first line of the preview of this day, once it is about this day."""
    dora.page.locator("#preview-day").fill(day)
    dora.presses("Bekijk")
    light = dora.page.locator(".outcome .light")
    expect(light).to_contain_text(re.compile(rf"\b{int(day[-2:])} \w+ {day[:4]}"))
    return light.inner_text()


def test_hours_taken_away_close_the_chat_and_it_says_when_it_opens(dora: AtTheOffice, visitor: Arrived) -> None:
    dora.goes_to("Openingsuren")
    dora.chooses_channel("JAC")
    today = datetime.now(ZoneInfo("Europe/Brussels"))
    for day in (today, today + timedelta(days=1)):  # midnight may pass while this runs
        dora.presses(f"Verwijderen: deze uren op {DAYS[day.weekday()]}")
    dora.presses("Uren bewaren")
    dora.sees("De uren zijn bewaard.")
    visitor.opens().sees(CLOSED)
    visitor.sees("De chat gaat weer open op")
    visitor.sees("Hier kun je ook terecht")
    visitor.sees("Awel, voor kinderen en jongeren")
    expect(visitor.chat.locator('.emergency a[href="tel:112"]')).to_be_visible()
    visitor.does_not_see("Start het gesprek")


def test_closing_at_once_and_opening_again_are_seen_live(dora: AtTheOffice, visitor: Arrived, desk: Outputs) -> None:
    with counsellor(desk) as an:
        an.takes_duty()
        visitor.opens().sees("De chat is open")
        card = dora.page.get_by_role("region", name="JAC")
        card.get_by_role("button", name="Nu sluiten").click()
        dora.page.get_by_role("dialog").get_by_label("Waarom?").fill("Panne")
        dora.page.get_by_role("dialog").get_by_role("button", name="Nu sluiten").click()
        visitor.sees(CLOSED)
        card.get_by_role("button", name="Weer openen").click()
        visitor.sees("De chat is open")
        visitor.starts("Merel")


def test_a_block_is_told_holds_and_is_lifted(
    browser: Browser, dora: AtTheOffice, visitor: Arrived, desk: Outputs
) -> None:
    an = AtTheDesk(desk, browser.new_context(locale="nl-BE", viewport={"width": 1280, "height": 800}))
    an.signs_in("An", "desk").takes_duty()
    visitor.opens().starts("Rotzak")
    an.has("Rotzak")
    blocking = an.chooses("Rotzak", "Blokkeren")
    blocking.get_by_label("Waarom blokkeer je?").fill("scheldt en dreigt")
    blocking.get_by_role("button", name="Acht uur blokkeren").click()
    an.has("Rotzak", "Je hebt Rotzak geblokkeerd tot")
    visitor.sees("Je kunt de chat acht uur niet gebruiken")
    _sees_until_when_and_where_else(visitor)
    visitor.opens().sees("De chat is open")
    visitor.chat.locator("#nickname").fill("Iemand anders")
    visitor.presses("Start het gesprek")
    visitor.sees("Je kunt de chat nu niet gebruiken")
    _sees_until_when_and_where_else(visitor)
    dora.goes_to("Blokkeringen")
    dora.sees("scheldt en dreigt")
    dora.clicks(dora.page.get_by_role("button", name="Blokkering tot"))
    dora.page.get_by_role("dialog").get_by_role("button", name="Opheffen").click()
    dora.sees("De blokkering is opgeheven.")
    visitor.opens().starts("Iemand anders")
    an.has("Iemand anders")
    an.context.close()
    assert an.faults == [], "the page complained"


def _sees_until_when_and_where_else(visitor: Arrived) -> None:
    visitor.sees("ben je weer welkom op de chat")
    visitor.sees("Awel, voor kinderen en jongeren")
    expect(visitor.chat.locator('.emergency a[href="tel:112"]')).to_be_visible()
    expect(visitor.chat.get_by_role("link", name="Een klacht indienen").first).to_be_visible()


def test_signing_in_to_the_page_stands_in_the_trail_by_itself(dora: AtTheOffice) -> None:
    dora.goes_to("Logboek")
    what = dora.page.get_by_label("Wat", exact=True)
    entry = dora.page.get_by_role("list").get_by_text("Aangemeld op de beheerpagina").first
    for _ in range(MINUTE_AND_A_HALF // 5):
        what.select_option(label="alles")
        what.select_option(label="Aangemeld op de beheerpagina")
        dora.page.wait_for_timeout(5_000)
        if entry.is_visible():
            break
    expect(entry).to_be_visible()
    expect(dora.page.get_by_text(re.compile(r"Dora \(beheerder\)")).first).to_be_visible()
