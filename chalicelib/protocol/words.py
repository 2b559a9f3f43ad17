"""What the server says to people, in Dutch (B1, "je"), English and French ("tu"). Pages have files of their own."""

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

Language = Literal["nl", "en", "fr"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""The first is spoken to whom we understand no language of."""


def first_spoken(words: Iterable[str]) -> Language:
    """The first of these languages that we speak, else Dutch."""
    return next((language for word in words for language in LANGUAGES if word == language), LANGUAGES[0])


# The three sentences of the light are the published ones of the service's disclaimer.
LIGHT: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "open": "De chat is open",
        "busy": "Alle medewerkers zijn momenteel in gesprek. Kom straks nog even terug.",
        "closed": "De chat is gesloten, er zijn geen beantwoorders online.",
    },
    "en": {
        "open": "The chat is open",
        "busy": "All our staff are in a conversation right now. Please come back a little later.",
        "closed": "The chat is closed, nobody is online to answer.",
    },
    "fr": {
        "open": "Le chat est ouvert",
        "busy": "Tous les collaborateurs sont en conversation. Reviens un peu plus tard.",
        "closed": "Le chat est fermé, personne n’est en ligne pour répondre.",
    },
}

REFUSED: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "closed": "De chat is nu gesloten. Hieronder zie je waar je wel terechtkunt.",
        "busy": "Iemand was je net voor. Alle medewerkers zijn nu in gesprek. Blijf gerust op deze pagina.",
        "blocked": "Je kunt de chat nu niet gebruiken. Heb je dringend hulp nodig? Bel dan een noodnummer.",
        "too_many": "Vanaf jouw internetverbinding zijn al genoeg gesprekken bezig. Zo blijft er plaats voor anderen. "
        "Probeer het straks opnieuw. Hieronder zie je waar je nu al terechtkunt.",
        "started_over": "Vanaf jouw internetverbinding zijn net al veel gesprekken gestart en weer gestopt. "
        "Probeer het over vijf minuten opnieuw. Hieronder zie je waar je nu al terechtkunt.",
        "nickname_taken": "Deze schuilnaam is al in gebruik. Kies een andere.",
        "unknown": "We vinden geen gesprek om verder te zetten. Je kunt een nieuw gesprek starten.",
        "not_yours": "Dit gesprek is niet van jou.",
        "invalid": "Dat konden we niet lezen. Kijk het na en probeer opnieuw.",
        "too_fast": "Dat ging te snel. Wacht even en probeer opnieuw.",
        "out_of_step": "Je bericht kreeg een nummer dat al gebruikt is. Het wordt opnieuw verstuurd.",
        "ended": "Dit gesprek is afgelopen.",
        "not_now": "Dat kan nu niet.",
        "replaced": "De chat is in een ander venster geopend. Ga daar verder.",
        "dismissed": "Je account mag hier niet meer antwoorden. Klopt dat niet? Vraag het aan de beheerder.",
        "failed": "Er liep iets mis bij ons. Probeer het opnieuw.",
    },
    "en": {
        "closed": "The chat is closed now. Below you see where you can go instead.",
        "busy": "Somebody was just before you. All our staff are in a conversation. Feel free to stay on this page.",
        "blocked": "You cannot use the chat right now. Do you need help urgently? Call an emergency number.",
        "too_many": "There are enough conversations from your internet connection already, so that others have a "
        "place too. Try again a little later. Below you see where you can go now.",
        "started_over": "Many conversations have just been started and stopped from your internet connection. "
        "Try again in five minutes. Below you see where you can go now.",
        "nickname_taken": "This nickname is in use. Please choose another one.",
        "unknown": "We cannot find a conversation to continue. You can start a new one.",
        "not_yours": "This conversation is not yours.",
        "invalid": "We could not read that. Please check it and try again.",
        "too_fast": "That was too fast. Wait a moment and try again.",
        "out_of_step": "Your message got a number that was used already. It is sent again.",
        "ended": "This conversation is over.",
        "not_now": "That is not possible now.",
        "replaced": "The chat is open in another window. Please go on there.",
        "dismissed": "Your account may not answer here any more. Is that a mistake? Please ask the administrator.",
        "failed": "Something went wrong on our side. Please try again.",
    },
    "fr": {
        "closed": "Le chat est fermé maintenant. Ci-dessous, tu vois où tu peux trouver de l’aide.",
        "busy": "Quelqu’un est passé juste avant toi. Tous les collaborateurs sont en conversation. "
        "Tu peux rester sur cette page.",
        "blocked": "Tu ne peux pas utiliser le chat maintenant. "
        "Tu as besoin d’aide urgente ? Appelle un numéro d’urgence.",
        "too_many": "Il y a déjà assez de conversations sur ta connexion internet. "
        "Ainsi, il reste de la place pour d’autres. Réessaie un peu plus tard. "
        "Ci-dessous, tu vois où trouver de l’aide maintenant.",
        "started_over": "Beaucoup de conversations viennent d’être commencées et arrêtées sur ta connexion internet. "
        "Réessaie dans cinq minutes. Ci-dessous, tu vois où trouver de l’aide maintenant.",
        "nickname_taken": "Ce pseudo est déjà utilisé. Choisis-en un autre.",
        "unknown": "Nous ne trouvons pas de conversation à continuer. Tu peux en commencer une nouvelle.",
        "not_yours": "Cette conversation n’est pas à toi.",
        "invalid": "Nous n’avons pas pu lire cela. Vérifie et réessaie.",
        "too_fast": "C’était trop rapide. Attends un moment et réessaie.",
        "out_of_step": "Ton message a reçu un numéro déjà utilisé. Il est renvoyé.",
        "ended": "Cette conversation est terminée.",
        "not_now": "Ce n’est pas possible maintenant.",
        "replaced": "Le chat est ouvert dans une autre fenêtre. Continue là-bas.",
        "dismissed": "Ton compte ne peut plus répondre ici. C’est une erreur ? Demande à l’administrateur.",
        "failed": "Quelque chose n’a pas marché chez nous. Réessaie.",
    },
}

ENDED: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "ended": "Het gesprek is afgelopen. Bedankt voor je vertrouwen.",
        "blocked": "De hulpverlener heeft het gesprek beëindigd. Je kunt de chat acht uur niet gebruiken. "
        "Noodnummers blijven altijd bereikbaar.",
        "visitor_away": "Het gesprek is gestopt omdat de verbinding langer dan vijf minuten weg was.",
        "silent": "We hoorden je niet en hebben het gesprek gestopt. Dat geeft niet: je kunt altijd opnieuw beginnen, "
        "en je tijd nemen.",
        "counsellor_away": "Sorry, de verbinding met je hulpverlener is weg en niemand anders is vrij. "
        "Je kunt ons mailen of hieronder andere hulp vinden.",
    },
    "en": {
        "ended": "The conversation is over. Thank you for your trust.",
        "blocked": "The counsellor has ended the conversation. You cannot use the chat for eight hours. "
        "Emergency numbers are always there for you.",
        "visitor_away": "The conversation has stopped because the connection was gone for more than five minutes.",
        "silent": "We did not hear from you and have stopped the conversation. That is all right: you can always start "
        "again, and take your time.",
        "counsellor_away": "Sorry, we lost the connection with your counsellor and nobody else is free. "
        "You can send us an e-mail or find other help below.",
    },
    "fr": {
        "ended": "La conversation est terminée. Merci pour ta confiance.",
        "blocked": "Le conseiller a terminé la conversation. Tu ne peux pas utiliser le chat pendant huit heures. "
        "Les numéros d’urgence restent toujours joignables.",
        "visitor_away": "La conversation s’est arrêtée parce que la connexion était perdue depuis plus de cinq "
        "minutes.",
        "silent": "Nous n’avons rien reçu de toi et avons arrêté la conversation. "
        "Ce n’est pas grave : tu peux toujours recommencer, et prendre ton temps.",
        "counsellor_away": "Désolé, la connexion avec ton conseiller est perdue et personne d’autre n’est libre. "
        "Tu peux nous écrire un e-mail ou trouver d’autres aides ci-dessous.",
    },
}

BLOCKED_AFTERWARDS: Mapping[Language, str] = {
    "nl": "Het gesprek is afgelopen. Je kunt de chat acht uur niet gebruiken. Noodnummers blijven altijd bereikbaar.",
    "en": "The conversation is over. You cannot use the chat for eight hours. "
    "Emergency numbers are always there for you.",
    "fr": "La conversation est terminée. Tu ne peux pas utiliser le chat pendant huit heures. "
    "Les numéros d’urgence restent toujours joignables.",
}
"""For who had left, or was away, when the block came."""
