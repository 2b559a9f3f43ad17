"""The CloudFormation template: Chalice's own, with the rooms of `infra/cloudformation` merged in."""

import json
from typing import Any

from chalice.package import YAMLTemplateSerializer

from infra.monitoring.room import room as monitoring
from infra.monitoring.shifts import shift
from infra.packaging.staging import ROOT

Template = dict[str, Any]

_FUNCTION = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-"
_NAMED = {"${APIHandler.Arn}": f"{_FUNCTION}api:live", "${Staff.Arn}": f"{_FUNCTION}staff:live"}


def gather_rooms() -> Template:
    """One template to merge out of the files of `infra/cloudformation` and what watches them; they never overlap."""
    merged: Template = {}
    for path in sorted((ROOT / "infra" / "cloudformation").glob("*.yaml")):
        room: Template = YAMLTemplateSerializer().load_template(path.read_text(), path.name)
        for section, content in room.items():
            _add(merged, section, content, path.name)
    for section, content in monitoring().items():
        _add(merged, section, content, "infra/monitoring")
    return merged


def finish(template: Template) -> Template:
    """What merging cannot say: references replaced by names, one resource taken away."""
    # Chalice fixes the sockets to the routes of the first release; their stage deploys by itself instead.
    del template["Resources"]["WebsocketAPIDeployment"]
    return _move_aliases(_bind_roles(_name_integrations(template)))


def _move_aliases(template: Template) -> Template:
    """Let everything that Chalice makes call the alias of a function, and the alias move as `infra.monitoring` says."""
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function":
            properties["DeploymentPreference"] = shift(properties["FunctionName"]["Fn::Sub"].rpartition("-")[2])
        elif resource["Type"] == "AWS::Lambda::Permission":
            properties["FunctionName"] = _alias(properties["FunctionName"])
        elif resource["Type"] == "AWS::ApiGatewayV2::Integration":
            properties["IntegrationUri"] = _called(properties["IntegrationUri"])
    return template


def _alias(function: dict[str, Any]) -> dict[str, str]:
    """The alias of a function that Chalice points at: by name or by ARN, which for an alias are the same."""
    return {"Ref": f"{function['Ref'] if 'Ref' in function else function['Fn::GetAtt'][0]}.Alias"}


def _called(uri: dict[str, Any]) -> dict[str, Any]:
    """What a route of the sockets calls. The ARN of an alias is whole, the name of a function was a part of one."""
    front, back = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/", "/invocations"
    return {"Fn::Sub": [f"{front}${{Alias}}{back}", {"Alias": _alias(uri["Fn::Sub"][1]["WebsocketHandler"])}]}


def _bind_roles(template: Template) -> Template:
    """No role of the stack is ever allowed more than its boundary, whatever a release writes into its policy."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::IAM::Role":
            bound = {"Fn::If": ["HasRoleBoundary", {"Ref": "RoleBoundary"}, {"Ref": "AWS::NoValue"}]}
            resource["Properties"]["PermissionsBoundary"] = bound
    return template


def _name_integrations(template: Template) -> Template:
    """Let the HTTP API point at its functions by name.

    Chalice points at the function resource. Functions must know the sign-in client, the client must
    know the address of the pages, and the pages are this API: a reference would close the circle.
    """
    body = json.dumps(template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"])
    for reference, name in _NAMED.items():
        body = body.replace(reference, name)
    template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"] = json.loads(body)
    return template


def _add(merged: Template, section: str, content: object, source: str) -> None:
    if not isinstance(content, dict):
        merged[section] = content
        return
    known = merged.setdefault(section, {})
    if twice := known.keys() & content.keys():
        raise ValueError(f"{source} repeats {', '.join(sorted(twice))} of another room")
    known.update(content)
