"""A newcomer finds the local stage open at any hour, and what they change stays."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.schedule import DEFAULTS, is_within_hours
from infra.local.hours import ALL_DAY, open_all_day
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


def test_a_folder_of_before_is_open_in_the_evening_too(api: Api) -> None:
    """Its tables have the hours of production, announced long ago."""
    assert not is_within_hours(api.service.context.channels.schedule("jac"), EVENING)
    opens(api)
    assert is_within_hours(api.service.context.channels.schedule("jac"), EVENING)
    opens(api)
    assert api.service.context.channels.read_schedule("jac") == (ALL_DAY, 2), "a restart writes nothing anew"


def test_every_other_stage_begins_with_the_hours_of_production(api: Api) -> None:
    schedules = {channel: api.service.context.channels.schedule(channel) for channel in ("caw", "jac")}
    assert schedules == {channel: DEFAULTS[channel] for channel in ("caw", "jac")}
