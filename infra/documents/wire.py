"""What the pages know of the wire: the type of every frame and answer, written from the documents of both APIs.

`python -m infra.documents.wire` writes them; with `--check` it only says whether they are true.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from chalicelib.web.assets import HERE
from infra.documents.asyncapi import COUNSELLOR, SERVER, VISITOR, asyncapi
from infra.documents.openapi import openapi
from infra.documents.schemas import Document, ref

WIRE = HERE / "wire"
_TOOL = HERE.parent.parent / "node_modules" / ".bin" / "openapi-typescript"
_SENT = {"VisitorSends": VISITOR, "CounsellorSends": COUNSELLOR, "ServerSends": SERVER}


def frames() -> Document:
    """The frames as a document that the tool reads; what each party may send has a name of its own."""
    parties: Document = {name: {"oneOf": [ref(model) for model in models]} for name, models in _SENT.items()}
    return _of_models(asyncapi(), parties)


def answers() -> Document:
    """What is asked and answered over HTTP, without the addresses: pages put those together."""
    return _of_models(openapi())


def _of_models(told: Document, more: Document | None = None) -> Document:
    schemas = told["components"]["schemas"] | (more or {})
    return {"openapi": "3.1.0", "info": told["info"], "paths": {}, "components": {"schemas": schemas}}


MAKERS = {"frames.d.ts": frames, "answers.d.ts": answers}


def write(name: str, document: Document, *options: str) -> bool:
    """The types of one document; with `--check` only whether the file that is there says the same."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.json"
        source.write_text(json.dumps(document), encoding="utf-8")
        shape = ("--export-type", "--root-types", "--root-types-no-schema-prefix", "--default-non-nullable=false")
        return subprocess.run([_TOOL, source, *shape, "--output", WIRE / name, *options], stdout=2).returncode == 0


def main(options: list[str]) -> int:
    """Write or check them all."""
    true = [write(name, make(), *options) for name, make in MAKERS.items()]
    if not all(true):
        print("the types of the wire are not those of the models: run `make docs`", file=sys.stderr)
    return int(not all(true))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
