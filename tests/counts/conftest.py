"""The service on two engines that write bills: Amazon's own, and the one in memory."""

from collections.abc import Iterator

import pytest

from tests.engine.memory import MemoryDynamo
from tests.engines import client_of
from tests.load import Load, load_on


@pytest.fixture(params=["in memory", "outside the process"])
def engine(request: pytest.FixtureRequest) -> Iterator[Load]:
    """A service with `jac` open around the clock, on each engine in turn."""
    inside = request.param == "in memory"
    client = MemoryDynamo() if inside else client_of(request.getfixturevalue("dynamodb_endpoint"))
    with load_on([client]) as people:
        yield people
