"""The same calls on the engine and on moto give the same answers, errors and items.

Where moto departs from the real service the engine follows the service; `DEVIATIONS` lists those
calls, each with what the service does, and the test proves that the engine does just that.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import boto3
import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto import mock_aws

from tests.engine.deviations import DEVIATIONS, UNANSWERED
from tests.engine.memory import MemoryDynamo
from tests.engine.sample import DEFINITION, TABLE
from tests.engine.scripts import SCRIPTS, Step
from tests.engine.strategies import steps


class Outcome(NamedTuple):
    code: str
    answer: dict[str, Any]


@pytest.fixture(scope="module")
def moto_client() -> Iterator[Any]:
    with mock_aws():
        client: Any = boto3.client(
            "dynamodb", region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x"
        )
        client.create_table(**DEFINITION)
        yield client


@pytest.fixture
def moto(moto_client: Any) -> Any:
    empty(moto_client)
    return moto_client


def empty(client: Any) -> None:
    for item in client.scan(TableName=TABLE)["Items"]:
        client.delete_item(TableName=TABLE, Key={"pk": item["pk"], "sk": item["sk"]})


def engine() -> MemoryDynamo:
    dynamo = MemoryDynamo()
    dynamo.create_table(**DEFINITION)
    return dynamo


def outcome(client: Any, step: Step) -> Outcome:
    try:
        answer = getattr(client, step.operation)(**step.request)
    except ClientError as error:
        response: dict[str, Any] = dict(error.response)
        reasons = [
            {name: reason[name] for name in ("Code", "Item") if name in reason}
            for reason in response.get("CancellationReasons", [])
        ]
        return Outcome(response["Error"]["Code"], tidy({"reasons": reasons, "item": response.get("Item")}))
    return Outcome("", tidy({name: part for name, part in answer.items() if name not in NOISE}))


NOISE = ("ResponseMetadata", "ConsumedCapacity", "ItemCollectionMetrics")


def tidy(part: Any) -> Any:
    """Sets have no order, and moto hands numbers back as they were written."""
    if isinstance(part, dict):
        return {name: sorted(each) if name in ("SS", "NS", "BS") else tidy(each) for name, each in part.items()}
    return [tidy(each) for each in part] if isinstance(part, list) else part


def items_of(items: list[dict[str, Any]]) -> list[Any]:
    return sorted((tidy(item) for item in items), key=lambda item: (item["pk"]["S"], item["sk"]["S"]))


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_a_script_goes_the_same_way(name: str, moto: Any) -> None:
    dynamo = engine()
    for at, step in enumerate(SCRIPTS[name]):
        assert outcome(dynamo, step) == outcome(moto, step), (name, at, step)
    assert items_of(dynamo.items(TABLE)) == items_of(moto.scan(TableName=TABLE)["Items"])


@pytest.mark.parametrize("name", sorted(DEVIATIONS))
def test_the_engine_follows_the_service_where_moto_does_not(name: str, moto: Any) -> None:
    deviation = DEVIATIONS[name]
    dynamo = engine()
    for step in deviation.before:
        assert outcome(dynamo, step).code == outcome(moto, step).code == ""
    ours, theirs = outcome(dynamo, deviation.step), outcome(moto, deviation.step)
    assert ours == Outcome(deviation.code, deviation.answer)
    assert ours != theirs, "moto does as the service now: move this to SCRIPTS"


@pytest.mark.parametrize("name", sorted(UNANSWERED))
def test_the_engine_refuses_what_makes_moto_fail(name: str) -> None:
    assert outcome(engine(), UNANSWERED[name]).code == "ValidationException"


def beyond_moto(ours: Outcome) -> bool:
    """After a refused update moto keeps half of it: from there on there is nothing to compare."""
    return ours.code == "ValidationException" or {"Code": "ValidationError"} in ours.answer.get("reasons", [])


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(sequence=st.lists(steps(), min_size=1, max_size=12))
def test_any_sequence_goes_the_same_way(sequence: list[Step], moto_client: Any) -> None:
    empty(moto_client)
    dynamo = engine()
    for step in sequence:
        ours = outcome(dynamo, step)
        if beyond_moto(ours):
            return
        assert ours == outcome(moto_client, step), step
    assert items_of(dynamo.items(TABLE)) == items_of(moto_client.scan(TableName=TABLE)["Items"])
