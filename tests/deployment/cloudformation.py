"""CloudFormation as the documents describe it: change sets, rollbacks that need the old archive, stack policies."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.deployment.buckets import S3, refusal

NOTHING = "The submitted information didn't contain changes. Submit different information to create a change set."


@dataclass
class Standing:
    """One stack."""

    status: str
    template: dict[str, Any] = field(default_factory=lambda: {"Resources": {}})
    parameters: dict[str, str] = field(default_factory=dict)
    policy: str = ""
    terminable: bool = True
    events: list[dict[str, Any]] = field(default_factory=list)

    def tells(self, status: str, name: str, reason: str = "") -> None:
        self.events.insert(
            0,
            {
                "EventId": f"{len(self.events)}",
                "Timestamp": datetime.now(UTC),
                "LogicalResourceId": name,
                "ResourceStatus": status,
                "ResourceStatusReason": reason,
            },
        )


@dataclass
class ChangeSet:
    kind: str
    template: dict[str, Any]
    parameters: dict[str, str]
    status: str
    reason: str
    changes: list[dict[str, Any]]


@dataclass
class CloudFormation:
    """The stacks of one account in one region. `breaks` makes what is carried out next fail at that resource."""

    s3: S3
    left: Callable[[str, str, dict[str, Any]], None]
    """Told what outlives a stack: stack, logical id, resource."""
    stands: Callable[[str, dict[str, Any]], None] = lambda _stack, _template: None
    """Told what came to stand: stack, template."""
    stacks: dict[str, Standing] = field(default_factory=dict)
    change_sets: dict[str, ChangeSet] = field(default_factory=dict)
    breaks: str = ""
    refuses: str = ""
    replaces: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    imported: dict[str, Any] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    rollback: dict[str, Any] = field(default_factory=dict)

    def describe_stacks(self, StackName: str) -> Any:  # noqa: N803
        if StackName not in self.stacks:
            raise refusal("ValidationError", f"Stack with id {StackName} does not exist")
        stack = self.stacks[StackName]
        outputs = [{"OutputKey": "PagesUrl", "OutputValue": "https://pages"}] if stack.template["Resources"] else []
        outputs += [{"OutputKey": name, "OutputValue": name} for name in stack.template.get("Outputs", {})]
        return {"Stacks": [{"StackStatus": stack.status, "Outputs": outputs}]}

    def get_template(self, StackName: str, TemplateStage: str) -> Any:  # noqa: N803
        assert TemplateStage == "Original"
        return {"TemplateBody": self.stacks[StackName].template}

    def create_change_set(self, **asked: Any) -> Any:
        name, kind = asked["StackName"], asked["ChangeSetType"]
        body = asked["TemplateBody"] if "TemplateBody" in asked else self.s3.read(asked["TemplateURL"])
        template = {"Resources": {}, "Outputs": {}} if "TemplateBody" in asked else json.loads(body)
        if "TemplateBody" in asked:
            template = {"Resources": {"ServiceRole": {"Type": "x"}}, "Outputs": {"ServiceRole": {}, "Boundary": {}}}
        stack = self.stacks.setdefault(name, Standing("REVIEW_IN_PROGRESS"))
        parameters = {one["ParameterKey"]: one["ParameterValue"] for one in asked["Parameters"]}
        changes = self._changes(stack, template, parameters, kind)
        status, reason = ("CREATE_COMPLETE", "") if changes else ("FAILED", NOTHING)
        if self.refuses:
            status, reason = "FAILED", self.refuses
        self.change_sets[asked["ChangeSetName"]] = ChangeSet(kind, template, parameters, status, reason, changes)
        self.calls.append(f"propose {kind}")
        self.imported |= {
            one["LogicalResourceId"]: one["ResourceIdentifier"] for one in asked.get("ResourcesToImport", ())
        }
        # What a change leaves out is what the one before said.
        self.rollback = asked.get("RollbackConfiguration", self.rollback)
        self.roles.add(asked.get("RoleARN", "the caller"))
        self.tags = {one["Key"]: one["Value"] for one in asked.get("Tags", ())}
        return {"Id": asked["ChangeSetName"]}

    def _changes(self, stack: Standing, template: dict[str, Any], parameters: dict[str, str], kind: str) -> Any:
        old, new = stack.template["Resources"], template["Resources"]
        changed = [name for name in new if name in old and (old[name] != new[name] or name in self.replaces)]
        if parameters != stack.parameters and not changed:
            changed = [name for name in new if name in old][:1]
        found = [("Import" if kind == "IMPORT" else "Add", name, new[name]) for name in new if name not in old]
        found += [("Modify", name, new[name]) for name in changed]
        found += [("Remove", name, old[name]) for name in old if name not in new]
        return [
            {
                "ResourceChange": {
                    "Action": action,
                    "LogicalResourceId": name,
                    "ResourceType": one["Type"],
                    **({"Replacement": self.replaces.get(name, "False")} if action == "Modify" else {}),
                }
            }
            for action, name, one in found
        ]

    def describe_change_set(self, ChangeSetName: str, NextToken: str = "0", **_: Any) -> Any:  # noqa: N803
        one = self.change_sets[ChangeSetName]
        here, more = int(NextToken), int(NextToken) + 3
        possible = "AVAILABLE" if one.status == "CREATE_COMPLETE" else "UNAVAILABLE"
        page = {
            "Status": one.status,
            "ExecutionStatus": possible,
            "StatusReason": one.reason,
            "Changes": one.changes[here:more],
        }
        return page | ({"NextToken": str(more)} if more < len(one.changes) else {})

    def delete_change_set(self, ChangeSetName: str, **_: Any) -> None:  # noqa: N803
        del self.change_sets[ChangeSetName]
        self.calls.append("discard")

    def execute_change_set(self, ChangeSetName: str, StackName: str) -> None:  # noqa: N803
        one, stack = self.change_sets.pop(ChangeSetName), self.stacks[StackName]
        self.calls.append(f"execute {one.kind}")
        stack.tells(f"{one.kind}_IN_PROGRESS", StackName)
        if broken := self._breaks(one, stack):
            stack.tells(f"{one.kind}_FAILED", broken, "it broke")
            stack.status = self._rolled_back(one, stack, StackName)
            return
        stack.template, stack.parameters, stack.status = one.template, one.parameters, f"{one.kind}_COMPLETE"
        self.stands(StackName, one.template)

    def _breaks(self, one: ChangeSet, stack: Standing) -> str:
        denied = [s["Resource"] for s in json.loads(stack.policy or '{"Statement": []}')["Statement"]][1:]
        gone = [c["ResourceChange"]["LogicalResourceId"] for c in one.changes if _ends(c["ResourceChange"])]
        forbidden = [name for name in gone if any(f"LogicalResourceId/{name}" in names for names in denied)]
        return forbidden[0] if forbidden else self.breaks

    def _rolled_back(self, one: ChangeSet, stack: Standing, name: str) -> str:
        if one.kind == "CREATE":
            if one.parameters.get("DeletionProtection") == "false":
                return "ROLLBACK_COMPLETE"
            self._leave(name, one.template)
            return "ROLLBACK_FAILED"
        running = stack.template["Resources"].values()
        uris = [
            one["Properties"][key] for one in running for key in ("CodeUri", "ContentUri") if key in one["Properties"]
        ]
        return "UPDATE_ROLLBACK_COMPLETE" if all(map(self.s3.holds, uris)) else "UPDATE_ROLLBACK_FAILED"

    def delete_stack(self, StackName: str, **_: Any) -> None:  # noqa: N803
        stack = self.stacks[StackName]
        if not stack.terminable:
            raise refusal("ValidationError", "TerminationProtection is enabled")
        self._leave(StackName, stack.template)
        del self.stacks[StackName]
        self.calls.append("delete")

    def _leave(self, stack: str, template: dict[str, Any]) -> None:
        for name, one in template["Resources"].items():
            if one.get("DeletionPolicy", "Delete") != "Delete":
                self.left(stack, name, one)

    def update_termination_protection(self, StackName: str, EnableTerminationProtection: bool) -> None:  # noqa: N803
        self.stacks[StackName].terminable = not EnableTerminationProtection

    def set_stack_policy(self, StackName: str, StackPolicyBody: str) -> None:  # noqa: N803
        self.stacks[StackName].policy = StackPolicyBody

    def get_paginator(self, _name: str) -> "CloudFormation":
        return self

    def paginate(self, StackName: str) -> Iterator[Any]:  # noqa: N803
        events = self.stacks[StackName].events
        for first in range(0, len(events), 2):
            yield {"StackEvents": events[first : first + 2]}


def _ends(change: dict[str, Any]) -> bool:
    return change["Action"] == "Remove" or change.get("Replacement") == "True"
