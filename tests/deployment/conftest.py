"""An account with nothing in it."""

from pathlib import Path

import pytest

from tests.deployment.account import Account


@pytest.fixture
def account(tmp_path: Path) -> Account:
    return Account(tmp_path)
