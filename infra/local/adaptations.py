"""Everything in which the local cloud differs from AWS, in one visible place."""

import json
from typing import TYPE_CHECKING, Any, cast

from infra.packaging.template import gather_rooms

if TYPE_CHECKING:
    from mypy_boto3_apigateway import APIGatewayClient
    from mypy_boto3_apigateway.literals import GatewayResponseTypeType
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TimeToLiveSpecificationTypeDef
    from mypy_boto3_s3 import S3Client

Template = dict[str, Any]

# Types the emulator does not know, and answers on the socket without being told to; and bucket policies: it listens
# without TLS and knows no `s3:if-none-match`, so that ours would refuse everything.
LEFT_OUT = ("AWS::ApiGatewayV2::RouteResponse", "AWS::S3::BucketPolicy")

_EXECUTE_API = "execute-api.${AWS::Region}.${AWS::URLSuffix}"
_COGNITO = "https://cognito-idp.${AWS::Region}.amazonaws.com"


def adapt(template: Template, endpoint: str, website: str, trial: str = "") -> Template:
    """The template as the local cloud at `endpoint` can run it, for pages there and on `website` (http://host:port),
    which `trial` may show in frames; without it nobody may, as on AWS."""
    local: Template = json.loads(_addresses(json.dumps(_without_left_out(template)), endpoint))
    return _origins(_tried(_aliases(local), endpoint, trial), endpoint, website, trial)


def _tried(template: Template, endpoint: str, trial: str) -> Template:
    """The page to try everything on passes the office on under its own origin, so that its staff come back there."""
    for resource in template["Resources"].values():
        if trial and resource["Type"] == "AWS::Cognito::UserPoolClient":
            for name in ("CallbackURLs", "LogoutURLs"):
                urls = resource["Properties"][name]
                urls += json.loads(json.dumps(urls).replace(endpoint, trial))
    return template


def _aliases(template: Template) -> Template:
    """There is no CodeDeploy, so aliases move at once. Behind one the emulator's sockets would keep processes of the
    version before, so a socket calls the function itself."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"].pop("DeploymentPreference", None)
        elif resource["Type"] == "AWS::ApiGatewayV2::Integration":
            called = resource["Properties"]["IntegrationUri"]["Fn::Sub"][1]
            called["Alias"] = {"Fn::GetAtt": [called["Alias"]["Ref"].removesuffix(".Alias"), "Arn"]}
    return template


def _without_left_out(template: Template) -> Template:
    resources = template["Resources"]
    out = {name for name, resource in resources.items() if resource["Type"] in LEFT_OUT}
    known = {name: dict(resource) for name, resource in resources.items() if name not in out}
    for resource in known.values():
        if isinstance(resource.get("DependsOn"), list):
            resource["DependsOn"] = [name for name in resource["DependsOn"] if name not in out]
    return template | {"Resources": known}


def _addresses(text: str, endpoint: str) -> str:
    """Local addresses instead of the host names that AWS would give."""
    gateway = f"{endpoint}/_aws/execute-api"
    socket_gateway = gateway.replace("http://", "ws://")
    for there, here in {
        f"https://${{RestAPI}}.{_EXECUTE_API}": f"{gateway}/${{RestAPI}}",
        f"https://${{WebsocketAPI}}.{_EXECUTE_API}": f"{gateway}/${{WebsocketAPI}}",
        f"wss://${{WebsocketAPI}}.{_EXECUTE_API}": f"{socket_gateway}/${{WebsocketAPI}}",
        f"{_COGNITO}/${{StaffPool}}/.well-known": f"{endpoint}/${{StaffPool}}/.well-known",
        "https://${StaffDomain}.auth.${AWS::Region}.amazoncognito.com": endpoint,
        "https://${AuditHeads.RegionalDomainName}": f"{endpoint}/${{AuditHeads}}",
    }.items():
        text = text.replace(there, here)
    return text


def _origins(template: Template, endpoint: str, website: str, trial: str) -> Template:
    """An origin has no path, so every page of the local cloud shares one; both its names are allowed, and a website."""
    variables = template["Globals"]["Function"]["Environment"]["Variables"]
    # One machine plays all of AWS, often beside a browser or two.
    variables["PATIENCE"] = "8"
    variables["TRIAL_ORIGINS"] = trial
    variables["ALLOWED_ORIGINS"] = f"{endpoint},{endpoint.replace('127.0.0.1', 'localhost')},{website}"
    return template


def let_gateway_speak(gateway: "APIGatewayClient", api: str, stage: str) -> None:
    """The emulator drops what an API is to say by itself when it imports one, so it is set once more."""
    for kind, told in gateway_responses().items():
        status = {"statusCode": told["StatusCode"]} if "StatusCode" in told else {}
        headers = {
            f"gatewayresponse.header.{name}": text for name, text in told["ResponseParameters"]["Headers"].items()
        }
        gateway.put_gateway_response(
            restApiId=api,
            responseType=cast("GatewayResponseTypeType", kind),
            responseParameters=headers,
            responseTemplates=told["ResponseTemplates"],
            **status,
        )
    gateway.create_deployment(restApiId=api, stageName=stage)


def gateway_responses() -> Template:
    """What the template has API Gateway say by itself."""
    responses: Template = gather_rooms()["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]
    return responses


def let_heads_be_locked(s3: "S3Client", bucket: str) -> None:
    """The emulator's CloudFormation drops the lock of a bucket, so it is set once more."""
    rooms = gather_rooms()
    lock = json.loads(json.dumps(rooms["Resources"]["AuditHeads"]["Properties"]["ObjectLockConfiguration"]))
    lock["Rule"]["DefaultRetention"]["Years"] = rooms["Parameters"]["AuditYears"]["Default"]
    s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=lock)


def let_tables_forget(dynamodb: "DynamoDBClient", *tables: str) -> None:
    """The emulator's CloudFormation drops the tables' time to live, so it is set once more."""
    setting: TimeToLiveSpecificationTypeDef = {"Enabled": True, "AttributeName": "expires_at"}
    for table in tables:
        told = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
        if told["TimeToLiveStatus"] == "DISABLED":
            dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=setting)
