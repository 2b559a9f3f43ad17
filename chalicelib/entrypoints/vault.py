"""The Lambda that alone may read the vault: it believes no caller, and checks the token of who asks itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib.actions.context import Context
from chalicelib.actions.vault import (
    chaining,
    disclosing,
    disclosure_figures,
    emergency,
    erasing,
    night,
    rereading,
    signing,
    trail,
)
from chalicelib.domain.staff import NotSignedIn, Role, Staff
from chalicelib.entrypoints.authorizer import StaffSignIn
from chalicelib.entrypoints.deadline import Begins, not_timed
from chalicelib.entrypoints.guard import Event, HandlerFailed, counted, guarded
from chalicelib.privacy.log import Log
from chalicelib.protocol import disclosing as asked
from chalicelib.protocol.fields import Closed
from chalicelib.protocol.outbound import Sent
from chalicelib.protocol.requests import BadRequest, CheckAudit, OfAudit, Query, read_query
from chalicelib.protocol.rereading import OneConversation

Answer = dict[str, object]


@dataclass(frozen=True)
class Question:
    """What is read of the query, who may ask (None: whoever is staff), and what answers."""

    query: type[Closed]
    act: Callable[..., Sent]
    role: Role | None = Role.ADMINISTRATOR


QUESTIONS: Mapping[object, Question] = {
    "audit": Question(OfAudit, trail.read_trail),
    "audit_check": Question(CheckAudit, trail.check_trail),
    "disclosure_ask": Question(asked.AskDisclosure, disclosing.ask, Role.COUNSELLOR),
    "disclosure_order": Question(asked.OrderDisclosure, disclosing.order),
    "disclosures_mine": Question(asked.OwnDisclosures, disclosing.mine, Role.COUNSELLOR),
    "disclosures": Question(asked.OfDisclosures, disclosing.listed),
    "disclosure_grant": Question(asked.AnswerDisclosure, disclosing.grant),
    "disclosure_refuse": Question(asked.AnswerDisclosure, disclosing.refuse),
    # Whoever asked, in whichever role, and nobody else.
    "disclosure_look": Question(asked.OneDisclosure, disclosing.look, None),
    "conversation_reread": Question(OneConversation, rereading.open_again, Role.COUNSELLOR),
    "disclosure_figures": Question(Query, disclosure_figures.read_figures),
    "disclosure_figures_export": Question(Query, disclosure_figures.export_figures),
}


@dataclass(frozen=True)
class Vault:
    """Each minute the outbox is emptied, every five the nightly step goes on and days that are over are signed; what
    another function asks is answered to whoever signed in."""

    context: Callable[[], Context]
    sign_in: Callable[[], StaffSignIn]
    log: Log
    begins: Begins = not_timed

    def serve(self, event: Event) -> Answer:
        """A minute, which names no question, work that comes less often, or a question. Raises HandlerFailed for what
        failed and nobody waits for."""
        if "ask" in event:
            self.begins("vault")
            return guarded(self.log, "vault", lambda: self._answer(event), {"refused": "failed"})
        if event.get("work") == "retention":
            self.begins("retention")
            counted(self.log, "retention", lambda: night.run(self.context()))
            return {}
        if event.get("work") == "signing":
            self.begins("signing")
            counted(self.log, "signing", lambda: signing.run(self.context()))
            return {}
        self._minute()
        return {}

    def _minute(self) -> None:
        """An emergency does not wait for the trail, and neither does what is to be erased."""
        self.begins("outbox")
        told = guarded(self.log, "emergency", lambda: emergency.remind(self.context()), None)
        try:
            counted(self.log, "outbox", lambda: chaining.empty_outbox(self.context()))
        finally:
            counted(self.log, "erasing", lambda: erasing.erase_waiting(self.context()))
        if told is None:
            raise HandlerFailed("emergency")

    def _answer(self, event: Event) -> Answer:
        try:
            question = QUESTIONS.get(event["ask"])
            staff = self.sign_in().staff(str(event.get("authorization")))
            return {"answer": self._answered(question, staff, event).model_dump(mode="json", by_alias=True)}
        except NotSignedIn as no:
            self.log.note("vault_sign_in_refused", reason=no.reason)
            return {"refused": "not_allowed"}
        except BadRequest as bad:
            return {"refused": bad.word, "faults": bad.faults}

    def _answered(self, question: Question | None, staff: Staff, event: Event) -> Sent:
        if question is None or not (question.role in staff.roles if question.role else staff.roles):
            raise BadRequest("not_allowed")
        query = event.get("query")
        return question.act(self.context(), staff, read_query(question.query, query if isinstance(query, dict) else {}))
