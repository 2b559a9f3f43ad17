"""Blocks: access is taken away for exactly eight hours, and never the emergency numbers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

BLOCK_LASTS = timedelta(hours=8)
"""Disclaimer, "Eigen verantwoordelijkheid van de bezoeker"."""


@dataclass(frozen=True)
class Block:
    """No access for whoever comes from an origin, known by its keyed hash alone."""

    origin_hash: str
    placed_at: datetime
    reason: str
    by: str
    conversation: str | None = None

    @property
    def until(self) -> datetime:
        return self.placed_at + BLOCK_LASTS

    def holds(self, now: datetime) -> bool:
        """Whether access is still refused: up to, and not at, the moment it ends."""
        return now < self.until
