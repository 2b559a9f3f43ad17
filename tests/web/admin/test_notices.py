"""What was done is told where somebody looks, and in the part in which they did it."""

from threading import Event

import pytest
from playwright.sync_api import Page, expect

from tests.web.admin_stage import Office
from tests.web.staff_stage import Body
from tests.web.waiting import awaited

SEEN = """(notice) => {
  const { top, bottom } = notice.getBoundingClientRect();
  const focused = document.activeElement.getBoundingClientRect();
  return { inside: top >= 0 && bottom <= innerHeight, apart: focused.top >= bottom || focused.bottom <= top };
}"""


def _goes_to(page: Page, part: str) -> None:
    page.evaluate("(part) => { location.hash = part }", part)


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("block", ["start", "end"])
def test_who_saves_hours_at_the_bottom_of_a_telephone_sees_that_they_are_kept(page: Page, block: str) -> None:
    page.set_viewport_size({"width": 390, "height": 640})
    _goes_to(page, "hours")
    save = page.get_by_role("button", name="Uren bewaren")
    save.focus()
    save.evaluate("(save, block) => save.scrollIntoView({ block })", block)
    page.keyboard.press("Enter")
    notice = page.locator(".notice")
    expect(notice).to_contain_text("De uren zijn bewaard")
    expect(save).to_be_focused()
    assert notice.evaluate(SEEN) == {"inside": True, "apart": True}
    notice.get_by_role("button", name="Begrepen").click()
    expect(notice).to_have_count(0)


def test_a_late_answer_is_not_told_in_another_part(page: Page, office: Office) -> None:
    released, answers = Event(), office.world.answer

    def answers_late(method: str, path: str, body: Body) -> tuple[int, object]:
        if method == "POST" and "ranges" in path:
            released.wait(20)
        return answers(method, path, body)

    office.world.answer = answers_late
    _goes_to(page, "ranges")
    for label, text in {"ranges-range": "203.0.113.0/28", "ranges-name": "Sint-Jozef", "ranges-places": "30"}.items():
        page.locator(f"#{label}").fill(text)
    page.get_by_role("button", name="Toevoegen").click()
    awaited(lambda: office.count("POST", "ranges") == 1, "the request")
    _goes_to(page, "blocks")
    expect(page.get_by_role("heading", level=1, name="Blokkeringen")).to_be_visible()
    before = office.count("GET", "ranges")
    released.set()
    awaited(lambda: office.count("GET", "ranges") > before, "what the page asks once it has the answer")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".notice")).to_have_count(0)
    _goes_to(page, "ranges")
    expect(page.get_by_text("Sint-Jozef")).to_be_visible()
