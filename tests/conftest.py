"""Engines shared by every room of tests, started once and only when a test asks."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from infra.local.outputs import Outputs
from tests.clouds import deployed_package, dynamodb_engine
from tests.side_by_side import ByRoom

# Hypothesis would fail an example that takes more than a fifth of a second, and choose others in every run: a busy
# machine is no finding, and what fails must fail again for whoever looks.
settings.register_profile("reproducible", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("reproducible")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling | None:
    return ByRoom(config, log) if config.getvalue("dist") == "loadgroup" else None


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
