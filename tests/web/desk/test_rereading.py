"""A counsellor reads an own conversation again: found by day and nickname, opened by keyboard, gone when closed."""

from playwright.sync_api import Page, expect

from tests.web.desk_stage import at_work, opens_menu
from tests.web.rereading import SAID, Archive, at_the_list, reading
from tests.web.staff_stage import World
from tests.web.waiting import awaited


def test_they_are_found_by_day_and_nickname_and_the_older_ones_come_after(page: Page, world: World) -> None:
    at_the_list(page, world)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", level=3)).to_have_text("dinsdag 24 november")
    expect(dialog.get_by_role("listitem")).to_have_text(["14:40 Roos JAC", "14:40 Samir JAC"])
    dialog.get_by_role("button", name="Toon oudere").press("Enter")
    expect(dialog.get_by_role("button", name="Noor")).to_be_focused()
    expect(dialog.get_by_role("button", name="Toon oudere")).to_be_hidden()
    expect(dialog.get_by_role("heading", level=3)).to_have_text(["dinsdag 24 november", "maandag 23 november"])


def test_one_day_alone_and_all_of_them_again(page: Page, world: World) -> None:
    at_the_list(page, world)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Dag").fill("2026-11-23")
    expect(dialog.get_by_role("listitem")).to_have_text(["14:40 Noor JAC"])
    dialog.get_by_label("Dag").fill("2026-11-02")
    expect(dialog.get_by_role("status")).to_have_text("Er zijn geen gesprekken die je kunt herlezen.")
    dialog.get_by_role("button", name="Alle dagen").click()
    expect(dialog.get_by_role("listitem")).to_have_count(2)
    expect(dialog.get_by_label("Dag")).to_be_focused()


def test_by_keyboard_one_press_is_one_opening_and_back_is_where_one_was(page: Page, world: World) -> None:
    archive = at_the_list(page, world)
    assert archive.opened == [], "the list is no opening"
    page.get_by_role("button", name="Samir").press("Enter")
    expect(page.get_by_role("heading", name="Gesprek met Samir")).to_be_focused()
    assert archive.opened == ["conversation-of-samir"]
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Terug naar de lijst")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Samir")).to_be_focused()
    assert archive.opened == ["conversation-of-samir"], "nothing is opened by going back"


def test_who_wrote_what_and_when_and_a_text_is_a_text(page: Page, world: World) -> None:
    reading(page, world)
    lines = page.get_by_role("dialog").get_by_role("listitem")
    names = ["Roos 14:01", "An 14:02", "Roos 14:04", "Bram 14:05"]
    expect(lines).to_have_text([f"{name}{text}" for name, (*_, text) in zip(names, SAID, strict=True)])
    assert lines.locator("b").count() == len(SAID), "a visitor's markup is no markup"


def test_closed_nothing_of_it_is_left(page: Page, world: World) -> None:
    reading(page, world)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Gesprekken herlezen")).to_be_focused()
    kept = page.evaluate("JSON.stringify([document.body.innerText, {...sessionStorage}, {...localStorage}])")
    assert not [word for word in ("Niemand", "Roos", "conversation-of") if word in kept]


def test_what_is_gone_or_cannot_be_written_down_is_said_and_not_shown(page: Page, world: World) -> None:
    archive = at_the_list(page, world)
    archive.gone = True
    page.get_by_role("button", name="Roos").click()
    expect(page.get_by_role("dialog")).to_contain_text("Dit gesprek kun je niet meer lezen")
    archive.gone, archive.fails = False, True
    page.get_by_role("button", name="Roos").click()
    expect(page.get_by_role("dialog")).to_contain_text("Dat lukt nu niet")
    archive.fails = False
    page.get_by_role("button", name="Roos").click()
    expect(page.get_by_role("heading", name="Gesprek met Roos")).to_be_visible()


def test_who_is_at_work_finds_it_behind_the_menu(page: Page, world: World) -> None:
    at_work(page, world).brings("Kiwi", "Hoi")
    archive = Archive(world)
    opens_menu(page, "Gesprekken herlezen")
    page.get_by_role("button", name="Noor").or_(page.get_by_role("button", name="Samir")).first.click()
    awaited(lambda: archive.opened, "the opening")
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Antwoord aan Kiwi")).to_be_visible()
