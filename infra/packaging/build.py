"""`python -m infra.packaging.build STAGE`: from sources to package, with the Python that runs this.

Staged, packaged by Chalice, compiled, template merged. People call `infra.packaging`, which finds the Python first.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from infra.packaging.dependencies import LAYERS, prepare_layer, prepare_package, prepare_sources
from infra.packaging.failure import PackagingFailed
from infra.packaging.sealing import opened
from infra.packaging.staging import BUILD, architecture, stage_project
from infra.packaging.template import Template, finish, gather_rooms
from infra.supply.notices import enclose

Tell = Callable[[str], None]


def build(stage: str, tell: Tell) -> None:
    """Make template, archive and layers of `stage` in `build/<stage>/package`. Raises PackagingFailed."""
    project, out = stage_project(stage), BUILD / stage / "package"
    prepare_package(project, architecture(stage), tell)
    _write(_packaged(project, stage, out), out)
    with opened(out / "deployment.zip") as folder:  # the day's own sources are compiled as it closes
        enclose("functions", folder)
    for layer in LAYERS:
        with opened(prepare_layer(layer, architecture(stage), tell), out / f"{layer}.zip") as folder:
            enclose(layer, folder)


def build_template(stage: str, version: str) -> Path:
    """The template of `stage` alone, in `build/<stage>/template`, as the Python of this version would make it."""
    project, out = stage_project(stage), BUILD / stage / "template"
    prepare_sources(project, architecture(stage))
    template = _packaged(project, stage, out)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["Runtime"] = f"python{version}"
    return _write(template, out)


def _packaged(project: Path, stage: str, out: Path) -> Template:
    """Chalice's package in a fresh folder `out`; its template, finished."""
    shutil.rmtree(out, ignore_errors=True)
    merge = BUILD / stage / "merge.json"
    merge.write_text(json.dumps(gather_rooms()))
    _run_chalice(project, stage, merge, out)
    raw = out / "sam.json"
    template = finish(json.loads(raw.read_text()))
    raw.unlink()
    return template


def _write(template: Template, out: Path) -> Path:
    path = out / "template.json"
    path.write_text(json.dumps(template, indent=2))
    return path


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


def main() -> None:
    """Build the stage named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage")
    try:
        build(parser.parse_args().stage, partial(print, flush=True))
    except PackagingFailed as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    main()
