"""A release through CloudFormation: as a change set, followed until it stands or is rolled back."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from infra.deployment.stage import Stage

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import StackEventTypeDef

Tell = Callable[[str], None]

_NOTHING_NEW = ("didn't contain changes", "No updates are to be performed")


class DeploymentFailed(Exception):
    """The release did not come to stand; CloudFormation put the old one back."""


@dataclass(frozen=True)
class Stack:
    """The CloudFormation stack of one stage."""

    client: "CloudFormationClient"
    stage: Stage
    patience: float = 5.0

    def release(self, template_url: str, tell: Tell) -> dict[str, str]:
        """Create or update the stack and return its outputs."""
        change = self._propose(template_url)
        if self._ready(change):
            tell("CloudFormation accepted the change set")
            since = datetime.now(UTC)
            self.client.execute_change_set(ChangeSetName=change, StackName=self.stage.stack)
            self._follow(since, tell)
        else:
            tell("nothing to change")
            self.client.delete_change_set(ChangeSetName=change, StackName=self.stage.stack)
        return self.outputs()

    def outputs(self) -> dict[str, str]:
        """What the stack tells about itself."""
        described = self.client.describe_stacks(StackName=self.stage.stack)["Stacks"][0]
        return {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}

    def _propose(self, template_url: str) -> str:
        name = f"release-{int(time.time() * 1000)}"
        parameters: Any = [
            {"ParameterKey": key, "ParameterValue": value} for key, value in self.stage.parameters.items()
        ]
        created = self.client.create_change_set(
            StackName=self.stage.stack,
            ChangeSetName=name,
            ChangeSetType="UPDATE" if self._exists() else "CREATE",
            TemplateURL=template_url,
            Parameters=parameters,
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        )
        return created["Id"]

    def _exists(self) -> bool:
        try:
            found = self.client.describe_stacks(StackName=self.stage.stack)["Stacks"]
        except ClientError as error:
            if "does not exist" in error.response["Error"]["Message"]:
                return False
            raise
        # A stack under review holds a first change set that was never carried out.
        return found[0]["StackStatus"] != "REVIEW_IN_PROGRESS"

    def _ready(self, change: str) -> bool:
        while True:
            seen = self.client.describe_change_set(ChangeSetName=change, StackName=self.stage.stack)
            if seen["Status"] == "CREATE_COMPLETE":
                return True
            if seen["Status"] == "FAILED":
                reason = seen.get("StatusReason", "")
                if any(words in reason for words in _NOTHING_NEW):
                    return False
                raise DeploymentFailed(f"the change set was refused: {reason}")
            time.sleep(self.patience)

    def _follow(self, since: datetime, tell: Tell) -> None:
        told: set[str] = set()
        while True:
            status = self.client.describe_stacks(StackName=self.stage.stack)["Stacks"][0]["StackStatus"]
            failures = self._tell_events(since, told, tell)
            if status in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
                return
            if status.endswith(("FAILED", "ROLLBACK_COMPLETE")):
                raise DeploymentFailed(f"{status}: {'; '.join(failures) or 'see the events of the stack'}")
            time.sleep(self.patience)

    def _tell_events(self, since: datetime, told: set[str], tell: Tell) -> list[str]:
        events = self.client.describe_stack_events(StackName=self.stage.stack)["StackEvents"]
        recent = [event for event in reversed(events) if event["Timestamp"] >= since]
        for event in recent:
            if event["EventId"] not in told:
                told.add(event["EventId"])
                tell(_line(event))
        return [_line(event) for event in recent if event.get("ResourceStatus", "").endswith("FAILED")]


def _line(event: "StackEventTypeDef") -> str:
    reason = event.get("ResourceStatusReason", "")
    return f"{event.get('ResourceStatus', ''):<28} {event.get('LogicalResourceId', '')} {reason}".rstrip()
