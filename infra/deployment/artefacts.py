"""The bucket that CloudFormation reads a release from: archive and template, named after their content."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from infra.deployment.stage import Stage
from infra.packaging.package import Package

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sts import STSClient


# Archives, layers and templates to go back to: the last ten releases, three objects each.
KEPT = 30

_CODE = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}


@dataclass(frozen=True)
class Artefacts:
    """One stage's bucket of releases."""

    s3: "S3Client"
    bucket: str
    region: str

    def upload(self, package: Package, template: dict[str, Any]) -> str:
        """Upload archives and template, forget releases long gone; the URL of the template."""
        archives = {path.name: self._put(path.name, path.read_bytes()) for path in package.archives}
        for resource in template["Resources"].values():
            if place := _CODE.get(resource["Type"]):
                key = archives[Path(resource["Properties"][place]).name]
                resource["Properties"][place] = f"s3://{self.bucket}/{key}"
        name = self._put("template.json", json.dumps(template, sort_keys=True).encode())
        self._forget_older_than(*archives.values(), name)
        return f"{self.s3.meta.endpoint_url}/{self.bucket}/{name}"

    def _put(self, name: str, content: bytes) -> str:
        key = f"{hashlib.sha256(content).hexdigest()}/{name}"
        if not self._holds(key):
            self.s3.put_object(Bucket=self.bucket, Key=key, Body=content)
        return key

    def _forget_older_than(self, *current: str) -> None:
        listed = self.s3.list_objects_v2(Bucket=self.bucket).get("Contents", [])
        newest_first = sorted(listed, key=lambda kept: kept["LastModified"], reverse=True)
        for kept in newest_first[KEPT:]:
            if kept["Key"] not in current:
                self.s3.delete_object(Bucket=self.bucket, Key=kept["Key"])

    def _holds(self, key: str) -> bool:
        try:
            self.s3.head_object(Bucket=self.bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in {"404", "NoSuchKey", "NotFound"}:
                return False
            raise
        return True


def open_artefacts(stage: Stage, s3: "S3Client", sts: "STSClient") -> Artefacts:
    """The bucket of `stage`, made at the first release."""
    account = sts.get_caller_identity()["Account"]
    bucket = f"{stage.stack}-releases-{account}-{stage.region}"
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] not in {"404", "NoSuchBucket"}:
            raise
        _make_bucket(s3, bucket, stage.region)
    return Artefacts(s3, bucket, stage.region)


def _make_bucket(s3: "S3Client", bucket: str, region: str) -> None:
    if region == "us-east-1":  # the one region that refuses to be named
        s3.create_bucket(Bucket=bucket)
        return
    place: Any = {"LocationConstraint": region}
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration=place)
