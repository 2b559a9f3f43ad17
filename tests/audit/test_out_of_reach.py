"""What the template says of signed heads: nobody shortens, replaces or loses them."""

from typing import Any

from tests.alarms.cloudwatch import RESOURCES

KEY, BUCKET = RESOURCES["AuditKey"], RESOURCES["AuditHeads"]
POLICY = RESOURCES["AuditHeadsPolicy"]["Properties"]
DENIED: dict[str, Any] = {one["Sid"]: one for one in POLICY["PolicyDocument"]["Statement"]}


def test_heads_are_locked_as_long_as_the_trail_is_kept() -> None:
    lock = BUCKET["Properties"]["ObjectLockConfiguration"]
    assert BUCKET["Properties"]["ObjectLockEnabled"] is True
    assert lock["Rule"]["DefaultRetention"] == {"Mode": "COMPLIANCE", "Years": {"Ref": "AuditYears"}}
    assert BUCKET["Properties"]["VersioningConfiguration"] == {"Status": "Enabled"}


def test_key_and_heads_outlive_the_stack() -> None:
    for one in (KEY, BUCKET):
        assert (one["DeletionPolicy"], one["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


def test_the_key_signs_on_p_256_and_does_nothing_else() -> None:
    assert (KEY["Properties"]["KeySpec"], KEY["Properties"]["KeyUsage"]) == ("ECC_NIST_P256", "SIGN_VERIFY")


def test_the_bucket_is_nobodys_but_ours_and_is_encrypted() -> None:
    assert set(BUCKET["Properties"]["PublicAccessBlockConfiguration"].values()) == {True}
    (rule,) = BUCKET["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"


def test_it_refuses_what_comes_in_the_clear_and_a_second_file_by_one_name() -> None:
    assert POLICY["Bucket"] == {"Ref": "AuditHeads"}
    clear, over = DENIED["NothingInTheClear"], DENIED["NothingOverWhatIsThere"]
    assert (clear["Effect"], clear["Action"], clear["Principal"]) == ("Deny", "s3:*", "*")
    assert clear["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert (over["Effect"], over["Action"], over["Principal"]) == ("Deny", "s3:PutObject", "*")
    assert over["Condition"] == {"Null": {"s3:if-none-match": "true"}}
