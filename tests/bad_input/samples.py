"""One well-made frame of every kind, made from the models themselves, so that a new frame is tried too."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from chalicelib.protocol.inbound import MODELS

Form = tuple[str, str | None]
Place = tuple[str, ...]
# Fits every field that takes text: channel, nickname, token, id, reason, text.
WORD = "sample-of-a-word"


def sample(form: Form, **given: object) -> dict[str, Any]:
    """A frame with every field filled in."""
    return {
        **filled(MODELS[form]),
        **{name: value for name, value in given.items() if name in MODELS[form].model_fields},
    }


def filled(model: type[BaseModel], word: str = WORD) -> dict[str, Any]:
    """Every field with a value that fits; text is always `word`."""
    return {name: _value(field.annotation, field, word) for name, field in model.model_fields.items()}


def _value(kind: Any, field: FieldInfo, word: str) -> Any:
    if get_origin(kind) is list:
        return [_value(get_args(kind)[0], field, word)]
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return filled(kind, word)
    if get_args(kind):
        inner = next(part for part in get_args(kind) if part is not type(None))
        return _value(inner, field, word)
    return {str: word, int: 1, bool: True}[kind]


def places(model: type[BaseModel]) -> Iterator[Place]:
    """Every field of a frame and of the objects in it."""
    for name, field in model.model_fields.items():
        yield (name,)
        yield from ((name, *rest) for inner in _models(field.annotation) for rest in places(inner))


def _models(kind: Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    elif get_origin(kind) is not Literal:
        for part in get_args(kind):
            yield from _models(part)


def with_value(frame: dict[str, Any], place: Place, value: object) -> dict[str, Any]:
    """The same frame with another value in one place."""
    first, *rest = place
    inner = with_value(frame[first], tuple(rest), value) if rest else value
    return {**frame, first: inner}
