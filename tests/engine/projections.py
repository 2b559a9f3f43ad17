"""Projection expressions: the paths that an answer may show."""

from functools import lru_cache
from typing import NamedTuple

from tests.engine.errors import invalid
from tests.engine.syntax import Names, Path, Scope, refuse_overlap
from tests.engine.tokens import BadExpression, Cursor


class Projection(NamedTuple):
    paths: tuple[Path, ...]
    names: frozenset[str]


@lru_cache(maxsize=512)
def projection(text: str, names: Names) -> Projection:
    scope = Scope(dict(names))
    try:
        cursor = Cursor(text)
        paths = [scope.path(cursor)]
        while cursor.accept_mark(","):
            paths.append(scope.path(cursor))
        cursor.expect_end()
        refuse_overlap(paths)
    except BadExpression as bad:
        raise invalid(f"Invalid ProjectionExpression: {bad}") from None
    return Projection(tuple(paths), frozenset(scope.used_names))
