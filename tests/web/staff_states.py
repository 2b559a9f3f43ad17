"""Every state of the staff's pages, by name: the tests walk through them, the screenshots show them."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.web.admin_stage import in_the_office
from tests.web.desk_stage import Service, at_work, moment
from tests.web.staff_stage import World, sign_in

State = Callable[[Page, World], None]
LONG_AGO = "2026-11-22T13:00:00.000Z"
HOSTILE = "<b>De pagina bleef wit</b> \u202e" + "w" * 400


def _door(page: Page, world: World) -> None:
    page.goto(f"{world.root}desk")
    expect(page.get_by_role("button", name="Meld je aan")).to_be_visible()


def _duty(page: Page, world: World) -> None:
    sign_in(page, world, "desk")


def _empty(page: Page, world: World) -> None:
    at_work(page, world)


def four(page: Page, world: World) -> Service:
    """A busy moment: one answered, one waiting, one waiting too long, one whose line is gone."""
    service = at_work(page, world, slots=4)
    service.brings("Roos", "Hoi", intake={"age": 16, "gender": "female", "region": "Gent"})
    page.get_by_role("textbox", name="Antwoord aan Roos").fill("Dag Roos, goed dat je er bent.")
    page.get_by_role("button", name="Stuur naar Roos").click()
    expect(page.locator(".pane")).to_contain_text("aangekomen")
    note = {
        "conversation": "c",
        "id": "note-0001",
        "text": "Belde vorige week ook.",
        "counsellor": "Jef",
        "at": LONG_AGO,
    }
    service.brings("Samir", "Mag ik iets vragen?", waiting=95, notes=[note])
    service.brings("Nonkel Bob", "Hallo?", waiting=400, noticed=["fifty_minutes"])
    service.brings("Lena", "Ik ben er weer even", waiting=5)
    service.tells("peer", "Lena", here=False, until=moment(243))
    expect(page.locator(".pane")).to_have_count(4)
    expect(page.locator(".pane", has_text="Lena")).to_contain_text("Verbinding weg")
    return service


def _talking(page: Page, world: World) -> None:
    four(page, world)


def _open(page: Page, name: str, what: str) -> None:
    """Something behind a button of a conversation; on a narrow screen that conversation comes in front first."""
    tab = page.get_by_role("navigation", name="Gesprekken").get_by_role("button", name=name)
    if tab.is_visible():
        tab.click()
    page.locator(".pane", has_text=name).get_by_text(what).first.click()


def _notes(page: Page, world: World) -> None:
    four(page, world)
    _open(page, "Samir", "Privénota’s")


def _quick(page: Page, world: World) -> None:
    four(page, world)
    _open(page, "Roos", "Teksten")


def _asked(page: Page, world: World) -> None:
    service = four(page, world)
    service.tells("resume_asked", "Lena", question="r-1", nickname="Lena", same_origin=False, until=moment(200))
    world.tells("transfer_asked", conversation="conversation-of-wout", question="transfer", nickname="Wout",
                counsellor="Jef", note="Wil slapen", until=moment(60))  # fmt: skip
    expect(page.get_by_role("button", name="Overnemen")).to_be_visible()


def _dialog(action: str) -> State:
    def opens(page: Page, world: World) -> None:
        world.replies["colleagues"] = lambda _: [
            {"type": "colleagues", "colleagues": [{"counsellor": "c-2", "first_name": "Jef", "free": 1}]}
        ]
        four(page, world)
        _open(page, "Roos", "Acties")
        page.get_by_role("button", name=action).click()
        expect(page.get_by_role("dialog")).to_be_visible()

    return opens


def _preferences(page: Page, world: World) -> None:
    four(page, world)
    page.get_by_role("button", name="Instellingen").click()
    expect(page.get_by_label("Nieuwe snelle tekst")).to_be_visible()


def _ended(page: Page, world: World) -> None:
    service = four(page, world)
    service.tells("ended", "Roos", by="visitor", reason="ended", message="", at=moment(), elsewhere={})
    expect(page.get_by_role("button", name="Gesprek weghalen")).to_be_visible()


def _dropped(page: Page, world: World) -> None:
    four(page, world)
    world.reachable = False
    world.cuts_the_line()
    expect(page.get_by_role("button", name="Probeer nu")).to_be_visible()


def _replaced(page: Page, world: World) -> None:
    four(page, world)
    world.tells("refused", reason="replaced", message="")
    expect(page.get_by_role("button", name="Hier verder werken")).to_be_visible()


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
        office.lists["conversations"] = [_row(place) for place in range(5)]
        office.lists["faults"] = [
            {"id": "f2", "reported_at": LONG_AGO, "when": "22/11/26, 14:02", "what": HOSTILE, "page": "caw"},
            {"id": "f1", "reported_at": LONG_AGO, "when": "gisteren", "what": "De knop deed niets.", "page": None},
        ]
        page.goto(f"{world.root}admin#{name}")
        page.reload()
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
        expect(page.get_by_text("Even geduld…").locator("visible=true")).to_have_count(0)

    return shows


def _row(place: int) -> dict[str, object]:
    ended = place > 0
    return {
        "conversation": f"conversation-number-{place}", "channel": "caw", "state": "ended" if ended else "talking",
        "started_at": f"2026-11-22T13:1{place}:00.000Z", "ended_at": LONG_AGO if ended else None,
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


STATES: dict[str, State] = {
    "desk-door": _door,
    "desk-duty": _duty,
    "desk-empty": _empty,
    "desk-talking": _talking,
    "desk-notes": _notes,
    "desk-quick-texts": _quick,
    "desk-asked": _asked,
    "desk-end": _dialog("Gesprek beëindigen"),
    "desk-block": _dialog("Blokkeren"),
    "desk-transfer": _dialog("Doorgeven"),
    "desk-preferences": _preferences,
    "desk-ended": _ended,
    "desk-dropped": _dropped,
    "desk-replaced": _replaced,
    "admin-now": _part("now", "Nu"),
    "admin-closing": _closing,
    "admin-hours": _part("hours", "Openingsuren"),
    "admin-wrong-hours": _wrong_hours,
    "admin-dates": _part("dates", "Bijzondere dagen"),
    "admin-undo": _undoing,
    "admin-blocks": _part("blocks", "Blokkeringen"),
    "admin-conversations": _part("conversations", "Gesprekken"),
    "admin-faults": _part("faults", "Meldingen"),
    "admin-guidance": _part("guidance", "Leidraad"),
}
