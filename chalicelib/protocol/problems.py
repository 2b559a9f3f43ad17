"""No over HTTP: problem details (RFC 9457), in Dutch, English and French, without a word of what was sent."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.protocol.fault_words import FAULTS
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
    "fr": {
        "not_json": ("Illisible", "Ceci n’est pas du JSON lisible. Rien n’a changé."),
        "invalid": ("Mal rempli", "Vérifie les champs indiqués. Rien n’a changé."),
        "unknown": ("Pas trouvé", "Ceci n’existe pas ou plus."),
        "gone": ("Effacé", "Rien n’est plus gardé de cette conversation, pas d’adresse non plus."),
        "not_allowed": ("Pas d’accès", "Ton compte n’a pas les droits pour cela."),
        "too_large": ("Trop grand", "C’est trop en une fois. Raccourcis et réessaie."),
        "outdated": ("Modifié entre-temps", "Quelqu’un d’autre est passé juste avant toi. Recharge et vérifie."),
        "unreadable": (
            "Heures illisibles",
            "Les heures de ce canal manquent ou sont illisibles, il est donc fermé. "
            "Enregistre d’abord de nouvelles heures.",
        ),
        "still_going": (
            "Pas encore fini",
            "Cette conversation est en cours, ou vient de se terminer. Laisse-la d’abord finir. "
            "Trois minutes plus tard, tu peux l’effacer.",
        ),
        "too_fast": ("Trop rapide", "C’était trop rapide. Attends une minute et réessaie."),
        "call_instead": (
            "La divulgation ne marche pas maintenant",
            "Nous ne pouvons pas le noter maintenant, et ce qui n’est pas noté, nous ne le montrons pas. "
            "Appelle le numéro de garde.",
        ),
        "failed": ("Erreur chez nous", "Quelque chose n’a pas marché chez nous. Réessaie un peu plus tard."),
    },
}


def problem(word: ProblemWord, language: Language, faults: tuple[tuple[str, str], ...] = ()) -> Problem:
    """What the asker is told; `faults` are places and kinds."""
    title, detail = TITLES[language][word]
    said = FAULTS[language]
    errors = tuple(Fault(field=place, message=said.get(kind, said["other"])) for place, kind in faults)
    return Problem(type=f"urn:chathulp:problem:{word}", title=title, status=STATUS[word], detail=detail, errors=errors)
