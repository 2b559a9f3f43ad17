"""How a conversation ended and what it was about, as its last counsellor chose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

WRAP_UP_LASTS = timedelta(hours=24)
"""So long after the end it may be chosen, and chosen otherwise."""


@dataclass(frozen=True)
class WrapUp:
    """Words of the lists of its channel, and a private note; each may be missing."""

    outcome: str | None = None
    themes: tuple[str, ...] = ()
    note: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Choice:
    """One word of a list, by its name in each language."""

    id: str
    name: Mapping[str, str]


@dataclass(frozen=True)
class Choices:
    """What may be chosen in a channel. The order is that of the keys on the desk."""

    outcomes: tuple[Choice, ...] = ()
    themes: tuple[Choice, ...] = ()

    def strange(self, chosen: WrapUp) -> tuple[str, ...]:
        """Which parts of it are not on the lists."""
        outcomes, themes = ({one.id for one in many} for many in (self.outcomes, self.themes))
        wrong = {
            "outcome": chosen.outcome is not None and chosen.outcome not in outcomes,
            "themes": not themes.issuperset(chosen.themes) or len(set(chosen.themes)) < len(chosen.themes),
        }
        return tuple(f"{part}: unknown" for part, is_wrong in wrong.items() if is_wrong)


def wrap_up_until(ended_at: datetime) -> datetime:
    """Until when it may be chosen."""
    return ended_at + WRAP_UP_LASTS
