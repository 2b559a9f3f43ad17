"""Sign-in of staff: is this bearer token real, meant for us, and of one of ours?

The issuer is a setting, so Cognito and any other OpenID Connect provider are alike. Signatures are checked
by PyJWT; what the claims must say is checked here, by the clock that is given. A refusal bears a word of
ours and nothing of the token.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.request import urlopen

import jwt

from chalicelib.domain.staff import NotSignedIn, Staff, standing_of
from chalicelib.privacy.log import Log
from chalicelib.settings import Settings

ALGORITHMS = frozenset({"RS256", "ES256"})
"""Asymmetric only: `none` signs nothing, and HS256 would take our public key for a shared secret."""

LEEWAY = timedelta(seconds=30)
"""Clocks of two companies differ a little."""

LONGEST_TOKEN = 8 * 1024

_ID = re.compile(r"[A-Za-z0-9@._:|-]{1,128}")
_NAME_LENGTH = 40

Claims = Mapping[str, object]


@dataclass(frozen=True)
class Issuer:
    """Whose tokens are believed, and which of their claims has the groups."""

    issuer: str
    audience: str
    groups_claim: str
    word_counts: timedelta = timedelta(hours=1)
    """How long after it was said we go on believing that somebody is staff."""


def fetch_keys(url: str, timeout: float = 3) -> Claims:
    """The issuer's published keys. Slow or broken is no: an authorizer that waits keeps everybody waiting."""
    with urlopen(url, timeout=timeout) as answer:  # noqa: S310  (the address is a setting, never input)
        document: Claims = json.loads(answer.read(256 * 1024))
    return document


@dataclass
class KeyRing:
    """The issuer's public keys, kept by id.

    Read again each hour, so that a withdrawn key dies, and once for an unknown id, because keys rotate; never
    more often than every half minute, or made-up ids would make us knock at the issuer for each request.
    """

    FRESH = timedelta(hours=1)
    PAUSE = timedelta(seconds=30)

    fetch: Callable[[], Claims]
    now: Callable[[], datetime]
    unreachable: Callable[[BaseException], None] = lambda _: None
    _keys: dict[str, jwt.PyJWK] = field(default_factory=dict)
    _read_at: datetime | None = None
    _tried_at: datetime | None = None

    def key(self, id: str) -> jwt.PyJWK:
        """The key with this id. Raises NotSignedIn when the issuer has none, or cannot be reached."""
        if id not in self._keys or self._is_old():
            self._read()
        if id not in self._keys:
            raise NotSignedIn("unknown_key")
        return self._keys[id]

    def _is_old(self) -> bool:
        return self._read_at is None or self.now() - self._read_at >= self.FRESH

    def _read(self) -> None:
        if self._tried_at is not None and self.now() - self._tried_at < self.PAUSE:
            return
        self._tried_at = self.now()
        try:
            found = self.fetch().get("keys")
        except (OSError, ValueError, AttributeError, RecursionError) as error:
            # Keys that are known stay good: an issuer that is down for a minute locks nobody out.
            self.unreachable(error)
            return
        self._keys = dict(_usable(found if isinstance(found, list) else ()))
        self._read_at = self.now()


def _usable(found: Iterable[object]) -> Iterable[tuple[str, jwt.PyJWK]]:
    for described in found:
        if not isinstance(described, dict) or described.get("use", "sig") != "sig":
            continue
        try:
            key = jwt.PyJWK(described)
        except jwt.PyJWTError:
            continue
        if key.key_id and key.algorithm_name in ALGORITHMS:
            yield key.key_id, key


