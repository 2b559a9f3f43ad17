"""The language of the staff's pages: chosen at the door or in the bar, and kept on the way through the sign-in."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.web.admin_stage import in_the_office
from tests.web.desk_stage import at_work
from tests.web.staff_stage import World


def test_the_language_of_the_door_is_that_of_the_desk_and_goes_along_when_leaving(page: Page, world: World) -> None:
    page.goto(f"{world.root}desk")
    page.get_by_role("link", name="English").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign in").click()
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["redirect_uri"] == [f"{world.root}desk"], "only this address is registered"
    page.get_by_role("link", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert page.url == f"{world.root}desk?lang=en"
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{world.root}desk")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_a_sign_in_that_fails_says_so_in_the_chosen_language(page: Page, world: World) -> None:
    world.signs_in = False
    page.goto(f"{world.root}admin?lang=en")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text("Signing in did not work. Please try again.")
    assert page.url == f"{world.root}admin?lang=en"


def test_the_administrator_changes_language_where_they_are(page: Page, world: World) -> None:
    in_the_office(page, world)
    page.get_by_role("link", name="Openingsuren").click()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert page.url == f"{world.root}admin?lang=en#hours/caw"


def test_the_desk_changes_language_only_while_no_conversation_is_open(page: Page, world: World) -> None:
    service = at_work(page, world)
    page.get_by_role("button", name="Meer").click()
    choice = page.get_by_role("link", name="English")
    expect(choice).to_be_visible()
    service.brings("Roos", "Hoi")
    expect(choice).to_be_hidden()


def test_a_counsellor_on_duty_stays_so_in_another_language(page: Page, world: World) -> None:
    at_work(page, world)
    page.get_by_role("button", name="Meer").click()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("button", name="Take a break")).to_be_visible()
    assert world.hears("duty") == {"type": "duty", "channel": "jac", "slots": 3}


@pytest.mark.parametrize("path", ["desk", "admin"])
def test_the_choice_is_large_enough_to_press(page: Page, world: World, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{world.root}{path}")
    box = page.get_by_role("link", name="English").bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
