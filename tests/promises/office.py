"""Everything that the HTTP API can be asked, once."""

from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.entrypoints.routes import ROUTES
from tests.actors import counsellor, visitor
from tests.engine.hooks import Hook, attached
from tests.http.api import AN, DORA, EVA, FIEN, Api, resource_of

if TYPE_CHECKING:
    from tests.http.api import Reply


class Office(Api):
    """Notes which addresses were asked, and wants each answer to be a yes."""

    def send(self, method: str, path: str, body: str | None = None, query: dict[str, str] | None = None) -> "Reply":
        self.asked.add((method, resource_of(method, path)[0]))
        reply = super().send(method, path, body, query)
        assert reply.status < 300, f"{method} {path}: {reply.text}"
        return reply

    @property
    def asked(self) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = self.__dict__.setdefault("_asked", set())
        return found


def asks_everything(hook: Hook, office: Office | None = None) -> None:
    """Every route, in an order in which each has something to say."""
    office = office or Office()
    with attached(office.service.dynamo, before=[hook]), attached(office.service.gateway, before=[hook]):
        office.service.upkeep()
        _anybody(office)
        _channels(office)
        _blocks(office)
        _ranges(office)
        _erasing(office)
        office.service.chains()
        _audit(office)
        office.staff = FIEN
        office.post("/team/tickets")
        office.staff = AN
        office.post("/desk/tickets")
        office.post("/desk/sessions")
        _disclosures(office)
    assert office.asked == set(ROUTES), set(ROUTES) ^ office.asked


def _disclosures(office: Office) -> None:
    """An emergency, and an order of a court that is refused."""
    counsellor(office.service, "An").takes_duty(slots=3)
    sam = visitor(office.service, "203.0.113.9")
    sam.starts("Kiwi")
    kim = visitor(office.service, "203.0.113.90")
    kim.starts("Framboos")
    kim.says("hallo")
    kim.sends("end")
    plea = {"conversation": sam.conversation, "ground": "suicide", "words": "Pillen genomen."}
    id = office.post("/desk/disclosures", **plea, danger="visitor", discussed=True).json["id"]
    office.service.clock.passes(minutes=5)
    office.service.chains()
    office.staff = DORA
    office.get("/admin/disclosures", open="yes")
    office.post(f"/admin/disclosures/{id}/grant", words="Levensgevaar")
    office.staff = AN
    office.get("/desk/disclosures")
    office.get("/desk/conversations", ids=sam.conversation)
    office.get("/desk/readings")
    office.post(f"/desk/conversations/{kim.conversation}/readings")
    office.post(f"/desk/disclosures/{id}/looks")
    office.staff = EVA
    order = office.post("/admin/disclosures", **plea | {"ground": "court_order"}).json["id"]
    office.staff = DORA
    office.post(f"/admin/disclosures/{order}/grant", words="Kantschrift gezien")
    office.staff = EVA
    office.post(f"/admin/disclosures/{order}/looks")
    office.service.clock.passes(hours=1)
    again = office.post("/admin/disclosures", **plea | {"ground": "court_order"}).json["id"]
    office.staff = DORA
    office.post(f"/admin/disclosures/{again}/refuse", words="Geen stuk")
    office.get("/admin/figures", channel="jac")
    office.post("/admin/figures/exports", channel="jac")
    office.get("/admin/disclosure-figures")
    office.post("/admin/disclosure-figures/exports")


def _audit(office: Office) -> None:
    office.get("/admin/audit")
    office.get("/admin/audit/check")


def _anybody(office: Office) -> None:
    office.get("/status")
    office.get("/status/jac")
    office.post("/faults", when="2026-11-24 14:00", what="De knop doet niets.")
    office.get("/admin/fault-figures")
    (reported,) = office.get("/admin/faults").json["items"]
    office.put(f"/admin/faults/{reported['id']}", handled=True)


def _channels(office: Office) -> None:
    channel = "/admin/channels/jac"
    office.get("/admin/channels")
    hours = office.get(f"{channel}/hours").json
    wanted = {name: value for name, value in hours.items() if name not in ("channel", "readable")}
    office.put(f"{channel}/hours", **wanted)
    closure = office.post(f"{channel}/closures", first="2026-12-24", last="2026-12-31", reason="Verlof").json
    office.get(f"{channel}/closures")
    office.delete(f"{channel}/closures/{closure['id']}")
    hours_of = {"opens": "2026-12-25T13:00", "closes": "2026-12-25T15:00"}
    opening = office.post(f"{channel}/openings", **hours_of, reason="Kerstpermanentie").json
    office.get(f"{channel}/openings")
    office.delete(f"{channel}/openings/{opening['id']}")
    office.get(f"{channel}/centres")
    office.put(f"{channel}/centres", csv=Path("docs/centres-example.csv").read_text(), version=0)
    office.get("/centres/jac")
    office.get("/week/jac")
    office.get(f"{channel}/preview", at="2026-12-25T14:00")
    office.post(f"{channel}/close", reason="Stroompanne")
    office.post(f"{channel}/reopen")


def _ranges(office: Office) -> None:
    listed = office.post("/admin/ranges", range="203.0.113.0/24", name="Sint-Jozef", places=30).json
    office.get("/admin/ranges")
    office.delete(f"/admin/ranges/{listed['id']}")


def _erasing(office: Office) -> None:
    """At the end: a conversation whose books are closed, and of which somebody asked where it came from."""
    an, sam = counsellor(office.service, "An"), visitor(office.service, "203.0.113.80")
    an.takes_duty(slots=2)
    sam.starts("Kiwi")
    sam.sends("end")
    office.service.clock.passes(minutes=2)
    office.service.upkeep()
    office.post("/admin/disclosures", conversation=sam.conversation, ground="court_order", words="Kantschrift")
    office.post(f"/admin/conversations/{sam.conversation}/erase", reason="Gevraagd door de bezoeker")


def _blocks(office: Office) -> None:
    counsellor(office.service, "An").takes_duty(slots=1)
    sam = visitor(office.service)
    sam.starts("Sam")
    office.get("/admin/conversations", channel="jac")
    office.get(f"/admin/conversations/{sam.conversation}/reach")
    placed = office.post("/admin/blocks", conversation=sam.conversation, reason="Bedreigingen").json
    office.get("/admin/blocks")
    office.delete(f"/admin/blocks/{placed['id']}")
    office.post("/admin/blocks", origin="203.0.113.7", reason="Bedreigingen")
