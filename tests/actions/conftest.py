"""What the stories of this room begin with."""

import pytest

from tests.actors import Counsellor, Visitor, counsellor, visitor
from tests.service import Service, service


@pytest.fixture
def open_service() -> Service:
    """A service whose channel `jac` is within its hours, with nobody on duty."""
    started = service()
    started.opens("jac")
    started.opens("caw")
    return started


@pytest.fixture
def an(open_service: Service) -> Counsellor:
    """Counsellor An, on duty with two slots."""
    on_duty = counsellor(open_service, "An")
    on_duty.takes_duty(slots=2)
    return on_duty


@pytest.fixture
def sam(open_service: Service, an: Counsellor) -> Visitor:
    """Visitor Sam, in conversation with An."""
    talking = visitor(open_service)
    assert talking.starts("Sam")["type"] == "started", an
    return talking
