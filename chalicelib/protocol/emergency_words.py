"""What administrators are told by mail and SMS of a disclosure that is asked: not a word about a person.

Both languages in one text, of at most 160 signs each and without accents, so that each is one SMS.
"""

from collections.abc import Mapping
from typing import Literal

Told = Literal["first", "again"]

SUBJECT = "Chathulp: inzage gevraagd / disclosure asked"

EMERGENCY: Mapping[Told, tuple[str, str]] = {
    "first": (
        "Chathulp ({stage}): er is inzage gevraagd. Open de beheerpagina, ga naar Inzage en beslis.",
        "A disclosure is asked. Open the admin page, go to Disclosure and decide.",
    ),
    "again": (
        "Chathulp ({stage}): na 5 minuten heeft nog niemand geantwoord op de vraag om inzage. Open de beheerpagina.",
        "After 5 minutes nobody has answered the request for disclosure. Open the admin page.",
    ),
}


def emergency_text(told: Told, stage: str) -> str:
    """What is sent."""
    return "\n".join(EMERGENCY[told]).format(stage=stage)
