"""AWS as an operator sees the local cloud, and as one of its functions does."""

from typing import Any

import boto3

from infra.local.outputs import Outputs


def client_of(cloud: Outputs, service: str) -> Any:
    """A client that may do everything."""
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    return boto3.client(service, endpoint_url=cloud.endpoint, region_name=cloud.region, **keys)  # type: ignore[call-overload]


def as_function(cloud: Outputs, name: str, service: str) -> Any:
    """A client with the credentials of a function's role; the local cloud enforces policies."""
    role = client_of(cloud, "lambda").get_function_configuration(FunctionName=cloud.functions[name])["Role"]
    keys = client_of(cloud, "sts").assume_role(RoleArn=role, RoleSessionName="story")["Credentials"]
    return boto3.client(  # type: ignore[call-overload]
        service,
        endpoint_url=cloud.endpoint,
        region_name=cloud.region,
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
