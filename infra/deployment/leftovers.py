"""What an earlier stack of the same name has left: it holds data, so a new stack takes it in or does not begin."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infra.deployment.clients import Clients
from infra.deployment.kept import IDENTIFIERS, kept
from infra.packaging.template import Template

ADOPT = "ADOPT"
"""The variable of `make deploy` that says yes to taking in what was left."""


class LeftBehind(Exception):
    """Data of an earlier stack stands; the message says what an operator may choose."""


@dataclass(frozen=True, order=True)
class Leftover:
    """One resource that outlived its stack, under the name it has in the template."""

    name: str
    identifier: str

    def __str__(self) -> str:
        return f"  {self.name:<10} {self.identifier}"


def find(stack: str, clients: Clients, template: Template) -> list[Leftover]:
    """Everything that `stack` left, of what the template keeps. Raises LeftBehind when one thing has two candidates."""
    places = (_tables, _keys, _secrets, _buckets, _pools)
    found = sorted({one for place in places for one in place(stack, clients)})
    known = [one for one in found if one.name in kept(template)]
    names = [one.name for one in known]
    if twice := {name for name in names if names.count(name) > 1}:
        listed = "\n".join(str(one) for one in known if one.name in twice)
        raise LeftBehind(f"more than one earlier {stack} has left data:\n{listed}\nRemove what is not to be used")
    return known


def _tables(stack: str, clients: Clients) -> Iterator[Leftover]:
    """CloudFormation names a table after its stack and its own name in it."""
    for page in clients.dynamodb.get_paginator("list_tables").paginate():
        for table in page["TableNames"]:
            for name in ("ChatTable", "VaultTable"):
                if table.startswith(f"{stack}-{name}-"):
                    yield Leftover(name, table)


def _keys(stack: str, clients: Clients) -> Iterator[Leftover]:
    """Their aliases go with the stack; what each is for stands in its description."""
    described = {
        f"Vault of {stack}: origins, disclosures, audit": "VaultKey",
        f"Signs the heads of the audit trail of {stack}": "AuditKey",
    }
    for page in clients.keys.get_paginator("list_keys").paginate():
        for key in page["Keys"]:
            told = clients.keys.describe_key(KeyId=key["KeyId"])["KeyMetadata"]
            if told.get("KeyState") == "Enabled" and told.get("Description") in described:
                yield Leftover(described[told["Description"]], key["KeyId"])


def _buckets(stack: str, clients: Clients) -> Iterator[Leftover]:
    for bucket in clients.s3.list_buckets()["Buckets"]:
        if bucket["Name"].startswith(f"{stack}-auditheads-"):
            yield Leftover("AuditHeads", bucket["Name"])


def _secrets(stack: str, clients: Clients) -> Iterator[Leftover]:
    asked: Any = [{"Key": "description", "Values": [f"HMAC key for origins in {stack}"]}]
    for page in clients.secrets.get_paginator("list_secrets").paginate(Filters=asked):
        for secret in page["SecretList"]:
            # The filter is of words, so that chathulp-test finds chathulp-test2 too.
            if secret.get("Description") == f"HMAC key for origins in {stack}":
                yield Leftover("OriginKey", secret["ARN"])


def _pools(stack: str, clients: Clients) -> Iterator[Leftover]:
    for page in clients.cognito.get_paginator("list_user_pools").paginate(PaginationConfig={"PageSize": 60}):
        for pool in page["UserPools"]:
            if pool["Name"] == f"{stack}-staff":
                yield Leftover("StaffPool", pool["Id"])


def refuse(stack: str, found: list[Leftover], make: str) -> None:
    """Raises LeftBehind: a new, empty table beside an old one is found out when it is too late."""
    listed = "\n".join(map(str, found))
    raise LeftBehind(
        f"an earlier {stack} has left what holds data:\n{listed}\n"
        f"To go on with it: {make} {ADOPT}=yes. To begin empty: remove it first (docs/operations.md, Tear-down)"
    )


def adoption(template: Template, found: list[Leftover]) -> tuple[Template, list[dict[str, Any]]]:
    """The template that holds what is taken in and nothing else, and what CloudFormation is told to import."""
    names = {one.name for one in found}
    resources = {name: one for name, one in kept(template).items() if name in names}
    sections = {name: template[name] for name in ("AWSTemplateFormatVersion", "Parameters", "Conditions")}
    return sections | {"Resources": resources}, [_import(one, resources[one.name]) for one in found]


def _import(one: Leftover, resource: Mapping[str, Any]) -> dict[str, Any]:
    kind = resource["Type"]
    return {
        "ResourceType": kind,
        "LogicalResourceId": one.name,
        "ResourceIdentifier": {IDENTIFIERS[kind]: one.identifier},
    }
