"""A visitor who finds the chat closed looks for the centre of their own municipality."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from chalicelib.web.pages import Page
from tests.web.visitor import Visitor

OOST = {"name": "CAW Oost", "email": "onthaal@oost.example", "phone": "09 265 04 00", "website": ""}
WEST = {"name": "CAW West", "email": "", "phone": "", "website": "https://west.example/contact"}
SERVED = [["8000", "Brugge", 1], ["9000", "Gent", 0], ["9040", "Gent (Sint-Amandsberg)", 0], ["9940", "Evergem", 0]]


@pytest.fixture
def lost(visitor: Visitor) -> Visitor:
    told = json.dumps({"centres": [OOST, WEST], "served": SERVED}).encode()
    visitor.service.centres = Page(200, {"Content-Type": "application/json"}, told)
    visitor.service.light = "closed"
    visitor.opens().sees("Hier kun je ook terecht")
    return visitor


def test_the_centre_of_a_municipality_is_found_and_can_be_written_to_and_called(lost: Visitor) -> None:
    asked: list[str] = []
    lost.page.on("request", lambda request: asked.append(request.url.removeprefix(lost.service.root)))
    lost.page.get_by_text("Zoek je eigen centrum").click()
    field = lost.page.get_by_label("Je gemeente of postcode")
    field.press_sequentially("gént")
    expect(lost.page.get_by_role("link", name="onthaal@oost.example")).to_have_attribute(
        "href", "mailto:onthaal@oost.example"
    )
    expect(lost.page.get_by_role("link", name="09 265 04 00")).to_have_attribute("href", "tel:092650400")
    field.fill("8000")
    expect(lost.page.locator(".centres li")).to_have_count(1)
    expect(lost.page.get_by_role("link", name="Website")).to_have_attribute("href", "https://west.example/contact")
    field.fill("9999")
    lost.sees("We vinden geen centrum")
    assert asked == ["assets/late/centres.js", "centres/jac"], "nothing of what was typed, and nothing twice"
    assert {frame["type"] for frame in lost.service.heard} == {"watch"}


def test_nothing_of_it_is_fetched_before_somebody_opens_it(lost: Visitor) -> None:
    assert [name for name, _ in lost.service.served if "centres" in name] == []


def test_a_list_that_does_not_come_is_said_and_asked_again(lost: Visitor) -> None:
    came, lost.service.centres = lost.service.centres, Page(503, {}, b"")
    lost.page.get_by_text("Zoek je eigen centrum").click()
    lost.sees("De lijst komt niet door")
    lost.service.centres = came
    lost.page.get_by_label("Je gemeente of postcode").fill("Gent")
    expect(lost.page.get_by_role("link", name="onthaal@oost.example")).to_be_visible()
    lost.faults.clear()


def test_no_address_is_shown_that_no_disclaimer_names() -> None:
    told = Path("chalicelib/channels.json").read_text()
    named = {way.get("email") for channel in json.loads(told) for way in channel["alternatives"]} - {None}
    assert named <= {"info@caw.be"}
    assert "https://www.caw.be/zoek-je-hulp" in told
    assert "https://www.caw.be/jac/contacteer-ons/" in told
