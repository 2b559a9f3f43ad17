"""The Lambda that stands before the guarded addresses of the HTTP API."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.domain.staff import DirectorySilent, NotSignedIn, Staff, Standing
from chalicelib.entrypoints.deadline import Begins, not_timed
from chalicelib.entrypoints.request import context_of
from chalicelib.privacy.log import Log


class StaffSignIn(Protocol):
    """Checks an `Authorization` header. Raises NotSignedIn."""

    def staff(self, authorization: str) -> Staff: ...


class Directory(Protocol):
    """Says what somebody may do at this moment. Raises DirectorySilent."""

    def standing(self, id: str) -> Standing: ...


@dataclass(frozen=True)
class Authorizer:
    """Lets staff who signed in reach the API; what a role may do is decided at each route.

    A token tells what was true when it was made. Where the issuer can be asked, what it says now holds instead; where
    it cannot, or gives no answer, the token is believed as long as its word counts.
    """

    sign_in: Callable[[], StaffSignIn]
    log: Log
    now: Callable[[], datetime]
    directory: Callable[[], Directory | None] = lambda: None
    word_counts: timedelta = timedelta(hours=1)
    begins: Begins = not_timed

    def authorize(self, authorization: str, method_arn: str) -> dict[str, object]:
        """Everything of this API to somebody who is staff, or no."""
        self.begins("staff")
        try:
            staff = self._as_of_now(self.sign_in().staff(authorization))
        except NotSignedIn as no:
            self.log.note("sign_in_refused", reason=no.reason)
            return _policy("nobody", "Deny", method_arn)
        except Exception as error:
            self.log.fault("sign_in_failed", error)
            return _policy("nobody", "Deny", method_arn)
        return _policy(staff.id, "Allow", method_arn) | {"context": context_of(staff)}

    def _as_of_now(self, staff: Staff) -> Staff:
        standing, now = self._standing(staff.id), self.now()
        if standing:
            counts_until = now + self.word_counts
            staff = replace(staff, roles=standing.roles, channels=standing.channels, counts_until=counts_until)
        if not staff.roles:
            raise NotSignedIn("dismissed")
        if staff.counts_until is None or staff.counts_until <= now:
            raise NotSignedIn("stale")
        return staff

    def _standing(self, id: str) -> Standing | None:
        directory = self.directory()
        try:
            return directory.standing(id) if directory else None
        except DirectorySilent as silent:
            self.log.note("staff_unasked", reason=silent.reason, count=1)
            return None


def _policy(principal: str, effect: str, method_arn: str) -> dict[str, object]:
    stage = "/".join(method_arn.split("/")[:2])
    statement = {"Action": "execute-api:Invoke", "Effect": effect, "Resource": f"{stage}/*"}
    return {"principalId": principal, "policyDocument": {"Version": "2012-10-17", "Statement": [statement]}}
