"""Each day's head is signed the day after and locked away; what was signed once is not signed otherwise."""

import json
import random
from base64 import b64decode
from contextlib import suppress
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from chalicelib.actions.vault.chaining import chain
from chalicelib.domain.audit import read
from chalicelib.domain.audit_head import name_of
from chalicelib.domain.audit_head import read as read_head
from tests.audit.key import KEY
from tests.audit.trail import deed, kept
from tests.engine.faults import CRASH_AFTER, CRASH_BEFORE, THROTTLED, TIMED_OUT_AFTER, LambdaDied, Strike
from tests.service import Service, service

TUESDAY = date(2026, 11, 24)


def held(here: Service) -> dict[str, tuple[int, str]]:
    """What is locked away: number and hash by day, every signature looked at."""
    found = {}
    for name, file in here.heads.items():
        said = json.loads(file)
        KEY.public_key().verify(b64decode(said["signature"]), said["head"].encode(), ec.ECDSA(SHA256()))
        head = read_head(said["head"])
        assert name == name_of(head.day)
        found[head.day.isoformat()] = (head.n, head.hash)
    return found


def test_a_day_is_signed_ten_minutes_after_its_end_in_utc() -> None:
    here = service()
    chain(here.context, deed(1))
    here.clock.now = here.clock.now.replace(hour=23, minute=59, second=59)
    chain(here.context, deed(2))
    here.clock.passes(seconds=1)
    chain(here.context, deed(3))
    here.clock.passes(minutes=9, seconds=59)
    here.signs()
    assert held(here) == {}, "a run that began before midnight may still be writing"
    here.clock.passes(seconds=1)
    here.signs()
    assert held(here) == {"2026-11-24": (2, kept(here)[1].hash)}


def test_nothing_is_owed_of_a_trail_that_has_not_begun_or_began_today() -> None:
    here = service()
    here.signs()
    chain(here.context, deed(1))
    here.signs()
    assert (held(here), here.log.getvalue().count('"event": "signing"')) == ({}, 2)


def test_days_that_were_missed_are_caught_up_with_and_a_quiet_day_has_a_head_too() -> None:
    here = service()
    chain(here.context, deed(1))
    here.clock.passes(days=1)
    here.signs()
    chain(here.context, deed(2))
    here.clock.passes(days=9)
    chain(here.context, deed(3))
    here.signs()
    hashes = {one.n: one.hash for one in kept(here)}
    expected = {(TUESDAY + timedelta(days=n)).isoformat(): min(n, 1) + 1 for n in range(10)}
    assert held(here) == {day: (n, hashes[n]) for day, n in expected.items()}


def test_a_trail_that_was_never_signed_begins_with_yesterday() -> None:
    here = service()
    chain(here.context, deed(1))
    here.clock.passes(days=40)
    here.signs()
    assert list(held(here)) == ["2027-01-02"]


def test_repeating_a_day_changes_nothing() -> None:
    here = service()
    chain(here.context, deed(1))
    here.clock.passes(days=1)
    here.signs()
    before = dict(here.heads)
    here.clock.passes(hours=3)
    here.signs()
    _forgets_what_is_signed(here)
    here.signs()
    assert here.heads == before


def test_a_year_with_crashes_around_every_step_has_each_head_once() -> None:
    here, dice = service(), random.Random(28)
    chain(here.context, deed(1))
    for _ in range(366):
        for _ in range(dice.randrange(3)):
            chain(here.context, deed(len(kept(here)) + 1))
            here.clock.passes(hours=1)
        here.clock.now = here.clock.now.replace(hour=0, minute=10) + timedelta(days=1)
        fault, place = dice.choice((CRASH_BEFORE, CRASH_AFTER, TIMED_OUT_AFTER, THROTTLED)), dice.randrange(4)
        seen = iter(range(9))
        strike = Strike(fault, at=lambda _, seen=seen, place=place: next(seen, 9) == place)  # type: ignore[misc]
        with strike.on(here.dynamo), suppress(LambdaDied, Exception):
            here.signs()
    here.signs()
    first = min(date.fromisoformat(day) for day in held(here))
    last = here.clock.now.date() - timedelta(days=1)
    assert sorted(held(here)) == [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]
    for day, (n, hash) in held(here).items():
        of_day = [one for one in kept(here) if read(one.text).at.date() <= date.fromisoformat(day)]
        assert (n, hash) == (of_day[-1].n, of_day[-1].hash)


@pytest.mark.parametrize("what", ["changed", "missing", "rewritten", "cut off"])
def test_a_trail_that_is_broken_since_the_last_head_is_not_signed(what: str) -> None:
    here = service()
    for n in (1, 2):
        chain(here.context, deed(n))
    here.clock.passes(days=1)
    here.signs()
    for n in (3, 4):
        chain(here.context, deed(n))
    _breaks(here, what)
    here.clock.passes(days=1)
    here.signs()
    assert list(held(here)) == ["2026-11-24"]
    assert '"event": "trail_broken"' in here.log.getvalue()


def _breaks(here: Service, what: str) -> None:
    items = sorted((one for one in here.dynamo.items("vault") if one["pk"]["S"] == "AUDIT#2026-11"), key=str)
    third = next(one for one in items if one["sk"]["S"].endswith("3"))
    if what == "changed":
        here.dynamo.put_item(TableName="vault", Item=third | {"text": {"S": third["text"]["S"].replace("jac", "caw")}})
    elif what == "missing":
        here.dynamo.delete_item(TableName="vault", Key={name: third[name] for name in ("pk", "sk")})
    else:
        _forgets(here, "AUDIT#2026-11", "AUDIT#HEAD", "AUDIT#DEED")
        here.clock.passes(seconds=1)
        for n in range(1, 7 if what == "rewritten" else 2):
            chain(here.context, deed(n))


def _forgets_what_is_signed(here: Service) -> None:
    """As a table does that was restored from before."""
    _forgets(here, "AUDIT#SIGNED")


def _forgets(here: Service, *beginnings: str) -> None:
    for one in here.dynamo.items("vault"):
        if one["pk"]["S"].startswith(beginnings):
            here.dynamo.delete_item(TableName="vault", Key={name: one[name] for name in ("pk", "sk")})
