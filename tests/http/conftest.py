"""An API with both channels seeded, on a Tuesday afternoon within their hours; an issuer, and a sign-in before it."""

from collections.abc import Iterator

import pytest

from chalicelib.entrypoints.sign_in import SignIn
from tests.http.api import Api
from tests.http.tokens import Provider, served
from tests.service import Clock


@pytest.fixture
def api() -> Api:
    api = Api()
    api.service.upkeep()
    return api


@pytest.fixture
def provider() -> Provider:
    made = Provider(Clock())
    made.new_key("one")
    return made


@pytest.fixture
def sign_in(provider: Provider) -> Iterator[SignIn]:
    with served(provider) as made:
        yield made
