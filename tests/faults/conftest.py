"""What the short stories of this room begin with; each module says how many slots its `an` has."""

import pytest

from tests.actors import Counsellor, Visitor, visitor
from tests.service import Service, service


@pytest.fixture
def here() -> Service:
    """A service with `jac` open and nobody on duty."""
    made = service()
    made.opens("jac")
    return made


@pytest.fixture
def sam(here: Service, an: Counsellor) -> Visitor:
    """Visitor Sam, in conversation with An."""
    person = visitor(here)
    assert person.starts("Sam")["type"] == "started", an
    return person
