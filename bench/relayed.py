"""The relay on a local cloud: one function behind a door of its own, beside the deployed package."""

import io
import json
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

from infra.local.outputs import Outputs
from tests.stories.aws import client_of

PROGRAMS = Path(__file__).parent / "programs"
TRUST = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
MAY = {"Effect": "Allow", "Action": "execute-api:ManageConnections", "Resource": "*"}


def deployed(cloud: Outputs) -> str:
    """The address of its door."""
    sockets, functions = client_of(cloud, "apigatewayv2"), client_of(cloud, "lambda")
    api = sockets.create_api(Name="relay", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.type")
    where = urlsplit(cloud.push_endpoint)
    path = "/".join([*where.path.split("/")[:-2], api["ApiId"], "api"])
    made = functions.create_function(
        FunctionName="relay",
        Runtime="python3.13",
        Handler="bench.programs.relay.handler",
        Role=_role(cloud),
        MemorySize=1024,
        Timeout=10,
        Code={"ZipFile": _archive()},
        Environment={"Variables": {"RELAY_PATH": path, "AWS_ENDPOINT_URL": cloud.endpoint}},
    )
    called = f"arn:aws:apigateway:{cloud.region}:lambda:path/2015-03-31/functions/{made['FunctionArn']}/invocations"
    integration = sockets.create_integration(ApiId=api["ApiId"], IntegrationType="AWS_PROXY", IntegrationUri=called)
    for route in ("$connect", "$default", "$disconnect"):
        target = f"integrations/{integration['IntegrationId']}"
        sockets.create_route(ApiId=api["ApiId"], RouteKey=route, Target=target)
    sockets.create_stage(ApiId=api["ApiId"], StageName="api", AutoDeploy=True)
    return f"ws://{where.netloc}{path}"


def _role(cloud: Outputs) -> str:
    roles = client_of(cloud, "iam")
    trusted, allowed = (json.dumps({"Version": "2012-10-17", "Statement": [one]}) for one in (TRUST, MAY))
    role = roles.create_role(RoleName="relay", AssumeRolePolicyDocument=trusted)
    roles.put_role_policy(RoleName="relay", PolicyName="push", PolicyDocument=allowed)
    return str(role["Role"]["Arn"])


def _archive() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in ("relay.py", "floor.py"):
            archive.write(PROGRAMS / name, f"bench/programs/{name}")
    return written.getvalue()
