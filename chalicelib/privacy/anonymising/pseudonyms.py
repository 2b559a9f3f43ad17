"""Pseudonyms for what is hidden: the same name, the same one through a transcript, and none across transcripts."""

from collections.abc import Sequence

from chalicelib.privacy.anonymising.span import Kind, Span
from chalicelib.privacy.anonymising.tokens import fold

WORDS = {
    Kind.NAME: "naam", Kind.LOCATION: "plaats", Kind.ADDRESS: "adres", Kind.AGE: "leeftijd", Kind.SCHOOL: "school",
    Kind.ORGANISATION: "organisatie", Kind.PHONE: "telefoonnummer", Kind.EMAIL: "e-mailadres", Kind.HANDLE: "account",
    Kind.URL: "link", Kind.DATE_OF_BIRTH: "geboortedatum", Kind.NATIONAL_NUMBER: "rijksregisternummer",
    Kind.IBAN: "rekeningnummer", Kind.LICENCE_PLATE: "nummerplaat", Kind.IP: "ip-adres",
    Kind.FILE_NUMBER: "dossiernummer",
}  # fmt: skip


def pseudonymised(messages: Sequence[str], hidden: Sequence[Sequence[Span]]) -> list[str]:
    """The messages with `[naam 1]` for each hidden span: numbered by kind, in the order of this transcript alone."""
    given: dict[tuple[Kind, str], str] = {}
    return [_replaced(message, spans, given) for message, spans in zip(messages, hidden, strict=True)]


def _replaced(message: str, spans: Sequence[Span], given: dict[tuple[Kind, str], str]) -> str:
    text, done = "", 0
    for span in sorted(spans):
        text += message[done : span.start] + _pseudonym(message[span.start : span.end], span.kind, given)
        done = span.end
    return text + message[done:]


def _pseudonym(word: str, kind: Kind, given: dict[tuple[Kind, str], str]) -> str:
    key = (kind, "".join(letter for letter in fold(word) if letter.isalnum()))
    number = 1 + sum(other is kind for other, _ in given)
    return given.setdefault(key, f"[{WORDS[kind]} {number}]")
