"""What an earlier stack left is taken in, or nothing begins beside it."""

import pytest
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from infra.deployment.kept import IDENTIFIERS
from infra.deployment.leftovers import LeftBehind
from tests.deployment.account import STAGE, Account

KEPT = ("AuditHeads", "AuditKey", "ChatTable", "OriginKey", "StaffPool", "VaultKey", "VaultTable")


def tears_down(account: Account) -> None:
    account.stack.terminable = True
    account.cloudformation.delete_stack(StackName=STAGE.stack)


def test_termination_protection_stops_a_slip_of_the_hand(account: Account) -> None:
    account.releases("1")
    with pytest.raises(Exception, match="TerminationProtection"):
        account.cloudformation.delete_stack(StackName=STAGE.stack)


def test_after_a_tear_down_no_empty_table_begins_beside_the_old_one(account: Account) -> None:
    account.releases("1")
    tears_down(account)
    with pytest.raises(LeftBehind, match="ADOPT=yes") as refused:
        account.releases("2")
    assert all(name in str(refused.value) for name in KEPT)
    assert STAGE.stack not in account.cloudformation.stacks


def test_what_was_left_is_taken_in_first_and_the_rest_made_around_it(account: Account) -> None:
    account.releases("1")
    tears_down(account)
    account.cloudformation.calls.clear()
    account.releases("2", adopt=True)
    assert account.cloudformation.calls == ["propose IMPORT", "execute IMPORT", "propose UPDATE", "execute UPDATE"]
    assert account.runs_code() == b"2"


def test_each_is_named_the_way_cloudformation_asks(account: Account) -> None:
    account.releases("1")
    tears_down(account)
    account.releases("2", adopt=True)
    named = account.cloudformation.imported
    assert named["VaultKey"] == {"KeyId": "VaultKey of chathulp-prod"}
    assert named["AuditKey"] == {"KeyId": "AuditKey of chathulp-prod"}
    assert named["AuditHeads"] == {"BucketName": "chathulp-prod-auditheads-x"}
    assert named["OriginKey"] == {"Id": "arn:key"}
    assert named["StaffPool"] == {"UserPoolId": "p"}
    assert named["ChatTable"]["TableName"].startswith("chathulp-prod-ChatTable-")


def test_two_earlier_stacks_are_for_a_person_to_choose_from(account: Account) -> None:
    account.releases("1")
    tears_down(account)
    account.outlived.append((STAGE.stack, "ChatTable"))
    with pytest.raises(LeftBehind, match="more than one"):
        account.releases("2", adopt=True)


def test_a_first_release_that_could_not_clear_up_is_taken_in_too(account: Account) -> None:
    account.releases("1")
    account.stack.status = "ROLLBACK_FAILED"
    account.stack.terminable = True
    with pytest.raises(LeftBehind):
        account.releases("2")
    account.releases("2", adopt=True)
    assert account.runs_code() == b"2"


def test_the_identifiers_are_those_of_cloudformations_own_schemas() -> None:
    for kind, identifier in IDENTIFIERS.items():
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("eu-central-1", kind).schema
        assert schema["primaryIdentifier"] == [f"/properties/{identifier}"]
