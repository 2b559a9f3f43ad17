"""The demo page at the root of a stage, whatever the address it is asked by."""

import pytest
from playwright.sync_api import expect

from tests.web.visitor import Visitor


@pytest.mark.parametrize("asked", ["api", "api/"])
def test_the_root_of_the_stage_works_with_and_without_the_slash(visitor: Visitor, asked: str) -> None:
    page, origin = visitor.page, visitor.service.origin
    page.goto(f"{origin}/{asked}?lang=en")
    expect(page.get_by_role("button", name="Start the chat")).to_have_count(2)
    assert page.url == f"{origin}/api/?lang=en"
    page.get_by_role("link", name="Français").click()
    expect(page.get_by_role("button", name="Commencer le chat")).to_have_count(2)
    page.get_by_role("link", name="Nederlands").click()
    page.wait_for_url(f"{origin}/api/?lang=nl")
    assert page.evaluate("() => new URL(document.querySelector('a[href$=desk]').href).pathname") == "/api/desk"


def test_the_address_without_the_slash_leaves_no_step_to_go_back_through(visitor: Visitor) -> None:
    page, origin = visitor.page, visitor.service.origin
    page.goto(f"{origin}/weather")
    before = page.evaluate("() => history.length")
    page.goto(f"{origin}/api")
    page.wait_for_url(f"{origin}/api/")
    assert page.evaluate("() => history.length") == before + 1
