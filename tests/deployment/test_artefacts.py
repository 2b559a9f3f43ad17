"""The bucket of releases: whose it is, what it keeps, and the way back."""

import pytest

from infra.deployment.artefacts import KEPT, NothingToGoBackTo
from infra.deployment.bucket import ForeignBucket
from infra.deployment.stack import DeploymentFailed
from tests.deployment.account import BUCKET, Account, template
from tests.deployment.buckets import Held

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {}}


def test_a_bucket_that_somebody_else_made_gets_nothing(account: Account) -> None:
    account.s3.buckets[BUCKET] = Held("999999999999")
    with pytest.raises(ForeignBucket, match="not of account 123456789012"):
        account.releases("1")
    assert account.objects == {}
    assert account.cloudformation.stacks == {}


def test_our_own_is_closed_to_the_public(account: Account) -> None:
    account.releases("1")
    assert account.s3.buckets[BUCKET].closed


def test_a_bucket_that_was_lost_gets_the_running_archive_back_before_anything_changes(account: Account) -> None:
    account.releases("1")
    del account.s3.buckets[BUCKET]
    account.cloudformation.breaks = "APIHandler"
    with pytest.raises(DeploymentFailed, match="UPDATE_ROLLBACK_COMPLETE"):
        account.releases("2")
    assert account.runs_code() == b"1"
    assert any("brought back from Lambda" in line for line in account.told)


def test_an_archive_that_is_nowhere_any_more_is_said_before_the_release(account: Account) -> None:
    account.releases("1")
    del account.s3.buckets[BUCKET]
    account.functions.runs = b"patched by hand"
    account.releases("2")
    assert any("cannot return to the one that runs" in line for line in account.told)
    assert account.runs_code() == b"2"


def test_25_releases_in_a_row_then_back(account: Account) -> None:
    for number in range(25):
        account.releases(f"release {number}")
        assert account.runs_code() == f"release {number}".encode()
    archives = [key for key in account.objects if key.endswith("deployment.zip")]
    assert len(archives) == KEPT
    account.goes_back()
    assert account.runs_code() == b"release 23"
    account.goes_back()
    assert account.runs_code() == b"release 22"


def test_25_releases_that_fail_cost_the_running_one_nothing(account: Account) -> None:
    account.releases("good")
    account.cloudformation.breaks = "APIHandler"
    for number in range(25):
        with pytest.raises(DeploymentFailed, match="UPDATE_ROLLBACK_COMPLETE"):
            account.releases(f"bad {number}")
        assert account.runs_code() == b"good"
    account.cloudformation.breaks = ""
    account.releases("better")
    assert not any(content.startswith(b"bad") for content in account.objects.values())


def test_an_old_commit_that_is_released_again_is_not_the_oldest(account: Account) -> None:
    for number in range(KEPT):
        account.releases(f"release {number}")
    account.releases("release 0")
    account.cloudformation.breaks = "APIHandler"
    with pytest.raises(DeploymentFailed, match="UPDATE_ROLLBACK_COMPLETE"):
        account.releases("release 99")
    assert account.runs_code() == b"release 0"


def test_going_back_takes_what_was_chosen_then(account: Account) -> None:
    account.releases("1")
    chosen = dict(account.stack.parameters)
    account.releases("2", template(Queue=QUEUE))
    account.goes_back()
    assert account.stack.parameters == chosen
    assert "Queue" not in account.stack.template["Resources"]


def test_going_back_goes_as_far_as_is_kept_and_says_where_it_ends(account: Account) -> None:
    for number in range(KEPT + 3):
        account.releases(f"release {number}")
    for number in range(KEPT + 1, 2, -1):
        account.goes_back()
        assert account.runs_code() == f"release {number}".encode()
    with pytest.raises(NothingToGoBackTo):
        account.goes_back()


def test_what_was_fled_from_is_not_gone_back_to(account: Account) -> None:
    for code in ("1", "2", "bad"):
        account.releases(code)
    account.goes_back()
    account.releases("3")
    account.goes_back()
    assert account.runs_code() == b"2"


def test_before_an_old_commit_that_was_released_again_is_the_one_before_it(account: Account) -> None:
    for code in ("1", "2", "1"):
        account.releases(code)
    account.goes_back()
    assert account.runs_code() == b"2"


def test_there_is_nothing_before_the_first(account: Account) -> None:
    account.releases("1")
    with pytest.raises(NothingToGoBackTo):
        account.goes_back()
