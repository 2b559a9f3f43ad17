"""A team lead looks at the board: it is live, it stays still while nothing changes, and nobody else has it."""

from playwright.sync_api import Locator, Page, expect

from tests.web.boards import Team, at_the_board, at_work, talk
from tests.web.desk_stage import at_work as on_duty
from tests.web.staff_stage import World, sign_in
from tests.web.waiting import awaited

LIVE = 2_000


def board(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Teambord")


def row(page: Page, name: str) -> Locator:
    return board(page).get_by_role("row", name=name)


def test_who_is_on_duty_what_they_hold_and_how_long(page: Page, world: World) -> None:
    at_the_board(page, world)
    expect(board(page).get_by_role("heading", level=3)).to_have_text(["CAW", "JAC"])
    expect(board(page)).to_contain_text("Niemand is in dienst.")
    expect(board(page)).to_contain_text("open · sluit om 19:00 · 2 van 3 plaatsen bezet · 4 bezoekers aan de deur")
    expect(row(page, "Bram")).to_contain_text("neemt gesprekken aan")
    expect(row(page, "Bram").get_by_role("listitem")).to_have_text(
        ["52 min. · wacht 3 min. op antwoord", "12 min. · bezoeker is weg"]
    )
    expect(row(page, "Els")).to_have_text("Els pauze0/1geen")
    expect(row(page, "Jef")).to_have_text("Jef rondt af10 min.")


def test_a_change_is_there_within_two_seconds(page: Page, world: World) -> None:
    team = at_the_board(page, world)
    for name in ("Mia", "Noor", "Zoë"):
        team.people = [*team.people, at_work(name, talks=(talk(0, waits=0),))]
        expect(row(page, name)).to_contain_text("wacht op antwoord", timeout=LIVE)
    team.people, team.light, team.door = [], "closed", 1
    expect(board(page)).to_contain_text(
        "gesloten · sluit om 19:00 · 0 van 0 plaatsen bezet · 1 bezoeker aan", timeout=LIVE
    )


def test_what_stays_the_same_stays_as_it_stands(page: Page, world: World) -> None:
    at_the_board(page, world)
    row(page, "Els").evaluate("(row) => { row.dataset.mark = 'mine'; }")
    asked = world.count("board")
    awaited(lambda: world.count("board") >= asked + 4, "two more questions for each board")
    expect(row(page, "Els")).to_have_attribute("data-mark", "mine")


def test_one_question_is_under_way_at_a_time_and_none_once_it_is_closed(page: Page, world: World) -> None:
    at_the_board(page, world)
    world.replies["board"] = lambda _: []
    page.wait_for_timeout(2 * LIVE)
    asked = world.count("board")
    page.wait_for_timeout(2 * LIVE)
    assert world.count("board") == asked, "a question without an answer is not asked again over the same line"
    page.keyboard.press("Escape")
    expect(board(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Teambord")).to_be_focused()
    awaited(lambda: all(line.close_code is not None for line in world.lines), "the line is closed")


def test_a_line_that_drops_is_said_and_comes_back(page: Page, world: World) -> None:
    team = at_the_board(page, world)
    team.people = [at_work("Mia")]
    world.cuts_the_line()
    expect(row(page, "Mia")).to_be_visible()


def test_beside_a_duty_it_is_a_line_of_its_own(page: Page, world: World) -> None:
    Team(world)
    service = on_duty(page, world)
    service.brings("Roos", "Hoi")
    page.get_by_role("button", name="Meer", exact=True).click()
    page.get_by_role("button", name="Teambord").click()
    expect(row(page, "Bram")).to_be_visible()
    assert world.count("duty") == 1
    page.keyboard.press("Escape")
    expect(page.locator(".pane h2", has_text="Roos")).to_be_visible()


def test_a_counsellor_has_no_such_button(page: Page, world: World) -> None:
    sign_in(page, world, "desk")
    expect(page.get_by_role("button", name="Gesprekken herlezen")).to_be_visible()
    expect(page.get_by_role("button", name="Teambord")).to_have_count(0)


def test_who_leads_no_team_any_more_is_told_and_shown_nothing(page: Page, world: World) -> None:
    team = at_the_board(page, world)
    world.tells("refused", reason="dismissed", message="Je bent geen medewerker meer.", faults=[])
    expect(board(page).get_by_role("status")).to_have_text(
        "Dit bord is voor teamverantwoordelijken. Jouw aanmelding hoort daar niet bij."
    )
    expect(board(page).get_by_role("row")).to_have_count(0)
    page.keyboard.press("Escape")
    team.allowed = False
    page.get_by_role("button", name="Teambord").click()
    expect(board(page).get_by_role("status")).to_contain_text("Dit bord is voor teamverantwoordelijken.")
