"""The room of the desk: who is talking is whole and in sight, whatever is open, however long a name is."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.desk_stage import Service, at_work, conversation_of, moment
from tests.web.staff_stage import World

LONG = [
    "Wolkje met een heel lange schuilnaam hier",
    "🦋🦋🦋🦋🦋🦋🦋🦋🦋🦋🦋🦋🦋🦋🦋🦋🦋🦋🦋🦋",
    "W" * 40,
    "iemandzonderspatiesmaarmetveertigletters",
]
NOTES = [{"conversation": "c", "id": f"note-{n:04}", "text": "Belde vorige week ook. " * 6, "counsellor": "Jef",
          "at": "2026-11-22T13:00:00.000Z"} for n in range(4)]  # fmt: skip
COVERED = """(pane) => [...pane.querySelectorAll('.pane-foot textarea, .pane-foot button, .pane-foot label, h2')]
  .filter((part) => part.checkVisibility()).flatMap((part) => {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    const spots = [[left + 6, top + 6], [right - 6, bottom - 6], [(left + right) / 2, (top + bottom) / 2]];
    return spots.filter(([x, y]) => !part.contains(document.elementFromPoint(x, y)))
      .map((spot) => `${part.tagName} ${spot}`);
  })"""
"""Corners and middles of the answer and of the name that are out of sight or under something else."""
LINES = """(bar) => [...bar.querySelectorAll('p, button')].filter((part) => part.checkVisibility() && part.textContent)
  .map((part) => part.getBoundingClientRect()).map(({ top, bottom }) => (top + bottom) / 2)
  .sort((one, other) => one - other)
  .filter((middle, place, all) => !place || middle - all[place - 1] > 12).length"""
"""On how many lines the parts of the bar stand."""


@pytest.fixture
def service(page: Page, world: World) -> Service:
    """Four conversations with people of long names."""
    service = at_work(page, world, slots=4)
    for number, nickname in enumerate(LONG):
        region = "Sint-Pieters-Leeuw en omstreken, voorlopig bij een tante"
        service.brings(nickname, *["hallo " * 30] * 6, notes=NOTES, intake={"age": 16, "region": region})
        if number % 2:
            service.tells("notice", nickname, notice="one_hour", at=moment())
    return service


def covered(page: Page, panes: int = 4) -> list[str]:
    live = page.locator(".pane[data-stage=live]")
    expect(live).to_have_count(panes)
    return [fault for pane in live.all() for fault in pane.evaluate(COVERED)]


def opens_all_notes(page: Page) -> None:
    for pane in page.locator(".pane[data-stage=live]").all():
        pane.get_by_text("Nota’s (4)").click()


def offers(world: World) -> None:
    note = "Wil liever met iemand anders praten. " * 10
    world.tells("transfer_asked", conversation="conversation-of-wout", question="transfer", nickname="W" * 40,
                counsellor="Jef", note=note, until=moment(60))  # fmt: skip


@pytest.mark.usefixtures("service")
def test_four_are_whole_with_notes_and_an_offer_open(page: Page, world: World) -> None:
    assert covered(page) == []
    opens_all_notes(page)
    assert covered(page) == [], "notes open over what was said, not over the answer"
    offers(world)
    expect(page.get_by_role("button", name="Overnemen")).to_be_visible()
    assert covered(page) == []
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_who_comes_back_in_the_middle_pushes_no_answer_away(page: Page, world: World, service: Service) -> None:
    offers(world)
    for nickname in LONG:
        service.tells("peer", nickname, here=False, until=moment(240))
        asked = {"question": f"r-{nickname[:3]}", "nickname": nickname, "same_origin": False, "until": moment(200)}
        service.tells("resume_asked", nickname, **asked)
    expect(page.get_by_role("button", name="Laat binnen")).to_have_count(4)
    assert covered(page) == []


def test_who_is_over_and_in_the_tray_takes_no_room_of_who_talks(page: Page, service: Service) -> None:
    service.leaves(LONG[0])
    service.brings("Vijf", "hallo")
    expect(page.locator(".pane")).to_have_count(5)
    assert covered(page) == []
    page.get_by_role("button", name="Gesprek weghalen").click()
    expect(page.locator(".tray")).to_be_visible()
    assert covered(page) == []


def test_quick_texts_open_over_what_was_said(page: Page, service: Service) -> None:
    page.locator(f"#reply-{conversation_of(LONG[2])}").press("/")
    expect(page.get_by_role("searchbox", name="Zoek in de teksten")).to_be_focused()
    assert covered(page) == []
    assert service.said_to(LONG[2]) == []


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640)])
@pytest.mark.usefixtures("service")
def test_on_a_telephone_the_answer_to_who_is_in_front_is_in_sight(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    assert covered_in_front(page) == []
    page.locator(".pane[data-active]").get_by_text("Nota’s (4)").click()
    assert covered_in_front(page) == []


def covered_in_front(page: Page) -> list[str]:
    faults: list[str] = page.locator(".pane[data-active]").evaluate(COVERED)
    return faults


@pytest.mark.usefixtures("service")
def test_what_is_true_all_the_time_stands_on_one_line_and_on_two_on_a_telephone(page: Page, world: World) -> None:
    crowd = [
        {"counsellor": f"c-{n}", "first_name": f"Marie-Christine {n}", "free": n, "paused": n == 0} for n in range(9)
    ]
    world.replies["colleagues"] = lambda _: [
        {"type": "colleagues", "colleagues": crowd, "open_until": "2026-11-23T18:00:00.000Z"}
    ]
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    bar = page.get_by_role("banner")
    expect(bar).to_contain_text("Marie-Christine 1 (1 vrij)")
    assert bar.evaluate(LINES) == 1
    page.set_viewport_size({"width": 390, "height": 844})
    assert bar.evaluate(LINES) == 2
    assert bar.evaluate("(bar) => bar.scrollWidth <= innerWidth")
