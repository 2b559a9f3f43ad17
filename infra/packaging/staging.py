"""A clean copy of what goes into the package, so that no stray file of a working copy ever ships."""

import json
import os
import platform
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
STAGES = ROOT / "infra" / "stages"

# What ships with every function; it bears the name that Chalice looks for only in the copy.
LOCK = "requirements.lock"

# One date for every file: the same sources give the same package, byte for byte.
EPOCH = 1577836800


def stage_project(stage: str) -> Path:
    """Copy the sources of `stage` to its build folder and return the copy's root."""
    project = BUILD / stage / "project"
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir(parents=True)
    shutil.copy(ROOT / "app.py", project)
    shutil.copy(ROOT / LOCK, project / "requirements.txt")
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", "*.d.ts", ".*")
    shutil.copytree(ROOT / "chalicelib", project / "chalicelib", ignore=ignored)
    shutil.copytree(ROOT / "infra" / "policies", project / "infra" / "policies")
    _write_config(project, stage)
    _level_dates(project)
    return project


def architecture(stage: str) -> str:
    """The processor that `stage` runs on: that of this machine locally, the configured one on AWS."""
    if stage == "local":
        return "arm64" if platform.machine() in {"arm64", "aarch64"} else "x86_64"
    return str(_config()["lambda_architecture"])


def _config() -> dict[str, object]:
    config: dict[str, object] = json.loads((ROOT / ".chalice" / "config.json").read_text())
    return config


def _write_config(project: Path, stage: str) -> None:
    # In the working copy the version says what to type instead: Chalice refuses a version that it does not know.
    config = _config() | {"version": "2.0", "lambda_architecture": architecture(stage)}
    (project / ".chalice").mkdir()
    (project / ".chalice" / "config.json").write_text(json.dumps(config))


def _level_dates(project: Path) -> None:
    for path in project.rglob("*"):
        os.utime(path, (EPOCH, EPOCH))
