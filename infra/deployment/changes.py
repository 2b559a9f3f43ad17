"""A change set as people read it, and what in it would cost data."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient

REPLACE = "REPLACE"
"""The variable of `make deploy` that names what may be replaced."""


class DataAtStake(Exception):
    """The change set replaces or takes away what holds data, and nobody named it."""


@dataclass(frozen=True, order=True)
class Change:
    """One resource: what happens to it."""

    action: str
    name: str
    type: str
    replacement: str = "False"

    @property
    def is_an_end(self) -> bool:
        """Whether what stands now goes. A replacement that depends on something counts: it is known too late."""
        return self.action == "Remove" or self.replacement in {"True", "Conditional"}

    def __str__(self) -> str:
        how = {"True": "  REPLACED", "Conditional": "  may be REPLACED"}.get(self.replacement, "")
        return f"  {self.action:<8} {self.name:<34} {self.type}{how}"


def read_changes(client: "CloudFormationClient", stack: str, change_set: str) -> Sequence[Change]:
    """Every change, page after page."""
    found: list[Change] = []
    page: Any = {}
    while True:
        told = client.describe_change_set(StackName=stack, ChangeSetName=change_set, **page)
        for each in told.get("Changes", []):
            one = each["ResourceChange"]
            found.append(
                Change(one["Action"], one["LogicalResourceId"], one["ResourceType"], one.get("Replacement", "False"))
            )
        if "NextToken" not in told:
            return sorted(found)
        page = {"NextToken": told["NextToken"]}


def guard(changes: Sequence[Change], held: Collection[str], named: Collection[str]) -> None:
    """Returns when nothing of what is `held` comes to an end but what is `named`. Raises DataAtStake."""
    lost = [change for change in changes if change.is_an_end and change.name in held and change.name not in named]
    if lost:
        names = " ".join(change.name for change in lost)
        lines = "\n".join(map(str, lost))
        raise DataAtStake(
            f"data is at stake:\n{lines}\nThe old one stays in the account, outside the stack; the new one is empty. "
            f'If that is meant: make deploy {REPLACE}="{names}"'
        )
