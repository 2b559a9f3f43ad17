"""The first part of the page is live: how each channel stands and why, and one way to close them all."""

from playwright.sync_api import Page, expect

from tests.web.admin_stage import Office

AN = {"name": "An", "places": 2, "taken": 1, "paused": False, "away": False}
BRAM = {"name": "Bram", "places": 3, "taken": 0, "paused": True, "away": False}


def stands(office: Office, **more: object) -> None:
    office.standing["jac"] = more


def test_what_changes_is_seen_without_a_click(page: Page, office: Office) -> None:
    card = page.get_by_role("region", name="JAC")
    expect(card).to_contain_text("Binnen de openingsuren.")
    expect(page.get_by_text("Laatst bijgewerkt om")).to_be_visible()
    stands(office, light="busy", running=1, counsellors=[AN, BRAM], open_until="2026-11-24T18:00:00.000Z")
    expect(card).to_contain_text("Alle plaatsen zijn bezet. Open tot 19:00.")
    expect(card).to_contain_text("Hulpverleners: 2. Plaatsen vrij: 1 van 5. Gesprekken bezig: 1.")
    expect(card.get_by_role("listitem")).to_have_text(["An: 1 van 2 ", "Bram: 0 van 3 (pauze)"])


def test_the_reason_of_a_light_is_in_words(page: Page, office: Office) -> None:
    card = page.get_by_role("region", name="JAC")
    next_opening = "2026-11-25T12:00:00.000Z"
    stands(office, light="closed", next_opening=next_opening)
    expect(card).to_contain_text("Er is nog geen hulpverlener.")
    expect(card).not_to_contain_text("Opent op")
    stands(office, light="closed", within_hours=False, next_opening=next_opening)
    expect(card).to_contain_text("Buiten de openingsuren. Opent op woensdag 25 november 2026 om 13:00.")
    stands(office, light="closed", within_hours=False, closure="Vormingsdag", next_opening=next_opening)
    expect(card).to_contain_text("Vormingsdag")
    stands(office, light="closed", closed_now=True, closed_by="Eva", closed_reason="Panne", next_opening=next_opening)
    expect(card).to_contain_text("Met de hand gesloten door Eva. Reden: Panne.")
    expect(card).not_to_contain_text("Opent op")
    stands(office, light="closed", readable=False)
    expect(card).to_contain_text("Er zijn geen leesbare openingsuren.")


def test_an_answer_that_does_not_come_is_said(page: Page, office: Office) -> None:
    expect(page.get_by_text("Laatst bijgewerkt om")).to_be_visible()
    office.world.reachable = False
    expect(page.get_by_text("Geen antwoord. Laatst bijgewerkt om")).to_be_visible()
    office.world.reachable = True
    expect(page.get_by_text("Geen antwoord.")).to_have_count(0)


def test_all_channels_are_closed_at_once(page: Page, office: Office) -> None:
    page.get_by_role("button", name="Alle diensten nu sluiten").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Waarom?").fill("Brand")
    dialog.get_by_role("button", name="Alle diensten nu sluiten").click()
    expect(page.get_by_text("Alle diensten zijn gesloten.")).to_be_visible()
    for name in ("CAW", "JAC"):
        expect(page.get_by_role("region", name=name)).to_contain_text("Met de hand gesloten")
    assert office.closed == {"caw", "jac"}
    assert office.asked("POST", "channels/jac/close") == {"reason": "Brand"}
    expect(page.get_by_role("button", name="Alle diensten nu sluiten")).to_be_hidden()


def test_a_report_is_marked_as_seen_to(page: Page, office: Office) -> None:
    office.lists["faults"] = [{
        "id": "1795525200000-een-melding", "reported_at": "2026-11-22T13:00:00.000Z", "when": "nu",
        "what": "De pagina bleef wit", "page": "jac", "handled_at": None, "handled_by": None,
    }]  # fmt: skip
    page.get_by_role("navigation", name="Onderdelen").get_by_role("link", name="Meldingen").click()
    expect(page.get_by_role("row").filter(has_text="16 november 2026").get_by_role("cell")).to_have_text(
        ["3", "2", "1"]
    )
    page.get_by_role("button", name="Afgehandeld: De pagina bleef wit").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Notitie").fill("Gemeld aan infra")
    dialog.get_by_role("button", name="Afgehandeld", exact=True).click()
    expect(page.get_by_text("Dora")).to_contain_text("22 november 2026")
    assert office.asked("PUT", "faults/1795525200000-een-melding") == {"handled": True, "note": "Gemeld aan infra"}
    expect(page.get_by_role("listitem").filter(has_text="De pagina bleef wit")).to_contain_text(
        "Notitie: Gemeld aan infra"
    )
