"""JSON schemas of our models, for the documents."""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

Document = dict[str, Any]
Models = Iterable[type[BaseModel]]
REF = "#/components/schemas/"


def schemas(taken_in: Models, sent_out: Models) -> Document:
    """The schemas of what is taken in, as it is validated, and of what is sent out, as it is written."""
    read, written = _schemas(taken_in, "validation"), _schemas(sent_out, "serialization")
    twice = {name for name in read.keys() & written.keys() if read[name] != written[name]}
    # What is taken in and sent out alike is one schema; where defaults make a difference the sent one has its own.
    return read | {name: schema for name, schema in written.items() if name not in twice}


def _schemas(models: Models, mode: Literal["validation", "serialization"]) -> Document:
    asked = [(model, mode) for model in dict.fromkeys(models)]
    described = models_json_schema(asked, ref_template=f"{REF}{{model}}")[1]
    definitions: Document = described.get("$defs", {})
    return definitions


def ref(model: type[BaseModel]) -> Document:
    """Points at the schema of a model."""
    return {"$ref": f"{REF}{model.__name__}"}
