"""What each function asks of the tables, read from runs of everything that it does."""

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from chalicelib.domain.channel import Limits
from tests.alarms.rig import Rig
from tests.alarms.work import MINUTES_OF_WORK, WORK
from tests.engine.hooks import Arguments, attached
from tests.faults.scenes import Scene
from tests.faults.scenes_of_desks import OF_DESKS
from tests.faults.scenes_of_time import OF_TIME
from tests.faults.scenes_of_trail import OF_TRAIL
from tests.faults.scenes_of_visitors import OF_VISITORS
from tests.faults.simulation import simulation
from tests.promises.office import asks_everything
from tests.retention.test_night_faults import at_night
from tests.service import service

ENTRIES: Mapping[str, str] = {
    "chalicelib/actions/shared/connections.py:connect": "websocket_connect",
    "chalicelib/actions/shared/connections.py:disconnect": "websocket_disconnect",
    "chalicelib/actions/dispatch.py:answer": "websocket_message",
    "chalicelib/actions/time/upkeep.py:run": "upkeep",
    "chalicelib/actions/shared/lights.py:tell_watchers": "announce",
    "chalicelib/entrypoints/sockets.py:connect": "websocket_connect",
    "chalicelib/entrypoints/sockets.py:disconnect": "websocket_disconnect",
    "chalicelib/entrypoints/sockets.py:message": "websocket_message",
    "chalicelib/entrypoints/schedule.py:upkeep": "upkeep",
    "chalicelib/entrypoints/announce.py:announce": "announce",
    "chalicelib/actions/vault/chaining.py:empty_outbox": "vault",
    "chalicelib/actions/vault/night.py:run": "vault",
    "chalicelib/actions/vault/signing.py:run": "vault",
    "chalicelib/entrypoints/vault.py:serve": "vault",
    "chalicelib/entrypoints/http.py:serve": "api_handler",
    "chalicelib/entrypoints/http.py:answer": "api_handler",
}
"""Where each function comes in, as the outermost place of the product that a call goes back to."""

_SINGLE = {
    "get_item": "GetItem",
    "put_item": "PutItem",
    "update_item": "UpdateItem",
    "delete_item": "DeleteItem",
    "condition_check_item": "ConditionCheckItem",
}
_PARTS = {"Put": "put_item", "Update": "update_item", "Delete": "delete_item", "ConditionCheck": "condition_check_item"}
"""The single call that a part of a transaction is like."""


class Right(NamedTuple):
    """An action on one family of keys of a table, on an index, or on connections."""

    action: str
    resource: str
    family: str


def family_of(key: str) -> str:
    """The part of a partition key that is the same for all its like."""
    return key.partition("#")[0] + ("#*" if "#" in key else "")


def needed(operation: str, arguments: Arguments) -> Iterator[Right]:
    """The rights that one call needs."""
    if operation in _SINGLE:
        item = arguments.get("Key") or arguments["Item"]
        yield _item(_SINGLE[operation], arguments["TableName"], item)
    elif operation == "query":
        yield _query(arguments)
    elif operation == "batch_get_item":
        for table, asked in arguments["RequestItems"].items():
            yield from (_item("BatchGetItem", table, key) for key in asked["Keys"])
    elif operation == "transact_write_items":
        for wish in arguments["TransactItems"]:
            for part, written in wish.items():
                yield from needed(_PARTS[part], written)
    elif operation in ("post_to_connection", "delete_connection"):
        yield Right("execute-api:ManageConnections", operation.split("_")[0], "")
    else:
        raise AssertionError(f"{operation} is new: say which right it needs")


def _item(action: str, table: str, item: Mapping[str, Any]) -> Right:
    return Right(f"dynamodb:{action}", table, family_of(item["pk"]["S"]))


def _query(arguments: Arguments) -> Right:
    if index := arguments.get("IndexName"):
        return Right("dynamodb:Query", f"{arguments['TableName']}/index/{index}", "")
    condition = arguments["KeyConditionExpression"]
    names, values = arguments.get("ExpressionAttributeNames", {}), arguments["ExpressionAttributeValues"]
    name, value = condition.replace("(", " ").replace(")", " ").replace("=", " ").split()[:2]
    assert names.get(name, name) == "pk", condition
    return Right("dynamodb:Query", arguments["TableName"], family_of(values[value]["S"]))


