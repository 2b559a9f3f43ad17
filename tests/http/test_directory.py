"""What the user pool says of somebody, and what is made of its errors."""

from collections.abc import Iterator

import boto3
import pytest
from botocore.stub import Stubber

from chalicelib.directory import CognitoDirectory, Pace
from chalicelib.domain.staff import DirectorySilent, Role, Standing

ASKED = {"UserPoolId": "pool", "Username": "id-an"}


@pytest.fixture
def pool() -> Iterator[tuple[CognitoDirectory, Stubber]]:
    client = boto3.client("cognito-idp", "eu-central-1", aws_access_key_id="a", aws_secret_access_key="b")
    with Stubber(client) as stub:
        yield CognitoDirectory(lambda: client, "pool", Pace(sleep=lambda _: None)), stub
        stub.assert_no_pending_responses()


def _is_there(stub: Stubber, *, enabled: bool = True) -> None:
    stub.add_response("admin_get_user", {"Username": "id-an", "Enabled": enabled}, ASKED)


def test_groups_are_roles_and_channels_page_by_page(pool: tuple[CognitoDirectory, Stubber]) -> None:
    directory, stub = pool
    _is_there(stub)
    first = {"Groups": [{"GroupName": "counsellor"}, {"GroupName": "channel-jac"}], "NextToken": "more"}
    stub.add_response("admin_list_groups_for_user", first, ASKED)
    second = {"Groups": [{"GroupName": "channel-caw"}, {"GroupName": "choir"}]}
    stub.add_response("admin_list_groups_for_user", second, ASKED | {"NextToken": "more"})
    assert directory.standing("id-an") == Standing(frozenset({Role.COUNSELLOR}), ("caw", "jac"))


def test_a_disabled_account_is_asked_nothing_more(pool: tuple[CognitoDirectory, Stubber]) -> None:
    directory, stub = pool
    _is_there(stub, enabled=False)
    assert directory.standing("id-an") == Standing()


def test_an_account_that_is_gone_is_nobodys(pool: tuple[CognitoDirectory, Stubber]) -> None:
    directory, stub = pool
    stub.add_client_error("admin_get_user", "UserNotFoundException")
    assert directory.standing("id-an") == Standing()


@pytest.mark.parametrize("code", ["TooManyRequestsException", "AccessDeniedException", "InternalErrorException"])
def test_any_other_error_is_neither_yes_nor_no(pool: tuple[CognitoDirectory, Stubber], code: str) -> None:
    directory, stub = pool
    _is_there(stub)
    stub.add_client_error("admin_list_groups_for_user", code)
    with pytest.raises(DirectorySilent) as silent:
        directory.standing("id-an")
    assert silent.value.reason == code


def test_a_channel_without_the_role_answers_nothing() -> None:
    assert Standing(frozenset({Role.ADMINISTRATOR}), ("jac",)).answers == frozenset()


def test_five_hundred_are_asked_about_within_the_quota_and_a_quarter_of_a_minute() -> None:
    """Groups may be asked for 50 times a second, by everybody of the account."""
    slept: list[float] = []
    time = [0.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        time[0] += seconds

    pace, turns = Pace(clock=lambda: time[0], sleep=sleep), []
    for _ in range(500):
        pace.wait()
        turns.append(time[0])
    assert turns[-1] <= 15
    assert all(later - earlier >= 1 for earlier, later in zip(turns, turns[45:], strict=False))


def test_who_comes_after_a_pause_does_not_wait() -> None:
    time, slept = [0.0], list[float]()
    pace = Pace(clock=lambda: time[0], sleep=slept.append)
    pace.wait()
    time[0] = 60
    pace.wait()
    assert slept == []
