"""Somebody who is dismissed knocks at the HTTP API; somebody who is not has their session renewed."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest

from chalicelib.domain.staff import Role, Standing
from chalicelib.entrypoints.authorizer import Authorizer
from chalicelib.entrypoints.sign_in import Issuer, SignIn
from chalicelib.privacy.log import Log
from tests.actors import counsellor
from tests.http.api import AN, Api
from tests.http.tokens import ISSUER, Provider
from tests.service import Directory

ARN = "arn:aws:execute-api:eu-central-1:123456789012:abcdef/api/POST/desk/tickets"
TEN_MINUTES = timedelta(minutes=10)
SUBJECT = "8f14e45f-ceea-467f-a5d8-1f4b2c9a7d10"


class Door:
    """The authorizer of a stage; `directory` is None where the issuer cannot be asked."""

    def __init__(self, provider: Provider, sign_in: SignIn, directory: Directory | None) -> None:
        self.provider, self.log, self.directory = provider, StringIO(), directory
        issuer = Issuer(ISSUER.issuer, ISSUER.audience, ISSUER.groups_claim, TEN_MINUTES)
        own = SignIn(issuer, sign_in._keys, provider.clock)
        self.authorizer = Authorizer(lambda: own, Log(self.log), provider.clock, lambda: directory, TEN_MINUTES)

    def lets_in(self, token: str) -> dict[str, str] | None:
        told = self.authorizer.authorize(f"Bearer {token}", ARN)
        effect = told["policyDocument"]["Statement"][0]["Effect"]  # type: ignore[index]
        context: dict[str, str] = told.get("context", {})  # type: ignore[assignment]
        return context if effect == "Allow" else None


def test_a_disabled_account_is_refused_at_once_though_its_token_is_good(provider: Provider, sign_in: SignIn) -> None:
    door, token = Door(provider, sign_in, Directory()), provider.token()
    assert door.lets_in(token)
    assert door.directory
    door.directory.dismisses(SUBJECT)
    assert door.lets_in(token) is None
    assert '"reason": "dismissed"' in door.log.getvalue()


def test_what_the_issuer_says_now_counts_and_not_what_the_token_says(provider: Provider, sign_in: SignIn) -> None:
    door, token = Door(provider, sign_in, Directory()), provider.token(groups=["administrator", "channel-caw"])
    assert door.directory
    door.directory.people[SUBJECT] = Standing(frozenset({Role.COUNSELLOR}), ("jac",))
    context = door.lets_in(token)
    assert context
    assert (context["roles"], context["channels"]) == ("counsellor", "jac")


def test_an_issuer_without_an_answer_keeps_nobody_out_while_its_last_word_counts(
    provider: Provider, sign_in: SignIn
) -> None:
    door, token = Door(provider, sign_in, Directory(silent={"everybody"})), provider.token()
    provider.clock.passes(minutes=9, seconds=59)
    assert door.lets_in(token)
    assert '"event": "staff_unasked"' in door.log.getvalue()
    provider.clock.passes(seconds=1)
    assert door.lets_in(token) is None


def test_a_token_of_another_issuer_counts_no_longer_than_the_session(provider: Provider, sign_in: SignIn) -> None:
    door, token = Door(provider, sign_in, None), provider.token()
    assert door.lets_in(token)
    provider.clock.passes(minutes=10)
    assert door.lets_in(token) is None
    assert door.lets_in(provider.token())


@pytest.mark.parametrize("said_at", [None, "yesterday", True, 1e12, -5])
def test_when_a_token_was_made_cannot_be_made_up(provider: Provider, sign_in: SignIn, said_at: object) -> None:
    """Without a time it counts for nothing; from the future it counts from now."""
    context = Door(provider, sign_in, None).lets_in(provider.token(iat=said_at))
    latest = int((provider.clock() + TEN_MINUTES).timestamp())
    assert context is None if said_at != 1e12 else context and int(context["counts_until"]) == latest


@pytest.fixture
def api() -> Api:
    api = Api()
    api.staff = replace(AN, counts_until=api.service.clock() + TEN_MINUTES)
    return api


def _counting(api: Api) -> float:
    (desk,) = api.service.context.desks.all()
    return (desk.counts_until - api.service.clock()) / timedelta(minutes=1)


def test_a_ticket_counts_as_long_as_the_issuers_word(api: Api) -> None:
    answer = api.post("/desk/tickets").json
    assert answer["counts_for"] == 600
    assert api.service.connects(ticket=answer["ticket"])
    assert _counting(api) == 10


def test_a_desk_whose_session_is_renewed_stays_and_another_is_closed(api: Api) -> None:
    api.service.context = replace(api.service.context, directory=None)
    api.service.opens("jac")
    an = counsellor(api.service, "An")
    an.takes_duty()
    for _ in range(14):
        api.service.clock.passes(minutes=5)
        api.staff = replace(AN, counts_until=api.service.clock() + TEN_MINUTES)
        assert api.post("/desk/sessions").json == {"counts_for": 600}
        an.sends("ping")
        api.service.upkeep()
    assert api.service.light() == "open"
    api.service.clock.passes(minutes=9)
    api.service.upkeep()
    assert not an.sees("refused")
    api.service.clock.passes(minutes=1)
    api.service.upkeep()
    assert an.last_sees("refused")["reason"] == "dismissed"
    assert (api.service.light(), an.connection in api.service.gateway.live) == ("closed", False)


def test_an_older_word_takes_nothing_from_a_newer_one(api: Api) -> None:
    counsellor(api.service, "An")
    assert _counting(api) == 60
    api.post("/desk/sessions")
    assert _counting(api) == 60


def test_a_channel_or_role_that_a_new_token_lacks_is_lost_within_the_minute(api: Api) -> None:
    api.service.context = replace(api.service.context, directory=None)
    api.service.opens("jac")
    an = counsellor(api.service, "An")
    an.takes_duty()
    api.staff = replace(AN, channels=("caw",), counts_until=api.service.clock() + TEN_MINUTES)
    assert api.post("/desk/sessions").status == 200
    api.service.upkeep()
    assert (an.last_sees("refused")["frame"], api.service.light()) == ("duty", "closed")
    api.staff = replace(AN, roles=frozenset({Role.ADMINISTRATOR}), counts_until=api.service.clock() + TEN_MINUTES)
    assert api.post("/desk/sessions").kind == "not_allowed"
    api.service.upkeep()
    assert an.connection not in api.service.gateway.live


def test_nobody_renews_the_session_of_another(api: Api) -> None:
    counsellor(api.service, "Bram")
    api.service.clock.passes(minutes=30)
    api.staff = replace(AN, counts_until=api.service.clock() + timedelta(hours=9))
    api.post("/desk/sessions")
    assert _counting(api) == 30
