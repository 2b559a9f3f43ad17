"""Faults strike where the recorder saw a call, before or after it had effect."""

from random import Random
from threading import Thread
from types import FunctionType
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from tests.engine.faults import (
    CONFLICT,
    CRASH_AFTER,
    CRASH_BEFORE,
    FAULTS,
    GONE,
    THROTTLED,
    TIMED_OUT_AFTER,
    Fault,
    LambdaDied,
    SilentRetry,
    Strike,
)
from tests.engine.gateway import MemoryGateway
from tests.engine.hooks import attached
from tests.engine.memory import MemoryDynamo
from tests.engine.recorder import Recorder
from tests.engine.sample import DEFINITION, TABLE, key

NEW = "attribute_not_exists(pk)"


def _save(dynamo: MemoryDynamo, pk: str) -> None:
    dynamo.put_item(TableName=TABLE, Item=key(pk), ConditionExpression=NEW)


# The same function as if it stood in the product.
save = FunctionType(_save.__code__.replace(co_filename="/srv/chalicelib/store/messages.py"), globals())


@pytest.fixture
def dynamo() -> MemoryDynamo:
    client = MemoryDynamo(Random(1))
    client.create_table(**DEFINITION)
    return client


def saved(dynamo: MemoryDynamo) -> set[str]:
    return {item["pk"]["S"] for item in dynamo.items(TABLE)}


def transact(dynamo: MemoryDynamo, *pks: str, **more: Any) -> None:
    puts = [{"Put": {"TableName": TABLE, "Item": key(pk), "ConditionExpression": NEW}} for pk in pks]
    dynamo.transact_write_items(TransactItems=puts, **more)


def test_the_recorder_knows_where_a_call_came_from(dynamo: MemoryDynamo) -> None:
    recorder = Recorder()
    with attached(dynamo, before=[recorder]):
        save(dynamo, "a")
        save(dynamo, "b")
        dynamo.get_item(TableName=TABLE, Key=key("a"))
    line = _save.__code__.co_firstlineno + 1
    assert [call.site for call in recorder.calls] == [
        f"chalicelib/store/messages.py:_save:{line}",
        f"chalicelib/store/messages.py:_save:{line}",
        "outside the product",
    ]
    assert [call.occurrence for call in recorder.calls] == [1, 2, 1]
    assert len(recorder.points) == 2


def test_every_recorded_call_can_be_struck(dynamo: MemoryDynamo) -> None:
    recorder = Recorder()
    with attached(dynamo, before=[recorder]):
        save(dynamo, "a")
        save(dynamo, "b")
    second = recorder.calls[1]
    fresh = MemoryDynamo()
    fresh.create_table(**DEFINITION)
    strike = Strike(CRASH_BEFORE, at=lambda call: call == second)
    with strike.on(fresh), pytest.raises(LambdaDied):
        save(fresh, "a")
        save(fresh, "b")
    assert strike.struck == [second]
    assert saved(fresh) == {"a"}


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if "put_item" in fault.operations], ids=str)
def test_only_faults_after_leave_the_write(fault: Fault, dynamo: MemoryDynamo) -> None:
    with Strike(fault).on(dynamo), pytest.raises(BaseException) as caught:
        save(dynamo, "a")
    assert not isinstance(caught.value, AssertionError)
    assert saved(dynamo) == ({"a"} if fault.moment == "after" else set())


def test_a_crash_passes_every_handler(dynamo: MemoryDynamo) -> None:
    with Strike(CRASH_AFTER).on(dynamo), pytest.raises(LambdaDied):
        try:
            save(dynamo, "a")
        except Exception:
            pytest.fail("a dead process handles nothing")


def test_a_lost_answer_hides_a_refusal_too(dynamo: MemoryDynamo) -> None:
    save(dynamo, "a")
    with Strike(TIMED_OUT_AFTER).on(dynamo), pytest.raises(ReadTimeoutError):
        save(dynamo, "a")


def test_errors_have_the_shapes_of_the_service(dynamo: MemoryDynamo) -> None:
    throttled = dynamo.exceptions.ProvisionedThroughputExceededException
    with Strike(THROTTLED).on(dynamo), pytest.raises(throttled):
        save(dynamo, "a")
    with Strike(CONFLICT).on(dynamo), pytest.raises(ClientError) as caught:
        transact(dynamo, "a", "b")
    reasons: Any = caught.value.response
    assert [reason["Code"] for reason in reasons["CancellationReasons"]] == ["TransactionConflict", "None"]


def test_a_silent_retry_meets_its_own_write(dynamo: MemoryDynamo) -> None:
    with attached(dynamo, before=[SilentRetry(dynamo)]), pytest.raises(ClientError) as caught:
        save(dynamo, "a")
    assert caught.value.response["Error"]["Code"] == "ConditionalCheckFailedException"
    assert saved(dynamo) == {"a"}


def test_a_silently_retried_transaction_is_told_apart_by_its_token(dynamo: MemoryDynamo) -> None:
    with attached(dynamo, before=[SilentRetry(dynamo)]):
        transact(dynamo, "a", "b")
    assert saved(dynamo) == {"a", "b"}


def test_a_token_with_another_payload_is_refused(dynamo: MemoryDynamo) -> None:
    transact(dynamo, "a", ClientRequestToken="one")
    transact(dynamo, "a", ClientRequestToken="one")
    with pytest.raises(dynamo.exceptions.IdempotentParameterMismatchException):
        transact(dynamo, "b", ClientRequestToken="one")


def test_batches_may_be_served_in_part() -> None:
    dynamo = MemoryDynamo(Random(1), unprocessed=0.5)
    dynamo.create_table(**DEFINITION)
    wishes: dict[str, Any] = {TABLE: [{"PutRequest": {"Item": key(str(at))}} for at in range(20)]}
    rounds = 0
    while wishes:
        wishes = dynamo.batch_write_item(RequestItems=wishes)["UnprocessedItems"]
        rounds += 1
    assert rounds > 1
    assert len(saved(dynamo)) == 20


def test_threads_lose_no_update(dynamo: MemoryDynamo) -> None:
    def add() -> None:
        for _ in range(200):
            dynamo.update_item(
                TableName=TABLE,
                Key=key("a"),
                UpdateExpression="ADD n :one",
                ExpressionAttributeValues={":one": {"N": "1"}},
            )

    threads = [Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert dynamo.items(TABLE)[0]["n"] == {"N": "1600"}


def test_a_fault_may_strike_the_gateway() -> None:
    gateway = MemoryGateway()
    gateway.connect("c")
    with Strike(GONE).on(gateway), pytest.raises(gateway.exceptions.GoneException):
        gateway.post_to_connection(ConnectionId="c", Data=b"{}")
    assert gateway.inbox("c") == []
