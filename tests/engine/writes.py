"""Single and batched writes. A plan says what a write wants; `carry_out` is the one place that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.engine.capacity import MAX_ITEM_BYTES, Bill, item_size, write_units
from tests.engine.documents import projected
from tests.engine.errors import Refusal, condition_failed, invalid, invalid_parameter
from tests.engine.items import copy_item, read_item
from tests.engine.requests import Expressions, Holds, Request, check_length, choice
from tests.engine.schema import Key
from tests.engine.syntax import Path
from tests.engine.tables import Table
from tests.engine.updates import apply_update
from tests.engine.wire import Answer, Item

Outcome = Callable[[Item | None], Item | None]
ON_FAILURE = ("NONE", "ALL_OLD")
MAX_BATCH = 25


@dataclass(slots=True)
class Plan:
    table: Table
    key: Key
    holds: Holds | None
    outcome: Outcome | None  # None: only a check
    shows_old: bool = False
    touched: tuple[Path, ...] = ()

    @property
    def before(self) -> Item | None:
        row = self.table.row(self.key)
        return row.item if row else None

    @property
    def size_before(self) -> int:
        row = self.table.row(self.key)
        return row.size if row else 0

    def allowed(self) -> bool:
        return self.holds is None or self.holds(self.before or {})

    def failure(self) -> Refusal:
        old = self.before
        return condition_failed(copy_item(old) if self.shows_old and old is not None else None)


def plan_put(table: Table, request: Request) -> Plan:
    item = read_item(request["Item"])
    if "" in item:
        raise invalid_parameter("Empty attribute name")
    key = table.schema.key_of_item(item)
    expressions = Expressions(request)
    holds = expressions.condition(request.get("ConditionExpression"))
    expressions.finish()
    return Plan(table, key, holds, lambda _before: item, _shows_old(request))


def plan_delete(table: Table, request: Request) -> Plan:
    plan = plan_check(table, request)
    plan.outcome = lambda _before: None
    return plan


def plan_check(table: Table, request: Request) -> Plan:
    expressions = Expressions(request)
    holds = expressions.condition(request.get("ConditionExpression"))
    expressions.finish()
    return Plan(table, table.schema.read_key(request["Key"]), holds, None, _shows_old(request))


def plan_update(table: Table, request: Request) -> Plan:
    key = table.schema.read_key(request["Key"])
    expressions = Expressions(request)
    parsed, values = expressions.update(request.get("UpdateExpression"))
    holds = expressions.condition(request.get("ConditionExpression"))
    expressions.finish()
    paths = parsed.paths if parsed else ()
    _refuse_key_updates(table, paths)
    fresh = read_item(request["Key"])

    def outcome(before: Item | None) -> Item | None:
        if before is None and parsed is not None and parsed.only_takes_away:
            return None
        start = fresh if before is None else before
        return apply_update(parsed, start, values) if parsed else start

    return Plan(table, key, holds, outcome, _shows_old(request), paths)


def _shows_old(request: Request) -> bool:
    return choice(request, "ReturnValuesOnConditionCheckFailure", ON_FAILURE) == "ALL_OLD"


def _refuse_key_updates(table: Table, paths: tuple[Path, ...]) -> None:
    for path in paths:
        if path.parts[0] in table.schema.names:
            name = path.parts[0]
            raise invalid_parameter(f"Cannot update attribute {name}. This attribute is part of the key")


def checked_outcome(plan: Plan) -> tuple[Item | None, int]:
    """The item as it will be, with its size; refused when the service would not store it."""
    assert plan.outcome is not None
    after = plan.outcome(plan.before)
    if after is None:
        return None, 0
    for index in plan.table.indexes.values():
        index.schema.refuse_bad_index_key(index.name, after)
    size = item_size(after)
    if size > MAX_ITEM_BYTES:
        raise invalid("Item size has exceeded the maximum allowed size")
    return after, size


def store(plan: Plan, after: Item | None, size: int, bill: Bill) -> None:
    before, table = plan.before, plan.table
    bill.add(table.name, write_units(max(plan.size_before, size)))
    for index in table.indexes.values():
        cost = index.write_cost(before, after)
        if cost:
            bill.add(table.name, cost, index.name)
    if after is not before:
        table.write(plan.key, after, size)


def carry_out(plan: Plan, bill: Bill) -> tuple[Item | None, Item | None]:
    if not plan.allowed():
        # A refused write costs as much as the item that refused it.
        bill.add(plan.table.name, write_units(plan.size_before))
        raise plan.failure()
    before = plan.before
    after, size = checked_outcome(plan)
    store(plan, after, size, bill)
    return before, after


def write_one(plan: Plan, request: Request, bill: Bill, returns: tuple[str, ...]) -> Answer:
    wanted = choice(request, "ReturnValues", returns)
    before, after = carry_out(plan, bill)
    shown = _shown(wanted, plan.touched, before, after)
    answer: Answer = {"Attributes": shown} if shown else {}
    bill.attach_one(answer, request.get("ReturnConsumedCapacity"))
    return answer


def _shown(wanted: str, touched: tuple[Path, ...], before: Item | None, after: Item | None) -> Item:
    item = (before if wanted.endswith("OLD") else after) or {}
    if wanted == "NONE":
        return {}
    return copy_item(item) if wanted.startswith("ALL") else projected(item, touched)


def read_batch(tables: Callable[[str], Table], request: Request) -> list[tuple[str, Any, Plan]]:
    check_length("RequestItems", request["RequestItems"])
    found: list[tuple[str, Any, Plan]] = []
    for name, wishes in request["RequestItems"].items():
        check_length(f"RequestItems.{name}", wishes)
        table = tables(name)
        for wish in wishes:
            if len(wish) != 1:
                raise invalid("Supplied AttributeValue has more than one datatypes set")
            plan = (
                plan_put(table, wish["PutRequest"])
                if "PutRequest" in wish
                else plan_delete(table, wish["DeleteRequest"])
            )
            found.append((name, wish, plan))
    if len(found) > MAX_BATCH:
        raise invalid("Too many items requested for the BatchWriteItem call")
    if len({(name, plan.key) for name, _, plan in found}) < len(found):
        raise invalid("Provided list of item keys contains duplicates")
    return found
