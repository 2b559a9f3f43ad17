"""S3 as it is to somebody who says whose bucket it has to be."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError


def refusal(code: str, message: str = "") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "a call")


@dataclass
class Held:
    """One bucket: whose, and what is in it."""

    owner: str
    objects: dict[str, bytes] = field(default_factory=dict)
    closed: bool = False


@dataclass
class Meta:
    endpoint_url: str = "https://s3.eu-central-1.amazonaws.com"


@dataclass
class S3:
    """Every bucket of the world, by name."""

    account: str
    buckets: dict[str, Held] = field(default_factory=dict)
    meta: Meta = field(default_factory=Meta)

    def _of(self, asked: dict[str, Any]) -> Held:
        assert asked["ExpectedBucketOwner"] == self.account, "whose bucket is it to be?"
        held = self.buckets.get(asked["Bucket"])
        if held is None:
            raise refusal("404")
        if held.owner != asked["ExpectedBucketOwner"]:
            raise refusal("403")
        return held

    def head_bucket(self, **asked: Any) -> None:
        self._of(asked)

    def create_bucket(self, Bucket: str, **_: Any) -> None:  # noqa: N803
        self.buckets[Bucket] = Held(self.account)

    def put_public_access_block(self, **asked: Any) -> None:
        self._of(asked).closed = all(asked["PublicAccessBlockConfiguration"].values())

    def put_object(self, **asked: Any) -> None:
        self._of(asked).objects[asked["Key"]] = asked["Body"]

    def head_object(self, **asked: Any) -> None:
        if asked["Key"] not in self._of(asked).objects:
            raise refusal("404")

    def get_object(self, **asked: Any) -> dict[str, Any]:
        self.head_object(**asked)
        return {"Body": io.BytesIO(self._of(asked).objects[asked["Key"]])}

    def delete_object(self, **asked: Any) -> None:
        self._of(asked).objects.pop(asked["Key"], None)

    def list_buckets(self) -> dict[str, Any]:
        return {"Buckets": [{"Name": name} for name in self.buckets]}

    def get_paginator(self, _name: str) -> "S3":
        return self

    def paginate(self, **asked: Any) -> Iterator[dict[str, Any]]:
        """Two of a page: who reads one page only forgets the wrong things."""
        keys = sorted(self._of(asked).objects)
        for first in range(0, len(keys), 2):
            yield {"Contents": [{"Key": key} for key in keys[first : first + 2]]}

    def read(self, url: str) -> bytes:
        """What CloudFormation reads at an address, under its own rights."""
        bucket, _, key = url.removeprefix(f"{self.meta.endpoint_url}/").partition("/")
        return self.buckets[bucket].objects[key]

    def holds(self, address: str) -> bool:
        """Whether `s3://bucket/key` is there."""
        bucket, _, key = address.removeprefix("s3://").partition("/")
        return bucket in self.buckets and key in self.buckets[bucket].objects
