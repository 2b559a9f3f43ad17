"""The template of the edge: its rooms in one."""

import json
from pathlib import Path
from typing import Any

from chalice.package import YAMLTemplateSerializer

HERE = Path(__file__).parent
ROOMS = ("edge.yaml", "distribution.yaml", "rules.yaml")


def template() -> dict[str, Any]:
    """As CloudFormation reads it."""
    merged: dict[str, Any] = {"AWSTemplateFormatVersion": "2010-09-09"}
    for name in ROOMS:
        room: dict[str, Any] = YAMLTemplateSerializer().load_template((HERE / name).read_text(), name)
        for section, content in room.items():
            merged[section] = merged.get(section, {}) | content if isinstance(content, dict) else content
    return merged


def write(folder: Path) -> Path:
    """The template as a file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "template.json"
    path.write_text(json.dumps(template(), indent=2))
    return path
