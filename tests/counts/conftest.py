"""The service on two engines that write bills: Amazon's own, and the one in memory."""

from collections.abc import Iterator

import pytest

from tests.crowd import Crowd, crowd_on
from tests.engine.memory import MemoryDynamo
from tests.engines import client_of


@pytest.fixture(params=["in memory", "outside the process"])
def engine(request: pytest.FixtureRequest) -> Iterator[Crowd]:
    """A service with `jac` open around the clock, on each engine in turn."""
    inside = request.param == "in memory"
    client = MemoryDynamo() if inside else client_of(request.getfixturevalue("dynamodb_endpoint"))
    with crowd_on([client]) as people:
        yield people
