"""No over HTTP: problem details (RFC 9457), in Dutch and English, without a word of what was sent."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.protocol.words import Language

ProblemWord = Literal[
    "not_json", "invalid", "unknown", "gone", "not_allowed", "too_large", "outdated", "unreadable", "still_going",
    "too_fast", "failed", "call_instead",
]  # fmt: skip

STATUS: Mapping[ProblemWord, int] = {
    "not_json": 400,
    "not_allowed": 403,
    "unknown": 404,
    "gone": 410,
    "outdated": 409,
    "unreadable": 409,
    "still_going": 409,
    "too_large": 413,
    "invalid": 422,
    "too_fast": 429,
    "failed": 500,
    "call_instead": 503,
}


class Fault(BaseModel):
    """One thing that is wrong, at a place of the request that we named ourselves."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    field: str
    message: str


class Problem(BaseModel):
    """Why a request was not carried out. Nothing has changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    type: Annotated[str, Field(description="urn:chathulp:problem: and one word for programs")]
    title: str
    status: int
    detail: str
    errors: tuple[Fault, ...] = ()


TITLES: Mapping[Language, Mapping[ProblemWord, tuple[str, str]]] = {
    "nl": {
        "not_json": ("Onleesbaar", "Dit is geen leesbare JSON. Er is niets gewijzigd."),
        "invalid": ("Niet juist ingevuld", "Kijk de vermelde velden na. Er is niets gewijzigd."),
        "unknown": ("Niet gevonden", "Dit bestaat niet of niet meer."),
        "gone": ("Gewist", "Van dit gesprek is niets meer bewaard, ook geen adres."),
        "not_allowed": ("Geen toegang", "Je account heeft hier de rechten niet voor."),
        "too_large": ("Te groot", "Dit is te veel ineens. Maak het korter en probeer opnieuw."),
        "outdated": ("Intussen gewijzigd", "Iemand anders was je net voor. Laad opnieuw en kijk het na."),
        "unreadable": (
            "Uren onleesbaar",
            "De uren van dit kanaal ontbreken of zijn onleesbaar, dus het is gesloten. Bewaar eerst nieuwe uren.",
        ),
        "still_going": (
            "Nog niet klaar",
            "Dit gesprek loopt nog, of is net voorbij. Laat het eerst eindigen. Drie minuten later kun je het wissen.",
        ),
        "too_fast": ("Te snel", "Dat ging te snel. Wacht een minuut en probeer opnieuw."),
        "call_instead": (
            "Inzage lukt nu niet",
            "We kunnen dit nu niet opschrijven, en wat niet opgeschreven is tonen we niet. Bel het wachtnummer.",
        ),
        "failed": ("Fout bij ons", "Er liep iets mis bij ons. Probeer het straks opnieuw."),
    },
    "en": {
        "not_json": ("Unreadable", "This is no readable JSON. Nothing has changed."),
        "invalid": ("Not filled in correctly", "Check the fields that are named. Nothing has changed."),
        "unknown": ("Not found", "This does not exist, or not any more."),
        "gone": ("Erased", "Nothing is kept of this conversation any more, no address either."),
        "not_allowed": ("No access", "Your account does not have the rights for this."),
        "too_large": ("Too large", "This is too much at once. Make it shorter and try again."),
        "outdated": ("Changed meanwhile", "Somebody else was just before you. Load it again and check."),
        "unreadable": (
            "Hours unreadable",
            "The hours of this channel are missing or unreadable, so it is closed. Save new hours first.",
        ),
        "still_going": (
            "Not over yet",
            "This conversation is still going on, or has only just ended. Let it end first. "
            "You can erase it three minutes later.",
        ),
        "too_fast": ("Too fast", "That was too fast. Wait a minute and try again."),
        "call_instead": (
            "Disclosure does not work now",
            "We cannot write this down now, and what is not written down is not shown. Call the on-call number.",
        ),
        "failed": ("Our fault", "Something went wrong on our side. Please try again later."),
    },
}

# The kinds of pydantic, of ScheduleError and of the actions; what is not here is said in general words.
FAULTS: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "other": "Dit klopt niet.",
        "missing": "Dit ontbreekt.",
        "extra_forbidden": "Hier staat een veld dat we niet kennen.",
        "string_type": "Dit moet tekst zijn.",
        "string_too_short": "Dit is te kort.",
        "string_too_long": "Dit is te lang.",
        "string_pattern_mismatch": "Dit heeft niet de juiste vorm.",
        "string_unicode": "Deze tekst bevat onleesbare tekens.",
        "value_error": "Deze tekst is leeg of bevat tekens die niet mogen.",
        "int_type": "Dit moet een geheel getal zijn.",
        "int_parsing": "Dit moet een geheel getal zijn.",
        "greater_than_equal": "Dit getal is te klein.",
        "less_than_equal": "Dit getal is te groot.",
        "bool_type": "Dit moet waar of onwaar zijn.",
        "literal_error": "Dit is geen van de mogelijkheden.",
        "tuple_type": "Dit moet een lijst zijn.",
        "too_long": "Dit zijn er te veel.",
        "model_type": "Dit moet een object zijn.",
        "unknown": "Dit kennen we niet.",
        "address": "Dit is geen IP-adres.",
        "range": "Dit is geen IP-adres of reeks van adressen, of de reeks is te groot. Schrijf ze als 203.0.113.0/24.",
        "cursor": "Deze bladwijzer is niet van ons. Begin opnieuw bij de eerste bladzijde.",
        "one_of": "Geef een gesprek of een herkomst, niet beide.",
        "no_first_name": "Je aanmelding bevat geen voornaam. Meld je opnieuw aan of vraag de beheerder raad.",
        "no_channel": "Je account hoort bij geen enkel kanaal.",
        "two_people": "Wie vraagt, beslist niet. Een andere beheerder moet antwoorden.",
        "not_yours": "Dit kan alleen wie het gesprek voert, of het minder dan 24 uur geleden voerde.",
        "too_many": "Er zijn er al te veel. Verwijder eerst wat voorbij is.",
        "time": "Schrijf een uur met vier cijfers, van 00:00 tot 23:59; alleen sluiten kan om 24:00.",
        "date": "Schrijf een bestaande datum als jaar-maand-dag, tussen 2000 en 2099. "
        "29 februari bestaat alleen in een schrikkeljaar.",
        "moment": "Schrijf een moment als 2026-12-27T13:00, op de klok van Brussel.",
        "weekday": "Dit is geen dag van de week.",
        "empty_shift": "Een dienst kan niet sluiten op het uur waarop ze opent. Een hele dag is 00:00 tot 24:00.",
        "overlap": "Twee diensten overlappen.",
        "overlapping_opening": "Dit valt samen met een andere uitzonderlijke opening.",
        "past": "Dat is al voorbij.",
        "backwards": "Het einde ligt voor het begin.",
        "too_long_period": "Vraag hoogstens 400 dagen tegelijk.",
        "too_long_opening": "Een uitzonderlijke opening duurt hoogstens 31 dagen.",
        "duplicate": "Dit staat er twee keer.",
        "contradiction": "Dit spreekt zichzelf tegen.",
        "unreadable": "Dit kunnen we niet lezen.",
        "csv_unreadable": "Dit bestand kunnen we niet lezen als CSV. Bewaar het opnieuw als CSV (UTF-8).",
        "csv_columns": "De eerste regel noemt de kolommen: postcode, gemeente, centrum, e-mail, telefoon, website.",
        "csv_cells": "Deze regel heeft meer vakken dan er kolommen zijn. Staat er een scheidingsteken te veel?",
        "csv_postcode": "Een postcode heeft vier cijfers, van 1000 tot 9999.",
        "csv_municipality": "Een gemeente begint met een letter of cijfer en is hoogstens 80 tekens lang.",
        "csv_centre": "Een naam begint met een letter of cijfer en is hoogstens 80 tekens lang.",
        "csv_email": "Dit is geen e-mailadres. Schrijf het als naam@centrum.be.",
        "csv_phone": "Dit is geen telefoonnummer. Schrijf alleen cijfers, spaties en tekens als / . ( ) -.",
        "csv_website": "Een website begint met https:// of http://.",
        "csv_no_way": "Er staat geen e-mailadres, telefoonnummer of website. Eén ervan is nodig.",
    },
    "en": {
        "other": "This is not right.",
        "missing": "This is missing.",
        "extra_forbidden": "There is a field here that we do not know.",
        "string_type": "This must be text.",
        "string_too_short": "This is too short.",
        "string_too_long": "This is too long.",
        "string_pattern_mismatch": "This does not have the right form.",
        "string_unicode": "This text has unreadable characters.",
        "value_error": "This text is empty or has characters that are not allowed.",
        "int_type": "This must be a whole number.",
        "int_parsing": "This must be a whole number.",
        "greater_than_equal": "This number is too small.",
        "less_than_equal": "This number is too large.",
        "bool_type": "This must be true or false.",
        "literal_error": "This is none of the choices.",
        "tuple_type": "This must be a list.",
        "too_long": "These are too many.",
        "model_type": "This must be an object.",
        "unknown": "We do not know this.",
        "address": "This is no IP address.",
        "range": "This is no IP address or range of addresses, or it is too wide. Write it like 203.0.113.0/24.",
        "cursor": "This bookmark is not one of ours. Begin again at the first page.",
        "one_of": "Give a conversation or an origin, not both.",
        "no_first_name": "Your sign-in bears no first name. Sign in again or ask the administrator.",
        "no_channel": "Your account belongs to no channel.",
        "two_people": "Who asks does not decide. Another administrator has to answer.",
        "not_yours": "Only who holds the conversation can do this, or who held it less than 24 hours ago.",
        "too_many": "There are too many already. Remove first what is over.",
        "time": "Write a time with four digits, from 00:00 to 23:59; only closing can be at 24:00.",
        "date": "Write an existing date as year-month-day, between 2000 and 2099. "
        "29 February exists in a leap year only.",
        "moment": "Write a moment like 2026-12-27T13:00, on the clock of Brussels.",
        "weekday": "This is no day of the week.",
        "empty_shift": "A shift cannot close at the time at which it opens. A whole day is 00:00 to 24:00.",
        "overlap": "Two shifts overlap.",
        "overlapping_opening": "This overlaps with another exceptional opening.",
        "past": "That is over already.",
        "backwards": "The end lies before the beginning.",
        "too_long_period": "Ask for 400 days at most.",
        "too_long_opening": "An exceptional opening lasts 31 days at most.",
        "duplicate": "This is there twice.",
        "contradiction": "This contradicts itself.",
        "unreadable": "We cannot read this.",
        "csv_unreadable": "We cannot read this file as CSV. Save it again as CSV (UTF-8).",
        "csv_columns": "The first line names the columns: postcode, municipality, centre, e-mail, telephone, website.",
        "csv_cells": "This line has more cells than there are columns. Is there a separator too many?",
        "csv_postcode": "A postcode has four digits, from 1000 to 9999.",
        "csv_municipality": "A municipality begins with a letter or digit and has 80 characters at most.",
        "csv_centre": "A name begins with a letter or digit and has 80 characters at most.",
        "csv_email": "This is no e-mail address. Write it like name@centre.be.",
        "csv_phone": "This is no telephone number. Write digits, spaces and marks such as / . ( ) - only.",
        "csv_website": "A website begins with https:// or http://.",
        "csv_no_way": "There is no e-mail address, telephone number or website. One of them is needed.",
    },
}


def problem(word: ProblemWord, language: Language, faults: tuple[tuple[str, str], ...] = ()) -> Problem:
    """What the asker is told; `faults` are places and kinds."""
    title, detail = TITLES[language][word]
    said = FAULTS[language]
    errors = tuple(Fault(field=place, message=said.get(kind, said["other"])) for place, kind in faults)
    return Problem(type=f"urn:chathulp:problem:{word}", title=title, status=STATUS[word], detail=detail, errors=errors)
