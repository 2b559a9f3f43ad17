"""The pipelines of both hosts: one road, commands that exist, nobody's code that could change, no right too many."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

WORKFLOWS = sorted(Path(".github/workflows").glob("*.yml"))
GITLAB = Path(".gitlab-ci.yml")
MAKE = re.compile(r"\bmake ([a-z-]+)")
NOT_YET = {"smoke"}
"""Commands on the road that are still to be made."""


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _jobs() -> dict[str, Any]:
    return {f"{path.stem}/{name}": job for path in WORKFLOWS for name, job in _read(path)["jobs"].items()}


def _steps() -> Iterator[Any]:
    return (step for job in _jobs().values() for step in job.get("steps", []))


def _commands(lines: list[str]) -> list[str]:
    return [command for line in lines for command in MAKE.findall(line)]


def _of_github(job: str) -> list[str]:
    return _commands([step.get("run", "") for step in _jobs()[job]["steps"]])


def _of_gitlab(job: str) -> list[str]:
    return _commands(_read(GITLAB)[job]["script"])


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", Path("Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB], ids=str)
def test_every_command_exists(path: Path) -> None:
    # Comments speak of commands too; those must exist as well.
    asked = set(MAKE.findall(path.read_text(encoding="utf-8")))
    assert asked
    assert asked - _targets() - NOT_YET == set()


@pytest.mark.parametrize("of", [_of_github, _of_gitlab])
def test_both_hosts_go_the_same_road(of: Any) -> None:
    names = {"check": "check/check", "test": "check/test", "package": "release/package"}
    names |= {"release-to-test": "release/test", "release-to-prod": "release/prod", "drift": "drift/drift"}
    road = {name: of(names[name] if of is _of_github else name) for name in names}
    assert road == {
        "check": ["check", "check-templates", "check-supply"],
        "test": ["test"],
        "package": ["package", "package"],
        "release-to-test": ["package", "deploy", "smoke"],
        "release-to-prod": ["package", "deploy", "smoke"],
        "drift": ["drift"],
    }


def test_nothing_passes_by_what_comes_before_it() -> None:
    jobs = _read(Path(".github/workflows/release.yml"))["jobs"]
    assert {name: job.get("needs") for name, job in jobs.items()} == {
        "check": None,
        "package": "check",
        "test": "package",
        "prod": "test",
    }
    gitlab = _read(GITLAB)
    assert [gitlab[name]["stage"] for name in ("check", "test", "package", "release-to-test", "release-to-prod")] == [
        "check",
        "check",
        "package",
        "test",
        "prod",
    ]
    assert gitlab["stages"] == ["check", "package", "test", "prod", "look"]


def test_a_person_approves_production() -> None:
    assert _jobs()["release/prod"]["environment"] == "prod"
    [rule] = _read(GITLAB)["release-to-prod"]["rules"]
    assert rule["when"] == "manual"
    assert "allow_failure" not in rule


def test_what_others_made_is_named_by_its_content() -> None:
    used = [step["uses"] for step in _steps() if "uses" in step]
    assert len(used) > 10
    assert [one for one in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one)] == []


def test_no_job_may_more_than_it_says_and_only_who_goes_to_aws_asks_a_token() -> None:
    for path in WORKFLOWS:
        assert _read(path)["permissions"] == {}, path
    asking = {name for name, job in _jobs().items() if job["permissions"].get("id-token") == "write"}
    on_aws = {
        name for name, job in _jobs().items() if any("role-to-assume" in str(step) for step in job.get("steps", []))
    }
    assert asking == on_aws == {"release/test", "release/prod", "drift/drift"}
    assert all("environment" in _jobs()[name] for name in asking)
    gitlab = {name: job for name, job in _read(GITLAB).items() if isinstance(job, dict) and "script" in job}
    assert {name for name, job in gitlab.items() if ".on-aws" in str(job.get("extends"))} == {
        "release-to-test",
        "release-to-prod",
        "drift",
    }


def test_no_key_is_kept_with_a_host() -> None:
    for path in [*WORKFLOWS, GITLAB]:
        text = path.read_text(encoding="utf-8")
        assert "secrets." not in text and "ACCESS_KEY" not in text


def test_what_is_released_is_what_was_packaged() -> None:
    for name in ("release/test", "release/prod"):
        lines = [step["run"] for step in _jobs()[name]["steps"] if "run" in step]
        assert "sha256sum --check --strict" in lines[0]
        assert "make deploy" in lines[1]
    script = "\n".join(_read(GITLAB)["release-to-prod"]["script"])
    assert script.index("sha256sum --check --strict") < script.index("make deploy")


def test_the_tests_have_the_release_before_in_their_clone() -> None:
    """Otherwise what they cannot play is skipped, and nobody sees that."""
    (checkout,) = (
        step for step in _jobs()["check/test"]["steps"] if step.get("uses", "").startswith("actions/checkout")
    )
    assert checkout["with"]["fetch-depth"] == 0
    assert _read(GITLAB)["test"]["variables"]["GIT_DEPTH"] == "0"