class SignIn:
    """Checks bearer tokens."""

    def __init__(self, issuer: Issuer, keys: KeyRing, now: Callable[[], datetime]) -> None:
        self._issuer, self._keys, self._now = issuer, keys, now

    def staff(self, authorization: str) -> Staff:
        """Who sent this `Authorization` header. Raises NotSignedIn."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise NotSignedIn("no_token")
        return staff_of(self._proved(token.strip()), self._issuer, self._now())

    def _proved(self, token: str) -> Claims:
        if len(token) > LONGEST_TOKEN:
            raise NotSignedIn("too_large")
        try:
            key = self._keys.key(_key_id(token))
            # What the claims must say is checked below, by our clock.
            return dict(jwt.decode(token, key, algorithms=[key.algorithm_name], options=_SIGNATURE_ONLY))
        except (jwt.PyJWTError, ValueError, RecursionError):
            raise NotSignedIn("bad_signature") from None


_SIGNATURE_ONLY: jwt.types.Options = {
    "verify_signature": True,
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "verify_aud": False,
    "verify_iss": False,
    "verify_sub": False,
    "verify_jti": False,
}


def _key_id(token: str) -> str:
    header = jwt.get_unverified_header(token)
    if header.get("alg") not in ALGORITHMS:
        raise NotSignedIn("algorithm")
    id = header.get("kid")
    if not isinstance(id, str):
        raise NotSignedIn("unknown_key")
    return id


def staff_of(claims: Claims, issuer: Issuer, now: datetime) -> Staff:
    """The person that proved claims are about. Raises NotSignedIn.

    An ID token names its audience in `aud`; an access token of Cognito names it in `client_id` and bears no
    first name.
    """
    if not issuer.issuer or claims.get("iss") != issuer.issuer:
        raise NotSignedIn("issuer")
    if not issuer.audience or issuer.audience not in _audiences(claims):
        raise NotSignedIn("audience")
    _check_times(claims, now)
    standing = standing_of(_groups(claims.get(issuer.groups_claim)))
    if not standing.roles:
        raise NotSignedIn("no_role")
    counts_until = _said_at(claims, now) + issuer.word_counts
    id, name = _id(claims.get("sub")), _first_name(claims.get("given_name"))
    return Staff(id, name, standing.roles, standing.channels, counts_until, _sign_in(id, claims, now))


def _audiences(claims: Claims) -> frozenset[object]:
    named = claims.get("client_id" if claims.get("token_use") == "access" else "aud")
    return frozenset(each for each in (named if isinstance(named, list) else [named]) if isinstance(each, str))


def _check_times(claims: Claims, now: datetime) -> None:
    expires, begins = _seconds(claims.get("exp")), _seconds(claims.get("nbf", 0))
    if expires is None or now.timestamp() >= expires + LEEWAY.total_seconds():
        raise NotSignedIn("expired")
    if begins is None or now.timestamp() < begins - LEEWAY.total_seconds():
        raise NotSignedIn("not_yet_valid")


def _said_at(claims: Claims, now: datetime) -> datetime:
    """When the issuer said all this; long ago when the token does not tell, never later than now."""
    at = _seconds(claims.get("iat")) or 0
    return datetime.fromtimestamp(min(max(at, 0), now.timestamp()), UTC)


def _sign_in(id: str, claims: Claims, now: datetime) -> str:
    """What stands for the sign-in that a token comes from: the same after it was renewed.

    Cognito names it, other issuers may tell when it was; of one that does neither, all of a day (UTC) count as one.
    """
    named = claims.get("origin_jti") or claims.get("auth_time") or _said_at(claims, now).date().isoformat()
    return hashlib.sha256(f"{id}\n{named}".encode()).hexdigest()[:32]


def _seconds(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _groups(value: object) -> frozenset[str]:
    """A list of words; some issuers send one text with spaces or commas."""
    words = re.split(r"[\s,]+", value) if isinstance(value, str) else value if isinstance(value, list) else ()
    return frozenset(word for word in words if isinstance(word, str) and word)


def _id(value: object) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise NotSignedIn("subject")
    return value


def _first_name(value: object) -> str:
    name = " ".join(value.split()) if isinstance(value, str) else ""
    return name[:_NAME_LENGTH] if name.isprintable() else ""


def sign_in_with(chosen: Settings, fetch: Callable[[], Claims], now: Callable[[], datetime], log: Log) -> SignIn:
    """A sign-in that tells when the issuer's keys cannot be read."""
    issuer = Issuer(chosen.oidc_issuer, chosen.oidc_audience, chosen.oidc_groups_claim, chosen.word_counts)
    return SignIn(issuer, KeyRing(fetch, now, lambda error: log.fault("issuer_unreachable", error)), now)
