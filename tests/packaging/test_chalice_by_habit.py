"""A command of Chalice's own, typed by habit, stops before it touches anything and says what to type instead."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from infra.packaging.staging import ROOT

# `new-project` makes another project; `gen-policy` prints what Chalice would guess, and reads no settings.
COMMANDS = (
    "deploy",
    "deploy --stage prod",
    "package out",
    "local --port 0",
    "logs --stage prod",
    "delete --stage prod",
    "url",
    "invoke --name vault",
    "dev plan",
    "dev appgraph",
    "generate-pipeline pipeline.json",
    "generate-models",
    "generate-sdk sdk",
)
INSTEAD = "`make deploy STAGE=prod`"


@dataclass
class Aws:
    """Refuses everything, and remembers what it was asked."""

    asked: list[str] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def aws() -> Iterator[Aws]:
    seen = Aws()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            seen.asked.append(body.decode())
            self.send_error(403)

        do_GET = do_PUT = do_DELETE = do_POST  # noqa: N815  (names of the standard library)

        def log_message(self, *_: object) -> None:
            """Not into the report."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        seen.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield seen
        server.shutdown()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout, as far as Chalice looks at it."""
    for name in (".chalice/config.json", "app.py", "requirements.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "chalicelib", tmp_path / "chalicelib", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "infra" / "policies", tmp_path / "infra" / "policies")
    return tmp_path


def chalice(command: str, project: Path, aws: Aws) -> "subprocess.CompletedProcess[str]":
    environment = {
        "PATH": os.environ["PATH"],
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    program = str(Path(sys.executable).parent / "chalice")
    line = [program, *command.split()]
    return subprocess.run(line, cwd=project, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("command", COMMANDS)
def test_it_stops_with_the_right_command(command: str, project: Path, aws: Aws) -> None:
    before = sorted(project.rglob("*"))
    done = chalice(command, project, aws)
    assert done.returncode != 0
    assert INSTEAD in done.stderr.strip().splitlines()[-1]
    assert aws.asked == []
    assert sorted(project.rglob("*")) == before


def test_without_that_word_a_deployment_would_begin(project: Path, aws: Aws) -> None:
    """The refusal is the version's doing, and no missing file's or region's."""
    config = project / ".chalice" / "config.json"
    text = config.read_text()
    [line] = [line for line in text.splitlines() if '"version"' in line]
    config.write_text(text.replace(line, '  "version": "2.0",'))
    assert chalice("dev plan --stage prod", project, aws).returncode != 0
    assert "Action=GetRole" in aws.asked[0]
    assert "RoleName=chathulp-prod-" in aws.asked[0]


def test_the_manual_knows_every_command_tried_here() -> None:
    manual = (ROOT / "docs" / "operations.md").read_text()
    assert [command for command in COMMANDS if f"`chalice {_words(command)}`" not in manual] == []
    assert INSTEAD in (ROOT / ".chalice" / "config.json").read_text()


def _words(command: str) -> str:
    """What is typed without what it is given: `dev plan`, `deploy`."""
    first, *others = command.split()
    return f"{first} {others[0]}" if first == "dev" else first
