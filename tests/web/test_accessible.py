"""Every state of the visitor's pages: without accessibility faults, at every size, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.web.service import moment
from tests.web.states import STATES
from tests.web.visitor import Visitor

SIZES = {"desktop": (1280, 800), "telephone": (320, 640), "zoomed 400 %": (320, 256)}
HOSTILE = [
    "<img src=x onerror=\"document.title='boom'\"><script>document.title='boom'</script>",
    "שלום עולם, זה טקסט מימין לשמאל \u2067RTL\u2069 (123)",
    "😀" * 1900,
    "a" * 2000,
    "regel\n\n\n\n  ingesprongen\t\ttab",
    "Z̸̡̛͔̗͉̯̰̈̈́̓a̵͖̓l̷̫̈g̴̺͂o̸̧͂",
]


@pytest.mark.parametrize("state", STATES)
def test_no_accessibility_faults_and_no_sideways_scroll(visitor: Visitor, state: str) -> None:
    STATES[state](visitor)
    for width, height in SIZES.values():
        visitor.page.set_viewport_size({"width": width, "height": height})
        visitor.no_sideways_scroll()
    assert visitor.axe() == [], "zoomed, light"
    visitor.page.set_viewport_size({"width": 1280, "height": 800})
    visitor.page.emulate_media(color_scheme="dark")
    assert visitor.axe() == [], "desktop, dark"


def test_the_widget_has_no_faults_in_any_light(visitor: Visitor) -> None:
    for light in ("open", "busy", "closed"):
        visitor.service.light = light
        visitor.page.goto(visitor.service.root)
        expect(visitor.page.locator(f"chat-hulp [data-light={light}]").first).to_be_visible()
        for width, height in SIZES.values():
            visitor.page.set_viewport_size({"width": width, "height": height})
            visitor.no_sideways_scroll()
        assert visitor.axe() == []


def test_a_whole_conversation_by_keyboard(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    press, page = visitor.page.keyboard.press, visitor.page

    def tab_to(name: str, key: str = "Tab") -> None:
        for _ in range(40):
            press(key)
            label = "() => { const e = document.activeElement; return (e.labels?.[0] ?? e).textContent }"
            if page.evaluate(label).strip() == name:
                return
        raise AssertionError(f"{name} cannot be reached")

    tab_to("Schuilnaam")
    page.keyboard.type("Merel")
    press("Enter")
    visitor.sees("Je praat met An")
    expect(visitor.chat.get_by_label("Schrijf hier je bericht")).to_be_focused()
    page.keyboard.type("Hallo")
    press("Enter")
    visitor.sees_it_sent()
    page.keyboard.type("nog een regel")
    press("Shift+Enter")
    page.keyboard.type("en nog een")
    press("Enter")
    expect(page.locator(".message .written").last).to_have_text("nog een regel\nen nog een")
    assert visitor.messages() == ["Hallo", "nog een regel\nen nog een"]
    tab_to("Menu", "Shift+Tab")
    press("Enter")
    tab_to("Stop gesprek")
    press("Enter")
    visitor.sees("Wil je stoppen?")
    press("Escape")
    expect(page.get_by_role("button", name="Menu", exact=True)).to_be_focused()
    press("Enter")
    tab_to("Stop gesprek")
    press("Enter")
    expect(page.get_by_role("button", name="Nee, praat verder")).to_be_focused()
    press("Tab")
    press("Enter")
    expect(page.get_by_role("heading", name="Einde van het gesprek")).to_be_focused()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(visitor: Visitor, text: str) -> None:
    visitor.page.set_viewport_size({"width": 320, "height": 640})
    visitor.opens().starts()
    title = visitor.page.title()
    visitor.service.counsellor_says(text)
    visitor.says(text)
    expect(visitor.chat.locator(".message")).to_have_count(2)
    expect(visitor.chat.locator(".message.visitor .meta")).to_contain_text("· verstuurd")
    visitor.no_sideways_scroll()
    assert visitor.page.title() == title
    assert visitor.chat.locator(".message img, .message script").count() == 0
    # Some browsers leave the invisible marks of direction out of what they read back.
    unmarked = {ord(mark): None for mark in "\u2067\u2069"}
    assert visitor.messages()[0].translate(unmarked).strip() == text.translate(unmarked)
    inside = "() => [...document.querySelectorAll('.written')].every((e) => e.scrollWidth <= e.clientWidth + 1)"
    assert visitor.page.evaluate(inside)


def test_a_message_is_announced_once(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.page.evaluate(
        "() => { window.added = []; new MutationObserver((all) => all.forEach((one) => "
        "one.addedNodes.forEach((node) => node.closest?.('.log') === node.parentElement "
        "&& window.added.push(node.textContent))))"
        ".observe(document.querySelector('[role=log]'), { childList: true }) }"
    )
    visitor.service.counsellor_says("Eén keer")
    visitor.says("Ook eens")
    visitor.sees_it_sent()
    visitor.service.pushes(visitor.service.messages[0])
    visitor.service.pushes(visitor.service._on_replay({"have": {"visitor": 0, "counsellor": 0}})[0])
    visitor.service.pushes({"type": "typing", "from": "counsellor"})
    visitor.sees("An schrijft…")  # the last thing on the line, so all before it was shown
    assert len(visitor.page.evaluate("() => window.added")) == 2


def test_forced_colours_and_reduced_motion_keep_everything_visible(visitor: Visitor) -> None:
    visitor.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    visitor.opens().starts()
    visitor.service.pushes({"type": "peer", "here": False, "until": moment(minutes=4)})
    visitor.sees("is even weg")
    assert visitor.axe() == []


def test_no_page_forbids_zooming(visitor: Visitor) -> None:
    visitor.opens()
    content = visitor.page.locator("meta[name=viewport]").get_attribute("content") or ""
    assert "maximum-scale" not in content
    assert "user-scalable" not in content


@pytest.mark.parametrize("state", ["open", "talking", "ended"])
def test_targets_are_large_enough(visitor: Visitor, state: str) -> None:
    STATES[state](visitor)
    visitor.page.set_viewport_size({"width": 320, "height": 640})
    small = visitor.page.evaluate(
        "() => [...document.querySelectorAll("
        "'button, summary, input, select, textarea, .emergency a, .ways a')]"
        ".map((e) => e.closest('.choice') ?? e).filter((e) => e.checkVisibility() && e.offsetParent)"
        ".filter((e) => e.getBoundingClientRect().height < 43.5).map((e) => e.outerHTML.slice(0, 80))"
    )
    assert small == []
