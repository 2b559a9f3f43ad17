"""A stage, and the edge before it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from chalicelib.settings import Settings
from infra.edge.outage import page
from infra.local.place import free_port
from tests.edge.origin import Stage, served
from tests.edge.proxy import proxy

CLIENT = "127.0.0.5"
"""Where the client of these tests really is."""


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.service.upkeep()
    return made


@pytest.fixture
def edge(stage: Stage, tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of the edge, from an address of its own."""
    with served(stage) as port, _client(tmp_path, port) as client:
        stage.asked.clear()
        yield client


@contextmanager
def gone(folder: Path) -> Iterator[httpx.Client]:
    """A client of an edge behind which nothing is left."""
    with _client(folder, free_port()) as client:
        yield client


@contextmanager
def _client(folder: Path, port: int) -> Iterator[httpx.Client]:
    (folder / "uit.html").write_text(page(Settings().service.values()), encoding="utf-8")
    transport = httpx.HTTPTransport(local_address=CLIENT)
    with proxy(folder, port) as address, httpx.Client(base_url=address, transport=transport) as client:
        yield client
