"""The people of an emergency: who holds the conversation, who decides, and what each asks over HTTP."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from chalicelib.actions.context import Context
from chalicelib.domain.staff import Role, Staff
from tests.actors import Counsellor, Visitor, counsellor, visitor
from tests.http.api import AN, DORA, Api, Reply
from tests.service import Service, service

BO = Staff("id-bo", "Bo", frozenset({Role.COUNSELLOR}), ("caw", "jac"))
BOTH = Staff("id-an", "An", frozenset({Role.COUNSELLOR, Role.ADMINISTRATOR}), ("caw", "jac"))
"""An, who is an administrator too."""

CANARY = "2001:db8:c0de::bee"
"""Sam's address, which nobody may see but through a disclosure."""

WORDS = "Zij zegt dat zij nu pillen neemt in de badkamer van oma Godelieve."
WHY = "Levensgevaar, 112 heeft het adres nodig."


class Emergency:
    """One conversation, and everybody around it."""

    def __init__(self, change: Callable[[Context], Context] | None = None) -> None:
        self.here: Service = service(change=change)
        self.here.upkeep()
        self.an: Counsellor = counsellor(self.here, "An")
        self.an.takes_duty(slots=2)
        self.sam: Visitor = visitor(self.here, CANARY)
        self.sam.starts("Sam")

    def api(self, staff: Staff) -> Api:
        return Api(self.here, staff)

    def asks(self, staff: Staff = AN, **fields: object) -> Reply:
        """A counsellor asks from the pane."""
        usual: dict[str, Any] = {"danger": "visitor", "ground": "suicide", "words": WORDS, "discussed": False}
        usual["conversation"] = self.sam.conversation
        return self.api(staff).post("/desk/disclosures", **usual | fields)

    def orders(self, staff: Staff = DORA) -> Reply:
        """An administrator asks, with papers."""
        order = {"ground": "court_order", "words": "Kantschrift 2026/114 van de onderzoeksrechter."}
        return self.api(staff).post("/admin/disclosures", conversation=self.sam.conversation, **order)

    def grants(self, id: str, staff: Staff = DORA, words: str = WHY) -> Reply:
        return self.api(staff).post(f"/admin/disclosures/{id}/grant", words=words)

    def refuses(self, id: str, staff: Staff = DORA, words: str = "Er is geen gevaar.") -> Reply:
        return self.api(staff).post(f"/admin/disclosures/{id}/refuse", words=words)

    def looks(self, id: str, staff: Staff = AN) -> Reply:
        return self.api(staff).send("POST", f"/desk/disclosures/{id}/looks")

    def own(self, staff: Staff = AN) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.api(staff).get("/desk/disclosures").json["items"]
        return items

    def listed(self, staff: Staff = DORA, **query: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.api(staff).get("/admin/disclosures", **query).json["items"]
        return items

    def granted(self) -> str:
        """The id of one that was asked and granted."""
        id: str = self.asks().json["id"]
        assert self.grants(id).status == 200
        return id


def alone(context: Context) -> Context:
    """A stage that says it has a single administrator."""
    return replace(context, lone_administrator=True)
