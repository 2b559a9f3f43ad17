"""Addresses that many people share, a school or a shelter: an administrator lists them with places of their own."""

from dataclasses import dataclass
from datetime import datetime

MOST_RANGES = 200
"""All of them are read together, by each worker once a minute at most."""

CONNECTIONS_A_PLACE = 20
"""Connections each minute for each place of a listed range: who loses a line comes back a few times."""


@dataclass(frozen=True)
class Listed:
    """A range of addresses (CIDR) that may take `places` places together, over all channels; by whom it was listed."""

    id: str
    range: str
    name: str
    places: int
    by: str
    at: datetime
