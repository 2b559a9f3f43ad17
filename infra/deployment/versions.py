"""Versions of functions that nobody goes back to any more: CloudFormation leaves each one behind, with its archive.

`make rollback` takes its archive from the bucket and needs none of them; an operator who moves an alias by hand does.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from infra.deployment.artefacts import KEPT
from infra.deployment.stack import Tell
from infra.packaging.template import Template

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient

# Without a number DeleteFunction takes the whole function.
_NUMBER = re.compile(r"[1-9]\d*")


def names(template: Template, stack: str) -> list[str]:
    """What the functions of a template are called in `stack`."""
    told = (one["Properties"].get("FunctionName") for one in _functions(template))
    return sorted(one["Fn::Sub"].replace("${AWS::StackName}", stack) for one in told if isinstance(one, dict))


def forget(functions: "LambdaClient", named: list[str], tell: Tell) -> None:
    """Delete of each function what is older than its last `KEPT` versions, unless an alias calls it. What is refused
    is told: the release stands by now."""
    gone = 0
    for name in named:
        try:
            for version in _over(functions, name):
                functions.delete_function(FunctionName=name, Qualifier=version)
                gone += 1
        except (ClientError, BotoCoreError) as error:
            tell(f"old versions of {name} stay: {error}")
    if gone:
        tell(f"{gone} old versions of functions were deleted")


def _functions(template: Template) -> Iterator[Template]:
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            yield resource


def _over(functions: "LambdaClient", name: str) -> list[str]:
    called = set(_called(functions, name))
    # A function that nobody calls by an alias is not as we made it: whose version is in use cannot be told.
    if not called:
        return []
    published = sorted(_published(functions, name), key=int)
    return [version for version in published[:-KEPT] if version not in called]


def _published(functions: "LambdaClient", name: str) -> Iterator[str]:
    for page in functions.get_paginator("list_versions_by_function").paginate(FunctionName=name):
        yield from (one["Version"] for one in page["Versions"] if _NUMBER.fullmatch(one["Version"]))


def _called(functions: "LambdaClient", name: str) -> Iterator[str]:
    """Both versions while an alias is being moved."""
    for page in functions.get_paginator("list_aliases").paginate(FunctionName=name):
        for alias in page["Aliases"]:
            yield alias["FunctionVersion"]
            yield from alias.get("RoutingConfig", {}).get("AdditionalVersionWeights", {})
