"""The Lambda that stands before the guarded addresses of the HTTP API."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.staff import NotSignedIn, Staff
from chalicelib.entrypoints.request import context_of
from chalicelib.privacy.log import Log


class StaffSignIn(Protocol):
    """Checks an `Authorization` header. Raises NotSignedIn."""

    def staff(self, authorization: str) -> Staff: ...


@dataclass(frozen=True)
class Authorizer:
    """Lets staff who signed in reach the API; what a role may do is decided at each route."""

    sign_in: Callable[[], StaffSignIn]
    log: Log

    def authorize(self, authorization: str, method_arn: str) -> dict[str, object]:
        """Everything of this API to somebody who signed in, or no.

        Everything, because API Gateway keeps the answer for each token.
        """
        try:
            staff = self.sign_in().staff(authorization)
        except NotSignedIn as no:
            self.log.note("sign_in_refused", reason=no.reason)
            return _policy("nobody", "Deny", method_arn)
        except Exception as error:
            self.log.fault("sign_in_failed", error)
            return _policy("nobody", "Deny", method_arn)
        return _policy(staff.id, "Allow", method_arn) | {"context": context_of(staff)}


def _policy(principal: str, effect: str, method_arn: str) -> dict[str, object]:
    stage = "/".join(method_arn.split("/")[:2])
    statement = {"Action": "execute-api:Invoke", "Effect": effect, "Resource": f"{stage}/*"}
    return {"principalId": principal, "policyDocument": {"Version": "2012-10-17", "Statement": [statement]}}
