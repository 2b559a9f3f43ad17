"""Photographs of every page and state, to be looked at: `make screenshots` writes them to `screenshots/`."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browsers import launched
from tests.web.host import HostPage
from tests.web.service import Service
from tests.web.states import STATES
from tests.web.visitor import Visitor

PLACE = Path(__file__).parents[2] / "screenshots"
SIZES = {"320": (320, 640), "1280": (1280, 800)}

pytestmark = pytest.mark.screenshots


def _photograph(browser: Browser, service: Service, name: str, act: Callable[[Visitor], None], **media: str) -> None:
    for size, (width, height) in SIZES.items():
        context = browser.new_context(locale="nl-BE", viewport={"width": width, "height": height})
        visitor = Visitor(service, context.new_page())
        visitor.page.emulate_media(**media)  # type: ignore[arg-type]
        act(visitor)
        visitor.page.wait_for_timeout(150)
        PLACE.mkdir(exist_ok=True)
        full = visitor.page.locator("body").get_attribute("data-part") != "talk"
        visitor.page.screenshot(path=PLACE / f"{name}-{size}.png", full_page=full)
        context.close()
        service.reachable, service.light = True, "open"
        service.answers.clear()


def test_every_state_of_the_chat(host: HostPage) -> None:
    service = Service((host.origin,))
    with launched("chromium") as browser:
        for name, act in STATES.items():
            _photograph(browser, service, f"chat-{name}", act)
        for name in ("talking", "open"):
            _photograph(browser, service, f"chat-{name}-dark", STATES[name], color_scheme="dark")
            _photograph(browser, service, f"chat-{name}-forced", STATES[name], forced_colors="active")


def test_every_light_of_the_widget(host: HostPage) -> None:
    service = Service((host.origin,))
    host.embeds(service)

    def shows(light: str) -> Callable[[Visitor], None]:
        def act(visitor: Visitor) -> None:
            service.light = light
            visitor.page.goto(service.root)
            expect(visitor.page.locator(f"chat-hulp .light[data-light={light}]").first).to_be_visible()

        return act

    def opened(visitor: Visitor) -> None:
        visitor.opens_widget(host.url)
        visitor.sees("De chat is open")

    with launched("chromium") as browser:
        for light in ("open", "busy", "closed"):
            _photograph(browser, service, f"widget-{light}", shows(light))
        _photograph(browser, service, "widget-dark", shows("open"), color_scheme="dark")
        _photograph(browser, service, "widget-opened", opened)
