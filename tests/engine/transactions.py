"""Writes and reads that happen together or not at all."""

from collections.abc import Callable
from typing import Any

from tests.engine.capacity import Bill, read_units, write_units
from tests.engine.errors import Refusal, invalid
from tests.engine.items import copy_item
from tests.engine.requests import Expressions, Request, check_length
from tests.engine.tables import Table
from tests.engine.wire import Answer
from tests.engine.writes import Plan, checked_outcome, plan_check, plan_delete, plan_put, plan_update, store

Tables = Callable[[str], Table]
Reason = dict[str, Any]

MAX_ACTIONS = 100
MAX_BYTES = 4 * 1024 * 1024
_PLANNERS: dict[str, Callable[[Table, Request], Plan]] = {
    "Put": plan_put,
    "Update": plan_update,
    "Delete": plan_delete,
    "ConditionCheck": plan_check,
}


def canceled(reasons: list[Reason]) -> Refusal:
    codes = ", ".join(reason["Code"] for reason in reasons)
    message = f"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]"
    return Refusal("TransactionCanceledException", message, CancellationReasons=reasons, Message=message)


def transact_write(tables: Tables, request: Request, bill: Bill) -> Answer:
    plans = _plans(tables, request)
    reasons, outcomes = [], []
    for plan in plans:
        reason, outcome = _judge(plan)
        reasons.append(reason)
        outcomes.append(outcome)
    if any(reason["Code"] != "None" for reason in reasons):
        for plan in plans:
            bill.add(plan.table.name, write_units(plan.size_before))
        raise canceled(reasons)
    if sum(size for _, size in outcomes) > MAX_BYTES:
        raise invalid("Collection size exceeded: the items of a transaction may not exceed 4 MB")
    for plan, (after, size) in zip(plans, outcomes, strict=True):
        if plan.outcome is None:
            bill.add(plan.table.name, write_units(plan.size_before))
        else:
            store(plan, after, size, bill)
    answer: Answer = {}
    bill.attach_all(answer, request.get("ReturnConsumedCapacity"))
    return answer


def _plans(tables: Tables, request: Request) -> list[Plan]:
    _check_count(request)
    plans = []
    for wish in request["TransactItems"]:
        if len(wish) != 1:
            raise invalid("TransactItems can only contain one of Check, Put, Update or Delete")
        kind, action = next(iter(wish.items()))
        plans.append(_PLANNERS[kind](tables(action["TableName"]), action))
    if len({(plan.table.name, plan.key) for plan in plans}) < len(plans):
        raise invalid("Transaction request cannot include multiple operations on one item")
    return plans


def _check_count(request: Request) -> None:
    check_length("TransactItems", request["TransactItems"])
    if len(request["TransactItems"]) > MAX_ACTIONS:
        raise invalid(
            "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: "
            "Member must have length less than or equal to 100"
        )


def _judge(plan: Plan) -> tuple[Reason, tuple[Any, int]]:
    if not plan.allowed():
        failure = plan.failure()
        return {"Code": "ConditionalCheckFailed", "Message": failure.message, **failure.extra}, (None, 0)
    if plan.outcome is None:
        return {"Code": "None"}, (None, 0)
    try:
        return {"Code": "None"}, checked_outcome(plan)
    except Refusal as refusal:
        return {"Code": "ValidationError", "Message": refusal.message}, (None, 0)


def transact_get(tables: Tables, request: Request, bill: Bill) -> Answer:
    _check_count(request)
    responses, seen = [], set()
    for wish in request["TransactItems"]:
        get = wish["Get"]
        table = tables(get["TableName"])
        key = table.schema.read_key(get["Key"])
        seen.add((table.name, key))
        expressions = Expressions(get)
        cut, _ = expressions.projection(get.get("ProjectionExpression"))
        expressions.finish()
        row = table.row(key)
        bill.add(table.name, read_units(row.size if row else 0, consistent=True))
        responses.append({"Item": (cut or copy_item)(row.item)} if row else {})
    if len(seen) < len(responses):
        raise invalid("Transaction request cannot include multiple operations on one item")
    answer: Answer = {"Responses": responses}
    bill.attach_all(answer, request.get("ReturnConsumedCapacity"))
    return answer
