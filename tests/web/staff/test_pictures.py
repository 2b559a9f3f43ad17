"""The three small pictures in README, of the real pages: `make pictures`, and with the others `make screenshots`."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.web import states
from tests.web.browsers import launched
from tests.web.service import Service
from tests.web.staff_stage import World
from tests.web.staff_states import STATES
from tests.web.visitor import Visitor

PLACE = Path(__file__).parents[3] / "docs" / "pictures"
QUALITY = 80

pytestmark = pytest.mark.screenshots


def test_the_pictures_of_the_readme() -> None:
    PLACE.mkdir(exist_ok=True)
    with launched("chromium") as browser:
        _photograph(browser, "visitor", (390, 700), _talks)
        _photograph(browser, "desk", (1280, 800), _at_work("desk-talking"))
        _photograph(browser, "office", (1000, 640), _at_work("admin-hours"))


def _photograph(
    browser: Browser, name: str, size: tuple[int, int], shows: Callable[[Page], Callable[[], None]]
) -> None:
    width, height = size
    context = browser.new_context(locale="nl-BE", viewport={"width": width, "height": height})
    page = context.new_page()
    ends = shows(page)
    page.mouse.move(0, 0)
    page.wait_for_timeout(150)
    # Playwright makes no WebP, the browser does.
    told = context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    (PLACE / f"{name}.webp").write_bytes(base64.b64decode(told["data"]))
    context.close()
    ends()


def _talks(page: Page) -> Callable[[], None]:
    service = Service(())
    states.STATES["talking"](Visitor(service, page))
    return service.close


def _at_work(state: str) -> Callable[[Page], Callable[[], None]]:
    def shows(page: Page) -> Callable[[], None]:
        world = World()
        STATES[state](page, world)
        return world.close

    return shows
