"""What holds data: never replaced, never taken away by a release unless an operator names it."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from infra.packaging.template import Template

IDENTIFIERS: Mapping[str, str] = {
    "AWS::DynamoDB::Table": "TableName",
    "AWS::KMS::Key": "KeyId",
    "AWS::SecretsManager::Secret": "Id",
    "AWS::S3::Bucket": "BucketName",
    "AWS::Cognito::UserPool": "UserPoolId",
}
"""Types that hold what no release can make again, and by what CloudFormation is told one of them to import."""


def kept(template: Template) -> dict[str, Any]:
    """The resources that outlive their stack, by logical id."""
    return {
        name: one
        for name, one in template["Resources"].items()
        if one["Type"] in IDENTIFIERS and one.get("DeletionPolicy", "Delete") != "Delete"
    }


def stack_policy(names: Collection[str]) -> str:
    """CloudFormation's own refusal, also of a release that somebody makes without this tool."""
    statements: list[object] = [{"Effect": "Allow", "Action": "Update:*", "Principal": "*", "Resource": "*"}]
    if names:
        resources = [f"LogicalResourceId/{name}" for name in sorted(names)]
        actions = ["Update:Replace", "Update:Delete"]
        statements.append({"Effect": "Deny", "Action": actions, "Principal": "*", "Resource": resources})
    return json.dumps({"Statement": statements})
