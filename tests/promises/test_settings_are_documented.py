"""The manual explains every setting in the setting's own words; the template sets none by a wrong name."""

from pathlib import Path

from chalicelib.settings import Settings
from infra.packaging.template import gather_rooms

MANUAL = Path("docs/operations.md").read_text()


def test_the_manual_explains_every_setting() -> None:
    told = [f"| `{name.upper()}` | {field.description} |" for name, field in Settings.model_fields.items()]
    assert [row for row in told if row not in MANUAL] == []


def test_the_template_sets_known_settings_only() -> None:
    variables = gather_rooms()["Globals"]["Function"]["Environment"]["Variables"]
    assert {name.lower() for name in variables} <= set(Settings.model_fields)
