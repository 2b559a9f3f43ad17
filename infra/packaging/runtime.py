"""Which Python a stage runs, and how long Lambda keeps that one."""

import json
import re
import sys
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from importlib.resources import files

from infra.packaging.failure import PackagingFailed
from infra.packaging.staging import STAGES

USUAL, LEAST, SNAPSHOTS_FROM = "3.13", "3.11", "3.12"
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
WARNED = timedelta(days=180)
"""How long before its last day a runtime is warned about: two releases of Python's year, and a summer between them."""

_LIFE = "data/AdditionalSpecs/LmbdRuntimeLifecycle.json"


class NoRuntime(PackagingFailed):
    """The stage asks for a Python that Lambda does not run, or not any more."""


def python_of(stage: str) -> str:
    """The version that `infra/stages/<stage>.json` names.

    Raises NoRuntime like `chosen`, and for snapshots of a Python that Lambda takes none of ("Improving startup
    performance with Lambda SnapStart": Python 3.12 and later).
    """
    described = json.loads((STAGES / f"{stage}.json").read_text())
    version = chosen(str(described.get("python", USUAL)))
    if described["parameters"].get("Snapshots") == "true" and _numbers(version) < _numbers(SNAPSHOTS_FROM):
        raise NoRuntime(
            f"Snapshots: Lambda takes them of Python {SNAPSHOTS_FROM} or newer, and {stage} names {version}"
        )
    return version


def chosen(named: str) -> str:
    """The version that a stage names, like `3.13`; for `here`, that of this process.

    Raises NoRuntime for one that the sources do not run on, and for what is no version.
    """
    version = HERE if named == "here" else named
    if not re.fullmatch(r"\d+\.\d+", version):
        raise NoRuntime(f'{version!r} is no Python: "python" is a version like {USUAL}, or "here"')
    if _numbers(version) < _numbers(LEAST):
        raise NoRuntime(f"Python {version} is too old: the sources need {LEAST} or newer")
    return version


def last_day(version: str) -> date:
    """The day on which AWS stops mending this runtime, by the data of cfn-lint. Raises NoRuntime for an unknown one."""
    lives: Mapping[str, Mapping[str, str]] = json.loads((files("cfnlint") / _LIFE).read_text())
    if f"python{version}" not in lives:
        raise NoRuntime(f"cfn-lint knows no runtime python{version}: Lambda does not run it, or cfn-lint is too old")
    return date.fromisoformat(lives[f"python{version}"]["deprecated"])


def check_life(version: str, today: date, tell: Callable[[str], None]) -> None:
    """Warn of a runtime whose end is near. Raises NoRuntime once its last day is past."""
    end = last_day(version)
    remedy = 'name a newer "python" in the stage\'s file (make test runs on it first)'
    if today > end:
        raise NoRuntime(f"AWS mends Python {version} no more since {end}: {remedy}")
    if today > end - WARNED:
        tell(f"warning: AWS mends Python {version} until {end} only: {remedy}")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
