"""Desk and admin against the deployed package: the real sign-in, the real line, a visitor on the chat page."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from infra.local.outputs import Outputs
from tests.stories.people import administrator
from tests.web.browsers import PATIENCE
from tests.web.desk_stage import leaves_duty
from tests.web.visitor import Person


@pytest.fixture(scope="module", autouse=True)
def hours(local_cloud: Outputs) -> None:
    administrator(local_cloud).opens_around_the_clock()


@contextmanager
def somebody(browser: Browser, cloud: Outputs) -> Iterator[Person]:
    """A person with a browser of their own, whose page must not complain."""
    context = browser.new_context(locale="nl-BE", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    person = Person(f"{cloud.rest_url}/", context.new_page())
    yield person
    context.close()
    # The provider's own page has no icon, and a service without hours says so: browsers log both.
    faults = [fault for fault in person.faults if "Failed to load resource" not in fault]
    assert faults == [], faults


def signs_in(cloud: Outputs, page: Page, given_name: str, path: str) -> None:
    member = cloud.member(given_name)
    page.goto(f"{cloud.rest_url}/{path}")
    page.get_by_role("button", name="Meld je aan").click()
    page.locator("input[name=username]").fill(member.email)
    page.locator("input[name=password]").fill(member.password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{cloud.rest_url}/{path}")
    page.locator("#desk > *, #admin > *").first.wait_for()


def goes_on_duty(page: Page) -> None:
    page.get_by_label("JAC").check()
    page.get_by_role("button", name="Ik ben er klaar voor").click()
    expect(page.get_by_role("banner")).to_contain_text("bezet")


def test_a_visitor_and_a_counsellor_talk_through_reloads_until_the_end(browser: Browser, local_cloud: Outputs) -> None:
    with somebody(browser, local_cloud) as an, somebody(browser, local_cloud) as visitor:
        desk = an.page
        signs_in(local_cloud, desk, "An", "desk")
        goes_on_duty(desk)
        visitor.opens().sees("De chat is open")
        visitor.starts("Merel")
        visitor.says("Hallo, is daar iemand?")
        pane = desk.get_by_role("region", name="Merel")
        expect(pane).to_contain_text("Hallo, is daar iemand?")
        desk.get_by_role("textbox", name="Antwoord aan Merel").fill("Dag Merel, ik ben An.")
        desk.get_by_role("button", name="Stuur naar Merel").click()
        visitor.sees("Dag Merel, ik ben An.")
        expect(pane).to_contain_text("aangekomen")

        desk.get_by_role("textbox", name="Antwoord aan Merel").fill("Nog niet verstuurd")
        desk.once("dialog", lambda dialog: dialog.accept())
        desk.reload()
        expect(desk.get_by_role("textbox", name="Antwoord aan Merel")).to_have_value("Nog niet verstuurd")
        expect(pane).to_contain_text("Dag Merel, ik ben An.")
        visitor.says("Ik ben er nog")
        expect(pane).to_contain_text("Ik ben er nog")

        pane.get_by_text("Nota’s").click()
        desk.get_by_label("Nieuwe nota").fill("Belt liever niet")
        desk.get_by_role("button", name="Nota bewaren").click()
        expect(pane).to_contain_text("An ·")

        pane.get_by_text("Acties").click()
        desk.get_by_role("button", name="Gesprek beëindigen").click()
        desk.get_by_role("dialog").get_by_role("button", name="Beëindigen").click()
        expect(pane).to_contain_text("Je hebt het gesprek beëindigd")
        visitor.sees("Einde van het gesprek")
        desk.get_by_role("button", name="Gesprek weghalen").click()
        leaves_duty(desk)
        expect(desk.get_by_role("heading", name="Begin met chatten")).to_be_visible()


def test_the_administrator_closes_looks_ahead_and_reopens(browser: Browser, local_cloud: Outputs) -> None:
    with somebody(browser, local_cloud) as chief:
        page = chief.page
        signs_in(local_cloud, page, "Dora", "admin")
        card = page.get_by_role("region", name="JAC")
        card.get_by_role("button", name="Nu sluiten").click()
        page.get_by_role("dialog").get_by_role("button", name="Nu sluiten").click()
        expect(card).to_contain_text("Met de hand gesloten")
        page.get_by_role("button", name="Ongedaan maken").click()
        expect(card).not_to_contain_text("Met de hand gesloten")

        page.get_by_role("link", name="Bijzondere dagen").click()
        page.get_by_label("Dienst").select_option("jac")
        closures = page.get_by_role("region", name="Sluitingen")
        closures.get_by_label("Eerste dag").fill("2031-12-24")
        closures.get_by_label("Reden").fill("Kerstverlof")
        closures.get_by_role("button", name="Sluiting toevoegen").click()
        expect(closures).to_contain_text("woensdag 24 december 2031")

        page.get_by_role("link", name="Openingsuren").click()
        page.locator("#preview-day").fill("2031-12-24")
        page.get_by_role("button", name="Bekijk").click()
        expect(page.locator(".outcome")).to_contain_text("Sluiting: Kerstverlof")

        page.get_by_role("link", name="Bijzondere dagen").click()
        closures.get_by_role("button", name="Verwijderen").click()
        page.get_by_role("dialog").get_by_role("button", name="Verwijderen").click()
        expect(closures).not_to_contain_text("Kerstverlof")
