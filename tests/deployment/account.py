"""One AWS account that a stage is released into, and whoever releases."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from infra.deployment.clients import Clients
from infra.deployment.release import Deployment, Wishes, open_deployment
from infra.deployment.roles import Roles
from infra.deployment.stage import Stage
from infra.packaging.package import Package
from tests.deployment.buckets import S3, Held
from tests.deployment.cloudformation import CloudFormation, Standing
from tests.deployment.functions import Functions

PARAMETERS = ("Stage", "RoleBoundary", "DeletionProtection", "Shift", "HeedAlarms")
NUMBER = "123456789012"
STAGE = Stage("prod", "eu-central-1", "chathulp-prod", {"Stage": "prod"})
BUCKET = f"chathulp-prod-releases-{NUMBER}-eu-central-1"
ROLES = Roles("arn:aws:iam::123456789012:role/chathulp-prod-deployer", "arn:aws:iam::123456789012:policy/boundary")


def template(**resources: dict[str, Any]) -> dict[str, Any]:
    """A small template of our kind: a function, a table, a table with a key, a pool, and what a test adds."""
    kept = {"DeletionPolicy": "RetainExceptOnCreate"}
    made: dict[str, Any] = {
        "APIHandler": {
            "Type": "AWS::Serverless::Function",
            "Properties": {"CodeUri": "./deployment.zip", "FunctionName": {"Fn::Sub": "${AWS::StackName}-api"}},
        },
        "SignInLayer": {"Type": "AWS::Serverless::LayerVersion", "Properties": {"ContentUri": "./sign-in.zip"}},
        "ChatTable": {"Type": "AWS::DynamoDB::Table", **kept, "Properties": {}},
        "VaultTable": {"Type": "AWS::DynamoDB::Table", **kept, "Properties": {}},
        "VaultKey": {"Type": "AWS::KMS::Key", **kept, "Properties": {}},
        "AuditKey": {"Type": "AWS::KMS::Key", **kept, "Properties": {}},
        "AuditHeads": {"Type": "AWS::S3::Bucket", **kept, "Properties": {}},
        "OriginKey": {"Type": "AWS::SecretsManager::Secret", **kept, "Properties": {}},
        "StaffPool": {"Type": "AWS::Cognito::UserPool", **kept, "Properties": {}},
    }
    parameters = {name: {"Type": "String", "Default": ""} for name in PARAMETERS}
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Parameters": parameters,
        "Conditions": {},
        "Resources": made | resources,
    }


@dataclass
class Account:
    """What stands in it, and what whoever released was told."""

    folder: Path
    s3: S3 = field(default_factory=lambda: S3(NUMBER))
    outlived: list[tuple[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cloudformation = CloudFormation(self.s3, self._outlives, self._stands)
        self.functions = Functions(self.folder)

    def _outlives(self, stack: str, name: str, _resource: dict[str, Any]) -> None:
        self.outlived.append((stack, name))
        if name == "AuditHeads":
            self.s3.buckets[f"{stack}-auditheads-x"] = Held(NUMBER)

    def _stands(self, stack: str, template: dict[str, Any]) -> None:
        if handler := template["Resources"].get("APIHandler"):
            self.functions.publishes(f"{stack}-api", handler["Properties"].get("AutoPublishCodeSha256", ""))

    @property
    def stack(self) -> Standing:
        return self.cloudformation.stacks[STAGE.stack]

    @property
    def objects(self) -> dict[str, bytes]:
        return self.s3.buckets[BUCKET].objects

    def deployment(self, **wishes: Any) -> Deployment:
        clients = Clients(
            *(cast(Any, one) for one in (self.s3, self, self.cloudformation, self.functions, *[self] * 4))
        )
        return open_deployment(STAGE, clients, self.told.append, ROLES, Wishes(**wishes))

    def releases(self, code: str, wanted: dict[str, Any] | None = None, **wishes: Any) -> dict[str, str]:
        """One `make deploy` of these sources."""
        archive = self.folder / "deployment.zip"
        archive.write_bytes(code.encode())
        (self.folder / "sign-in.zip").write_bytes(self.functions.layer)
        asked = json.loads(json.dumps(wanted or template()))
        outputs = self.deployment(**wishes).release(Package("prod", self.folder / "template.json", archive), asked)
        self.functions.runs = code.encode()
        return outputs

    def goes_back(self) -> None:
        self.deployment().go_back()

    def runs_code(self) -> bytes:
        """The archive that the stack's functions run, read where it is kept."""
        uri = self.stack.template["Resources"]["APIHandler"]["Properties"]["CodeUri"]
        return self.objects[uri.removeprefix(f"s3://{BUCKET}/")]

    # What else of AWS is asked, by the names of its clients.

    def get_caller_identity(self) -> dict[str, str]:
        return {"Account": NUMBER}

    def get_paginator(self, name: str) -> "Listing":
        return Listing(self, name)

    def describe_key(self, KeyId: str) -> Any:  # noqa: N803
        name, _, stack = KeyId.partition(" of ")
        words = {
            "VaultKey": "Vault of {}: origins, disclosures, audit",
            "AuditKey": "Signs the heads of the audit trail of {}",
        }
        return {"KeyMetadata": {"KeyState": "Enabled", "Description": words[name].format(stack)}}


@dataclass
class Listing:
    """What an account lists: what outlived its stacks, and what is somebody else's."""

    account: Account
    what: str

    def paginate(self, **_: Any) -> Iterator[dict[str, Any]]:
        left = self.account.outlived
        if self.what == "list_tables":
            yield {"TableNames": ["chathulp-test-ChatTable-9", "orders"]}
            yield {"TableNames": [f"{s}-{n}-{i}" for i, (s, n) in enumerate(left) if n.endswith("Table")]}
        if self.what == "list_keys":
            kept = [f"{n} of {s}" for s, n in left if n in ("VaultKey", "AuditKey")]
            yield {"Keys": [{"KeyId": name} for name in ["VaultKey of chathulp-prod2", *kept]]}
        if self.what == "list_secrets":
            found = [{"ARN": "arn:other", "Description": "HMAC key for origins in chathulp-prod2"}]
            found += [
                {"ARN": "arn:key", "Description": f"HMAC key for origins in {s}"} for s, n in left if n == "OriginKey"
            ]
            yield {"SecretList": found}
        if self.what == "list_user_pools":
            yield {
                "UserPools": [
                    {"Name": "others", "Id": "o"},
                    *({"Name": f"{s}-staff", "Id": "p"} for s, n in left if n == "StaffPool"),
                ]
            }
