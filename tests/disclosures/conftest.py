"""A service in which An holds a conversation with Sam, and administrators are about."""

import pytest

from tests.disclosures.people import Emergency


@pytest.fixture
def emergency() -> Emergency:
    return Emergency()
