"""Who may come in: tokens of our issuer, for us, now; and nobody else, whatever they forge."""

from collections.abc import Callable
from io import StringIO

import jwt
import pytest

from chalicelib.domain.staff import NotSignedIn, Role
from chalicelib.entrypoints.authorizer import Authorizer
from chalicelib.entrypoints.sign_in import SignIn
from chalicelib.privacy.log import Log
from tests.http.tokens import Provider, moved
from tests.service import Clock

ARN = "arn:aws:execute-api:eu-central-1:123456789012:abcdef/api/GET/admin/blocks"


def test_a_counsellor_signs_in(provider: Provider, sign_in: SignIn) -> None:
    staff = sign_in.staff(f"Bearer {provider.token()}")
    assert (staff.first_name, staff.roles, staff.channels) == ("An", frozenset({Role.COUNSELLOR}), ("caw", "jac"))
    assert staff.id == provider.claims()["sub"]


def test_an_administrator_signs_in(provider: Provider, sign_in: SignIn) -> None:
    staff = sign_in.staff(f"bearer {provider.token(groups=['administrator', 'other'])}")
    assert (staff.roles, staff.channels) == (frozenset({Role.ADMINISTRATOR}), ())


def test_an_access_token_of_cognito_names_the_client_and_no_first_name(provider: Provider, sign_in: SignIn) -> None:
    token = provider.token(token_use="access", aud=None, client_id="client-of-the-desk", given_name=None)
    assert sign_in.staff(f"Bearer {token}").first_name == ""


def test_elliptic_curves_are_good_too(provider: Provider, sign_in: SignIn) -> None:
    provider.new_key("two", "ES256")
    assert sign_in.staff(f"Bearer {provider.token('two', 'ES256')}").first_name == "An"


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"iss": "https://elsewhere.example.org"}, "issuer"),
        ({"iss": None}, "issuer"),
        ({"aud": "another-client"}, "audience"),
        ({"aud": None}, "audience"),
        ({"aud": None, "client_id": "client-of-the-desk"}, "audience"),
        ({"token_use": "access"}, "audience"),
        ({"aud": {"client-of-the-desk": 1}}, "audience"),
        ({"exp": None}, "expired"),
        ({"exp": "tomorrow"}, "expired"),
        ({"exp": True}, "expired"),
        ({"nbf": "yesterday"}, "not_yet_valid"),
        ({"groups": None}, "no_role"),
        ({"groups": []}, "no_role"),
        ({"groups": ["channel-caw"]}, "no_role"),
        ({"groups": {"administrator": 1}}, "no_role"),
        ({"groups": [["administrator"]]}, "no_role"),
        ({"sub": None}, "subject"),
        ({"sub": "a b#c"}, "subject"),
    ],
)
def test_claims_that_are_not_for_us(
    provider: Provider, sign_in: SignIn, claims: dict[str, object], reason: str
) -> None:
    assert _refused(sign_in, provider.forged(claims)) == reason


def test_several_audiences_and_groups_as_text(provider: Provider, sign_in: SignIn) -> None:
    token = provider.token(aud=["other", "client-of-the-desk"], groups="counsellor, channel-jac")
    assert sign_in.staff(f"Bearer {token}").channels == ("jac",)


def test_a_token_ends_and_begins_with_a_little_leeway(provider: Provider, sign_in: SignIn) -> None:
    now = provider.clock()
    assert sign_in.staff(f"Bearer {provider.token(exp=moved(now, seconds=-29))}")
    assert _refused(sign_in, provider.token(exp=moved(now, seconds=-30))) == "expired"
    assert sign_in.staff(f"Bearer {provider.token(nbf=moved(now, seconds=30))}")
    assert _refused(sign_in, provider.token(nbf=moved(now, seconds=31))) == "not_yet_valid"


@pytest.mark.parametrize(
    ("forge", "reason"),
    [
        (lambda provider: provider.unsigned(), "algorithm"),
        (lambda provider: provider.confused(), "algorithm"),
        (lambda provider: provider.confused("none"), "algorithm"),
        (lambda provider: provider.confused("RS256"), "bad_signature"),
        (lambda provider: provider.confused("ES256"), "bad_signature"),
        (lambda provider: provider.token()[:-8] + "AAAAAAAA", "bad_signature"),
        (lambda provider: provider.token() + ".more", "bad_signature"),
        (lambda _: "nonsense", "bad_signature"),
        (lambda _: "a.b.c", "bad_signature"),
        (lambda _: "é.é.é", "bad_signature"),
        (lambda _: "x" * 10_000, "too_large"),
        (lambda _: " ", "no_token"),
        (lambda provider: jwt.encode(provider.claims(), provider.keys["one"], "RS256"), "unknown_key"),
    ],
)
def test_forgeries(provider: Provider, sign_in: SignIn, forge: Callable[[Provider], str], reason: str) -> None:
    assert _refused(sign_in, forge(provider)) == reason


