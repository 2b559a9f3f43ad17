"""Reading, replacing and projecting parts of an item by document path."""

from typing import Any

from tests.engine.errors import invalid
from tests.engine.items import copy_value
from tests.engine.syntax import Path
from tests.engine.wire import Item, Value

Parts = tuple[str | int, ...]


def value_at(item: Item, parts: Parts) -> Value | None:
    value = item.get(parts[0])  # type: ignore[arg-type]
    for part in parts[1:]:
        if value is None:
            return None
        value = _member(value, part)
    return value


def _member(value: Value, part: str | int) -> Value | None:
    if isinstance(part, str):
        members: Item = value.get("M", {})
        return members.get(part)
    elements: list[Value] = value.get("L", [])
    return elements[part] if part < len(elements) else None


def replaced(item: Item, parts: Parts, value: Value | None) -> Item:
    """The item with one part set, or removed when the value is None; the original is untouched."""
    members: Item = _replace({"M": item}, parts, value)["M"]
    return members


def _replace(document: Value, parts: Parts, value: Value | None) -> Value:
    part, rest = parts[0], parts[1:]
    if rest:
        inner = _member(document, part)
        if inner is None:
            raise _bad_path()
        value = _replace(inner, rest, value)
    if isinstance(part, str):
        return {"M": _with_member(document, part, value)}
    return {"L": _with_element(document, part, value)}


def _with_member(document: Value, name: str, value: Value | None) -> Item:
    if "M" not in document:
        raise _bad_path()
    members = dict(document["M"])
    if value is None:
        members.pop(name, None)
    else:
        members[name] = value
    return members


def _with_element(document: Value, index: int, value: Value | None) -> list[Value]:
    if "L" not in document:
        raise _bad_path()
    elements = list(document["L"])
    if value is None:
        del elements[index : index + 1]
    elif index < len(elements):
        elements[index] = value
    else:
        elements.append(value)
    return elements


def _bad_path() -> Exception:
    return invalid("The document path provided in the update expression is invalid for update")


def projected(item: Item, paths: tuple[Path, ...]) -> Item:
    """A copy of only these paths; elements of lists keep their order and close ranks."""
    if all(len(path.parts) == 1 for path in paths):
        names = (path.parts[0] for path in paths)
        return {name: copy_value(item[name]) for name in names if name in item}
    tree: dict[Any, Any] = {}
    for path in paths:
        branch = tree
        for part in path.parts:
            branch = branch.setdefault(part, {})
    picked = _pick({"M": item}, tree)
    members: Item = picked["M"] if picked else {}
    return members


def _pick(value: Value, tree: dict[Any, Any]) -> Value | None:
    if not tree:
        return copy_value(value)
    keys = sorted(tree) if isinstance(next(iter(tree)), int) else list(tree)
    found = [(key, _member(value, key)) for key in keys]
    parts = [(key, _pick(member, tree[key])) for key, member in found if member is not None]
    kept = {key: part for key, part in parts if part is not None}
    if not kept:
        return None
    return {"L": list(kept.values())} if "L" in value else {"M": kept}
