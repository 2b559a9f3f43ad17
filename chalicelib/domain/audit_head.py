"""The head of a day: what the audit trail ended on, signed and kept where nobody can replace it.

Days are of UTC, as entries bear their times: who checks needs no calendar of clock changes. The head of a day is the
last entry that was chained before its end; a day without one has the head of the day before.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from chalicelib.domain.audit import Head
from chalicelib.domain.audit_check import Broken, Flaw, Link
from chalicelib.domain.brussels import ONE_DAY, days_between

SETTLED: Final = timedelta(minutes=10)
"""So long after its end no entry of a day can come any more: a run that began before midnight is over in a minute."""


@dataclass(frozen=True)
class DayHead:
    """The last entry of a day (UTC) or of an earlier one: its number and hash. It is where the next day goes on."""

    day: date
    n: int
    hash: str

    @property
    def link(self) -> Link:
        """The entry, as a check goes on from it."""
        return Link(self.n, self.hash)


def end_of(day: date) -> datetime:
    """The first moment after a day, in UTC."""
    return datetime.combine(day + ONE_DAY, time(), UTC)


def newest_over(now: datetime) -> date:
    """The newest day of which every entry is there."""
    return (now.astimezone(UTC) - SETTLED).date() - ONE_DAY


def unsigned(last: date | None, began_at: datetime | None, now: datetime) -> Iterator[date]:
    """The days that are over and have no signed head, the earliest first; `last` is the last one that has.

    Without one, only the newest day: its head says all that came before. A trail that has not begun owes nothing.
    """
    if began_at is None:
        return iter(())
    newest = newest_over(now)
    first = last + ONE_DAY if last else max(newest, began_at.astimezone(UTC).date())
    return days_between(first, newest)


def shrunk(head: Head, signed: DayHead | None) -> Broken | None:
    """What is wrong when the trail ends before, or otherwise than, what was signed of it."""
    if signed is None or head.n > signed.n:
        return None
    if head.n < signed.n:
        return Broken(head.n + 1, Flaw.MISSING)
    return None if head.hash == signed.hash else Broken(head.n, Flaw.HEAD)


def written(head: DayHead, signed_at: datetime) -> str:
    """What is signed: canonical JSON, as entries are."""
    said = {
        "day": head.day.isoformat(),
        "n": head.n,
        "hash": head.hash,
        "signed_at": signed_at.astimezone(UTC).isoformat(timespec="milliseconds"),
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def read(text: str) -> DayHead:
    """The head that a text says. Raises ValueError for what is no head of ours."""
    try:
        said = json.loads(text)
        head = DayHead(date.fromisoformat(said["day"]), said["n"], said["hash"])
        again = written(head, datetime.fromisoformat(said["signed_at"]))
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("no head") from None
    if again != text:
        raise ValueError("not canonical")
    return head


def name_of(day: date) -> str:
    """Under which name the head of a day is kept."""
    return f"heads/{day.isoformat()}.json"


def sealed(text: str, signature: str) -> str:
    """The file of a head: the text to the byte, and its signature (ECDSA, P-256, SHA-256; DER in base64)."""
    return json.dumps({"head": text, "signature": signature}, sort_keys=True) + "\n"


def unsealed(file: str) -> tuple[str, str]:
    """The text of a head and its signature. Raises ValueError for what is no file of ours."""
    try:
        said = json.loads(file)
        text, signature = said["head"], said["signature"]
    except (KeyError, TypeError, RecursionError):
        raise ValueError("no file of a head") from None
    if not isinstance(text, str) or not isinstance(signature, str) or sealed(text, signature) != file:
        raise ValueError("not as it was sealed")
    return text, signature
