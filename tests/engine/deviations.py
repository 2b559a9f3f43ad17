"""Calls on which moto departs from the service, with what the service does."""

from typing import Any, NamedTuple

from tests.engine.sample import TABLE, key
from tests.engine.scripts import Step, action, get, n, put, query, s, transact, update


class Deviation(NamedTuple):
    before: list[Step]
    step: Step
    code: str
    answer: dict[str, Any]


REFUSED: dict[str, Any] = {"reasons": [], "item": None}
LIST = {"L": [n(1), n(2)]}


def refused(before: list[Step], step: Step) -> Deviation:
    return Deviation(before, step, "ValidationException", REFUSED)


def gone(*actions: dict[str, Any]) -> Step:
    return Step("batch_write_item", {"RequestItems": {TABLE: list(actions)}})


DEVIATIONS: dict[str, Deviation] = {
    "UPDATED_NEW shows only the elements that changed": Deviation(
        [put("a", l=LIST)],
        update("a", "SET l[0] = :v", returns="UPDATED_NEW", v=n(7)),
        "",
        {"Attributes": {"l": {"L": [n(7)]}}},
    ),
    "an update that only removes creates no item": Deviation(
        [update("a", "REMOVE a", returns="NONE")], get("a"), "", {}
    ),
    "two missing attributes are not equal": Deviation(
        [], put("a", condition="a IN (b)"), "ConditionalCheckFailedException", REFUSED
    ),
    "a path through a scalar is refused": refused([put("a", a=n(1))], update("a", "SET a.x = :v", v=n(1))),
    "an index key of the wrong type is refused": refused([], put("a", due_at=s("x"))),
    "an unknown index is a validation error": refused([], query("pk = :p", {":p": s("a")}, IndexName="missing")),
    "a batch holds at most 25 writes": refused(
        [], gone(*({"DeleteRequest": {"Key": key(str(at))}} for at in range(26)))
    ),
    "a bad update cancels the transaction": Deviation(
        [put("a")],
        transact(action("Update", "a", UpdateExpression="SET a = b")),
        "TransactionCanceledException",
        {"reasons": [{"Code": "ValidationError"}], "item": None},
    ),
    "numbers come back in normal form": Deviation(
        [put("a", a={"N": "01.50"})], get("a"), "", {"Item": {**key("a"), "a": {"N": "1.5"}}}
    ),
}

# Here moto does not answer at all: it fails inside.
UNANSWERED: dict[str, Step] = {
    "an undefined name": update("a", "SET #a = :one", one=n(1)),
    "an open parenthesis": put("a", condition="attribute_exists(pk"),
    "an unknown function": put("a", condition="nonsense(pk)"),
}
