"""Update expressions: SET, REMOVE, ADD and DELETE, all reading the item as it was before."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from tests.engine.documents import replaced, value_at
from tests.engine.errors import invalid
from tests.engine.items import add_numbers, set_order, tag_of
from tests.engine.syntax import Call, Names, Operand, Path, Placeholder, Scope, Sum, refuse_overlap
from tests.engine.tokens import BadExpression, Cursor
from tests.engine.wire import Item, Value

_FUNCTIONS = frozenset({"if_not_exists", "list_append"})
_SETS = ("SS", "NS", "BS")


class Action(NamedTuple):
    clause: str
    path: Path
    operand: Operand | None


class Update(NamedTuple):
    actions: tuple[Action, ...]
    paths: tuple[Path, ...]
    names: frozenset[str]
    values: frozenset[str]

    @property
    def only_takes_away(self) -> bool:
        """Such an update creates no item where there was none."""
        return all(action.clause in ("REMOVE", "DELETE") for action in self.actions)


@lru_cache(maxsize=2048)
def update(text: str, names: Names) -> Update:
    scope = Scope(dict(names))
    try:
        actions = _UpdateParser(text, scope).parse()
        refuse_overlap([action.path for action in actions])
    except BadExpression as bad:
        raise invalid(f"Invalid UpdateExpression: {bad}") from None
    paths = tuple(action.path for action in actions)
    return Update(tuple(actions), paths, frozenset(scope.used_names), frozenset(scope.used_values))


class _UpdateParser:
    def __init__(self, text: str, scope: Scope) -> None:
        self._cursor = Cursor(text)
        self._scope = scope

    def parse(self) -> list[Action]:
        actions: list[Action] = []
        seen: set[str] = set()
        while self._cursor.peek().kind != "end":
            clause = self._cursor.peek().text.upper()
            if clause not in ("SET", "REMOVE", "ADD", "DELETE"):
                raise self._cursor.unexpected()
            if clause in seen:
                raise BadExpression(f'The "{clause}" section can only be used once in an update expression;')
            seen.add(clause)
            self._cursor.take()
            actions.append(self._action(clause))
            while self._cursor.accept_mark(","):
                actions.append(self._action(clause))
        return actions

    def _action(self, clause: str) -> Action:
        path = self._scope.path(self._cursor)
        if clause == "REMOVE":
            return Action(clause, path, None)
        if clause == "SET":
            self._cursor.expect_mark("=")
            return Action(clause, path, self._sum())
        if self._cursor.peek().kind != "value":
            raise self._cursor.unexpected()
        return Action(clause, path, self._scope.plain(self._cursor))

    def _sum(self) -> Operand:
        left = self._operand()
        for mark, sign in (("+", 1), ("-", -1)):
            if self._cursor.accept_mark(mark):
                return Sum(left, sign, self._operand())
        return left

    def _operand(self) -> Operand:
        if self._cursor.accept_mark("("):
            inner = self._sum()
            self._cursor.expect_mark(")")
            return inner
        return self._call() if self._scope.at_function(self._cursor) else self._scope.plain(self._cursor)

    def _call(self) -> Call:
        function = self._cursor.take().text
        if function not in _FUNCTIONS:
            raise BadExpression(f"Invalid function name; function: {function}")
        self._cursor.expect_mark("(")
        first = self._operand()
        if function == "if_not_exists" and not isinstance(first, Path):
            raise BadExpression(f"Function requires a document path; operator or function: {function}")
        self._cursor.expect_mark(",")
        second = self._operand()
        self._cursor.expect_mark(")")
        return Call(function, (first, second))


def apply_update(parsed: Update, item: Item, values: Item) -> Item:
    changes = [(action.path.parts, _outcome(action, item, values)) for action in parsed.actions]
    # Elements beyond the end of a list are appended in order of index; removals count from the end.
    sets = sorted((c for c in changes if c[1] is not None), key=lambda change: _last_index(change[0]))
    removals = sorted((c for c in changes if c[1] is None), key=lambda change: -_last_index(change[0]))
    after = item
    for parts, value in [*sets, *removals]:
        if len(parts) == 1 and value is not None:
            after = {**after, str(parts[0]): value}
        else:
            after = replaced(after, parts, value)
    return after


def _last_index(parts: tuple[str | int, ...]) -> int:
    return parts[-1] if isinstance(parts[-1], int) else -1


def _outcome(action: Action, item: Item, values: Item) -> Value | None:
    if action.operand is None:
        return None
    if action.clause == "SET":
        return _evaluate(action.operand, item, values)
    assert isinstance(action.operand, Placeholder)
    given = values[action.operand.name]
    allowed = ("N", *_SETS) if action.clause == "ADD" else _SETS
    if tag_of(given) not in allowed:
        raise _bad_operand(action.clause, given)
    before = value_at(item, action.path.parts)
    return _added(before, given) if action.clause == "ADD" else _taken_away(before, given)


def _added(before: Value | None, given: Value) -> Value:
    if before is None:
        return given
    tag = tag_of(given)
    _same_type(before, tag)
    if tag == "N":
        return add_numbers(before, given)
    return {tag: sorted({*before[tag], *given[tag]}, key=set_order(tag))}


def _taken_away(before: Value | None, given: Value) -> Value | None:
    if before is None:
        return None
    tag = tag_of(given)
    _same_type(before, tag)
    left = [member for member in before[tag] if member not in given[tag]]
    return {tag: left} if left else None


def _same_type(before: Value, tag: str) -> None:
    if tag_of(before) != tag:
        raise invalid("An operand in the update expression has an incorrect data type")


def _evaluate(operand: Operand, item: Item, values: Item) -> Value:
    if isinstance(operand, Placeholder):
        return values[operand.name]
    if isinstance(operand, Path):
        found = value_at(item, operand.parts)
        if found is None:
            raise invalid("The provided expression refers to an attribute that does not exist in the item")
        return found
    if isinstance(operand, Sum):
        return _summed(operand, item, values)
    return _CALLS[operand.function](operand, item, values)


def _summed(operand: Sum, item: Item, values: Item) -> Value:
    mark = "+" if operand.sign > 0 else "-"
    terms = [_typed(side, "N", mark, item, values) for side in (operand.left, operand.right)]
    return add_numbers(terms[0], terms[1], operand.sign)


def _typed(operand: Operand, tag: str, function: str, item: Item, values: Item) -> Value:
    value = _evaluate(operand, item, values)
    if tag_of(value) == tag:
        return value
    if isinstance(operand, Placeholder):
        raise _bad_operand(function, value)
    raise invalid("An operand in the update expression has an incorrect data type")


def _if_not_exists(call: Call, item: Item, values: Item) -> Value:
    path, fallback = call.arguments
    assert isinstance(path, Path)
    found = value_at(item, path.parts)
    return _evaluate(fallback, item, values) if found is None else found


def _list_append(call: Call, item: Item, values: Item) -> Value:
    first, second = (_typed(side, "L", "list_append", item, values) for side in call.arguments)
    return {"L": [*first["L"], *second["L"]]}


_CALLS: dict[str, Callable[[Call, Item, Item], Value]] = {
    "if_not_exists": _if_not_exists,
    "list_append": _list_append,
}


def _bad_operand(function: str, value: Value) -> Exception:
    return invalid(
        "Invalid UpdateExpression: Incorrect operand type for operator or function; "
        f"operator or function: {function}, operand type: {tag_of(value)}"
    )
