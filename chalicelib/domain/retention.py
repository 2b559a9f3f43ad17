"""How long anything about a person is kept: six calendar months, by a date that is known when a conversation starts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from chalicelib.domain.brussels import ONE_DAY, day_of, days_between, in_utc, midnight

RETENTION_MONTHS: Final = 6

LOOKED_UP_AFTER: Final = timedelta(days=2)
"""So long after its last day a conversation is looked up: DynamoDB says that it deletes within days."""

LEDGER_KEPT: Final = timedelta(days=90)
"""So long after the last day the ledger still names a conversation: longer than any outage that a proof waits for."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND: Final = timedelta(seconds=1)


def expires_at(started_at: datetime) -> datetime:
    """The moment, in UTC, from which nothing about the person may be read any more.

    It is the end, in Brussels, of the day that bears the same date six calendar months after the day on which the
    conversation started. A day that the later month lacks is its last day (31 August becomes 28 or 29 February).
    So everything of one conversation goes at one moment, whatever is written before and after midnight.
    Raises ValueError for a moment without a time zone. Source: rules of the service, retention; the months are
    counted as in Regulation (EEC, Euratom) 1182/71, article 3(2)(c).
    """
    return midnight(expiry_day(started_at) + ONE_DAY)


def expiry_day(started_at: datetime) -> date:
    """The last day, in Brussels, on which a conversation may be read. Raises ValueError without a time zone."""
    return _months_later(day_of(started_at), RETENTION_MONTHS)


def start_days(expiry: date) -> tuple[date, ...]:
    """The days whose conversations have this last day: up to four at the end of February, none for a 31st that the
    earlier month lacks."""
    around = days_between(expiry - timedelta(days=190), expiry - timedelta(days=175))
    return tuple(day for day in around if _months_later(day, RETENTION_MONTHS) == expiry)


def owed(since: date, now: datetime) -> Iterator[date]:
    """The expiry days, from one on, of which it must be proved by now that nothing is left."""
    return days_between(since, day_of(now) - LOOKED_UP_AFTER)


def ledger_expires_at(expiry: date) -> datetime:
    """When the ledger forgets the conversations of an expiry day, in UTC."""
    return midnight(expiry + LEDGER_KEPT)


def audit_expires_at(chained_at: datetime, years: int) -> datetime:
    """The moment, in UTC, from which an entry of the audit trail is gone.

    It is the end, in Brussels, of the same date so many years later. Raises ValueError for one without a time zone.
    """
    return midnight(_months_later(day_of(chained_at), 12 * years) + ONE_DAY)


def is_expired(expires_at: int | None, now: datetime) -> bool:
    """Whether an item with this `expires_at` (seconds since 1970, UTC) must count as gone at `now`.

    At exactly that second it is gone. None means that no end has been set, as for a conversation
    under way. The database deletes up to days late, so every read asks this.
    """
    return expires_at is not None and (in_utc(now) - _EPOCH) // _SECOND >= expires_at


def to_epoch(moment: datetime) -> int:
    """Whole seconds since 1970 in UTC, rounded up: nothing ends before its time."""
    return -((_EPOCH - in_utc(moment)) // _SECOND)


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
