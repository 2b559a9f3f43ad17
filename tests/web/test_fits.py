"""Every state of the chat at every size that people have: nothing out of the window, nothing under something else."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.web.fitting import TWICE, out_of_reach
from tests.web.states import STATES
from tests.web.visitor import Visitor

# A telephone, the same with its keyboard, lying down, 400 % zoom of a screen, the panel of the widget.
LOW = [(320, 300), (320, 256), (360, 300)]
"""With twice as large letters as well, these hold a few words: a talk has to fit there, what comes over it has not."""
ROOMY = [(320, 568), (390, 450), (844, 390), (1280, 800)]
SIZES = [*ROOMY, *LOW]
OVER_ALL = {"more-numbers": ".emergency"}
"""A list that was opened lies over what is under it until it is closed: there only the list counts."""


def _fits(visitor: Visitor, sizes: list[tuple[int, int]] = SIZES, within: str = "body") -> None:
    for width, height in sizes:
        visitor.page.set_viewport_size({"width": width, "height": height})
        assert out_of_reach(visitor.page, within) == [], f"{width} x {height}"
        visitor.no_sideways_scroll()


@pytest.mark.parametrize("state", [name for name in STATES if name != "old-browser"])
def test_every_control_is_in_reach_at_every_size_and_with_letters_twice_as_large(visitor: Visitor, state: str) -> None:
    STATES[state](visitor)
    within = OVER_ALL.get(state, "body")
    _fits(visitor, within=within)
    visitor.page.evaluate(TWICE)
    _fits(visitor, SIZES if state == "talking" else ROOMY, within)


@pytest.mark.parametrize("how", ["dark", "forced", "right to left"])
def test_a_talk_fits_however_it_is_shown(visitor: Visitor, how: Literal["dark", "forced", "right to left"]) -> None:
    if how == "dark":
        visitor.page.emulate_media(color_scheme="dark")
    if how == "forced":
        visitor.page.emulate_media(forced_colors="active")
    STATES["talking"](visitor)
    if how == "right to left":
        visitor.page.evaluate("() => { document.documentElement.dir = 'rtl' }")
    _fits(visitor)


@pytest.mark.parametrize("state", ["talking", "stop-question", "fault-in-a-talk", "asked-for-a-word"])
def test_messages_keep_a_place_of_their_own(visitor: Visitor, state: str) -> None:
    STATES[state](visitor)
    for width, height in SIZES:
        visitor.page.set_viewport_size({"width": width, "height": height})
        box = visitor.page.locator(".upper").bounding_box()
        assert box is not None
        assert box["height"] >= 96, f"{width} x {height}"


def test_whoever_opens_the_menu_on_a_telephone_reaches_all_of_it(visitor: Visitor) -> None:
    STATES["talking"](visitor)
    visitor.page.set_viewport_size({"width": 320, "height": 300})
    visitor.presses("Menu")
    assert out_of_reach(visitor.page, ".menu") == []
    expect(visitor.page.get_by_role("link", name="112")).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.get_by_role("button", name="Menu", exact=True)).to_be_focused()
    expect(visitor.page.get_by_role("button", name="Stop gesprek")).to_be_hidden()
