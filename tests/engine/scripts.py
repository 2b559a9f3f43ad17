"""Scripted calls for the comparison with moto."""

from typing import Any, NamedTuple

from tests.engine.sample import TABLE, key


class Step(NamedTuple):
    operation: str
    request: dict[str, Any]


def put(pk: str, sk: str = "one", condition: str | None = None, **attributes: Any) -> Step:
    request: dict[str, Any] = {"TableName": TABLE, "Item": {**key(pk, sk), **attributes}}
    if condition:
        request |= {"ConditionExpression": condition, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
    return Step("put_item", request)


def update(pk: str, expression: str, returns: str = "ALL_NEW", **values: Any) -> Step:
    request = {"TableName": TABLE, "Key": key(pk), "UpdateExpression": expression, "ReturnValues": returns}
    if values:
        request["ExpressionAttributeValues"] = {f":{name}": value for name, value in values.items()}
    return Step("update_item", request)


def get(pk: str, **more: Any) -> Step:
    return Step("get_item", {"TableName": TABLE, "Key": key(pk), **more})


def delete(pk: str, **more: Any) -> Step:
    return Step("delete_item", {"TableName": TABLE, "Key": key(pk), **more})


def query(condition: str, values: dict[str, Any], **more: Any) -> Step:
    request = {"TableName": TABLE, "KeyConditionExpression": condition, "ExpressionAttributeValues": values}
    return Step("query", {**request, **more})


def transact(*actions: dict[str, Any]) -> Step:
    return Step("transact_write_items", {"TransactItems": list(actions)})


def action(kind: str, pk: str, **more: Any) -> dict[str, Any]:
    what = {"Item": {**key(pk), **more.pop("item", {})}} if kind == "Put" else {"Key": key(pk)}
    return {kind: {"TableName": TABLE, **what, **more}}


def n(value: int) -> dict[str, Any]:
    return {"N": str(value)}


def s(value: str) -> dict[str, Any]:
    return {"S": value}


NESTED: dict[str, Any] = {
    "m": {"M": {"x": n(1), "l": {"L": [s("a"), s("b"), s("c")]}}},
    "tags": {"SS": ["b", "a"]},
}
P = {":p": s("a")}
ROWS = [put("a", f"{at:02}", due_shard=s("d"), due_at=n(at), a=n(at), text=s("t" * at)) for at in range(1, 8)]
DUE: dict[str, Any] = {"IndexName": "due"}
DUE_VALUES = {":d": s("d"), ":t": n(5)}

SCRIPTS: dict[str, list[Step]] = {
    "put, get, delete": [
        put("a", text=s("hello"), yes={"BOOL": True}, no={"NULL": True}, raw={"B": b"\x00\xff"}, **NESTED),
        get("a"),
        get("a", ProjectionExpression="m.x, tags"),
        get("a", ProjectionExpression="#m.l[1]", ExpressionAttributeNames={"#m": "m"}),
        get("missing"),
        put("a", text=s("other")),
        delete("a", ReturnValues="ALL_OLD"),
        delete("a", ReturnValues="ALL_OLD"),
    ],
    "conditions": [
        put("a", condition="attribute_not_exists(pk)", a=n(1)),
        put("a", condition="attribute_not_exists(pk)", a=n(2)),
        put("b", condition="attribute_exists(pk)", a=n(2)),
        delete("a", ConditionExpression="a = :v", ExpressionAttributeValues={":v": n(3)}),
        delete("a", ConditionExpression="a < :v", ExpressionAttributeValues={":v": n(3)}),
    ],
    "updates": [
        update("a", "SET a = :one, b = if_not_exists(b, :one)", one=n(1)),
        update("a", "SET a = a + :one, b = a, l = list_append(:l, :l)", one=n(1), l={"L": [n(1)]}),
        update("a", "ADD a :two, tags :t REMOVE b", two=n(2), t={"SS": ["x", "y"]}),
        update("a", "DELETE tags :t SET a = :two", returns="UPDATED_NEW", two=n(2), t={"SS": ["x"]}),
        update("a", "DELETE tags :t", t={"SS": ["y"]}),
        update("a", "SET m = :m", m={"M": {"x": n(1)}}),
        update("a", "SET m.y = :m, m.x = m.x - :one", m={"M": {"z": n(1)}}, one=n(5)),
        update("a", "REMOVE m.y.z, l[1]", returns="ALL_OLD"),
        get("a"),
    ],
    "bad updates": [
        put("a", a=n(1), text=s("t")),
        update("a", "SET a = missing + :one", one=n(1)),
        update("a", "SET m.x = :one", one=n(1)),
        update("a", "SET pk = :one", one=s("b")),
        update("a", "SET a = :two", one=n(1), two=n(2)),
        update("a", "SET a = :two", one=n(1)),
        update("a", "SET name = :one", one=n(1)),
        update("a", "SET a = :one SET b = :one", one=n(1)),
        update("a", "SET a = :one, a = :one", one=n(1)),
        update("a", "ADD text :one", one=n(1)),
        update("a", "SET a = text + :one", one=n(1)),
        update("a", "SET a", one=n(1)),
        update("a", "SET due_at = :one", one=s("no number")),
    ],
    "bad requests": [
        put(""),
        put("a", due_shard=s("")),
        put("a", text=s("x" * 410_000)),
        put("a", empty={"SS": []}),
        Step("put_item", {"TableName": TABLE, "Item": {"pk": s("a")}}),
        Step("get_item", {"TableName": TABLE, "Key": {"pk": s("a")}}),
        Step("get_item", {"TableName": "missing", "Key": key("a")}),
        put("a", condition="((attribute_exists(pk)))"),
        query("sk = :p", P),
    ],
    "queries": [
        *ROWS,
        query("pk = :p", P),
        query("pk = :p", P, ScanIndexForward=False, Limit=3),
        query("pk = :p", P, Limit=3, ExclusiveStartKey=key("a", "03")),
        query("pk = :p", P, Limit=2, ExclusiveStartKey=key("a", "05"), ScanIndexForward=False),
        query("pk = :p AND sk BETWEEN :x AND :y", {**P, ":x": s("02"), ":y": s("04")}),
        query("pk = :p AND sk > :x", {**P, ":x": s("05")}),
        query("pk = :p AND sk <= :x", {**P, ":x": s("02")}),
        query("pk = :p AND begins_with(sk, :x)", {**P, ":x": s("0")}, ProjectionExpression="a"),
        query("pk = :p", {**P, ":f": n(4)}, FilterExpression="a >= :f AND NOT a = :f"),
        query("pk = :p", P, Select="COUNT"),
        query("due_shard = :d AND due_at <= :t", DUE_VALUES, **DUE),
        query("due_shard = :d AND due_at <= :t", DUE_VALUES, **DUE, Limit=2),
        query("due_shard = :d", {":d": s("d")}, IndexName="due", ScanIndexForward=False),
        query("due_shard = :d", {":d": s("d")}, IndexName="due", ConsistentRead=True),
        Step("update_item", {"TableName": TABLE, "Key": key("a", "03"), "UpdateExpression": "REMOVE due_shard"}),
        query("due_shard = :d", {":d": s("d")}, IndexName="due"),
    ],
    "transactions": [
        put("a", a=n(1)),
        transact(action("Put", "b"), action("ConditionCheck", "a", ConditionExpression="attribute_exists(pk)")),
        transact(action("Put", "c"), action("Put", "b", ConditionExpression="attribute_not_exists(pk)")),
        transact(
            action("Delete", "a", ConditionExpression="attribute_not_exists(a)"),
            action("Put", "c", ConditionExpression="attribute_not_exists(pk)"),
            action(
                "Update",
                "b",
                UpdateExpression="SET a = :v",
                ConditionExpression="attribute_not_exists(pk)",
                ExpressionAttributeValues={":v": n(1)},
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            ),
        ),
        transact(action("Put", "a"), action("Delete", "a")),
        transact(
            action("Update", "b", UpdateExpression="SET a = :v", ExpressionAttributeValues={":v": n(7)}),
            action("Delete", "a"),
        ),
        Step(
            "transact_get_items",
            {"TransactItems": [{"Get": {"TableName": TABLE, "Key": key(pk)}} for pk in ("a", "b")]},
        ),
    ],
    "batches": [
        Step(
            "batch_write_item",
            {
                "RequestItems": {
                    TABLE: [
                        {"PutRequest": {"Item": {**key("a"), "a": n(1)}}},
                        {"PutRequest": {"Item": key("b")}},
                    ]
                }
            },
        ),
        Step("batch_write_item", {"RequestItems": {TABLE: [{"DeleteRequest": {"Key": key("b")}}]}}),
        Step("batch_write_item", {"RequestItems": {TABLE: [{"DeleteRequest": {"Key": key("b")}}] * 2}}),
        Step("batch_get_item", {"RequestItems": {TABLE: {"Keys": [key("a"), key("b")]}}}),
        Step("batch_get_item", {"RequestItems": {TABLE: {"Keys": [key("a"), key("a")]}}}),
    ],
}
