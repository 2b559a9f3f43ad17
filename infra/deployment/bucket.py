"""A bucket of our own account, and of no other: its name can be guessed, so every call says whose it has to be."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

from botocore.exceptions import ClientError

from infra.deployment.stage import Stage

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sts import STSClient

_MISSING = {"404", "NoSuchKey", "NotFound", "NoSuchBucket"}


class ForeignBucket(Exception):
    """Somebody else has taken the name: what is put there is theirs."""


def _download(address: str) -> bytes:
    with urlopen(address, timeout=60) as answer:
        content: bytes = answer.read()
        return content


@dataclass(frozen=True)
class Bucket:
    """Objects by key."""

    s3: "S3Client"
    name: str
    owner: str
    fetch: Callable[[str], bytes] = _download
    """Reads an address that AWS signed."""

    def put(self, key: str, content: bytes) -> None:
        """Write an object."""
        self.s3.put_object(Bucket=self.name, Key=key, Body=content, ExpectedBucketOwner=self.owner)

    def get(self, key: str) -> bytes:
        """Read an object."""
        return self.s3.get_object(Bucket=self.name, Key=key, ExpectedBucketOwner=self.owner)["Body"].read()

    def holds(self, key: str) -> bool:
        """Whether there is such an object."""
        try:
            self.s3.head_object(Bucket=self.name, Key=key, ExpectedBucketOwner=self.owner)
        except ClientError as error:
            if error.response["Error"]["Code"] in _MISSING:
                return False
            raise
        return True

    def list(self) -> list[str]:
        """Every key, page after page."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.name, ExpectedBucketOwner=self.owner)
        return [one["Key"] for page in pages for one in page.get("Contents", [])]

    def delete(self, key: str) -> None:
        """Forget an object."""
        self.s3.delete_object(Bucket=self.name, Key=key, ExpectedBucketOwner=self.owner)

    def url(self, key: str) -> str:
        """The address by which CloudFormation reads an object."""
        return f"{self.s3.meta.endpoint_url}/{self.name}/{key}"


def open_bucket(stage: Stage, s3: "S3Client", sts: "STSClient") -> Bucket:
    """The bucket of `stage`, made when there is none. Raises ForeignBucket."""
    account = sts.get_caller_identity()["Account"]
    name = f"{stage.stack}-releases-{account}-{stage.region}"
    try:
        s3.head_bucket(Bucket=name, ExpectedBucketOwner=account)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in {"403", "AccessDenied"}:
            raise ForeignBucket(
                f"the bucket {name} is not of account {account}, or this shell may not see it: nothing was uploaded"
            ) from error
        if code not in _MISSING:
            raise
        _make(s3, name, stage.region, account)
    return Bucket(s3, name, account)


def _make(s3: "S3Client", name: str, region: str, owner: str) -> None:
    place: Any = {"CreateBucketConfiguration": {"LocationConstraint": region}}
    # us-east-1 is the one region that refuses to be named.
    s3.create_bucket(Bucket=name, **({} if region == "us-east-1" else place))
    closed = {
        "BlockPublicAcls": True,
        "IgnorePublicAcls": True,
        "BlockPublicPolicy": True,
        "RestrictPublicBuckets": True,
    }
    s3.put_public_access_block(
        Bucket=name,
        PublicAccessBlockConfiguration=closed,  # type: ignore[arg-type]
        ExpectedBucketOwner=owner,
    )
