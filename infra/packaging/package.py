"""From sources to package: staged, packaged by Chalice, compiled, template merged."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from infra.packaging.dependencies import LAYERS, prepare_layer, prepare_package
from infra.packaging.sealing import opened
from infra.packaging.staging import BUILD, ROOT, architecture, stage_project
from infra.packaging.template import Template, finish, gather_rooms
from infra.supply.notices import enclose


class PackagingFailed(Exception):
    """Chalice refused; the message is its own."""


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


def make_package(stage: str, tell: Callable[[str], None]) -> Package:
    """Package `stage` into `build/<stage>`."""
    _known(stage)
    project = stage_project(stage)
    prepare_package(project, architecture(stage), tell)
    out = BUILD / stage / "package"
    shutil.rmtree(out, ignore_errors=True)
    merge = BUILD / stage / "merge.json"
    merge.write_text(json.dumps(gather_rooms()))
    _run_chalice(project, stage, merge, out)
    for layer in LAYERS:
        with opened(prepare_layer(layer, architecture(stage), tell), out / f"{layer}.zip") as folder:
            enclose(layer, folder)
    return _complete(stage, out)


def _known(stage: str) -> None:
    if not (ROOT / "infra" / "stages" / f"{stage}.json").exists():
        raise PackagingFailed(f"no stage {stage!r}: describe it in infra/stages/{stage}.json")


def _run_chalice(project: Path, stage: str, merge: Path, out: Path) -> None:
    command = [str(Path(sys.executable).parent / "chalice"), "--project-dir", str(project), "package"]
    command += ["--stage", stage, "--merge-template", str(merge), str(out)]
    # Chalice asks its client for a region to spell service names; nothing is called.
    environment = {"AWS_DEFAULT_REGION": "eu-central-1", "PYTHONDONTWRITEBYTECODE": "1"} | os.environ
    environment.pop("AWS_PROFILE", None)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackagingFailed(_last_words(done.stderr or done.stdout))


def _last_words(output: str) -> str:
    """The end of Chalice's traceback on one line: file, line and error."""
    said = [line.strip() for line in output.splitlines() if line.strip()]
    return " ".join(said[-4:])


def _complete(stage: str, out: Path) -> Package:
    package = Package(stage, out / "template.json", out / "deployment.zip")
    with opened(package.archive) as folder:  # the day's own sources are compiled as it closes
        enclose("functions", folder)
    raw = out / "sam.json"
    template = finish(json.loads(raw.read_text()))
    package.template.write_text(json.dumps(template, indent=2))
    raw.unlink()
    return package
