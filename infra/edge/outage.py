"""The page that is shown when a stage is gone: one file that asks for nothing else, in every language.

It names what the channels name: emergency numbers first, then who else helps. A site can put the same file on its
own server as `/uit.html`.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from string import Template

from chalicelib.domain.channel import Channel, Contact, named

HERE = Path(__file__).parent

WORDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "title": "De chat werkt nu niet",
        "why": "Er is een storing bij ons. We werken eraan. Probeer het later opnieuw.",
        "talking": "Was je aan het chatten? Dan is het gesprek onderbroken. Dat ligt niet aan jou.",
        "emergency": "Ben je in gevaar of heb je nu hulp nodig?",
        "elsewhere": "Hier kan je ook terecht",
    },
    "en": {
        "title": "The chat is not working now",
        "why": "Something is broken on our side. We are working on it. Please try again later.",
        "talking": "Were you chatting? Then your conversation was interrupted. That is not because of you.",
        "emergency": "Are you in danger or do you need help now?",
        "elsewhere": "You can also turn to",
    },
    "fr": {
        "title": "Le chat ne marche pas maintenant",
        "why": "Il y a une panne chez nous. Nous y travaillons. Réessaie plus tard.",
        "talking": "Tu étais en train de chatter ? Ta conversation a été interrompue. Ce n’est pas ta faute.",
        "emergency": "Tu es en danger ou tu as besoin d’aide maintenant ?",
        "elsewhere": "Tu trouves aussi de l’aide ici",
    },
}


def page(channels: Iterable[Channel]) -> str:
    """The whole file."""
    known, style = tuple(channels), (HERE / "outage.css").read_text()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    sections = "\n".join(_section(language, known) for language in WORDS)
    frame = Template((HERE / "outage.html").read_text())
    return frame.substitute(fingerprint=f"sha256-{digest}", style=style, sections=sections)


def _section(language: str, channels: Iterable[Channel]) -> str:
    words, known = WORDS[language], tuple(channels)
    emergency = _list((contact for one in known for contact in one.emergency), language)
    elsewhere = _list((contact for one in known for contact in one.alternatives), language)
    return (
        f'<section lang="{language}">\n<h1>{words["title"]}</h1>\n<p>{words["why"]} {words["talking"]}</p>\n'
        f"<h2>{words['emergency']}</h2>\n{emergency}\n<h2>{words['elsewhere']}</h2>\n{elsewhere}\n</section>"
    )


def _list(contacts: Iterable[Contact], language: str) -> str:
    lines = dict.fromkeys(_line(contact, language) for contact in contacts)
    return "<ul>\n" + "\n".join(f"<li>{line}</li>" for line in lines) + "\n</ul>"


def _line(contact: Contact, language: str) -> str:
    ways = []
    if contact.phone:
        ways.append(_link(f"tel:{contact.phone.replace(' ', '')}", contact.phone))
    if contact.email:
        ways.append(_link(f"mailto:{contact.email}", contact.email))
    if contact.url:
        ways.append(_link(contact.url, contact.url.removeprefix("https://").rstrip("/")))
    return f"{escape(named(contact.name, language))}: {', '.join(ways)}"


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'
