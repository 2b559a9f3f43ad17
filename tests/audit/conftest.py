"""An API with both channels seeded, on a Tuesday afternoon within their hours."""

import pytest

from tests.http.api import Api


@pytest.fixture
def api() -> Api:
    api = Api()
    api.service.upkeep()
    return api
