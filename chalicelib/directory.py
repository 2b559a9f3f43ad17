"""Asks Cognito whether somebody still is staff; what its errors mean becomes a domain word."""

import time
from collections.abc import Callable, Iterator
from threading import Lock
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.domain.staff import DirectorySilent, Standing, standing_of

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

PEOPLE_A_SECOND = 40
"""Cognito takes 120 questions about an account and 50 about its groups each second, from the whole AWS account."""


class Pace:
    """Lets the next one through only when it is time, whatever thread asks."""

    def __init__(
        self,
        a_second: float = PEOPLE_A_SECOND,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._every, self._clock, self._sleep = 1 / a_second, clock, sleep
        self._next, self._lock = 0.0, Lock()

    def wait(self) -> None:
        """Returns when it is this one's turn."""
        with self._lock:
            now = self._clock()
            turn = max(self._next, now)
            self._next = turn + self._every
        if turn > now:
            self._sleep(turn - now)


class CognitoDirectory:
    """The user pool of the stage. An account is asked for by its subject, which is its user name in this pool."""

    def __init__(self, client: "Callable[[], CognitoIdentityProviderClient]", pool: str, pace: Pace) -> None:
        self._client, self._pool, self._pace = client, pool, pace

    def standing(self, id: str) -> Standing:
        """What the account may do now: nothing when it is disabled or gone. Raises DirectorySilent."""
        self._pace.wait()
        try:
            account = self._client().admin_get_user(UserPoolId=self._pool, Username=id)
            return standing_of(self._groups(id)) if account["Enabled"] else Standing()
        except ClientError as error:
            reason = error.response["Error"]["Code"]
            if reason == "UserNotFoundException":
                return Standing()
            raise DirectorySilent(reason) from None
        except BotoCoreError as error:
            raise DirectorySilent(type(error).__name__) from None

    def _groups(self, id: str) -> Iterator[str]:
        more: dict[str, str] = {}
        while True:
            page = self._client().admin_list_groups_for_user(UserPoolId=self._pool, Username=id, **more)  # type: ignore[arg-type]
            yield from (group["GroupName"] for group in page["Groups"])
            if "NextToken" not in page:
                return
            more = {"NextToken": page["NextToken"]}
