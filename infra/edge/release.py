"""Puts the edge of a stage on AWS: a stack of its own in us-east-1, then the page for outages in its bucket."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import ClientError

from infra.deployment.stack import Stack
from infra.deployment.stage import Stage

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient

REGION = "us-east-1"
"""CloudFront reads certificates and rules there and nowhere else."""

Session = Callable[[str], boto3.Session]


Told = dict[str, str]
Tags = Sequence[Mapping[str, str]]


class EdgeImpossible(Exception):
    """Something of the stage must be there first; the message says what."""


def release(stage: Stage, template: Path, outage: Path, session: Session) -> Mapping[str, str]:
    """Bring the edge to stand; its outputs."""
    home, there = session(stage.region), session(REGION)
    asked = parameters(stage, home)
    told = _stand(there.client("cloudformation"), f"{stage.stack}-edge", template.read_text(), asked, stage.tags)
    there.client("s3").put_object(
        Bucket=told["OutageBucket"],
        Key="uit.html",
        Body=outage.read_bytes(),
        ContentType="text/html; charset=utf-8",
        CacheControl="public, max-age=60",
        ExpectedBucketOwner=there.client("sts").get_caller_identity()["Account"],
    )
    return told


def parameters(stage: Stage, home: boto3.Session) -> dict[str, str]:
    """What the template asks, from the stage as it stands. Raises EdgeImpossible, NothingStands."""
    told = Stack(home.client("cloudformation"), stage.stack).told()
    if not {"PagesDomainTarget", "EdgeSecretName"} <= told.keys():
        raise EdgeImpossible(
            f"{stage.stack} is not made for an edge: set PagesDomain, PagesCertificateArn and EdgeCertificateArn in "
            f"infra/stages/{stage.name}.json, then make deploy STAGE={stage.name}"
        )
    secret = home.client("secretsmanager").get_secret_value(SecretId=told["EdgeSecretName"])["SecretString"]
    return {
        "PagesDomain": stage.parameters["PagesDomain"],
        "CertificateArn": stage.parameters["EdgeCertificateArn"],
        "OriginHost": told["PagesDomainTarget"],
        "EdgeSecret": secret,
    }


def _stand(client: "CloudFormationClient", stack: str, body: str, asked: Mapping[str, str], tags: Tags) -> Told:
    """Makes or changes the stack and waits: a distribution takes some minutes to reach every place."""
    given: Any = [{"ParameterKey": name, "ParameterValue": value} for name, value in asked.items()]
    edge = Stack(client, stack)
    # A first one that failed is cleared away: it holds nothing, and there is no second one of that name.
    new = edge.ready(print) == "CREATE"
    told: Any = {"StackName": stack, "TemplateBody": body, "Parameters": given, "Tags": tags}
    try:
        client.create_stack(**told) if new else client.update_stack(**told)
        client.get_waiter("stack_create_complete" if new else "stack_update_complete").wait(StackName=stack)
    except ClientError as error:
        if "No updates are to be performed" not in error.response["Error"]["Message"]:
            raise
    # The public's name hangs on it: a slip of the hand may not take it away.
    edge.protect()
    return edge.outputs()
