"""One package for the whole room."""

import pytest

from infra.packaging.package import Package, make_package
from tests.packaging.unpacked import Unpacked, unpack


@pytest.fixture(scope="session")
def package() -> Package:
    """What is deployed, for this machine."""
    return make_package("local", lambda _: None)


@pytest.fixture(scope="session")
def unpacked(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Unpacked:
    """The same, as Lambda lays it down."""
    return unpack(package, tmp_path_factory.mktemp("unpacked"))
