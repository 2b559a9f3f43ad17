"""Photographs of every state of the staff's pages, beside those of the visitor's: `make screenshots`."""

from pathlib import Path

import pytest

from tests.web.browsers import launched
from tests.web.staff_stage import World
from tests.web.staff_states import STATES

PLACE = Path(__file__).parents[3] / "screenshots"
SIZES = {"320": (320, 640), "1280": (1280, 800)}

pytestmark = pytest.mark.screenshots


def test_every_state_of_desk_and_admin() -> None:
    PLACE.mkdir(exist_ok=True)
    with launched("chromium") as browser:
        for state, shows in STATES.items():
            for size, (width, height) in SIZES.items():
                for scheme in ("light", "dark") if state in ("desk-talking", "admin-hours") else ("light",):
                    context = browser.new_context(
                        locale="nl-BE", viewport={"width": width, "height": height}, color_scheme=scheme
                    )
                    world, page = World(), context.new_page()
                    shows(page, world)
                    page.wait_for_timeout(150)
                    name = f"{state}{'-dark' if scheme == 'dark' else ''}-{size}.png"
                    page.screenshot(path=PLACE / name, full_page=state.startswith("admin"))
                    context.close()
                    world.close()
