"""Who is at work in more than one story."""

from collections.abc import Iterator

import pytest

from infra.local.outputs import Outputs
from tests.stories.people import Counsellor, administrator, counsellor


@pytest.fixture
def an(local_cloud: Outputs) -> Iterator[Counsellor]:
    """An at her desk with five slots; what she holds is ended afterwards."""
    administrator(local_cloud).opens_around_the_clock()
    with counsellor(local_cloud) as desk:
        desk.clears_the_desk()
        desk.takes_duty(slots=5)
        yield desk
        desk.clears_the_desk()
        desk.asks("duty", "duty", off=True)
