"""What the nightly step has proved, by period: on how many days nothing remained of what was to go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.retention import LOOKED_UP_AFTER


@dataclass(frozen=True)
class Proofs:
    """Expiry days that were proved, that are owed and are not, and on which the database had left something.

    How many conversations that were is in the audit trail alone: a number over all channels would tell, beside those
    of one channel, what is hidden of another.
    """

    proved: int = 0
    missing: int = 0
    late: int = 0


@dataclass(frozen=True)
class Proven:
    """All that is known: of each day that was proved whether something was late, and which day is to be proved next;
    None on a stage that is new."""

    days: Mapping[date, bool]
    following: date | None
    today: date

    def of(self, days: Iterable[date]) -> Proofs:
        """Of some days. A day is owed once the two days after it are over, and not before there was a stage."""
        wanted = list(days)
        proved = [day for day in wanted if day in self.days]
        owed = [day for day in wanted if self.following and self.following <= day < self.today - LOOKED_UP_AFTER]
        return Proofs(len(proved), len(owed), sum(self.days[day] for day in proved))
