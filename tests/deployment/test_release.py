"""`make deploy` against an account that plays AWS: what it shows, where it stops, what it leaves standing."""

import json
from dataclasses import replace

import pytest

from infra.deployment.changes import DataAtStake
from infra.deployment.release import CalledOff
from infra.deployment.stack import DeploymentFailed
from tests.deployment.account import ROLES, STAGE, Account, template
from tests.deployment.test_leftovers import KEPT

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {}}


def test_a_first_release_stands_and_is_protected(account: Account) -> None:
    assert account.releases("1") == {"PagesUrl": "https://pages"}
    assert account.stack.status == "UPDATE_COMPLETE"
    assert account.stack.parameters.get("DeletionProtection") != "false"
    assert not account.stack.terminable
    denied = json.loads(account.stack.policy)["Statement"][1]
    assert denied["Action"] == ["Update:Replace", "Update:Delete"]
    assert denied["Resource"] == [f"LogicalResourceId/{name}" for name in KEPT]


def test_it_works_under_the_role_and_within_the_boundary(account: Account) -> None:
    account.releases("1")
    assert account.cloudformation.roles == {ROLES.service}
    assert account.stack.parameters["RoleBoundary"] == ROLES.boundary


def test_everything_bears_what_a_bill_is_told_apart_by(account: Account) -> None:
    account.releases("1")
    assert account.cloudformation.tags == {"Service": "chathulp", "Stack": "chathulp-prod", "Stage": "prod"}
    billed = replace(STAGE, cost={"CostCentre": "4711"})
    assert billed.tags == [*STAGE.tags, {"Key": "CostCentre", "Value": "4711"}]


def test_the_change_set_is_shown_before_it_is_carried_out(account: Account) -> None:
    account.releases("1")
    account.told.clear()
    seen: list[str] = []

    def confirm() -> bool:
        seen.extend(account.told)
        return True

    account.releases("2", template(Queue=QUEUE), confirm=confirm)
    shown = "\n".join(seen)
    assert "2 changes:" in shown
    assert "Add      Queue" in shown
    assert "Modify   APIHandler" in shown
    assert account.cloudformation.calls[-1] == "execute UPDATE"


def test_who_says_no_changes_nothing(account: Account) -> None:
    account.releases("1")
    with pytest.raises(CalledOff):
        account.releases("2", confirm=lambda: False)
    assert account.cloudformation.calls[-1] == "discard"
    assert account.runs_code() == b"1"


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("replacement", ["True", "Conditional"])
def test_a_replacement_of_what_holds_data_stops(account: Account, name: str, replacement: str) -> None:
    account.releases("1")
    account.cloudformation.replaces = {name: replacement}
    with pytest.raises(DataAtStake, match=f'REPLACE="{name}"'):
        account.releases("2")
    assert account.cloudformation.calls[-1] == "discard"
    assert account.runs_code() == b"1"


def test_what_is_named_is_replaced_and_protected_again(account: Account) -> None:
    account.releases("1")
    account.cloudformation.replaces = {"ChatTable": "True"}
    account.releases("2", replace=["ChatTable"])
    assert account.runs_code() == b"2"
    assert "LogicalResourceId/ChatTable" in account.stack.policy


def test_naming_one_names_no_other(account: Account) -> None:
    account.releases("1")
    account.cloudformation.replaces = {"ChatTable": "True", "VaultTable": "True"}
    with pytest.raises(DataAtStake, match='REPLACE="VaultTable"'):
        account.releases("2", replace=["ChatTable"])


def test_what_disappears_from_the_template_stops_too(account: Account) -> None:
    account.releases("1")
    without = template()
    del without["Resources"]["StaffPool"]
    with pytest.raises(DataAtStake, match="Remove   StaffPool"):
        account.releases("2", without)


def test_a_function_or_queue_is_replaced_without_a_word(account: Account) -> None:
    account.releases("1", template(Queue=QUEUE))
    account.cloudformation.replaces = {"Queue": "True"}
    account.releases("2", template(Queue=QUEUE))
    assert account.runs_code() == b"2"


def test_a_release_past_this_tool_is_refused_by_the_stacks_own_policy(account: Account) -> None:
    account.releases("1")
    account.cloudformation.replaces = {"ChatTable": "True"}
    stack = account.deployment().stack
    change = stack.propose(dict(account.stack.parameters), "UPDATE", TemplateURL=_again(account))
    with pytest.raises(DeploymentFailed, match="ChatTable"):
        stack.carry_out(change, account.told.append)


def _again(account: Account) -> str:
    artefacts = account.deployment().artefacts
    return artefacts.bucket.url(artefacts.history()[-1].template)


def test_a_change_set_that_is_refused_changes_nothing(account: Account) -> None:
    account.releases("1")
    account.cloudformation.refuses = "Template error: unresolved condition"
    with pytest.raises(DeploymentFailed, match="nothing was changed: Template error: unresolved condition"):
        account.releases("2", template(Queue=QUEUE))
    assert account.stack.status == "UPDATE_COMPLETE"
    assert account.runs_code() == b"1"


def test_a_release_that_fails_says_at_what_and_the_old_one_stands(account: Account) -> None:
    account.releases("1")
    account.cloudformation.breaks = "Queue"
    with pytest.raises(DeploymentFailed, match=r"UPDATE_ROLLBACK_COMPLETE: .*Queue it broke"):
        account.releases("2", template(Queue=QUEUE))
    assert account.runs_code() == b"1"


def test_the_same_again_changes_nothing(account: Account) -> None:
    account.releases("1")
    before = len(account.objects)
    account.releases("1")
    assert account.told[-1] == "nothing to change"
    assert len(account.objects) == before


def test_a_first_release_that_fails_leaves_nothing_in_the_way(account: Account) -> None:
    account.cloudformation.breaks = "APIHandler"
    with pytest.raises(DeploymentFailed, match="ROLLBACK_COMPLETE"):
        account.releases("1")
    assert account.outlived == []
    account.cloudformation.breaks = ""
    account.releases("2")
    assert account.runs_code() == b"2"


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        ("UPDATE_IN_PROGRESS", "wait"),
        ("UPDATE_ROLLBACK_FAILED", "continue-update-rollback"),
        ("DELETE_FAILED", "delete it again"),
    ],
)
def test_a_stack_that_cannot_be_released_says_what_to_do(account: Account, status: str, remedy: str) -> None:
    account.releases("1")
    account.stack.status = status
    with pytest.raises(DeploymentFailed, match=remedy):
        account.releases("2")
