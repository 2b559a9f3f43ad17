"""Every state of the administrator's pages, by name: the tests walk through them, the screenshots show them."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.web.admin_stage import asked, in_the_office
from tests.web.staff_stage import World

State = Callable[[Page, World], None]
LONG_AGO = "2026-11-22T13:00:00.000Z"
HOSTILE = "<b>De pagina bleef wit</b> \u202e" + "w" * 400


def _door(page: Page, world: World) -> None:
    page.goto(f"{world.root}admin")
    expect(page.get_by_role("button", name="Meld je aan")).to_be_visible()


def _at(page: Page, world: World, name: str) -> None:
    """At a part of the office, with all that it had to fetch."""
    page.goto(f"{world.root}admin#{name}")
    page.reload()
    expect(page.get_by_text("Even geduld…").locator("visible=true")).to_have_count(0)


def _quiet(name: str) -> State:
    """A part of the office in which nothing is planned and nothing happened."""

    def shows(page: Page, world: World) -> None:
        in_the_office(page, world)
        _at(page, world, name)

    return shows


def _unreadable(page: Page, world: World) -> None:
    office = in_the_office(page, world)
    office.hours |= {"readable": False, "shifts": {}, "version": 0}
    _at(page, world, "hours")
    expect(page.get_by_text("geen leesbare openingsuren")).to_be_visible()


def _lost_race(page: Page, world: World) -> None:
    office = in_the_office(page, world)
    page.goto(f"{world.root}admin#hours")
    page.get_by_label("Ook open op feestdagen").check()
    office.hours = {**office.hours, "version": 9}
    page.get_by_role("button", name="Uren bewaren").click()
    expect(page.get_by_text("Iemand anders heeft dit")).to_be_visible()


def _leaving(page: Page, world: World) -> None:
    in_the_office(page, world)
    page.goto(f"{world.root}admin#hours")
    page.get_by_label("Ook open op feestdagen").check()
    fold = page.locator("header button[aria-expanded]")
    if fold.is_visible():
        fold.click()
    page.get_by_role("link", name="Leidraad").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _emergency(page: Page, world: World) -> None:
    office = in_the_office(page, world)
    office.lists["disclosures"] = [
        asked(),
        asked(id="2", mine=True, role="administrator", danger=None, ground="court_order", words="Kantschrift 114"),
        asked(id="3", state="refused", decider="Dora", decided_at=LONG_AGO, decision=HOSTILE, words=HOSTILE),
    ]
    _at(page, world, "disclosures")
    expect(page.get_by_role("alert").filter(has_text="wacht op antwoord")).to_be_visible()


def _granting(page: Page, world: World) -> None:
    _emergency(page, world)
    page.get_by_role("button", name="Toestaan").click()


def _wrong_dates(page: Page, world: World) -> None:
    _part("dates", "Bijzondere dagen")(page, world)
    page.get_by_role("button", name="Sluiting toevoegen").click()
    page.get_by_role("button", name="Opening toevoegen").click()


def _wrong_block(page: Page, world: World) -> None:
    _part("blocks", "Blokkeringen")(page, world)
    page.get_by_role("button", name="Acht uur blokkeren").click()


def _wrong_range(page: Page, world: World) -> None:
    _part("ranges", "Scholen en opvang")(page, world)
    page.get_by_role("button", name="Toevoegen").click()


def _placing(page: Page, world: World) -> None:
    _part("blocks", "Blokkeringen")(page, world)
    page.get_by_label("Gespreksnummer").fill("conversation-number-1")
    page.get_by_label("Waarom?", exact=True).fill("Bedreigt de hulpverlener")
    page.get_by_role("button", name="Acht uur blokkeren").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _lifting(page: Page, world: World) -> None:
    _part("blocks", "Blokkeringen")(page, world)
    page.get_by_role("button", name="Blokkering tot").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _forbidden(page: Page, world: World) -> None:
    office = in_the_office(page, world)
    office.refusal = (403, {"title": "Forbidden"})
    page.get_by_role("region", name="JAC").get_by_role("button", name="Nu sluiten").click()
    page.get_by_role("dialog").get_by_role("button", name="Nu sluiten").click()
    expect(page.get_by_text("Je account mag dit niet")).to_be_visible()


def _part(name: str, heading: str) -> State:
    def shows(page: Page, world: World) -> None:
        office = in_the_office(page, world)
        office.closed.add("caw")
        office.pages = 3
        office.preview = {
            "within_hours": False, "holiday": "Kerstmis", "closure": "Kerstverlof", "hours": [],
            "next_opening": "2026-12-28T12:00:00.000Z",
        }  # fmt: skip
        office.lists["closures"] = [{"id": "c", "first": "2026-12-24", "last": "2026-12-26", "reason": "Kerstverlof"}]
        office.lists["openings"] = [
            {"id": "o", "opens": "2026-12-27T13:00", "closes": "2026-12-27T17:00", "reason": "Drukke dagen"}
        ]
        office.lists["blocks"] = [
            {"id": "b", "placed_at": LONG_AGO, "until": "2026-11-22T21:00:00.000Z", "reason": "Scheldt", "by": "An"}
        ]
        office.lists["ranges"] = [
            {
                "id": "r",
                "range": "203.0.113.0/28",
                "name": "Sint-Jozef",
                "places": 30,
                "by": "Dora",
                "listed_at": LONG_AGO,
            }
        ]
        office.lists["conversations"] = [_row(place) for place in range(5)]
        office.lists["faults"] = [
            {"id": "f2", "reported_at": LONG_AGO, "when": "22/11/26, 14:02", "what": HOSTILE, "page": "caw"},
            {"id": "f1", "reported_at": LONG_AGO, "when": "gisteren", "what": "De knop deed niets.", "page": None}
            | {"browser": "safari", "handled_at": LONG_AGO, "handled_by": "Dora", "note": "Gemeld aan infra"},
        ]
        office.lists["audit"] = [
            _entry(9, "block_placed", {}),
            _entry(8, "closure_added", {"first": "2026-12-24"}),
            _entry(7, "signed_in", {}),
        ]
        office.checks = [{"checked": 9, "broken": 4, "flaw": "changed", "next": None}]
        _at(page, world, name)
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()

    return shows


def _entry(n: int, act: str, details: dict[str, str]) -> dict[str, object]:
    return {
        "id": f"deed-{n}", "n": n, "at": LONG_AGO, "chained_at": LONG_AGO, "actor": "id-dora", "name": "Dora",
        "role": "administrator", "act": act, "on": "c0ffee00", "details": details, "hash": "0" * 64,
    }  # fmt: skip


def _checked(page: Page, world: World) -> None:
    _part("audit", "Logboek")(page, world)
    page.get_by_role("button", name="Kijk het logboek na").click()
    expect(page.get_by_text("Regel 4 is gewijzigd")).to_be_visible()


def _row(place: int) -> dict[str, object]:
    ended = place > 0
    return {
        "conversation": f"conversation-number-{place}", "channel": "caw", "state": "ended" if ended else "talking",
        "started_at": f"2026-11-22T13:1{place}:00.000Z",
        "ended_at": f"2026-11-22T13:4{place}:00.000Z" if ended else None,
        "ended_by": "visitor" if ended else None, "reason": "ended" if ended else None, "counsellor": "An",
        "language": "nl",
    }  # fmt: skip


def _wrong_hours(page: Page, world: World) -> None:
    _part("hours", "Openingsuren")(page, world)
    page.get_by_role("button", name="Uren toevoegen op maandag").click()
    page.get_by_role("button", name="Uren bewaren").click()
    page.get_by_role("button", name="Bekijk").click()
    expect(page.get_by_text("Feestdag: Kerstmis")).to_be_visible()


def _closing(page: Page, world: World) -> None:
    _part("now", "Nu")(page, world)
    page.get_by_role("button", name="Nu sluiten").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _undoing(page: Page, world: World) -> None:
    _part("dates", "Bijzondere dagen")(page, world)
    page.get_by_role("button", name="Verwijderen").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Verwijderen").click()
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_visible()


def _in_french(page: Page, world: World) -> None:
    in_the_office(page, world)
    page.get_by_role("link", name="Français").click()
    page.get_by_role("button", name="Se déconnecter").wait_for()
    page.goto(f"{world.root}admin?lang=fr#hours")
    page.get_by_role("heading", name="Heures d’ouverture").wait_for()


STATES: dict[str, State] = {
    "admin-door": _door,
    "admin-now": _part("now", "Nu"),
    "admin-closing": _closing,
    "admin-forbidden": _forbidden,
    "admin-french": _in_french,
    "admin-hours": _part("hours", "Openingsuren"),
    "admin-wrong-hours": _wrong_hours,
    "admin-hours-unreadable": _unreadable,
    "admin-hours-race": _lost_race,
    "admin-hours-leaving": _leaving,
    "admin-dates": _part("dates", "Bijzondere dagen"),
    "admin-dates-none": _quiet("dates"),
    "admin-wrong-dates": _wrong_dates,
    "admin-undo": _undoing,
    "admin-blocks": _part("blocks", "Blokkeringen"),
    "admin-blocks-none": _quiet("blocks"),
    "admin-wrong-block": _wrong_block,
    "admin-placing": _placing,
    "admin-lifting": _lifting,
    "admin-ranges": _part("ranges", "Scholen en opvang"),
    "admin-ranges-none": _quiet("ranges"),
    "admin-wrong-range": _wrong_range,
    "admin-conversations-none": _quiet("conversations"),
    "admin-conversations": _part("conversations", "Gesprekken"),
    "admin-disclosures-none": _quiet("disclosures"),
    "admin-disclosures": _emergency,
    "admin-granting": _granting,
    "admin-faults-none": _quiet("faults"),
    "admin-faults": _part("faults", "Meldingen"),
    "admin-audit-none": _quiet("audit"),
    "admin-audit": _part("audit", "Logboek"),
    "admin-audit-broken": _checked,
    "admin-figures": _part("figures", "Cijfers"),
    "admin-guidance": _part("guidance", "Leidraad"),
}
