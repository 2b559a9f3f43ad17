"""A release through CloudFormation: as a change set, followed until it stands or is rolled back."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from botocore.exceptions import ClientError

from infra.packaging.template import Template

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import StackEventTypeDef

Tell = Callable[[str], None]
Kind = Literal["CREATE", "UPDATE", "IMPORT"]

_NOTHING_NEW = ("didn't contain changes", "No updates are to be performed")
_NEVER_STOOD = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"}
_STANDS = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"}


class DeploymentFailed(Exception):
    """The release did not come to stand; the message says what stands instead."""


class NothingStands(Exception):
    """There is no stage there to ask; the message says where it was looked for."""


@dataclass(frozen=True)
class Stack:
    """One CloudFormation stack. With a `role`, CloudFormation works under that one and not as who calls."""

    client: "CloudFormationClient"
    name: str
    role: str = ""
    patience: float = 5.0

    def ready(self, tell: Tell) -> Kind:
        """What a release would be now; a first one that failed is cleared away. Raises DeploymentFailed."""
        status = self.status()
        if status in _NEVER_STOOD:
            tell(f"{self.name} never stood ({status}): clearing it away; what holds data stays")
            self._take_away()
            return "CREATE"
        # A stack under review holds a first change set that was never carried out.
        if status in {"", "REVIEW_IN_PROGRESS", "DELETE_COMPLETE"}:
            return "CREATE"
        if remedy := _remedy(status):
            raise DeploymentFailed(f"{self.name} is in {status}: {remedy}, then release again")
        return "UPDATE"

    def status(self) -> str:
        """As CloudFormation calls it; empty when there is no such stack."""
        return str(self._described().get("StackStatus", ""))

    def outputs(self) -> dict[str, str]:
        """What the stack tells about itself."""
        return {output["OutputKey"]: output["OutputValue"] for output in self._described().get("Outputs", [])}

    def told(self) -> dict[str, str]:
        """What a stack that stands tells about itself. Raises NothingStands."""
        outputs = self.outputs()
        if not outputs:
            raise NothingStands(f"no stack {self.name} stands in the account and region that were asked: make deploy")
        return outputs

    def template(self) -> Template:
        """The template that stands, as it was uploaded."""
        told = self.client.get_template(StackName=self.name, TemplateStage="Original")
        return dict(told["TemplateBody"])

    def propose(self, parameters: Mapping[str, str], kind: Kind, **source: object) -> str:
        """A change set that nobody has carried out; empty when there is nothing to change. Raises DeploymentFailed."""
        asked: Any = {
            "StackName": self.name,
            "ChangeSetName": f"release-{int(time.time() * 1000)}",
            "ChangeSetType": kind,
            "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
            "Capabilities": ["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
            **source,
        }
        created = self.client.create_change_set(**asked, **self._as_role())
        return created["Id"] if self._accepted(created["Id"]) else ""

    def discard(self, change: str) -> None:
        """Forget a change set."""
        self.client.delete_change_set(ChangeSetName=change, StackName=self.name)

    def carry_out(self, change: str, tell: Tell) -> None:
        """Execute and wait. Raises DeploymentFailed when it did not come to stand."""
        since = datetime.now(UTC)
        self.client.execute_change_set(ChangeSetName=change, StackName=self.name)
        self._follow(since, tell)

    def protect(self, policy: str = "") -> None:
        """No deletion of the stack before somebody allows one, and no update against `policy`."""
        self.client.update_termination_protection(StackName=self.name, EnableTerminationProtection=True)
        if policy:
            self.client.set_stack_policy(StackName=self.name, StackPolicyBody=policy)

    def _as_role(self) -> Any:  # noqa: ANN401 - keywords of botocore
        return {"RoleARN": self.role} if self.role else {}

    def _described(self) -> Mapping[str, Any]:
        try:
            return self.client.describe_stacks(StackName=self.name)["Stacks"][0]
        except ClientError as error:
            if "does not exist" in error.response["Error"]["Message"]:
                return {}
            raise

    def _accepted(self, change: str) -> bool:
        while True:
            seen = self.client.describe_change_set(ChangeSetName=change, StackName=self.name)
            possible, reason = seen.get("ExecutionStatus"), seen.get("StatusReason", "")
            if seen["Status"] == "CREATE_COMPLETE" and possible == "AVAILABLE":
                return True
            if seen["Status"] == "FAILED" or (possible == "UNAVAILABLE" and reason):
                self.discard(change)
                if any(words in reason for words in _NOTHING_NEW):
                    return False
                raise DeploymentFailed(f"the change set was refused, nothing was changed: {reason}")
            time.sleep(self.patience)

    def _take_away(self) -> None:
        self.client.delete_stack(StackName=self.name, **self._as_role())
        while (status := self.status()) == "DELETE_IN_PROGRESS":
            time.sleep(self.patience)
        if status not in {"", "DELETE_COMPLETE"}:
            raise DeploymentFailed(f"{status}: the events of {self.name} say what could not be taken away")

    def _follow(self, since: datetime, tell: Tell) -> None:
        told: dict[str, str] = {}
        while True:
            status = self.status()
            self._tell_events(since, told, tell)
            if status in _STANDS:
                return
            if status.endswith(("FAILED", "ROLLBACK_COMPLETE")):
                failures = [line for line in told.values() if line.split()[0].endswith("FAILED")]
                raise DeploymentFailed(f"{status}: {'; '.join(failures) or 'see the events of the stack'}")
            time.sleep(self.patience)

    def _tell_events(self, since: datetime, told: dict[str, str], tell: Tell) -> None:
        for event in reversed(list(self._events(since))):
            if event["EventId"] not in told:
                told[event["EventId"]] = _line(event)
                tell(_line(event))

    def _events(self, since: datetime) -> Iterator["StackEventTypeDef"]:
        """Newest first, back to the beginning of this release: a stack has more resources than a page has events."""
        for page in self.client.get_paginator("describe_stack_events").paginate(StackName=self.name):
            for event in page["StackEvents"]:
                if event["Timestamp"] < since:
                    return
                yield event


def _remedy(status: str) -> str:
    """What an operator does first; empty when the stack can be released."""
    if status == "UPDATE_ROLLBACK_FAILED":
        return "mend what its events name, aws cloudformation continue-update-rollback"
    if status == "DELETE_FAILED":
        return "its events say what could not be deleted, delete it again"
    return "wait for whoever is at work on it" if status.endswith("IN_PROGRESS") else ""


def _line(event: "StackEventTypeDef") -> str:
    reason = event.get("ResourceStatusReason", "")
    return f"{event.get('ResourceStatus', ''):<28} {event.get('LogicalResourceId', '')} {reason}".rstrip()
