"""Versions of functions: what nobody goes back to is deleted, and nothing that somebody may be served by."""

from typing import Any, cast

import pytest

from infra.deployment.artefacts import KEPT
from infra.deployment.stack import DeploymentFailed
from infra.deployment.versions import forget, names
from infra.monitoring.functions import SHORT
from infra.packaging.template import gather_rooms
from tests.deployment.account import Account

API = "chathulp-prod-api"


@pytest.fixture
def busy(account: Account) -> Account:
    """An account after more releases than are kept."""
    for number in range(KEPT + 5):
        account.releases(str(number))
    return account


def test_the_last_ones_stay_and_older_ones_go(busy: Account) -> None:
    assert busy.functions.versions[API] == list(range(6, KEPT + 6))
    assert "1 old versions of functions were deleted" in busy.told


def test_going_back_needs_none_of_them(busy: Account) -> None:
    for number in range(KEPT + 3, 5, -1):
        busy.goes_back()
        assert busy.runs_code() == str(number).encode()
    assert len(busy.functions.versions[API]) == KEPT


def test_what_an_alias_calls_stays_however_old(busy: Account) -> None:
    busy.functions.calls(API, 7, alias="pinned")
    busy.functions.calls(API, 8, alias="moving", beside=9)
    for number in range(100, 100 + KEPT):
        busy.releases(str(number))
    kept = busy.functions.versions[API]
    assert kept[:3] == [7, 8, 9]
    assert len(kept) == KEPT + 3


def test_a_release_that_fails_deletes_nothing(busy: Account) -> None:
    before = list(busy.functions.versions[API])
    busy.cloudformation.breaks = "APIHandler"
    with pytest.raises(DeploymentFailed):
        busy.releases("bad")
    assert busy.functions.versions[API] == before


def test_a_function_without_an_alias_is_left_alone(busy: Account) -> None:
    busy.functions.aliases[API].clear()
    busy.functions.versions[API] = list(range(1, 100))
    told: list[str] = []
    forget(cast(Any, busy.functions), [API], told.append)
    assert (busy.functions.versions[API], told) == (list(range(1, 100)), [])


def test_who_may_not_delete_releases_all_the_same(busy: Account) -> None:
    busy.functions.refuses = "AccessDeniedException"
    busy.releases("next")
    assert busy.runs_code() == b"next"
    assert any(line.startswith(f"old versions of {API} stay: ") for line in busy.told)


def test_every_function_of_the_package_is_named() -> None:
    told = gather_rooms()["Resources"].values()
    named = [one for one in told if "FunctionName" in one.get("Properties", {}) and "Type" not in one]
    functions = {str(number): {**one, "Type": "AWS::Serverless::Function"} for number, one in enumerate(named)}
    assert names({"Resources": functions}, "s") == sorted(f"s-{short}" for short in SHORT.values())
