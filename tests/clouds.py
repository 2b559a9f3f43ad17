"""The engines that tests run against, outside the test process."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local.cloud import local_cloud
from infra.local.console import Console
from infra.local.dynamodb_local import EngineMissing, dynamodb_local
from infra.local.emulator import install_emulator, start_emulator
from infra.local.outputs import Outputs, read_outputs
from infra.local.place import Place, free_port

# Names the outputs of a cloud that runs already, so that a developer need not wait for a new one.
RUNNING = "CHATHULP_LOCAL_OUTPUTS"


@contextmanager
def deployed_package() -> Iterator[Outputs]:
    """The package on a local cloud: the one that `RUNNING` names, or a fresh one on a free port."""
    if running := os.environ.get(RUNNING):
        yield read_outputs(Path(running))
        return
    with (
        tempfile.TemporaryDirectory(prefix="chathulp-") as folder,
        local_cloud(Place(Path(folder), free_port(), keeps_state=False), Console()) as (_, outputs),
    ):
        yield outputs


@contextmanager
def dynamodb_engine() -> Iterator[str]:
    """A DynamoDB outside this process: the one named, else Amazon's own, else the emulator's."""
    if named := os.environ.get("AWS_ENDPOINT_URL_DYNAMODB"):
        yield named
        return
    try:
        with dynamodb_local() as endpoint:
            yield endpoint
            return
    except EngineMissing as lacking:
        warnings.warn(f"NOT ON AMAZON'S ENGINE but on the emulator's: {lacking}", stacklevel=2)
    with _emulated_dynamodb() as endpoint:
        yield endpoint


@contextmanager
def _emulated_dynamodb() -> Iterator[str]:
    install_emulator(Console())
    with tempfile.TemporaryDirectory(prefix="chathulp-") as folder:
        place = Place(Path(folder), free_port(), keeps_state=False)
        emulator = start_emulator(place)
        try:
            yield place.endpoint
        finally:
            emulator.stop()
