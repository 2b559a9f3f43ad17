"""A newcomer finds the local stage open at any hour, and what they change stays."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.schedule import is_within_hours
from infra.local.hours import open_all_day
from tests.http.api import Api

EVENING = datetime(2026, 12, 25, 22, 30, tzinfo=UTC)


@pytest.fixture
def api() -> Api:
    made = Api()
    made.service.upkeep()
    return made


def opens(api: Api) -> None:
    open_all_day(api.service.dynamo, "chat", ("caw", "jac"))  # type: ignore[arg-type]


@pytest.mark.parametrize("upkeep_was_first", [True, False])
def test_it_is_open_on_christmas_evening(upkeep_was_first: bool) -> None:
    api = Api()
    if upkeep_was_first:
        api.service.upkeep()
    opens(api)
    for channel in ("caw", "jac"):
        assert is_within_hours(api.service.context.channels.schedule(channel), EVENING)


def test_hours_that_somebody_changed_stay(api: Api) -> None:
    api.put("/admin/channels/jac/hours", shifts={}, works_on_holidays=False, version=1)
    opens(api)
    assert not is_within_hours(api.service.context.channels.schedule("jac"), EVENING)
    assert is_within_hours(api.service.context.channels.schedule("caw"), EVENING)
