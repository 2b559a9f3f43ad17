"""Every state of the desk, by name: the tests walk through them, the screenshots show them."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.web.boards import at_the_board
from tests.web.desk_stage import Service, at_work, moment, opens_menu, tonight
from tests.web.disclosing import Vault
from tests.web.rereading import at_the_list, reading
from tests.web.staff_stage import World, sign_in

State = Callable[[Page, World], None]
COLLEAGUES = [
    {"counsellor": "c-2", "first_name": "Bram", "free": 1, "paused": False},
    {"counsellor": "c-3", "first_name": "Els", "free": 0, "paused": True},
]
LONG_AGO = "2026-11-22T13:00:00.000Z"


def _door(page: Page, world: World) -> None:
    page.goto(f"{world.root}desk")
    expect(page.get_by_role("button", name="Meld je aan")).to_be_visible()


def _refused_door(page: Page, world: World) -> None:
    world.signs_in = False
    sign_in(page, world, "desk")
    expect(page.get_by_role("alert")).to_be_visible()


def _duty(page: Page, world: World) -> None:
    sign_in(page, world, "desk")


def _empty(page: Page, world: World) -> None:
    at_work(page, world)


def _pause(page: Page, world: World) -> None:
    at_work(page, world)
    page.get_by_role("button", name="Pauze nemen").click()
    expect(page.get_by_role("button", name="Weer beschikbaar")).to_be_visible()


def _one(page: Page, world: World) -> None:
    service = at_work(page, world)
    service.brings("Roos", "Hoi", "Ik weet niet goed waar ik moet beginnen.", intake={"age": 16, "region": "Gent"})
    expect(page.get_by_role("textbox", name="Antwoord aan Roos")).to_be_visible()


def _two(page: Page, world: World) -> None:
    service = at_work(page, world)
    service.brings("Roos", "Hoi")
    service.brings("Samir", "Mag ik iets vragen?", waiting=95)
    expect(page.locator(".pane")).to_have_count(2)


def _hostile(page: Page, world: World) -> None:
    service = at_work(page, world)
    region = "<script>alert(1)</script> " + "x" * 30
    service.brings("W" * 40, "w" * 300, "שלום עולם 123", "<b>Dag</b> 😀", intake={"age": 99, "region": region})
    service.brings("Roos", "Hoi")
    expect(page.locator(".pane")).to_have_count(2)


def _asking(page: Page, world: World) -> None:
    at_work(page, world).brings("Roos", "Ik heb pillen genomen")
    page.get_by_text("Acties").click()
    page.get_by_role("button", name="Inzage vragen").click()


def _disclosure_asked(page: Page, world: World) -> None:
    vault = Vault(world)
    at_work(page, world).brings("Roos", "Ik heb pillen genomen")
    vault.told = False
    vault.asks(page)
    expect(page.get_by_text("Inzage gevraagd om")).to_be_visible()


def _shown(page: Page, world: World) -> None:
    vault = Vault(world)
    at_work(page, world).brings("Roos", "Ik heb pillen genomen")
    vault.asks(page)
    vault.state = "granted"
    page.get_by_role("button", name="Toon het adres").click()
    expect(page.get_by_role("dialog")).to_contain_text("2001:db8")


def _failed(page: Page, world: World) -> None:
    _one(page, world)
    world.replies["say"] = lambda frame: [
        {"type": "refused", "frame": "say", "reason": "invalid", "message": ""}
        | {key: frame[key] for key in ("conversation", "n", "id")}
    ]
    page.get_by_role("textbox", name="Antwoord aan Roos").fill("Dag Roos")
    page.get_by_role("button", name="Stuur naar Roos").click()
    expect(page.get_by_role("button", name="Terug naar het tekstvak")).to_be_visible()


def four(page: Page, world: World) -> Service:
    """A busy moment: one answered, one waiting, one waiting too long, one whose line is gone."""
    world.replies.setdefault(
        "colleagues", lambda _: [{"type": "colleagues", "colleagues": COLLEAGUES, "open_until": tonight()}]
    )
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


def silent(page: Page, world: World) -> Service:
    """One has not said a word for minutes, and one was asked by the service."""
    service = at_work(page, world)
    service.brings("Noor", waiting=280)
    service.brings("Sam", waiting=640, answer_by=moment(130))
    expect(page.locator(".pane", has_text="Sam")).to_contain_text("Zonder antwoord")
    return service


def _silent(page: Page, world: World) -> None:
    silent(page, world)


def _actions(page: Page, world: World) -> None:
    four(page, world)
    _open(page, "Roos", "Acties")
    expect(page.get_by_role("button", name="Blokkeren")).to_be_visible()


def _notes(page: Page, world: World) -> None:
    four(page, world)
    _open(page, "Samir", "Nota’s")


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


def _alone(page: Page, world: World) -> None:
    """Nobody to hand a conversation over to."""
    world.replies["colleagues"] = lambda _: [{"type": "colleagues", "colleagues": []}]
    four(page, world)
    _open(page, "Roos", "Acties")
    page.get_by_role("button", name="Doorgeven").click()
    expect(page.get_by_role("button", name="Vraag aan collega")).to_be_disabled()
    expect(page.get_by_text("Er is nu geen collega")).to_be_visible()


def _unexplained(page: Page, world: World) -> None:
    """A block without a reason."""
    _dialog("Blokkeren")(page, world)
    page.get_by_role("button", name="Acht uur blokkeren").click()


def _preferences(page: Page, world: World) -> None:
    four(page, world)
    opens_menu(page, "Instellingen")
    page.get_by_label("Nieuwe snelle tekst").fill("Fijn dat je er weer bent. Hoe is het vandaag met je?")
    page.get_by_role("button", name="Toevoegen").click()


def _rereadable(page: Page, world: World) -> None:
    at_the_list(page, world)


def _board(page: Page, world: World) -> None:
    at_the_board(page, world)


def _reread(page: Page, world: World) -> None:
    reading(page, world)


def _ended(page: Page, world: World) -> None:
    service = four(page, world)
    service.tells("ended", "Roos", by="visitor", reason="ended", message="", at=moment(), elsewhere={})
    expect(page.get_by_role("button", name="Gesprek weghalen")).to_be_visible()


def _dropped(page: Page, world: World) -> None:
    four(page, world)
    world.reachable = False
    world.cuts_the_line()
    expect(page.get_by_role("button", name="Probeer nu")).to_be_visible()


def _elsewhere(page: Page, world: World) -> None:
    first = page.context.new_page()
    at_work(first, world)
    sign_in(page, world, "desk")
    page.get_by_role("button", name="Ik ben er klaar voor").click()
    expect(page.get_by_role("button", name="Hier verder werken")).to_be_visible()


def _refused(page: Page, world: World) -> None:
    four(page, world)
    world.tells("refused", frame="accept", conversation="conversation-of-wout", reason="unknown", message="")
    expect(page.get_by_role("button", name="Begrepen")).to_be_visible()


def _replaced(page: Page, world: World) -> None:
    four(page, world)
    world.tells("refused", reason="replaced", message="")
    expect(page.get_by_role("button", name="Hier verder werken")).to_be_visible()


def _dismissed(page: Page, world: World) -> None:
    four(page, world)
    world.tells("refused", reason="dismissed", message="")
    expect(page.locator(".page-banner", has_text="Je account mag geen gesprekken meer voeren")).to_be_visible()


def _tray(page: Page, world: World) -> None:
    """Three that are over, of which one was asked about; one that goes on."""
    vault = Vault(world)
    service = at_work(page, world)
    for nickname in ("Samir", "Wolkje met een heel lange schuilnaam 🌧️", "Roos"):
        service.brings(nickname, "Dank je wel")
        if nickname == "Roos":
            vault.asks(page)
        service.leaves(nickname)
        page.get_by_role("button", name="Gesprek weghalen").click()
    service.brings("Noor", "Hoi", waiting=20)
    page.get_by_text("Afgelopen (3)").click()
    expect(page.locator(".tray")).to_contain_text("Inzage gevraagd om")


def _wrapping(page: Page, world: World) -> None:
    """How it ended is being chosen for one who is over, while another waits."""
    Vault(world)
    world.replies["wrap_up"] = lambda frame: [{**frame, "type": "wrapped"}]
    service = at_work(page, world)
    service.brings("Roos", "Dank je wel")
    service.leaves("Roos")
    page.get_by_role("button", name="Gesprek weghalen").click()
    service.brings("Noor", "Hoi", waiting=20)
    page.get_by_text("Afgelopen (1)").click()
    page.locator(".tray").get_by_text("Afloop", exact=True).click()
    page.get_by_role("button", name="2 Doorverwezen").click()
    expect(page.locator(".tray")).to_contain_text("Afloop ✓")


def _answered(state: str, words: str) -> State:
    """What became of a request."""

    def shows(page: Page, world: World) -> None:
        vault = Vault(world)
        at_work(page, world).brings("Roos", "Ik heb pillen genomen")
        vault.fails = state == "failed"
        vault.asks(page)
        vault.state = state
        expect(page.locator(".pane")).to_contain_text(words)

    return shows


def _gone(page: Page, world: World) -> None:
    vault = Vault(world)
    at_work(page, world).brings("Roos", "Ik heb pillen genomen")
    vault.asks(page)
    vault.state = "granted"
    page.get_by_role("button", name="Toon het adres").wait_for()
    vault.erased = True
    page.get_by_role("button", name="Toon het adres").click()
    expect(page.locator(".pane")).to_contain_text("niets meer bewaard")


def _in_french(page: Page, world: World) -> None:
    service = at_work(page, world)
    page.get_by_role("button", name="Meer").click()
    page.get_by_role("link", name="Français").click()
    page.get_by_role("button", name="Prendre une pause").wait_for()
    service.brings("Roos", "Bonjour", language="fr")
    service.brings("Samir", "Je peux poser une question ?")
    expect(page.locator(".pane")).to_have_count(2)


STATES: dict[str, State] = {
    "desk-door": _door,
    "desk-door-refused": _refused_door,
    "desk-duty": _duty,
    "desk-empty": _empty,
    "desk-pause": _pause,
    "desk-one": _one,
    "desk-two": _two,
    "desk-hostile": _hostile,
    "desk-message-failed": _failed,
    "desk-talking": _talking,
    "desk-french": _in_french,
    "desk-silent": _silent,
    "desk-actions": _actions,
    "desk-notes": _notes,
    "desk-quick-texts": _quick,
    "desk-asked": _asked,
    "desk-end": _dialog("Gesprek beëindigen"),
    "desk-block": _dialog("Blokkeren"),
    "desk-block-unexplained": _unexplained,
    "desk-transfer": _dialog("Doorgeven"),
    "desk-transfer-alone": _alone,
    "desk-preferences": _preferences,
    "desk-rereading": _rereadable,
    "desk-reading": _reread,
    "desk-board": _board,
    "desk-ended": _ended,
    "desk-disclosure": _asking,
    "desk-disclosure-asked": _disclosure_asked,
    "desk-disclosure-granted": _answered("granted", "Dora zegt ja"),
    "desk-disclosure-refused": _answered("refused", "Dora zegt nee"),
    "desk-disclosure-lapsed": _answered("lapsed", "De inzage is voorbij"),
    "desk-disclosure-failed": _answered("failed", "Er wordt niets getoond"),
    "desk-disclosure-gone": _gone,
    "desk-disclosure-shown": _shown,
    "desk-tray": _tray,
    "desk-wrapping": _wrapping,
    "desk-dropped": _dropped,
    "desk-refused": _refused,
    "desk-replaced": _replaced,
    "desk-elsewhere": _elsewhere,
    "desk-dismissed": _dismissed,
}
