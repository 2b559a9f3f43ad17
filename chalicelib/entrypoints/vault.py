"""The Lambda that alone may read the vault: it believes no caller, and checks the token of who asks itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib.actions.context import Context
from chalicelib.actions.vault import chaining, erasing, night, trail
from chalicelib.domain.staff import NotSignedIn, Role, Staff
from chalicelib.entrypoints.authorizer import StaffSignIn
from chalicelib.entrypoints.deadline import Begins, not_timed
from chalicelib.entrypoints.guard import Event, counted, guarded
from chalicelib.privacy.log import Log
from chalicelib.protocol.outbound import Sent
from chalicelib.protocol.requests import BadRequest, CheckAudit, OfAudit, Query, read_query

Answer = dict[str, object]


@dataclass(frozen=True)
class Question:
    """What is read of the query, who may ask, and what answers."""

    query: type[Query]
    act: Callable[..., Sent]
    role: Role = Role.ADMINISTRATOR


QUESTIONS: Mapping[object, Question] = {
    "audit": Question(OfAudit, trail.read_trail),
    "audit_check": Question(CheckAudit, trail.check_trail),
}


@dataclass(frozen=True)
class Vault:
    """Each minute the outbox is emptied, every five the nightly step goes on; what another function asks is answered to
    whoever signed in."""

    context: Callable[[], Context]
    sign_in: Callable[[], StaffSignIn]
    log: Log
    begins: Begins = not_timed

    def serve(self, event: Event) -> Answer:
        """A minute, which names no question, the nightly step, or a question. Raises HandlerFailed for what failed and
        nobody waits for."""
        if "ask" in event:
            self.begins("vault")
            return guarded(self.log, "vault", lambda: self._answer(event), {"refused": "failed"})
        if event.get("work") == "retention":
            self.begins("retention")
            counted(self.log, "retention", lambda: night.run(self.context()))
            return {}
        self._minute()
        return {}

    def _minute(self) -> None:
        """What is to be erased goes also when the trail cannot be written."""
        self.begins("outbox")
        try:
            counted(self.log, "outbox", lambda: chaining.empty_outbox(self.context()))
        finally:
            counted(self.log, "erasing", lambda: erasing.erase_waiting(self.context()))

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
        if question is None or question.role not in staff.roles:
            raise BadRequest("not_allowed")
        query = event.get("query")
        return question.act(self.context(), staff, read_query(question.query, query if isinstance(query, dict) else {}))
