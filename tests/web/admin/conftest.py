"""Who the stories of this room are about."""

import pytest
from playwright.sync_api import Page

from tests.web.admin_stage import Office, in_the_office
from tests.web.staff_browser import page, world  # noqa: F401  (fixtures)
from tests.web.staff_stage import World


@pytest.fixture
def office(page: Page, world: World) -> Office:  # noqa: F811  (the fixtures above)
    """An administrator, signed in."""
    return in_the_office(page, world)
