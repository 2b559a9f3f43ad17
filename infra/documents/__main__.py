"""`python -m infra.documents`: writes the documents of both APIs and the table of settings."""

import json
from pathlib import Path

from infra.documents.asyncapi import asyncapi
from infra.documents.openapi import openapi
from infra.documents.schemas import Document
from infra.documents.settings_table import with_table

DOCS = Path(__file__).parent.parent.parent / "docs"
MAKERS = {"openapi.json": openapi, "asyncapi.json": asyncapi}


def text_of(document: Document) -> str:
    """The document as it is kept."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write them all."""
    for name, make in MAKERS.items():
        (DOCS / name).write_text(text_of(make()), encoding="utf-8")
    guide = DOCS / "operations.md"
    guide.write_text(with_table(guide.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
