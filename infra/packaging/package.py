"""The package of a stage, made with the stage's own Python."""

import json
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from infra.packaging.build import Tell, build, build_template
from infra.packaging.dependencies import LAYERS
from infra.packaging.failure import PackagingFailed
from infra.packaging.interpreter import packaging_python
from infra.packaging.runtime import HERE, check_life, python_of
from infra.packaging.staging import BUILD, ROOT, STAGES
from infra.packaging.template import Template

# Its Python is that of the machine at hand, which Lambda need not run.
LOCAL = "local"


@dataclass(frozen=True)
class Package:
    """What one stage deploys: a template, the archive that its functions run, and layers beside it."""

    stage: str
    template: Path
    archive: Path

    @property
    def layers(self) -> list[Path]:
        """The archives of what few functions need."""
        return [self.archive.with_name(f"{layer}.zip") for layer in LAYERS]

    @property
    def archives(self) -> list[Path]:
        """Everything that is uploaded beside the template."""
        return [self.archive, *self.layers]

    def read_template(self) -> Template:
        """The template as data."""
        template: Template = json.loads(self.template.read_text())
        return template


def make_package(stage: str, tell: Tell) -> Package:
    """Package `stage` into `build/<stage>/package`. Raises PackagingFailed."""
    version = _version(stage, tell)
    if version == HERE:
        build(stage, tell)
    else:
        _build_with(packaging_python(version, tell), stage, tell)
    out = BUILD / stage / "package"
    return Package(stage, out / "template.json", out / "deployment.zip")


def make_template(stage: str, tell: Tell) -> Path:
    """The template of `stage` alone, whichever Python is at hand: to be checked, never to be deployed."""
    return build_template(stage, _version(stage, tell))


def _version(stage: str, tell: Tell) -> str:
    """The Python of a stage that may be packaged today."""
    if not (STAGES / f"{stage}.json").exists():
        raise PackagingFailed(f"no stage {stage!r}: describe it in infra/stages/{stage}.json")
    version = python_of(stage)
    if stage != LOCAL:
        check_life(version, datetime.now(UTC).date(), tell)
    return version


def _build_with(python: Path, stage: str, tell: Tell) -> None:
    command, last = [str(python), "-m", "infra.packaging.build", stage], ""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        for line in running.stdout or ():
            last = line.rstrip()
            tell(last)
    if running.returncode:
        raise PackagingFailed(f"with {python}: {last}")
