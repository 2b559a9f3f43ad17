"""An administrator hears that a disclosure is asked, wherever they are on the page, and decides."""

from playwright.sync_api import Page, expect

from tests.web.admin_stage import Office, asked, chooses


def test_heard_within_five_seconds_and_granted_with_a_reason(page: Page, office: Office) -> None:
    expect(page.get_by_role("heading", level=1, name="Nu")).to_be_visible()
    office.lists["disclosures"] = [asked()]
    bell = page.get_by_role("alert").filter(has_text="1 wacht op antwoord")
    expect(bell).to_be_visible()
    expect(page).to_have_title("(1) Nu · Chathulp: beheer")
    bell.get_by_role("link", name="Naar Inzage").click()
    waiting = page.get_by_role("listitem").filter(has_text="An vraagt inzage")
    expect(waiting).to_contain_text("Zegt dat ze pillen nam.")
    expect(waiting).to_contain_text("De bezoeker is in gevaar. Zelfdoding. Niet besproken met de bezoeker.")
    waiting.get_by_role("button", name="Toestaan").click()
    page.get_by_role("dialog").get_by_role("button", name="Toestaan").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("dialog").get_by_label("Waarom beslis je dat?").fill("Levensgevaar")
    page.get_by_role("dialog").get_by_role("button", name="Toestaan").click()
    expect(page.get_by_text("Toegestaan. Wie vroeg ziet het")).to_be_visible()
    expect(bell).to_be_hidden()
    assert office.asked("POST", "grant") == {"words": "Levensgevaar"}
    assert office.count("POST", "grant") == 1


def test_who_asked_has_no_button_to_decide(page: Page, office: Office) -> None:
    office.lists["disclosures"] = [asked(mine=True)]
    page.get_by_role("link", name="Inzage").click()
    expect(page.get_by_text("Een andere beheerder beslist.").first).to_be_visible()
    expect(page.get_by_role("button", name="Toestaan")).to_have_count(0)
    expect(page.get_by_role("alert").filter(has_text="wacht op antwoord")).to_be_hidden()


def test_papers_are_asked_with_a_form_and_figures_are_taken_along(page: Page, office: Office) -> None:
    page.get_by_role("link", name="Inzage").click()
    page.get_by_role("button", name="Vraag inzage").click()
    expect(page.get_by_label("Nummer van het gesprek")).to_be_focused()
    _chooses_a_conversation(page, office)
    expect(page.get_by_label("Nummer van het gesprek")).to_have_value("conversation-of-roos")
    page.get_by_label("Welk stuk").fill("Kantschrift 2026/114")
    page.get_by_role("button", name="Vraag inzage").click()
    expect(page.get_by_text("Een andere beheerder moet antwoorden.")).to_be_visible()
    plea = {"conversation": "conversation-of-roos", "ground": "court_order", "words": "Kantschrift 2026/114"}
    assert office.asked("POST", "disclosures") == plea
    expect(page.get_by_role("row", name="2026")).to_contain_text("3,5")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Neem de cijfers mee").click()
    assert saved.value.suggested_filename == "inzage-2026.csv"
    assert saved.value.path().read_text(encoding="utf-8") == "\ufeffyear\n2026\n"


def _chooses_a_conversation(page: Page, office: Office) -> None:
    """Numbers are in the list of conversations, and nobody types them."""
    office.lists["conversations"] = [{
        "conversation": "conversation-of-roos", "channel": "caw", "state": "ended", "counsellor": "An",
        "started_at": "2026-11-22T13:10:00.000Z", "ended_at": "2026-11-22T13:40:00.000Z", "ended_by": "visitor",
        "reason": "ended", "language": "nl",
    }]  # fmt: skip
    page.get_by_role("link", name="Gesprekken").click()
    chooses(page, "14:10", "Vraag inzage in het gesprek van 14:10")
    expect(page.get_by_role("heading", level=1, name="Inzage")).to_be_visible()
