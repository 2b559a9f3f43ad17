"""Secrets are kept as hashes, are for one purpose, and are too long to guess."""

import hmac
import inspect
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.privacy import tokens
from chalicelib.privacy.tokens import Purpose, hashed, joined, matches, parted
from chalicelib.settings import Settings
from chalicelib.wiring import build
from tests.actors import counsellor, visitor
from tests.engine.memory import MemoryDynamo
from tests.service import Clock, service

CONVERSATION = "conversation-of-sam"


@given(secret=st.text(min_size=1), other=st.text(min_size=1))
def test_only_the_same_secret_matches(secret: str, other: str) -> None:
    stored = hashed(secret, Purpose.RESUME)
    assert matches(secret, Purpose.RESUME, stored)
    assert matches(other, Purpose.RESUME, stored) == (other == secret)


@given(secret=st.text(min_size=1))
def test_a_token_of_one_purpose_is_nothing_for_another(secret: str) -> None:
    for purpose in Purpose:
        assert [other for other in Purpose if matches(secret, other, hashed(secret, purpose))] == [purpose]


def test_comparing_takes_as_long_for_any_difference() -> None:
    assert hmac.compare_digest.__name__ in inspect.getsource(tokens.matches)


@given(secret=st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_a_resume_token_names_its_conversation(secret: str) -> None:
    assert parted(joined(CONVERSATION, secret)) == (CONVERSATION, secret)


@pytest.mark.parametrize("token", ["", ".", "a.b", CONVERSATION, CONVERSATION + ".", "." + CONVERSATION])
def test_what_is_no_token_names_nothing(token: str) -> None:
    assert parted(token) == ("", "")


def made(what: Callable[[], str]) -> set[str]:
    return {what() for _ in range(1000)}


def test_real_secrets_have_256_bits_and_real_ids_120() -> None:
    context = build(Settings(), MemoryDynamo(), Clock())  # type: ignore[arg-type]
    secrets, ids = made(context.new_secret), made(context.new_id)
    assert (len(secrets), {len(secret) for secret in secrets}) == (1000, {43})
    assert (len(ids), {len(id) for id in ids}) == (1000, {20})


def test_no_secret_is_kept() -> None:
    here = service()
    here.opens("jac")
    ticket = here.ticket_for("An")
    assert ticket not in str(here.dynamo.items("chat"))
    counsellor(here).takes_duty()
    sam = visitor(here)
    sam.starts("Sam")
    kept = str(here.dynamo.items("chat")) + str(here.dynamo.items("vault"))
    assert sam.token.partition(".")[2] not in kept
    assert hashed(sam.token.partition(".")[2], Purpose.RESUME) in kept
