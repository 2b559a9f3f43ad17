"""An administrator who uses the keyboard alone."""

from playwright.sync_api import Locator, Page, expect

from tests.web.admin_stage import Office

FAR = 60
"""More presses of Tab than there are stops on a page."""


def goes(page: Page, control: Locator, key: str = "Tab") -> None:
    """To this control, one stop after another."""
    expect(control).to_be_visible()
    for _ in range(FAR):
        if control.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never comes at {control}")


def test_a_channel_is_closed_and_the_closing_undone(page: Page, office: Office) -> None:
    card, press = page.get_by_role("region", name="JAC"), page.keyboard.press
    close = card.get_by_role("button", name="Nu sluiten")
    goes(page, close)
    press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Waarom?")).to_be_focused()
    press("Escape")
    expect(close).to_be_focused()
    press("Enter")
    expect(dialog.get_by_label("Waarom?")).to_be_focused()
    page.keyboard.type("Panne")
    press("Enter")
    expect(card).to_contain_text("Met de hand gesloten")
    assert office.asked("POST", "channels/jac/close") == {"reason": "Panne"}
    goes(page, page.get_by_role("button", name="Ongedaan maken"), "Shift+Tab")
    press("Enter")
    expect(card).to_contain_text("De chat is open")


def test_hours_are_added_and_kept(page: Page, office: Office) -> None:
    press = page.keyboard.press
    goes(page, page.get_by_role("link", name="Openingsuren"))
    press("Enter")
    expect(page.get_by_role("heading", level=1, name="Openingsuren")).to_be_focused()
    goes(page, page.get_by_role("button", name="Uren toevoegen op zaterdag"))
    press("Enter")
    saturday = page.get_by_role("group", name="zaterdag")
    expect(saturday.get_by_label("van")).to_be_focused()
    page.keyboard.type("10")
    press("Tab")
    expect(saturday.get_by_label("tot")).to_be_focused()
    page.keyboard.type("12u30")
    press("Enter")
    expect(page.get_by_text("De uren zijn bewaard")).to_be_visible()
    assert office.hours["shifts"]["saturday"] == [{"opens": "10:00", "closes": "12:30"}]


def test_a_block_is_lifted(page: Page, office: Office) -> None:
    office.lists["blocks"] = [
        {"id": "b1", "placed_at": "2026-11-22T13:00:00.000Z", "until": "2030-11-22T21:00:00.000Z", "by": "An",
         "reason": "scheldt", "channel": "jac"}
    ]  # fmt: skip
    press = page.keyboard.press
    goes(page, page.get_by_role("link", name="Blokkeringen"))
    press("Enter")
    goes(page, page.get_by_role("button", name="Blokkering tot"))
    press("Enter")
    lift = page.get_by_role("dialog").get_by_role("button", name="Opheffen")
    goes(page, lift)
    press("Enter")
    expect(page.get_by_text("De blokkering is opgeheven")).to_be_visible()
    assert office.lists["blocks"] == []
