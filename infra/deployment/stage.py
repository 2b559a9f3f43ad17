"""A stage as its file in `infra/stages` describes it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

STAGES = Path(__file__).resolve().parents[1] / "stages"


class UnknownStage(Exception):
    """Nobody described this stage yet."""


@dataclass(frozen=True)
class Stage:
    """Where a stage lives and what its operator decided."""

    name: str
    region: str
    stack: str
    parameters: dict[str, str]
    cost: Mapping[str, str] = field(default_factory=dict)
    """Tags of the operator's own, for a bill."""

    @property
    def tags(self) -> list[dict[str, str]]:
        """What every resource bears, for the bill. No version: it would change every resource at each release."""
        told = {"Service": "chathulp", "Stack": self.stack, "Stage": self.name, **self.cost}
        return [{"Key": key, "Value": value} for key, value in told.items()]


def read_stage(name: str) -> Stage:
    """Read `infra/stages/<name>.json`."""
    path = STAGES / f"{name}.json"
    if not path.exists():
        raise UnknownStage(f"no stage {name!r}: describe it in infra/stages/{name}.json")
    described = json.loads(path.read_text())
    return Stage(name, described["region"], described["stack"], described["parameters"], described.get("tags", {}))
