"""Everybody in this room stands before the same doors."""

import pytest

from tests.bad_input.doors import Doors


@pytest.fixture
def doors() -> Doors:
    return Doors()
