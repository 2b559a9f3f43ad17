"""Photographs of every state of the staff's pages, beside those of the visitor's: `make screenshots`."""

from pathlib import Path

import pytest

from tests.web.browsers import launched
from tests.web.staff_stage import World
from tests.web.staff_states import STATES

PLACE = Path(__file__).parents[3] / "screenshots"
SIZES = {"320": (320, 640), "390": (390, 844), "1280": (1280, 800)}
LOOKS: list[tuple[str, dict[str, str]]] = [
    ("", {}),
    ("-dark", {"color_scheme": "dark"}),
    ("-forced", {"forced_colors": "active"}),
]

pytestmark = pytest.mark.screenshots


def test_every_state_of_desk_and_admin() -> None:
    PLACE.mkdir(exist_ok=True)
    with launched("chromium") as browser:
        for state, shows in STATES.items():
            for size, (width, height) in SIZES.items():
                for look, media in LOOKS if state in ("desk-talking", "admin-hours") else LOOKS[:1]:
                    context = browser.new_context(locale="nl-BE", viewport={"width": width, "height": height})
                    world, page = World(), context.new_page()
                    page.emulate_media(**media)  # type: ignore[arg-type]
                    shows(page, world)
                    page.mouse.move(0, 0)
                    page.wait_for_timeout(150)
                    full = state.startswith("admin") and page.locator("dialog[open]").count() == 0
                    page.screenshot(path=PLACE / f"{state}{look}-{size}.png", full_page=full)
                    context.close()
                    world.close()
