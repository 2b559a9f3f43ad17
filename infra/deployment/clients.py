"""The AWS clients a release needs, for AWS or for an endpoint that plays AWS."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

import boto3

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sts import STSClient


class Pages(Protocol):
    """A list, page after page."""

    def paginate(self) -> Iterable[Mapping[str, Any]]:
        """All of them."""


class Keys(Protocol):
    """What is asked of KMS."""

    def get_paginator(self, operation_name: str, /) -> Pages:
        """Of the keys."""

    def describe_key(self, *, KeyId: str) -> Mapping[str, Any]:  # noqa: N803 - as AWS calls it
        """One key."""


@dataclass(frozen=True)
class Clients:
    """One account, one region."""

    s3: "S3Client"
    sts: "STSClient"
    cloudformation: "CloudFormationClient"
    functions: "LambdaClient"
    dynamodb: "DynamoDBClient"
    cognito: "CognitoIdentityProviderClient"
    secrets: "SecretsManagerClient"
    keys: Keys


def open_clients(session: boto3.Session, endpoint: str | None = None) -> Clients:
    """Clients of `session`, all of them at `endpoint` when one is named."""
    return Clients(
        session.client("s3", endpoint_url=endpoint),
        session.client("sts", endpoint_url=endpoint),
        session.client("cloudformation", endpoint_url=endpoint),
        session.client("lambda", endpoint_url=endpoint),
        session.client("dynamodb", endpoint_url=endpoint),
        session.client("cognito-idp", endpoint_url=endpoint),
        session.client("secretsmanager", endpoint_url=endpoint),
        cast(Keys, session.client("kms", endpoint_url=endpoint)),
    )