def test_a_token_of_somebody_elses_key_with_our_key_id(provider: Provider, sign_in: SignIn) -> None:
    stranger = Provider(provider.clock)
    stranger.new_key("one")
    assert _refused(sign_in, stranger.token()) == "bad_signature"


def test_a_new_key_is_fetched_once_and_not_at_each_made_up_id(provider: Provider, sign_in: SignIn) -> None:
    sign_in.staff(f"Bearer {provider.token()}")
    sign_in.staff(f"Bearer {provider.token()}")
    assert provider.asked == 1
    provider.new_key("two")
    assert _refused(sign_in, provider.token("two")) == "unknown_key"
    provider.clock.passes(seconds=30)
    assert sign_in.staff(f"Bearer {provider.token('two')}")
    assert _refused(sign_in, provider.token("one")) == "unknown_key"
    assert provider.asked == 2


def test_a_withdrawn_key_dies_within_the_hour(provider: Provider, sign_in: SignIn) -> None:
    sign_in.staff(f"Bearer {provider.token()}")
    provider.published = {"keys": []}
    provider.clock.passes(minutes=59)
    assert sign_in.staff(f"Bearer {provider.token()}")
    provider.clock.passes(minutes=1)
    assert _refused(sign_in, provider.token()) == "unknown_key"


def test_an_issuer_that_is_down_locks_nobody_out(provider: Provider, sign_in: SignIn) -> None:
    sign_in.staff(f"Bearer {provider.token()}")
    provider.broken = True
    provider.clock.passes(hours=2)
    assert sign_in.staff(f"Bearer {provider.token()}")


def test_an_issuer_that_never_answered_lets_nobody_in(provider: Provider, sign_in: SignIn) -> None:
    provider.broken = True
    assert _refused(sign_in, provider.token()) == "unknown_key"


def test_keys_that_are_not_for_signing_are_not_believed(provider: Provider, sign_in: SignIn) -> None:
    secret = {"kty": "oct", "k": "c2VjcmV0", "kid": "shared", "alg": "HS256"}
    encrypting = provider.published["keys"][0] | {"use": "enc"}
    provider.published = {"keys": [secret, "key", {"kty": "?"}, encrypting]}
    assert _refused(sign_in, provider.token()) == "unknown_key"


def test_a_first_name_is_one_short_line(provider: Provider, sign_in: SignIn) -> None:
    assert sign_in.staff(f"Bearer {provider.token(given_name='  An   Els ')}").first_name == "An Els"
    assert sign_in.staff(f"Bearer {provider.token(given_name='A‮n')}").first_name == ""
    assert len(sign_in.staff(f"Bearer {provider.token(given_name='x' * 99)}").first_name) == 40


def test_the_authorizer_lets_in_and_says_who(provider: Provider, sign_in: SignIn) -> None:
    told = Authorizer(lambda: sign_in, Log(StringIO()), provider.clock).authorize(f"Bearer {provider.token()}", ARN)
    until = str(moved(provider.clock(), hours=1))
    said = {"first_name": "An", "roles": "counsellor", "channels": "caw jac", "counts_until": until}
    assert told["context"] == said | {"sign_in": sign_in.staff(f"Bearer {provider.token()}").sign_in}
    [statement] = told["policyDocument"]["Statement"]  # type: ignore[index]
    assert statement["Effect"] == "Allow"
    assert statement["Resource"] == "arn:aws:execute-api:eu-central-1:123456789012:abcdef/api/*"


def test_the_authorizer_refuses_without_a_word_of_the_token(provider: Provider, sign_in: SignIn) -> None:
    log = StringIO()
    for token in (provider.unsigned(), provider.token(aud="kanarie"), "kanarie", ""):
        told = Authorizer(lambda: sign_in, Log(log), provider.clock).authorize(f"Bearer {token}", ARN)
        assert told["policyDocument"]["Statement"][0]["Effect"] == "Deny"  # type: ignore[index]
        assert "kanarie" not in log.getvalue() + str(told)
        assert not token or token not in log.getvalue()


def test_our_own_fault_lets_nobody_in() -> None:
    def broken() -> SignIn:
        raise RuntimeError("kanarie")

    log = StringIO()
    told = Authorizer(broken, Log(log), Clock()).authorize("Bearer x", ARN)
    assert told["policyDocument"]["Statement"][0]["Effect"] == "Deny"  # type: ignore[index]
    assert "kanarie" not in log.getvalue()


def _refused(sign_in: SignIn, token: str) -> str:
    with pytest.raises(NotSignedIn) as no:
        sign_in.staff(f"Bearer {token}")
    assert token.strip() not in str(no.value) or not token.strip()
    return no.value.reason
