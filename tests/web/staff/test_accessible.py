"""Every state of the staff's pages: without accessibility faults, at every size, in every scheme."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.desk_stage import at_work
from tests.web.staff_stage import World
from tests.web.staff_states import STATES
from tests.web.visitor import Person

SIZES = {"desktop": (1280, 800), "telephone": (320, 640), "zoomed 400 %": (320, 256)}
SMALL = """(least) => [...document.querySelectorAll('button, summary, input, select, textarea, nav a')]
  .map((e) => e.closest('.choice') ?? e).filter((e) => e.checkVisibility() && e.getClientRects().length)
  .filter((e) => e.getBoundingClientRect().height < least).map((e) => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("state", STATES)
def test_no_accessibility_faults_and_no_sideways_scroll(page: Page, world: World, state: str) -> None:
    STATES[state](page, world)
    reader = Person(world.root, page)
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        reader.no_sideways_scroll()
        assert reader.axe() == [], size
        # With a mouse four conversations need the room more than the hand does: 32 on a desk.
        least = 31.5 if state.startswith("desk") and width >= 640 else 43.5
        assert page.evaluate(SMALL, least) == [], size
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="dark")
    assert reader.axe() == [], "dark"


@pytest.mark.parametrize("state", ["desk-talking", "desk-asked", "admin-wrong-hours"])
def test_forced_colours_and_reduced_motion_keep_everything_visible(page: Page, world: World, state: str) -> None:
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    STATES[state](page, world)
    assert Person(world.root, page).axe() == []


def test_four_conversations_fit_side_by_side_with_every_send_button_in_sight(page: Page, world: World) -> None:
    STATES["desk-talking"](page, world)
    for name in ("Roos", "Samir", "Nonkel Bob"):
        expect(page.get_by_role("button", name=f"Stuur naar {name}")).to_be_in_viewport()
    tops = page.locator(".pane").evaluate_all("(panes) => panes.map((pane) => pane.getBoundingClientRect().top)")
    assert len(tops) == 4
    assert len(set(tops)) == 1


def test_a_page_in_english_says_nothing_in_dutch(page: Page, world: World) -> None:
    page.goto(f"{world.root}desk?lang=en")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_whole_conversation_by_keyboard(page: Page, world: World) -> None:
    service = at_work(page, world)
    service.brings("Roos", "Hoi")
    press = page.keyboard.press
    press("F6")
    press("F6")
    expect(page.get_by_role("textbox", name="Antwoord aan Roos")).to_be_focused()
    page.keyboard.type("Dag Roos")
    press("Enter")
    expect(page.locator(".pane")).to_contain_text("aangekomen")
    for _ in range(20):
        press("Shift+Tab")
        if page.evaluate("() => document.activeElement.matches('.actions > summary')"):
            break
    expect(page.get_by_label("Acties voor het gesprek met Roos")).to_be_focused()
    press("Enter")
    for _ in range(3):
        press("Tab")
    expect(page.get_by_role("button", name="Gesprek beëindigen")).to_be_focused()
    press("Enter")
    expect(page.get_by_role("dialog").get_by_role("button", name="Beëindigen")).to_be_focused()
    press("Enter")
    # Who left can still be blocked for a moment, so what was opened is still there to come back to.
    expect(page.get_by_label("Acties voor het gesprek met Roos")).to_be_focused()
    for _ in range(8):
        press("Tab")
        if page.evaluate("() => document.activeElement.textContent === 'Gesprek weghalen'"):
            break
    expect(page.get_by_role("button", name="Gesprek weghalen")).to_be_focused()
    press("Enter")
    expect(page.get_by_text("Er is nu niemand bij jou")).to_be_visible()
    assert world.count("end") == 1
