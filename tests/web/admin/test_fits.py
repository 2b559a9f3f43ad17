"""The office at the sizes that people have: nothing out of the window, nothing under something else."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.admin_stage import in_the_office
from tests.web.admin_states import STATES
from tests.web.fitting import TWICE, out_of_reach
from tests.web.staff_stage import World

NARROW = (320, 390)
PARTS = (
    "now", "hours", "dates", "conversations", "disclosures", "blocks", "figures", "faults", "ranges", "centres",
    "audit", "guidance",
)  # fmt: skip
TOLD_OR_ASKED = (
    "admin-door", "admin-closing", "admin-forbidden", "admin-wrong-hours", "admin-hours-race", "admin-hours-leaving",
    "admin-wrong-dates", "admin-undo", "admin-wrong-block", "admin-placing", "admin-wrong-range", "admin-disclosures",
    "admin-granting", "admin-faults", "admin-audit-broken",
)  # fmt: skip
"""The states that show more than their part does at first."""


def _fits(page: Page, where: str, within: str = "body") -> None:
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 640})
        wide = page.evaluate("() => document.scrollingElement.scrollWidth")
        assert wide <= width, f"{where}: {wide} px at {width} px"
        assert out_of_reach(page, within) == [], f"{where} at {width} px"


@pytest.mark.parametrize("state", TOLD_OR_ASKED)
def test_letters_twice_as_large_fit_whatever_is_told_or_asked(page: Page, world: World, state: str) -> None:
    STATES[state](page, world)
    page.evaluate(TWICE)
    _fits(page, state, "dialog" if page.get_by_role("dialog").count() else "body")


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_letters_twice_as_large_fit_in_every_part(page: Page, world: World, language: str) -> None:
    STATES["admin-dates"](page, world)
    for part in PARTS:
        page.goto(f"{world.root}admin?lang={language}#{part}")
        page.locator("main > section:visible").wait_for()
        expect(page.locator("html")).to_have_attribute("lang", language)
        page.wait_for_load_state("networkidle")
        page.evaluate(TWICE)
        page.set_viewport_size({"width": NARROW[0], "height": 640})
        fold = page.locator("header button[aria-expanded]")
        if fold.get_attribute("aria-expanded") == "false":
            fold.click()
        _fits(page, f"{language} {part}")


@pytest.mark.parametrize("letters", [100, 130, 200])
def test_a_long_word_for_more_hours_leaves_the_day_in_sight(page: Page, world: World, letters: int) -> None:
    in_the_office(page, world)
    page.goto(f"{world.root}admin?lang=fr#hours")
    page.get_by_role("group", name="Mercredi").wait_for()
    page.evaluate("(letters) => { document.documentElement.style.fontSize = `${letters}%` }", letters)
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 640})
        for day in page.locator("fieldset.day").all():
            # What its words take, which may be more than the room that they got.
            name = day.locator("legend").evaluate(
                "(name) => { const r = document.createRange(); r.selectNodeContents(name);"
                " const { right, bottom } = r.getBoundingClientRect(); return { right, bottom } }"
            )
            button = day.locator("> button").bounding_box()
            assert button is not None
            assert name["right"] <= button["x"] or name["bottom"] <= button["y"], f"{width} px, {letters} %"
