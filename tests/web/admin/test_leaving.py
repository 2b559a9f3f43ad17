"""Hours that were changed and not kept are asked about, whichever way somebody leaves; what is chosen stays chosen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.admin_stage import Office


def changes_monday(page: Page) -> None:
    page.get_by_role("navigation", name="Onderdelen").get_by_role("link", name="Openingsuren").click()
    box = page.get_by_role("group", name="Maandag").get_by_label("Van")
    box.fill("09:00")
    box.blur()


def through_the_menu(page: Page) -> None:
    page.get_by_role("navigation", name="Onderdelen").get_by_role("link", name="Gesprekken").click()


def to_another_channel(page: Page) -> None:
    page.get_by_label("Dienst").select_option("jac")


def back(page: Page) -> None:
    page.go_back()


def signing_out(page: Page) -> None:
    page.get_by_role("button", name="Afmelden").click()


@pytest.mark.parametrize("leaves", [through_the_menu, to_another_channel, back, signing_out])
def test_a_question_before_what_was_typed_is_lost(page: Page, office: Office, leaves: Callable[[Page], None]) -> None:
    changes_monday(page)
    leaves(page)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1, name="Openingsuren")).to_be_visible()
    expect(page.get_by_role("group", name="Maandag").get_by_label("Van")).to_have_value("09:00")
    assert office.count("PUT", "hours") == 0


def test_closing_the_tab_is_asked_about_too(page: Page, office: Office) -> None:
    asks = "() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert page.evaluate(asks) is False
    changes_monday(page)
    assert page.evaluate(asks) is True
    page.get_by_role("button", name="Uren bewaren").click()
    expect(page.get_by_text("De uren zijn bewaard")).to_be_visible()
    assert office.count("PUT", "hours") == 1
    assert page.evaluate(asks) is False


def test_the_channel_and_the_day_survive_a_reload(page: Page, office: Office) -> None:
    page.get_by_role("navigation", name="Onderdelen").get_by_role("link", name="Gesprekken").click()
    page.get_by_label("Dienst").select_option("jac")
    page.locator("#day").fill("2026-11-22")
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Gesprekken")).to_be_visible()
    expect(page.get_by_label("Dienst")).to_have_value("jac")
    expect(page.locator("#day")).to_have_value("2026-11-22")
    assert office.count("GET", "channel=jac") >= 1


def test_the_form_for_a_block_never_keeps_the_number_of_another(page: Page, office: Office) -> None:
    usual = {"channel": "caw", "state": "ended", "ended_by": "visitor", "reason": "ended", "counsellor": "An",
             "language": "nl", "ended_at": "2026-11-22T14:40:00.000Z"}  # fmt: skip
    office.lists["conversations"] = [
        usual | {"conversation": "conversation-number-1", "started_at": "2026-11-22T13:10:00.000Z"},
        usual | {"conversation": "conversation-number-2", "started_at": "2026-11-22T13:50:00.000Z"},
    ]
    number, other = (
        page.get_by_label("Gespreksnummer"),
        page.get_by_role("status").filter(has_text="dezelfde verbinding"),
    )
    office.others = 2
    blocks_from(page, "14:10")
    expect(number).to_have_value("conversation-number-1")
    expect(other).to_contain_text("dezelfde verbinding lopen: 2")
    page.get_by_label("Waarom?", exact=True).fill("Bedreigt de hulpverlener")
    office.others = 0
    blocks_from(page, "14:50")
    expect(number).to_have_value("conversation-number-2")
    expect(page.get_by_label("Waarom?", exact=True)).to_have_value("")
    expect(other).to_contain_text("loopt nu geen ander gesprek")
    through_the_menu(page)
    page.get_by_role("navigation", name="Onderdelen").get_by_role("link", name="Blokkeringen").click()
    expect(number).to_have_value("")
    expect(other).to_have_count(0)


def blocks_from(page: Page, start: str) -> None:
    through_the_menu(page)
    page.locator("#day").fill("2026-11-22")
    page.get_by_role("button", name=f"Acties voor het gesprek van {start}").click()
    page.get_by_role("button", name=f"Blokkeren: de bezoeker van {start}").click()
