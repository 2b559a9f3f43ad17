"""Every test of this room runs on three engines, or on the one that `AWS_ENDPOINT_URL_DYNAMODB` names."""

import os
from collections.abc import Iterator

import pytest

from tests.engine.memory import MemoryDynamo
from tests.engines import client_of, moto_client
from tests.store.stores import Stores, stores_on

NAMED = "AWS_ENDPOINT_URL_DYNAMODB" in os.environ
ENGINES = ["outside the process"] if NAMED else ["in memory", "moto", "outside the process"]


@pytest.fixture(params=ENGINES)
def stores(request: pytest.FixtureRequest) -> Iterator[Stores]:
    """Empty stores on each engine in turn."""
    if request.param == "moto":
        with moto_client() as client, stores_on(client) as on_moto:
            yield on_moto
        return
    inside = request.param == "in memory"
    with stores_on(MemoryDynamo() if inside else client_of(request.getfixturevalue("dynamodb_endpoint"))) as empty:
        yield empty
