"""JSON schemas of our models, for the documents."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

Document = dict[str, Any]
Models = Iterable[type[BaseModel]]
REF = "#/components/schemas/"


def schemas(taken_in: Models, sent_out: Models, *, leaves_out: bool = False) -> Document:
    """The schemas of what is taken in, as it is validated, and of what is sent out, as it is written.

    `leaves_out`: a field without a value is not written at all; else it is written as null.
    """
    read = _schemas(taken_in, "validation")
    written = {name: _written(schema, leaves_out) for name, schema in _schemas(sent_out, "serialization").items()}
    # What differs between the two has a name for each: a field with a default may be missing in what is taken in alone.
    twice = {name: f"{name}Sent" for name in read.keys() & written.keys() if read[name] != written[name]}
    return read | {twice.get(name, name): _renamed(schema, twice) for name, schema in written.items()}


def _renamed(schema: Document, names: Mapping[str, str]) -> Document:
    text = json.dumps(schema)
    for name, other in names.items():
        text = text.replace(f'"{REF}{name}"', f'"{REF}{other}"')
    renamed: Document = json.loads(text)
    return renamed


def _written(schema: Document, leaves_out: bool) -> Document:
    """Nobody who reads has to know a default: what has one is there, or (without a value) is left out."""
    fields: Document = schema.get("properties", {})
    if not fields:
        return schema
    absent = {name for name, field in fields.items() if leaves_out and "default" in field and field["default"] is None}
    told = {name: _valued(field, name in absent) for name, field in fields.items()}
    return schema | {"properties": told, "required": [name for name in fields if name not in absent]}


def _valued(field: Document, absent: bool) -> Document:
    bare = {name: value for name, value in field.items() if name != "default"}
    if not absent:
        return bare
    *rest, one = [either for either in bare.pop("anyOf") if either != {"type": "null"}]
    return bare | ({"anyOf": [*rest, one]} if rest else one)


def _schemas(models: Models, mode: Literal["validation", "serialization"]) -> Document:
    asked = [(model, mode) for model in dict.fromkeys(models)]
    described = models_json_schema(asked, ref_template=f"{REF}{{model}}")[1]
    definitions: Document = described.get("$defs", {})
    return definitions


def ref(model: type[BaseModel]) -> Document:
    """Points at the schema of a model."""
    return {"$ref": f"{REF}{model.__name__}"}
