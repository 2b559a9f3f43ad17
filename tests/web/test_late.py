"""What few people open is fetched when they do: the hours of the week, and the report that something does not work."""

import json

import pytest
from playwright.sync_api import Route, expect

from chalicelib.web.pages import Page
from tests.web.host import HostPage
from tests.web.visitor import Visitor

DAYS = [
    {"date": "2026-11-27", "off": False, "hours": [
        {"opens": "2026-11-27T12:00:00.000Z", "closes": "2026-11-27T18:00:00.000Z"},
        {"opens": "2026-11-27T21:00:00.000Z", "closes": "2026-11-28T01:00:00.000Z"},
    ]},
    {"date": "2026-11-28", "off": False, "hours": [
        {"opens": "2026-11-27T23:00:00.000Z", "closes": "2026-11-28T23:00:00.000Z"},
    ]},
    {"date": "2026-11-29", "off": True, "hours": []},
    {"date": "2026-11-30", "off": False, "hours": []},
]  # fmt: skip
TOLD = [
    ("vrijdag 27 november (vandaag)", "13:00 tot 19:00 en 22:00 tot 02:00 de dag erna"),
    ("zaterdag 28 november", "00:00 tot 24:00"),
    ("zondag 29 november", "gesloten (feestdag of sluitingsdag)"),
    ("maandag 30 november", "gesloten"),
]


@pytest.fixture
def weekly(visitor: Visitor) -> Visitor:
    visitor.service.week = Page(200, {"Content-Type": "application/json"}, json.dumps({"days": DAYS}).encode())
    return visitor


def test_the_hours_of_the_week_are_there_for_who_opens_them(weekly: Visitor) -> None:
    asked: list[str] = []
    weekly.page.on("request", lambda request: asked.append(request.url.removeprefix(weekly.service.root)))
    weekly.opens().sees("De chat is open")
    assert not [one for one in asked if "late/" in one or "week" in one]
    weekly.opens_more("Openingsuren van deze week")
    expect(weekly.page.locator(".week dt")).to_have_text([day for day, _ in TOLD])
    expect(weekly.page.locator(".week dd")).to_have_text([hours for _, hours in TOLD])


def test_the_widget_leads_to_the_hours(weekly: Visitor, host: HostPage) -> None:
    weekly.service.light = "closed"
    weekly.page.goto(host.url)
    link = weekly.page.get_by_role("link", name="Openingsuren")
    with weekly.page.context.expect_page() as opened:
        link.click()
    expect(opened.value.locator(".week dd")).to_have_text([hours for _, hours in TOLD])
    expect(opened.value.locator(".week dd").first).to_be_in_viewport()


def test_hours_that_do_not_come_are_said(visitor: Visitor) -> None:
    visitor.service.week = Page(200, {"Content-Type": "application/json"}, b'{"days": []}')
    visitor.opens().sees("De chat is open")
    visitor.opens_more("Openingsuren van deze week")
    visitor.sees("De uren komen niet door")


def test_what_did_not_come_comes_the_next_time(weekly: Visitor) -> None:
    weekly.page.route("**/late/week.js*", lambda route: route.abort())
    weekly.opens().sees("De chat is open")
    weekly.opens_more("Openingsuren van deze week")
    weekly.sees("Dit komt niet door. Probeer het straks opnieuw.")
    weekly.page.unroute("**/late/week.js*")
    weekly.opens_more("Openingsuren van deze week")
    weekly.opens_more("Openingsuren van deze week")
    expect(weekly.page.locator(".week dt")).to_have_text([day for day, _ in TOLD])
    weekly.faults.clear()


def test_a_form_that_does_not_come_names_the_address_to_write_to(visitor: Visitor) -> None:
    visitor.page.route("**/late/fault.js*", lambda route: route.abort())
    visitor.opens().starts()
    visitor.finds("Iets werkt niet")
    visitor.sees("Mail naar onlinehulp@sam.example")
    visitor.says("En het gesprek gaat door")
    visitor.sees_it_sent()
    visitor.faults.clear()


def test_a_form_that_comes_late_takes_no_focus_from_who_writes(visitor: Visitor) -> None:
    held: list[Route] = []

    def holds(route: Route) -> None:
        held.append(route)

    visitor.page.route("**/late/fault.js*", holds)
    visitor.opens().starts()
    visitor.finds("Iets werkt niet")
    composer = visitor.chat.get_by_label("Je bericht")
    composer.press_sequentially("Ik schrijf")
    for route in held:
        route.continue_()
    visitor.sees("Wat ging er mis?")
    expect(composer).to_be_focused()
    composer.press_sequentially(" verder")
    expect(composer).to_have_value("Ik schrijf verder")
