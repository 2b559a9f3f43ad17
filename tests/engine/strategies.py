"""Random calls on few keys and few attributes, so that they meet."""

from typing import Any

from hypothesis import strategies as st

from tests.engine.sample import TABLE, key
from tests.engine.scripts import Step

KEYS = st.builds(key, st.sampled_from("pq"), st.sampled_from(["one", "two"]))
NUMBERS = st.integers(-3, 3).map(lambda value: {"N": str(value)})
TEXTS = st.sampled_from(["", "x", "xy", "é"]).map(lambda value: {"S": value})
SCALARS = NUMBERS | TEXTS
VALUES = (
    SCALARS
    | st.lists(SCALARS, max_size=2).map(lambda members: {"L": members})
    | st.dictionaries(st.sampled_from("xy"), SCALARS, max_size=2).map(lambda members: {"M": members})
    | st.sets(st.sampled_from("xyz"), min_size=1).map(lambda members: {"SS": sorted(members)})
)
ATTRIBUTES = st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3)
DUE = st.integers(-1, 3).map(lambda at: {} if at < 0 else {"due_shard": {"S": "d"}, "due_at": {"N": str(at)}})
CONDITIONS = st.sampled_from(
    [
        "attribute_exists(pk)",
        "attribute_not_exists(pk)",
        "a = :v",
        "a <> :v",
        "attribute_exists(a) AND NOT b = :v",
        "a = :v OR b = :v AND c = :v",
        "(a = :v OR b = :v) AND c <> :v",
        "a IN (:v)",
        "contains(a, :v)",
        "attribute_exists(a.x) OR a.y = :v",
    ]
)
UPDATES = st.sampled_from(
    [
        "SET a = :u",
        "SET a = :u, b = if_not_exists(a, :u) REMOVE c",
        "SET b = a",
        "SET a.x = :u",
        "REMOVE a, b SET c = :u",
        "REMOVE a[0] SET b = :u",
    ]
)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    kind = draw(st.sampled_from(["put", "put", "update", "update", "delete", "get", "query", "due", "transact"]))
    if kind == "query":
        return _query("pk = :p", {":p": {"S": draw(st.sampled_from("pq"))}}, draw(st.booleans()))
    if kind == "due":
        at = str(draw(st.integers(0, 3)))
        values = {":d": {"S": "d"}, ":t": {"N": at}}
        return _query("due_shard = :d AND due_at <= :t", values, draw(st.booleans()), IndexName="due")
    if kind == "get":
        return Step("get_item", {"TableName": TABLE, "Key": draw(KEYS)})
    if kind == "transact":
        keys = draw(st.lists(KEYS, min_size=1, max_size=3))
        return Step("transact_write_items", {"TransactItems": [draw(_action(each)) for each in keys]})
    return draw(_write(kind))


def _query(condition: str, values: dict[str, Any], forward: bool, **more: Any) -> Step:
    request = {"TableName": TABLE, "KeyConditionExpression": condition, "ExpressionAttributeValues": values}
    return Step("query", {**request, "ScanIndexForward": forward, **more})


@st.composite
def _write(draw: st.DrawFn, kind: str) -> Step:
    request = draw(_arguments(kind, draw(KEYS)))
    if draw(st.booleans()):
        returns = ["NONE", "ALL_OLD"] + (["ALL_NEW"] if kind == "update" else [])
        request["ReturnValues"] = draw(st.sampled_from(returns))
    return Step(f"{kind}_item", request)


@st.composite
def _action(draw: st.DrawFn, item_key: dict[str, Any]) -> dict[str, Any]:
    kind = draw(st.sampled_from(["put", "update", "delete"]))
    return {kind.capitalize(): draw(_arguments(kind, item_key))}


@st.composite
def _arguments(draw: st.DrawFn, kind: str, item_key: dict[str, Any]) -> dict[str, Any]:
    request: dict[str, Any] = {"TableName": TABLE}
    values: dict[str, Any] = {}
    if kind == "put":
        request["Item"] = {**item_key, **draw(ATTRIBUTES), **draw(DUE)}
    else:
        request["Key"] = item_key
    if kind == "update":
        request["UpdateExpression"] = draw(UPDATES)
        if ":u" in request["UpdateExpression"]:
            values[":u"] = draw(VALUES)
    if draw(st.booleans()):
        request["ConditionExpression"] = draw(CONDITIONS)
        request["ReturnValuesOnConditionCheckFailure"] = draw(st.sampled_from(["NONE", "ALL_OLD"]))
        if ":v" in request["ConditionExpression"]:
            values[":v"] = draw(VALUES)
    if values:
        request["ExpressionAttributeValues"] = values
    return request
