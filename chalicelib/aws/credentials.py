"""Who we are to AWS: Lambda says it in the environment; elsewhere the SDK knows how to find out."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from botocore.exceptions import NoCredentialsError

from chalicelib.aws.signing import Credentials

if TYPE_CHECKING:
    import botocore.credentials

KeysOf = Callable[[], Credentials]


def keys_of(environment: Mapping[str, str]) -> KeysOf:
    """Reads the environment at each call, so that keys which were renewed there are used at once.

    The calls raise NoCredentialsError.
    """

    def keys() -> Credentials:
        access = environment.get("AWS_ACCESS_KEY_ID")
        secret = environment.get("AWS_SECRET_ACCESS_KEY")
        if not access or not secret:
            return _found_by_the_sdk()
        return Credentials(access, secret, environment.get("AWS_SESSION_TOKEN"))

    return keys


def _found_by_the_sdk() -> Credentials:
    """A profile, a container (which Lambda's snapshots are too), a machine's role; renewed by the SDK when they end."""
    found = _sdk()
    if found is None:
        raise NoCredentialsError
    now = found.get_frozen_credentials()
    if not now.access_key or not now.secret_key:
        raise NoCredentialsError
    return Credentials(now.access_key, now.secret_key, now.token)


@cache
def _sdk() -> "botocore.credentials.Credentials | None":
    # Half a second of a cold start, which only who needs it pays.
    from botocore.session import get_session

    return get_session().get_credentials()
