"""Engines shared by every room of tests, started once and only when a test asks."""

from collections.abc import Iterator

import pytest

from infra.local.outputs import Outputs
from tests.clouds import deployed_package, dynamodb_engine


@pytest.fixture(scope="session")
def local_cloud() -> Iterator[Outputs]:
    """The deployed package, with its addresses and its staff."""
    with deployed_package() as outputs:
        yield outputs


@pytest.fixture(scope="session")
def dynamodb_endpoint() -> Iterator[str]:
    """A DynamoDB engine outside this process, for tests that need true concurrency."""
    with dynamodb_engine() as endpoint:
        yield endpoint