def _entry() -> str:
    """The outermost place of the product that the call goes back to before it meets a test: what a test does while
    the product waits for a push is another event."""
    found, frame = "", sys._getframe(2)
    while frame is not None:
        file = frame.f_code.co_filename
        if "chalicelib/" in file:
            found = f"chalicelib/{file.rpartition('chalicelib/')[2]}:{frame.f_code.co_name}"
        elif "/tests/" in file and "/tests/engine/" not in file and found:
            break
        frame = frame.f_back  # type: ignore[assignment]
    return found


class Recorder:
    """A hook that notes rights by function."""

    def __init__(self) -> None:
        self._last = ""
        self.rights: dict[str, set[Right]] = {function: set() for function in ENTRIES.values()}
        self.named: set[tuple[str, frozenset[str]]] = set()

    def __call__(self, operation: str, arguments: Arguments) -> None:
        # Pushes to many go through threads, whose frames do not lead back; the read before them does.
        self._last = ENTRIES.get(_entry(), "") or (self._last if operation == "post_to_connection" else "")
        if self._last:
            self.rights[self._last] |= set(needed(operation, arguments))
        if self._last == "vault":
            self.named |= set(_named(operation, arguments))


def _named(operation: str, arguments: Arguments) -> Iterator[tuple[str, frozenset[str]]]:
    """The attributes of conversations and lines that a call names, by action; `everything` where it asks for all."""
    if operation == "transact_write_items":
        for wish in arguments["TransactItems"]:
            ((part, written),) = wish.items()
            yield from _named(_PARTS[part], written)
        return
    whole = operation in ("get_item", "query") and "ProjectionExpression" not in arguments
    names = {
        *arguments.get("Key", ()),
        *arguments.get("ExpressionAttributeNames", {}).values(),
        *["everything"][:whole],
    }
    for right in needed(operation, arguments):
        if right.resource == "chat" and right.family in ("CONVERSATION#*", "CONNECTION#*"):
            yield right.action, frozenset(names)


def named_of_conversations() -> frozenset[tuple[str, frozenset[str]]]:
    """What `vault` names of conversations, of what belongs to them and of their lines, by action."""
    return frozenset(_recorded().named)


def rights() -> Mapping[str, frozenset[Right]]:
    """Every right that a function used."""
    return {function: frozenset(found) for function, found in _recorded().rights.items()}


@cache
def _recorded() -> Recorder:
    recorder = Recorder()
    for scene in (*OF_VISITORS, *OF_DESKS, *OF_TIME, *OF_TRAIL):
        _play(scene, recorder)
    _floods(recorder)
    _nights(recorder)
    for work in WORK:
        _works(work, recorder)
    asks_everything(recorder)
    return recorder


def _play(scene: Scene, recorder: Recorder) -> None:
    here = simulation()
    with attached(here.service.dynamo, before=[recorder]), attached(here.service.gateway, before=[recorder]):
        # Each function is a process of its own, which has read nothing of what the others have.
        here.service.dynamo.before_call.append(lambda *_: here.service.context.service.forget())
        scene.prepare(here)
        here.deliver()
        scene.act(here)


def _floods(recorder: Recorder) -> None:
    """More connections than an origin may open: then it is asked whether that origin is a whole school."""
    here = service(limits=Limits(connections_a_minute=1))
    with attached(here.dynamo, before=[recorder]):
        assert here.connects() and not here.connects()


def _nights(recorder: Recorder) -> None:
    """Conversations are over, of which everything is left; the ledger knows one and not the other."""
    archive, _ = at_night()
    with attached(archive.here.dynamo, before=[recorder]):
        archive.night()


def _works(name: str, recorder: Recorder) -> None:
    rig = Rig()
    dynamo, gateway = rig.service.dynamo, rig.service.gateway
    with attached(dynamo, before=[recorder]), attached(gateway, before=[recorder]):
        for channel in rig.service.context.service:
            rig.service.opens(channel)
        work = WORK[name](rig)
        for _ in range(MINUTES_OF_WORK):
            work(rig)
