"""How long anything about a person is kept: six calendar months, by a date that is known when a conversation starts."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Final

from chalicelib.domain.brussels import ONE_DAY, day_of, in_utc, midnight

RETENTION_MONTHS: Final = 6

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
    return midnight(_months_later(day_of(started_at), RETENTION_MONTHS) + ONE_DAY)


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
