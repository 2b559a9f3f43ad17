"""Reads trail, signed heads and public key with the credentials of this shell, into files that are checked offline."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from chalicelib.domain.audit import months
from chalicelib.store.outbox import Outbox
from chalicelib.store.table import Table
from chalicelib.store.trail import Trail
from infra.audit.export import Export, write_export

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True)
class Source:
    """Where a stage keeps them."""

    vault_table: str
    bucket: str
    key: str


@dataclass(frozen=True)
class Files:
    """Where they were written to."""

    export: Path
    heads: Path
    key: Path

    @classmethod
    def within(cls, folder: Path) -> "Files":
        return cls(folder / "trail.jsonl", folder / "heads", folder / "public.pem")


def fetch(session: boto3.Session, endpoint: str | None, source: Source, files: Files) -> None:
    """Reads everything anew; what an earlier run left is thrown away."""
    shutil.rmtree(files.heads, ignore_errors=True)
    files.heads.mkdir(parents=True)
    # Heads first: one that is signed meanwhile is of a day whose entries are all there.
    _fetch_heads(session.client("s3", endpoint_url=endpoint), source.bucket, files.heads)
    dynamodb = session.client("dynamodb", endpoint_url=endpoint)
    write_export(export_of(dynamodb, source.vault_table, datetime.now(UTC)), files.export)
    told = session.client("kms", endpoint_url=endpoint).get_public_key(KeyId=source.key)
    pem = load_der_public_key(told["PublicKey"]).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    files.key.write_bytes(pem)


def export_of(client: "DynamoDBClient", table: str, now: datetime) -> Export:
    """The head first, then the entries up to it: what is chained meanwhile is for the next export."""
    vault = Table(client, table, lambda: now)
    trail = Trail(vault, Outbox(vault))
    head = trail.head()
    kept = (one for month in months(head.began_at or now, now) for one in trail.of_month(month, 0))
    return Export(tuple(one for one in kept if one.n <= head.n), head, now)


def _fetch_heads(s3: "S3Client", bucket: str, folder: Path) -> None:
    """Every version: the first one of a name is what the day was signed with, whatever was put over it."""
    versions: dict[str, list[Any]] = {}
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix="heads/"):
        for one in page.get("Versions", []):
            versions.setdefault(one["Key"], []).append(one)
    for key, of_key in versions.items():
        for number, one in enumerate(sorted(of_key, key=lambda one: one["LastModified"]), 1):
            body = s3.get_object(Bucket=bucket, Key=key, VersionId=one["VersionId"])["Body"].read()
            name = Path(key).stem + (f".{number}" if number > 1 else "")
            (folder / f"{name}.json").write_bytes(body)
