"""Everything that rules alone find in one message, the strictest first."""

from chalicelib.privacy.anonymising.accounts import accounts
from chalicelib.privacy.anonymising.addresses import addresses
from chalicelib.privacy.anonymising.addresses_online import addresses_online
from chalicelib.privacy.anonymising.ages import ages
from chalicelib.privacy.anonymising.birth_dates import birth_dates
from chalicelib.privacy.anonymising.file_numbers import codes, file_numbers
from chalicelib.privacy.anonymising.institutions import organisations, schools
from chalicelib.privacy.anonymising.numbers import numbers
from chalicelib.privacy.anonymising.span import Span, first_come
from chalicelib.privacy.anonymising.vehicles import licence_plates


def shapes(message: str, before: str) -> list[Span]:
    """Spans of one message; `before` is the message before it. Where two overlap, the stricter rule's stays."""
    return first_come(
        accounts(message),
        _online(message),
        licence_plates(message),
        codes(message),
        numbers(message),
        birth_dates(message, before),
        addresses(message),
        file_numbers(message),
        schools(message),
        organisations(message),
        ages(message, before),
    )


def _online(message: str) -> list[Span]:
    found: list[Span] = []
    for span in addresses_online(message):
        found = first_come(found, [span])
    return found
