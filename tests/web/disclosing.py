"""The vault as the desk meets it over HTTP: one request, whose answer a test decides."""

from playwright.sync_api import Page

from tests.web.desk_stage import conversation_of, moment
from tests.web.staff_stage import Body, World

ADDRESS = "2001:db8:85a3:8d3:1319:8a2e:370:7348"


LISTS = {
    "outcomes": [
        {"id": "heard", "name": {"nl": "Gehoord", "en": "Heard"}},
        {"id": "referred", "name": {"nl": "Doorverwezen", "en": "Referred"}},
        {"id": "advice", "name": {"nl": "Informatie of advies gekregen", "en": "Got information or advice"}},
        {"id": "emergency", "name": {"nl": "Noodhulp ingeschakeld", "en": "Emergency help called"}},
    ],
    "themes": [
        {"id": "home", "name": {"nl": "Thuis", "en": "Home"}},
        {"id": "love", "name": {"nl": "Liefde en seksualiteit", "en": "Love and sexuality"}},
        {"id": "suicide", "name": {"nl": "Zelfdoding en zelfverwonding", "en": "Suicide and self-harm"}},
    ],
}


class Vault:
    """Answers the desk's questions about a disclosure of Roos; `looks` counts what is written down."""

    def __init__(self, world: World) -> None:
        self.state, self.told, self.looks = "asked", True, 0
        self.fails, self.erased = False, False
        self.plea: Body = None
        self._world = world
        world.on_call = "+32 470 12 34 56"
        world.answer = self._answer

    def asks(self, page: Page) -> None:
        """The counsellor fills in the form."""
        page.get_by_text("Acties").click()
        page.get_by_role("button", name="Inzage vragen").click()
        self.fills_in(page)

    def fills_in(self, page: Page) -> None:
        """The form that is open."""
        form = page.get_by_role("dialog")
        form.get_by_label("Roos zelf").check()
        form.get_by_label("Zelfdoding").check()
        form.get_by_label("Wat moet de beheerder weten").fill("Zegt dat ze pillen nam.")
        form.get_by_label("Nee, dat kon niet").check()
        form.get_by_role("button", name="Vraag inzage").click()

    def _answer(self, method: str, path: str, body: Body) -> tuple[int, object]:
        if self.fails:
            problem = {"type": "urn:chathulp:problem:call_instead", "title": "Inzage lukt nu niet"}
            return 503, {**problem, "detail": "We kunnen dit nu niet opschrijven. Bel het wachtnummer."}
        if path.startswith("desk/conversations?"):
            roos = {"conversation": conversation_of("Roos"), "channel": "jac", "nickname": "Roos"}
            wrap_up: dict[str, object] = {
                "conversation": conversation_of("Roos"),
                "outcome": None,
                "themes": [],
                "note": None,
            }
            items = [roos | {"ended_at": moment(-60), "wrap_up": wrap_up}]
            return 200, {"items": items, "choices": {"jac": LISTS}}
        if self.erased:
            problem = {"type": "urn:chathulp:problem:gone", "title": "Gewist", "detail": "Er is niets meer bewaard."}
            return 410, problem
        if path.endswith("/looks"):
            self.looks += 1
            stay = {"address": ADDRESS, "first": "2026-11-24T13:00:05.000Z", "last": None}
            stay |= {"first_local": "2026-11-24T14:00:05+01:00", "last_local": None}
            return 200, {"disclosure": self._item(), "stays": [stay]}
        if method == "POST":
            self.plea = body
            return 201, self._item()
        return 200, {"items": [self._item()] if self.plea else [], "on_call": self._world.on_call}

    def _item(self) -> dict[str, object]:
        decided = {"decider": "Dora", "decision": "Geen gevaar meer."} if self.state != "asked" else {}
        return {
            "id": "000001795525200000-een", "conversation": conversation_of("Roos"), "state": self.state,
            "asked_at": moment(), "ends_at": moment(3600), "told": self.told, **decided,
        }  # fmt: skip
